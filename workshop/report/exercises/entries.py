"""How what an exercise lists reads in a list."""

from __future__ import annotations

from workshop.analysis.exercises import discuss_first
from workshop.language import _
from workshop.model.exercises import Phrase, Policy, TouchPoint, Value
from workshop.model.session import Session
from workshop.model.shown import shown

__all__ = ["entry_words"]


def entry_words(session: Session, entry: TouchPoint | Policy | Phrase | Value) -> tuple[str, ...]:
    """Return an entry as lines: what it is first, then what is said about it."""
    if isinstance(entry, TouchPoint):
        evidence = session.fill(shown(entry.evidence or ""))
        return _present(entry.name, " · ".join(filter(None, (entry.stage, evidence))))
    if isinstance(entry, Policy):
        law = _("required by law") if entry.legally_required else ""
        first = _("discuss first") if discuss_first(entry) and entry.verdict is None else ""
        verdict = _("verdict: {verdict}").format(verdict=shown(entry.verdict)) if entry.verdict else first
        about = " · ".join(filter(None, (entry.owner, law, verdict)))
        return _present(
            entry.policy,
            about,
            _("Who may object: {objection}").format(objection=entry.objection) if entry.objection else "",
        )
    if isinstance(entry, Phrase):
        return _present(
            _("“{text}”").format(text=entry.phrase),
            _("Ask instead: {instead}").format(instead=entry.instead) if entry.instead else "",
        )
    return _present(
        entry.value,
        _("What we would see: {seen}").format(seen=entry.seen) if entry.seen else "",
        _("What makes it hard: {hard}").format(hard=entry.hard) if entry.hard else "",
        _("Leaders first: {leaders}").format(leaders=entry.leaders) if entry.leaders else "",
    )


def _present(first: str, *others: str) -> tuple[str, ...]:
    return (first, *(other for other in others if other))
