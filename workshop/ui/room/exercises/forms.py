"""The forms of what an exercise lists: all there is to say about one entry, saved line by line."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeAlias, get_args

from workshop.language import _
from workshop.model.exercises import Evidence, Phrase, Policy, TouchPoint, Value, Verdict
from workshop.model.session import Session
from workshop.model.text import LINE, PARAGRAPH
from workshop.ui.room.entry_form import EntryForm
from workshop.ui.screens.form import Field

__all__ = ["Listed", "form_of"]

Listed: TypeAlias = TouchPoint | Policy | Phrase | Value

_OPEN: Final = "–"
"""What stands for nothing chosen among choices."""


def form_of(
    session: Session, entry: Listed, save: Callable[[Any, Any], Coroutine[Any, Any, object]]
) -> EntryForm[Any]:
    """Return the form of ``entry``, in the session's words."""
    title, fields = _FIELDS[type(entry)](session, entry)
    return EntryForm(title, entry, fields, save, read=_read)


def _read(values: dict[str, str]) -> dict[str, object]:
    """Return what the lines of a form stand for: nothing chosen is None, yes is true."""
    found: dict[str, object] = {key: None if value == _OPEN else value for key, value in values.items()}
    if "legally_required" in values:
        found["legally_required"] = values["legally_required"] == "yes"
    return found


def _point(session: Session, point: TouchPoint) -> tuple[str, tuple[Field, ...]]:
    evidence = (_OPEN, *get_args(Evidence))
    said = _("Where what we say about it comes from.")
    return _("TOUCH POINT"), (
        Field("name", _("Touch point"), point.name, session.fill(_("As {users} would call it.")), most=LINE),
        Field("stage", _("Stage"), point.stage, _("The stage of the journey, such as: arriving."), most=LINE),
        Field(
            "evidence", _("Evidence"), point.evidence or _OPEN, said, evidence, free=False, fill=session.fill
        ),
    )


def _policy(session: Session, policy: Policy) -> tuple[str, tuple[Field, ...]]:
    verdicts = (_OPEN, *(v for v in get_args(Verdict) if not policy.legally_required or v != "drop"))
    law = _("What the law requires cannot be dropped, only explained.")
    return _("POLICY"), (
        Field(
            "policy", _("Policy"), policy.policy, session.fill(_("As {users} would hear it.")), most=PARAGRAPH
        ),
        Field("owner", _("Whose it is"), policy.owner, _("Who could change it."), most=LINE),
        Field(
            "legally_required",
            _("Required by law"),
            "yes" if policy.legally_required else "no",
            law,
            ("no", "yes"),
            free=False,
        ),
        Field(
            "objection",
            _("Who may object"),
            policy.objection,
            _("To a change; and what good reason might they have?"),
            most=PARAGRAPH,
        ),
        Field("verdict", _("Verdict"), policy.verdict or _OPEN, law, verdicts, free=False),
    )


def _phrase(_session: Session, phrase: Phrase) -> tuple[str, tuple[Field, ...]]:
    return _("PHRASE"), (
        Field("phrase", _("Phrase"), phrase.phrase, _("As it is said here, without a name."), most=PARAGRAPH),
        Field(
            "instead", _("Ask instead"), phrase.instead, _("A question that opens the talk."), most=PARAGRAPH
        ),
    )


def _value(_session: Session, value: Value) -> tuple[str, tuple[Field, ...]]:
    return _("VALUE"), (
        Field("value", _("Value"), value.value, _("Such as: everybody is welcome."), most=LINE),
        Field(
            "seen", _("What we would see"), value.seen, _("What would we see each other do?"), most=PARAGRAPH
        ),
        Field("hard", _("What makes it hard"), value.hard, _("In this change, for us."), most=PARAGRAPH),
        Field("leaders", _("Leaders first"), value.leaders, _("What do leaders do first?"), most=PARAGRAPH),
    )


_FIELDS: Final[dict[type, Callable[[Session, Any], tuple[str, tuple[Field, ...]]]]] = {
    TouchPoint: _point,
    Policy: _policy,
    Phrase: _phrase,
    Value: _value,
}
