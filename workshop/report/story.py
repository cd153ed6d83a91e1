"""The story of a session on one page: what a reader of two minutes takes along."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.model.session import Session
from workshop.model.tally import Band, Hidden, Result, Shape, Tally
from workshop.report.blocks import Passage
from workshop.report.decided import action_said, agreed_words, stop_said
from workshop.report.moved import in_short, moves
from workshop.report.questions import headline, kept_statements
from workshop.report.record import record
from workshop.report.topics import Topic
from workshop.report.words import count_of, turnout

__all__ = ["story"]


def story(sessions: Sequence[Session], talked_of: Sequence[Topic]) -> tuple[Passage, ...]:
    """Return the story of the latest session, and what moved since the first; without empty passages.

    ``talked_of`` are the topics of the latest session.
    """
    session = sessions[-1]
    kinds: dict[str, list[str]] = {"together": [], "apart": [], "unknown": []}
    for topic in talked_of if session.first else ():
        attribute = session.instrument.attribute(topic.attribute)
        results = [headline(session, attribute)] if attribute.ladder else []
        results = results or [found.result for found in kept_statements(session, attribute)]
        sentence = topic.sentences[0] if topic.sentences else "Not asked."
        kinds[_kind(results)].append(f"{topic.name}. {sentence}")
    passages = (
        Passage("What we rated, and with how many", _rated(session)),
        Passage("Where we are together", tuple(kinds["together"])),
        Passage("Where we see it differently", tuple(kinds["apart"])),
        Passage("What we do not know", tuple(kinds["unknown"])),
        Passage("What we decided", _decided(session)),
        Passage("To try", tuple(map(action_said, session.actions))),
        Passage("To stop", tuple(map(stop_said, session.stops))),
        Passage("Since last time", _since(sessions)),
    )
    return tuple(passage for passage in passages if passage.said)


def _kind(results: Sequence[Result | None]) -> str:
    known = [result for result in results if isinstance(result, Tally | Band) and result.median]
    if not known or any(isinstance(r, Tally) and 3 * r.not_sure >= r.voted for r in known[:1]):
        return "unknown"
    shapes = {result.shape for result in known}
    if shapes == {Shape.FEW}:
        return "unknown"
    return "together" if shapes == {Shape.TOGETHER} else "apart"


def _rated(session: Session) -> tuple[str, ...]:
    if not session.first:
        return ("Nothing is counted yet.",)
    asked = session.first.tally
    questions = sum(len(items) for items in asked.values())
    hidden = sum(isinstance(result, Hidden) for items in asked.values() for result in items.values())
    said = [
        f"{count_of(len(asked), 'attribute')}, {count_of(questions, 'question')}.",
        f"{', '.join(turnout(session))}.",
    ]
    if hidden:
        said.append(f"{count_of(hidden, 'question')} not shown: fewer than {session.needed} answers.")
    return tuple(said)


def _decided(session: Session) -> tuple[str, ...]:
    return tuple(
        f"{session.fill(attribute.name)}: {agreed_words(session, attribute.id)}."
        for attribute in session.instrument.attributes
        if attribute.id in session.agreed
    )


def _since(sessions: Sequence[Session]) -> tuple[str, ...]:
    session = sessions[-1]
    became = [
        " – ".join((entry.text, *entry.details[:1]))
        for section in record(session)
        if section.title == "Since last time"
        for entry in section.entries
    ]
    if len(sessions) > 1:
        became += in_short(moves(sessions))
    return tuple(became)
