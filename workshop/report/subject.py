"""All there is to say and to ask about one attribute while a team talks about it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.charts.dots import Agreed
from workshop.charts.wording import answers, not_sure, said
from workshop.language import _
from workshop.model.session import Session
from workshop.model.tally import Band, Result, Tally
from workshop.report.talking import seen_by, talk_order, votes
from workshop.report.topics import topics
from workshop.report.words import agreed_span

__all__ = ["Subject", "subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is shown while a team talks about one attribute."""

    name: str
    place: str
    """Where it stands in the order."""
    reason: str
    """Where it stands, and why there."""
    results: tuple[Result, ...]
    """The ladder's results, round by round; two when there was a second vote."""
    needed: int
    agreed: tuple[int, int] | None
    sentences: tuple[str, ...]
    definition: str
    question: str
    probes: tuple[str, ...]
    ladder: tuple[str, ...]
    """What levels 1 to 5 say."""

    @property
    def last(self) -> Result | None:
        """The newest result."""
        return self.results[-1] if self.results else None

    @property
    def drawable(self) -> bool:
        """Whether there is a picture at all."""
        return isinstance(self.last, Band) or (isinstance(self.last, Tally) and self.last.n > 0)

    @property
    def moved(self) -> str:
        """What the two votes show, in one sentence; "" where there was one."""
        if len(self.results) < 2:
            return ""
        first, last = (said(result, self.needed) for result in (self.results[0], self.results[-1]))
        return _("Before talking: {before}. Now: {now}.").format(before=first, now=last)

    @property
    def counted(self) -> str:
        """How many answered."""
        if not isinstance(self.last, Tally):
            return ""
        return f"{answers(self.last.n)} · {not_sure(self.last.not_sure)}"


def subject(session: Session, attribute: str) -> Subject:
    """Gather what is to be shown of ``attribute``."""
    asked = session.instrument.attribute(attribute)
    topic = next(topic for topic in topics(session) if topic.attribute == attribute)
    order = talk_order(session)
    place, many = order.index(attribute) + 1, len(order)
    alone = _("{place} of {all}").format(place=place, all=many)
    because = _("{place} of {all}: {reason}").format(place=place, all=many, reason=topic.reason)
    seen = seen_by(session, attribute)
    probes = (*((seen,) if seen else ()), *(session.fill(probe) for probe in asked.probes))
    return Subject(
        name=topic.name,
        place=alone,
        reason=because if session.rounds else alone,
        results=votes(session, attribute),
        needed=session.needed,
        agreed=_span(agreed_span(session, attribute)),
        sentences=topic.sentences if session.rounds else (),
        definition=session.fill(asked.definition),
        question=session.fill(asked.question),
        probes=probes,
        ladder=tuple(session.fill(level) for level in asked.ladder or ()),
    )


def _span(agreed: Agreed) -> tuple[int, int] | None:
    if agreed is None:
        return None
    return (agreed, agreed) if isinstance(agreed, int) else (agreed[0], agreed[-1])
