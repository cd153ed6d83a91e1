"""Phrases to retire: how often each was heard, and the question to ask instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from workshop.analysis.exercises import texts_with
from workshop.charts.heat import Statement, steps
from workshop.charts.scene import Scene
from workshop.language import _
from workshop.model.exercises import Phrase
from workshop.model.session import Session
from workshop.model.tally import Hidden, Tally
from workshop.model.text import fit
from workshop.report.exercises.parts import Block, Json, Table, counted_json, how, not_known, title_of

__all__ = ["notes_that_contain", "phrases"]

_STEPS: Final = ("0", "1–2", "3+")
"""How often it was heard in the last month."""


def phrases(session: Session) -> Block:
    """Return the phrases with what their counts support."""
    listed = session.exercises.phrases
    rated = "phrases" in session.exercises.rounds
    return Block(
        "phrases",
        title_of(session, "phrases"),
        bool(listed) and (rated or any(phrase.instead for phrase in listed)),
        tuple(_sentences(session, listed)),
        _picture(session, listed) if rated else None,
        _table(listed),
        _json(listed),
    )


def notes_that_contain(session: Session) -> tuple[str, ...]:
    """Point out, gently and inside this exercise alone, notes of this workshop that contain a phrase."""
    texts = [note.text for note in (*session.notes, *session.parking)]
    said = []
    for phrase in session.exercises.phrases:
        for text in texts_with(phrase, texts):
            noted = _("It is in a note of ours too: “{text}”").format(text=fit(text, 100))
            said.append(f"{noted} {phrase.instead}".rstrip())
    return tuple(said)


def _sentences(session: Session, listed: Sequence[Phrase]) -> Iterable[str]:
    heard = [phrase for phrase in listed if isinstance(phrase.heard, Tally) and phrase.heard.n]
    for phrase in heard:
        assert isinstance(phrase.heard, Tally)
        never, _seldom, often = phrase.heard.counts
        n = phrase.heard.n
        quoted = _quoted(phrase)
        if never == n:
            yield _("{phrase} was not heard by any of {n} in the last month.").format(phrase=quoted, n=n)
            continue
        said = (
            _("{phrase} was heard by {heard} of {n}, by {often} three times or more.")
            if often
            else _("{phrase} was heard by {heard} of {n}, by nobody three times or more.")
        ).format(phrase=quoted, heard=n - never, n=n, often=often)
        if phrase.instead:
            said = f"{said} {_('Ask instead: {instead}').format(instead=phrase.instead)}"
        yield said
    yield from not_known(((_quoted(phrase), phrase.heard) for phrase in listed), session.needed)
    yield from how(session, "phrases")


def _quoted(phrase: Phrase) -> str:
    return _("“{text}”").format(text=fit(phrase.phrase, 80))


def _picture(session: Session, listed: Sequence[Phrase]) -> Scene:
    items = [Statement(phrase.phrase, phrase.heard) for phrase in listed]
    return steps(items, _STEPS, title=_("Heard in the last month"), needed=session.needed)


def _table(listed: Sequence[Phrase]) -> Table:
    if not listed:
        return ()
    return ((_("Phrase"), *_STEPS, "?", _("Ask instead")), *(_row(phrase) for phrase in listed))


def _row(phrase: Phrase) -> tuple[str, ...]:
    if isinstance(phrase.heard, Tally):
        counts = [*map(str, phrase.heard.counts), str(phrase.heard.not_sure)]
    else:
        counts = [_("not shown") if isinstance(phrase.heard, Hidden) else "", "", "", ""]
    return (phrase.phrase, *counts, phrase.instead)


def _json(listed: Sequence[Phrase]) -> Json:
    return {
        "phrases": [
            {
                "id": phrase.id,
                "phrase": phrase.phrase,
                "heard": counted_json(phrase.heard),
                "instead": phrase.instead,
            }
            for phrase in listed
        ]
    }
