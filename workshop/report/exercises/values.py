"""Values of change: a page in the report, never scored."""

from __future__ import annotations

from workshop.language import _
from workshop.model.session import Session
from workshop.report.exercises.parts import Block, title_of

__all__ = ["values"]


def values(session: Session) -> Block:
    """Return the coming change and the values to hold on to, in the team's own words."""
    change = session.exercises.change
    title = title_of(session, "values")
    if change is None:
        return Block("values", title, False, json={"change": None})
    listed = change.values
    sentences = [_("The change: {change}").format(change=change.change)] if change.change else []
    if listed:
        sentences.append(
            _("We hold on to: {values}.").format(values=", ".join(value.value for value in listed))
        )
    head = (_("Value"), _("What we would see"), _("What makes it hard"), _("What leaders do first"))
    table = (head, *((v.value, v.seen, v.hard, v.leaders) for v in listed)) if listed else ()
    return Block(
        "values",
        title,
        bool(change.change or listed),
        tuple(sentences),
        None,
        table,
        {"change": {"change": change.change, "values": [value.model_dump() for value in listed]}},
    )
