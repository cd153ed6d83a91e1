"""What to talk about, in the order in which to begin, with what the numbers support about each."""

from __future__ import annotations

from typing import NamedTuple

from workshop.analysis.findings import about_all, findings, talk_first
from workshop.model.session import Session
from workshop.report.words import say_agreed

__all__ = ["Topic", "about_all", "told", "topics"]


class Topic(NamedTuple):
    """One attribute in the order of talking."""

    attribute: str
    """The attribute's id."""
    name: str
    reason: str
    """Why it stands here."""
    sentences: tuple[str, ...]
    agreed: str
    """What the team agreed on; empty when nothing is kept."""


def topics(session: Session) -> tuple[Topic, ...]:
    """Return every attribute, the one to talk about first at the head."""
    found = findings(session)
    return tuple(
        Topic(
            placement.attribute,
            session.fill(session.instrument.attribute(placement.attribute).name),
            placement.reason,
            tuple(finding.text for finding in found if finding.attribute == placement.attribute),
            say_agreed(session, placement.attribute),
        )
        for placement in talk_first(session)
    )


def told(session: Session) -> tuple[str, ...]:
    """Return all findings as sentences that can stand alone: those about an attribute name it."""
    names = {attribute.id: session.fill(attribute.name) for attribute in session.instrument.attributes}
    return tuple(
        f"{names[finding.attribute]}. {finding.text}" if finding.attribute else finding.text
        for finding in findings(session)
    )
