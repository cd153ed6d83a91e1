"""A session by group: how participants are asked for theirs, and what the rules let be shown of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workshop.analysis.findings import sentence
from workshop.charts import heat
from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.charts.scene import Scene
from workshop.language import _, labelled
from workshop.model.instrument import LADDER, Attribute
from workshop.model.rules import DIFFERENT, Rules
from workshop.model.session import Mode, Session
from workshop.model.tally import Result, Tally
from workshop.report import prose

__all__ = [
    "about_groups",
    "asks_group",
    "group_hint",
    "groups_of",
    "groups_said",
    "heat_by_group",
    "rather_not",
    "split_name",
    "split_rows",
    "split_said",
]


def asks_group(session: Session) -> str:
    """Return what one's group is asked for; "" where there is none to choose."""
    if session.grouping is None:
        return ""
    if session.mode == "open":
        return _("{name}: answers are also shown by group, however few.").format(name=session.grouping.name)
    said = _("{name}: answers are also shown by group, from {fewest} people in each.")
    return said.format(name=session.grouping.name, fewest=_fewest(session))


def group_hint(mode: Mode, threshold: int) -> str:
    """Return how groups are written, and from how many people they will be shown: for who plans."""
    if mode == "open":
        return _("Such as Role: desk, back office. Shown however few are in each.")
    said = _("Such as Role: desk, back office. Shown from {fewest} people in each.")
    return said.format(fewest=Rules(mode, threshold).needed_of_group)


def _fewest(session: Session) -> int:
    return Rules(session.mode, session.threshold).needed_of_group


def rather_not() -> str:
    """Return the answer of who names no group."""
    return _("prefer not to say")


def split_name(session: Session) -> str:
    """Return what a page by group is called."""
    return _("By {name}").format(name=session.grouping.name) if session.grouping else _("By group")


def groups_of(session: Session, attribute: str, item: str = LADDER) -> Mapping[str, Result]:
    """Return what each group shows of a question in round 1; empty when there is no split."""
    kept = session.split(session.first) if session.first else {}
    found = ((name, tallies.get(attribute, {}).get(item)) for name, tallies in kept.items())
    return {name: result for name, result in found if result is not None}


def _asked_by_group(attribute: Attribute) -> Sequence[tuple[str, str]]:
    """Return item and text of what a page by group shows: the ladder, or without one each statement."""
    if attribute.ladder:
        return ((LADDER, ""),)
    return tuple((statement.id, statement.text) for statement in attribute.statements)


def heat_by_group(session: Session, attributes: Sequence[Attribute] = ()) -> Scene | None:
    """Show ``attributes``, or all, by levels, group by group in round 1: the ladder, or else each statement.

    None when none of it may be shown so.
    """
    items: list[heat.Statement] = []
    for attribute in attributes or session.instrument.attributes:
        name, named = session.fill(attribute.name), len(attributes) == 1
        for item, text in _asked_by_group(attribute):
            shown = groups_of(session, attribute.id, item)
            if not any(isinstance(result, Tally) for result in shown.values()):
                continue
            items += [] if named else [heat.Statement(name, heading=True)]
            named = True
            about = session.fill(text)
            items += [heat.Statement(about, heading=True)] if about else []
            items += [heat.Statement(group, result, about=about or name) for group, result in shown.items()]
    return heat.heat(items, title=split_name(session)) if items else None


def groups_said(session: Session, attribute: str, item: str = LADDER) -> tuple[str, ...]:
    """Return a sentence for each group about one question; one for all where they may not be shown."""
    shown = groups_of(session, attribute, item)
    if not shown:
        return ()
    if not _all_shown(shown):
        return (_("Not shown by group."),)
    return tuple(
        _("{group}: {sentence}").format(group=name, sentence=sentence(result, 1))
        for name, result in shown.items()
    )


def split_said(session: Session, attributes: Iterable[str]) -> tuple[str, ...]:
    """Return the page by group as sentences: of ``attributes``, by id, then what is not there."""
    asked = [session.instrument.attribute(key) for key in attributes]
    said = [
        labelled(session.fill(text or attribute.name), " ".join(groups_said(session, attribute.id, item)))
        for attribute in asked
        for item, text in _asked_by_group(attribute)
        if (results := groups_of(session, attribute.id, item)) and _all_shown(results)
    ]
    return (*said, *about_groups(session, asked))


def split_rows(
    session: Session, width: int, height: int, attributes: Sequence[Attribute] = ()
) -> list[prose.Row]:
    """Return the page by group as rows: of ``attributes``, or of all, then what is not there."""
    scene = heat_by_group(session, attributes)
    rows = [*draw(replace(scene, title=""), width, height).rows, prose.EMPTY] if scene else []
    about = about_groups(session, attributes)
    return rows + [row for text in about for row in prose.paragraph(text, width, role=Role.MUTED)]


def about_groups(session: Session, attributes: Sequence[Attribute] = ()) -> tuple[str, ...]:
    """Return what to know about a page by group, of ``attributes`` or of all: what is not on it, and why."""
    first = session.first
    if first is None:
        return ()
    if not first.groups:
        return (_why_none(session),)
    asked = attributes or session.instrument.attributes
    return tuple(filter(None, (_about_names(session), _about_hidden(session, asked))))


def _why_none(session: Session) -> str:
    """Say why there is no split at all."""
    if session.first and session.first.method == "hands":
        return _("Nothing is shown by group: hands are counted of all together.")
    if session.mode == "open":
        return _("Nothing is shown by group: it takes answers from two groups.")
    said = _("Nothing is shown by group: it takes two groups of {fewest} people each.")
    return said.format(fewest=_fewest(session))


def _about_names(session: Session) -> str:
    """Say which vote this is, and who stands in the group that was not planned, if there is one."""
    planned = session.grouping.groups if session.grouping else ()
    others = [name for name in (session.first.groups if session.first else ()) if name not in planned]
    if not others or not planned:
        return _("Round 1.")
    if session.mode == "open":
        return _("Round 1. “{other}”: who named no group.").format(other=others[0])
    return _("Round 1. “{other}”: smaller groups, and who named none, together.").format(other=others[0])


def _about_hidden(session: Session, attributes: Sequence[Attribute]) -> str:
    """Say which attributes, or statements, are not shown by group, and why; "" when all are."""
    hidden = []
    for attribute in attributes:
        asked = _asked_by_group(attribute)
        kept = [text for item, text in asked if not _all_shown(groups_of(session, attribute.id, item))]
        if kept and len(kept) == len(asked):
            hidden.append(session.fill(attribute.name))
        else:
            hidden += [_("“{text}”").format(text=session.fill(text).rstrip(".")) for text in kept]
    if not hidden:
        return ""
    why = _(
        "Not shown by group: {names}. In one of the groups fewer than {fewest} gave a level, or all but "
        "{different} at most chose the same; then what single people chose could be worked out."
    )
    return why.format(names=", ".join(hidden), fewest=_fewest(session), different=DIFFERENT)


def _all_shown(results: Mapping[str, Result]) -> bool:
    return all(isinstance(result, Tally) for result in results.values())
