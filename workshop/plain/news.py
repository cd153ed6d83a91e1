"""What somebody who waits line by line is told: the results as the room sees them, and only what is new."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.language import labelled, n_
from workshop.model.session import Session
from workshop.report.decided import summary
from workshop.report.exercises import Block
from workshop.report.groups import split_name, split_said
from workshop.report.guest import exercise_results
from workshop.report.record import record
from workshop.report.topics import about_all, topics
from workshop.store.progress import revealed

__all__ = ["Heard", "news"]


class Heard:
    """What somebody has been told: each thing is said when it is new, and again when it changed."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._last = ""

    def new(self, found: Mapping[str, str], standing: str) -> list[str]:
        """Return what of ``found`` was not told in these words; then how things stand, where that is new."""
        fresh = [text for what, text in found.items() if self._told.get(what) != text]
        self._told |= found
        if standing != self._last:
            fresh += [standing] if standing else []
        self._last = standing
        return fresh


def news(session: Session) -> dict[str, str]:
    """Return what the room sees now, by what it is about."""
    found: dict[str, str] = {block.name: _exercise(block) for block in exercise_results(session)}
    if not found and revealed(session):
        found = _results(session)
    if session.stage == "close":
        found["decided"] = "\n".join(summary(session))
        for section in record(session):
            said = [text for entry in section.entries for text in (entry.said, *entry.details)]
            found[section.title] = "\n".join((section.title, *said))
    return found


def _results(session: Session) -> dict[str, str]:
    voted = n_("The result, from {n} who voted.", "The result, from {n} who voted.", session.voted or 0)
    found = {"": "\n".join((voted, *about_all(session)))}
    order = topics(session)
    for topic in order:
        found[topic.attribute] = labelled(topic.name, " ".join(topic.sentences))
        if topic.agreed:
            found[f"{topic.attribute}, agreed"] = labelled(topic.name, topic.agreed)
    if session.has_groups:
        by_group = split_said(session, [topic.attribute for topic in order])
        found |= {said: said for said in (f"{split_name(session)}.", *by_group)}
    return found


def _exercise(block: Block) -> str:
    picture = (block.picture.summary,) if block.picture else ()
    return "\n".join((block.title, *picture, *block.sentences))
