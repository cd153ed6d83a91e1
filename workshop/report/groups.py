"""A session by group: how participants are asked for theirs, and what the rules let be shown of each."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.analysis.findings import sentence
from workshop.charts import heat
from workshop.charts.scene import Scene
from workshop.language import _
from workshop.model.instrument import LADDER
from workshop.model.privacy import DIFFERENT, Rules
from workshop.model.session import Session
from workshop.model.tally import Result, Tally

__all__ = [
    "about_groups",
    "asks_group",
    "groups_of",
    "groups_said",
    "has_groups",
    "heat_by_group",
    "rather_not",
    "split_name",
]


def asks_group(session: Session) -> str:
    """Return what one's group is asked for; "" where there is none to choose."""
    if session.grouping is None:
        return ""
    if session.mode == "open":
        return _("{name}: answers are also shown by group, however few.").format(name=session.grouping.name)
    said = _("{name}: answers are also shown by group, from {fewest} people in each.")
    return said.format(name=session.grouping.name, fewest=_fewest(session))


def _fewest(session: Session) -> int:
    return Rules(session.mode, session.threshold).needed_of_group


def rather_not() -> str:
    """Return the answer of who names no group."""
    return _("prefer not to say")


def has_groups(session: Session) -> bool:
    """Whether there is anything to say about groups: they were asked for, or are there."""
    return session.first is not None and bool(session.grouping or session.first.groups)


def split_name(session: Session) -> str:
    """Return what a page by group is called."""
    return _("By {name}").format(name=session.grouping.name) if session.grouping else _("By group")


def groups_of(session: Session, attribute: str, item: str = LADDER) -> Mapping[str, Result]:
    """Return what each group shows of a question in round 1; empty when there is no split."""
    kept = session.first.groups if session.first else {}
    found = ((name, tallies.get(attribute, {}).get(item)) for name, tallies in kept.items())
    return {name: result for name, result in found if result is not None}


def heat_by_group(session: Session) -> Scene | None:
    """Show the ladders of round 1 by levels, group by group; None when none may be shown."""
    items: list[heat.Statement] = []
    for attribute in session.instrument.attributes:
        shown = groups_of(session, attribute.id)
        if any(isinstance(result, Tally) for result in shown.values()):
            items.append(heat.Statement(session.fill(attribute.name), heading=True))
            items += [heat.Statement(name, result) for name, result in shown.items()]
    return heat.heat(items, title=split_name(session)) if items else None


def groups_said(session: Session, attribute: str, item: str = LADDER) -> tuple[str, ...]:
    """Return a sentence for each group about one question; one for all where they may not be shown."""
    shown = groups_of(session, attribute, item)
    if not shown:
        return ()
    if not all(isinstance(result, Tally) for result in shown.values()):
        return (_("Not shown by group."),)
    return tuple(
        _("{group}: {sentence}").format(group=name, sentence=sentence(result, 1))
        for name, result in shown.items()
    )


def about_groups(session: Session) -> tuple[str, ...]:
    """Return what to know about a page by group: what is not on it, and why."""
    if session.first is None:
        return ()
    fewest = _fewest(session)
    if not session.first.groups:
        said = _("Nothing is shown by group: it takes two groups of {fewest} people each.")
        return (said.format(fewest=fewest),)
    hidden = [
        session.fill(attribute.name)
        for attribute in session.instrument.attributes
        if (shown := groups_of(session, attribute.id))
        and not all(isinstance(result, Tally) for result in shown.values())
    ]
    about = _("Round 1. Small groups, and who named none, stand together.")
    if not hidden:
        return (about,)
    why = _(
        "Not shown by group: {names}. In one of the groups fewer than {fewest} gave a level, or all but "
        "{different} at most chose the same; then what single people chose could be worked out."
    )
    return (about, why.format(names=", ".join(hidden), fewest=fewest, different=DIFFERENT))
