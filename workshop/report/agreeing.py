"""What there is to agree on for one attribute: the proposal or the range, and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.analysis.spread import describe, proposal
from workshop.charts.wording import levels as span_of
from workshop.language import _
from workshop.model.exercises import Evidence
from workshop.model.session import AgreedLevel, Session
from workshop.model.tally import FEWEST, LEVELS, Tally
from workshop.report.topics import topics
from workshop.report.words import say_agreed

__all__ = ["Choice", "choice", "parted", "recorded", "with_example"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to agree on for one attribute."""

    name: str
    ladder: tuple[str, ...]
    """What levels 1 to 5 say; empty strings without a ladder."""
    counts: tuple[int, ...]
    """Answers at levels 1 to 5; empty where they are not shown."""
    median: tuple[int, int] | None
    proposed: int | None
    range: tuple[int, int] | None
    """The levels that hold three quarters of the answers."""
    sentence: str
    kept: AgreedLevel | None
    """What is recorded already."""
    said: str
    """The same in words."""

    @property
    def offered(self) -> str:
        """What the space bar records, in a word or two; "" when nothing can be offered."""
        if self.proposed:
            return _("agree on {level}").format(level=self.proposed)
        return _("no agreed level, range {range}").format(range=span_of(self.range)) if self.range else ""

    @property
    def rule(self) -> str:
        """Why this is offered."""
        if self.proposed:
            return _("The answers are together: level {level} is proposed, the median.").format(
                level=self.proposed
            )
        if self.range is None:
            return _("There are no numbers to propose from: choose a level, or record that there is none.")
        few = 0 < sum(self.counts) < FEWEST
        if few:
            said = _("Too few answers to propose a level; most lie {where}. A range is a result too.")
        else:
            said = _("The answers are not together; most lie {where}. A range is a result too.")
        return said.format(where=_within(self.range))


def choice(session: Session, attribute: str) -> Choice:
    """Gather what there is to agree on."""
    asked = session.instrument.attribute(attribute)
    last = session.last(attribute) if asked.ladder else None
    tally = last if isinstance(last, Tally) and last.n else None
    topic = next(topic for topic in topics(session) if topic.attribute == attribute)
    return Choice(
        name=topic.name,
        ladder=tuple(session.fill(level) for level in asked.ladder or ("",) * LEVELS),
        counts=tally.counts if tally else (),
        median=getattr(last, "median", None),
        proposed=proposal(last),
        range=describe(tally).range if tally else None,
        sentence=topic.sentences[0] if session.rounds and topic.sentences else "",
        kept=session.agreed.get(attribute),
        said=say_agreed(session, attribute),
    )


def parted(about: Choice) -> str:
    """Say so when the agreed level and the votes part; "" when they do not."""
    level = about.kept.level if about.kept else None
    if not level or not about.range or about.range[0] <= level <= about.range[1]:
        return ""
    return _("The votes part from this: most of the answers lie {where}. Both are kept.").format(
        where=_within(about.range)
    )


def recorded(typed: str) -> AgreedLevel | None:
    """Return a range that was typed, such as "2-4" or "3"; None when it is not one."""
    levels = [int(character) for character in typed if character in "12345"]
    others = set(typed) - set("12345 -–—to")
    if not 1 <= len(levels) <= 2 or others:
        return None
    return AgreedLevel(range=(min(levels), max(levels)))


def _within(span: tuple[int, int]) -> str:
    low, high = span
    return (
        _("at {level}").format(level=low)
        if low == high
        else _("between {low} and {high}").format(low=low, high=high)
    )


def with_example(entry: AgreedLevel, example: str, evidence: Evidence | None) -> AgreedLevel:
    """Return ``entry`` with an example and its source, checked like anything that is typed."""
    return AgreedLevel(
        level=entry.level,
        range=entry.range,
        discussed=entry.discussed,
        example=example,
        evidence=evidence,
    )
