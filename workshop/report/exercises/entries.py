"""How what an exercise lists reads in a list."""

from __future__ import annotations

from workshop.analysis.exercises import discuss_first
from workshop.model.exercises import Phrase, Policy, TouchPoint, Value

__all__ = ["entry_words"]


def entry_words(entry: TouchPoint | Policy | Phrase | Value) -> tuple[str, ...]:
    """Return an entry as lines: what it is first, then what is said about it."""
    if isinstance(entry, TouchPoint):
        return _present(entry.name, " · ".join(filter(None, (entry.stage, entry.evidence))))
    if isinstance(entry, Policy):
        law = "required by law" if entry.legally_required else ""
        first = "discuss first" if discuss_first(entry) and entry.verdict is None else ""
        verdict = f"verdict: {entry.verdict}" if entry.verdict else first
        about = " · ".join(filter(None, (entry.owner, law, verdict)))
        return _present(entry.policy, about, f"Who may object: {entry.objection}" if entry.objection else "")
    if isinstance(entry, Phrase):
        return _present(f"“{entry.phrase}”", f"Ask instead: {entry.instead}" if entry.instead else "")
    return _present(
        entry.value,
        f"What we would see: {entry.seen}" if entry.seen else "",
        f"What makes it hard: {entry.hard}" if entry.hard else "",
        f"Leaders first: {entry.leaders}" if entry.leaders else "",
    )


def _present(first: str, *others: str) -> tuple[str, ...]:
    return (first, *(other for other in others if other))
