"""The story of a session on one page: what a reader of two minutes takes along."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.language import _, n_
from workshop.model.session import Session
from workshop.model.tally import Band, Hidden, Result, Shape, Tally
from workshop.report.blocks import Passage
from workshop.report.decided import action_said, agreed_words, stop_said
from workshop.report.moved import in_short, moves
from workshop.report.questions import headline, kept_statements
from workshop.report.record import became_since
from workshop.report.topics import Topic
from workshop.report.words import turnout

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
        sentence = topic.sentences[0] if topic.sentences else _("Not asked.")
        kinds[_kind(results)].append(f"{topic.name}. {sentence}")
    passages = (
        Passage(_("What we rated, and with how many"), _rated(session)),
        Passage(_("Where we are together"), tuple(kinds["together"])),
        Passage(_("Where we see it differently"), tuple(kinds["apart"])),
        Passage(_("What we do not know"), tuple(kinds["unknown"])),
        Passage(_("What we decided"), _decided(session)),
        Passage(_("To try"), tuple(map(action_said, session.actions))),
        Passage(_("To stop"), tuple(map(stop_said, session.stops))),
        Passage(_("Since last time"), _since(sessions)),
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
        return (_("Nothing is counted yet."),)
    asked = session.first.tally
    questions = sum(len(items) for items in asked.values())
    hidden = sum(isinstance(result, Hidden) for items in asked.values() for result in items.values())
    said = [
        _("{attributes}, {questions}.").format(
            attributes=n_("{n} attribute", "{n} attributes", len(asked)),
            questions=n_("{n} question", "{n} questions", questions),
        ),
        f"{', '.join(turnout(session))}.",
    ]
    if hidden:
        said.append(
            n_(
                "{n} question not shown: fewer than {needed} answers.",
                "{n} questions not shown: fewer than {needed} answers.",
                hidden,
            ).format(needed=session.needed)
        )
    return tuple(said)


def _decided(session: Session) -> tuple[str, ...]:
    return tuple(
        _("{name}: {decided}.").format(
            name=session.fill(attribute.name), decided=agreed_words(session, attribute.id)
        )
        for attribute in session.instrument.attributes
        if attribute.id in session.agreed
    )


def _since(sessions: Sequence[Session]) -> tuple[str, ...]:
    session = sessions[-1]
    became = [" – ".join((entry.text, *entry.details[:1])) for entry in became_since(session)]
    if len(sessions) > 1:
        became += in_short(moves(sessions))
    return tuple(became)
