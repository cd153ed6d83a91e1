"""What came of a session one has at hand, as analysis takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.outcome import (
    Agreed,
    AskedAttribute,
    AskedQuestion,
    Became,
    Outcome,
    Promise,
    Questionnaire,
    join_results,
    write_decided,
)
from workshop.model.wording import Wording

if TYPE_CHECKING:
    from workshop.model.instrument import Instrument, Question
    from workshop.model.session import Session

__all__ = ["outcome"]


def outcome(session: Session, file: str = "") -> Outcome:
    """Return what came of ``session``, which was read from ``file``."""
    first = session.first
    asked = _asked(session.instrument)
    results = [first.result(q.attribute, q.item) for q in asked.questions] if first else []
    return Outcome(
        file=file,
        title=session.title,
        organisation=session.organisation,
        unit=session.unit,
        held_on=session.held_on,
        stage=session.stage,
        mode=session.mode,
        threshold=session.threshold,
        audience=session.audience,
        users=session.words.users,
        user=session.words.user,
        method=first.method if first else "",
        voted=session.voted,
        questionnaire=asked,
        results=join_results(results),
        felt_results=join_results([first.felt.get(a.id) for a in asked.attributes]) if first else "",
        decided=_decided(session),
    )


def _asked(instrument: Instrument) -> Questionnaire:
    return Questionnaire(
        instrument=instrument.id,
        version=instrument.version,
        title=instrument.title,
        attributes=tuple(AskedAttribute(a.id, a.name, a.label) for a in instrument.attributes),
        questions=tuple(
            AskedQuestion(question.attribute.id, question.item, question.text, _wording(question, instrument))
            for question in instrument.questions()
        ),
    )


def _wording(question: Question, instrument: Instrument) -> Wording:
    return Wording(instrument.language, question.stem, question.text, question.levels)


def _decided(session: Session) -> bytes:
    agreed = {
        key: Agreed(
            a.level, (a.range[0], a.range[-1]) if a.range else None, a.discussed, a.example, a.evidence or ""
        )
        for key, a in session.agreed.items()
    }
    promises = [
        *(
            Promise("action", a.id, a.text, a.owner, a.due, "done" if a.done else "open")
            for a in session.actions
        ),
        *(Promise("stop", s.id, s.item, s.owner, s.due, s.status) for s in session.stops),
    ]
    return write_decided(
        agreed, promises, [Became(f.id, f.text, f.became, f.noticed) for f in session.follow_up]
    )
