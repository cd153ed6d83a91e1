"""What became of what a team wanted to try and to stop, over its sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from workshop.model.outcome import Became, Outcome, Promise

__all__ = ["Fate", "fates", "say_fate", "say_fates"]

_SETTLED: Final = frozenset({"done", "dropped", "stopped", "kept with a reason"})
"""After these nothing more is waited for."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One promise from the session that made it to the newest that spoke of it."""

    kind: str
    """"action" or "stop"."""
    text: str
    made_on: date
    due: date | None
    status: str
    """The newest word on it, such as "open", "done", "stopped", "returned"."""
    noticed: str = "unknown"
    """Whether users noticed: "better", "worse", "no" or "unknown"."""
    asked_again: int = 0
    """In how many later sessions it was not done yet."""
    overdue: bool = False
    file: str = ""
    """The session that made it."""

    @property
    def came_back(self) -> bool:
        """Whether it was stopped and returned, or was open again at a later session."""
        return self.status == "returned" or (self.asked_again > 0 and self.status not in _SETTLED)


def fates(sessions: Sequence[Outcome], today: date) -> tuple[Fate, ...]:
    """Return what became of every promise of one team's ``sessions``, the earliest session first.

    What a later session says of an id goes before what the first kept. An id that two sessions gave to two
    promises is two promises.
    """
    found: dict[tuple[str, str], _Followed] = {}
    for session in sessions:
        for became in session.follow_up:
            for (known, _text), followed in found.items():
                if known == became.id:
                    followed.asked(became)
        for promise in session.promises:
            key = (promise.id or promise.text, promise.text)
            if key in found:
                found[key].renewed(promise)
            else:
                found[key] = _Followed(promise, session, promise.due, promise.status)
    return tuple(followed.fate(today) for followed in found.values())


@dataclass(slots=True)
class _Followed:
    """A promise on its way from the session that made it to the newest."""

    promise: Promise
    session: Outcome
    due: date | None
    status: str
    noticed: str = "unknown"
    again: int = 0

    def asked(self, became: Became) -> None:
        """Take in what a follow-up found."""
        if became.became == "not yet":
            self.again += 1
        else:
            self.status = became.became
        self.noticed = became.noticed

    def renewed(self, promise: Promise) -> None:
        """Take in that a later session promised the same."""
        self.due, self.status = promise.due or self.due, promise.status
        self.again += 1

    def fate(self, today: date) -> Fate:
        """Return what became of it by ``today``."""
        return Fate(
            kind=self.promise.kind,
            text=self.promise.text,
            made_on=self.session.held_on,
            due=self.due,
            status=self.status,
            noticed=self.noticed,
            asked_again=self.again,
            overdue=self.due is not None and self.due < today and self.status not in _SETTLED,
            file=self.session.file,
        )


# The wording, all in one place.

_NOTICED: Final[Mapping[str, str]] = {
    "better": "users noticed: better",
    "worse": "users noticed: worse",
    "no": "users did not notice",
    "unknown": "whether users noticed is not known",
}


def say_fate(fate: Fate) -> str:
    """Say what became of one promise."""
    what = f"“{fate.text}” ({fate.made_on})"
    if fate.status == "returned":
        return f"{what} was stopped and came back."
    if fate.status in {"stopped", "paused"}:
        return f"{what} was {fate.status}; {_NOTICED.get(fate.noticed, _NOTICED['unknown'])}."
    if fate.overdue:
        again = f", and came back at {fate.asked_again} later sessions" if fate.asked_again > 1 else ""
        return f"{what} is overdue since {fate.due}{again}."
    if fate.status == "done":
        return f"{what} is done; {_NOTICED.get(fate.noticed, _NOTICED['unknown'])}."
    if fate.came_back:
        return f"{what} came back: it was not done yet when the team met again."
    return f"{what} is {fate.status}."


def say_fates(all_of: Iterable[Fate]) -> tuple[str, ...]:
    """Count what came back, what was stopped and whether users noticed, and what is overdue."""
    known = tuple(all_of)
    if not known:
        return ()
    stopped = [fate for fate in known if fate.kind == "stop" and fate.status in {"stopped", "paused"}]
    noticed = Counter(fate.noticed for fate in stopped)
    said = [
        f"Of {len(known)} things to try or to stop, {sum(f.status in _SETTLED for f in known)} are settled, "
        f"{sum(f.came_back for f in known)} came back and {sum(f.overdue for f in known)} are overdue."
    ]
    if stopped:
        said.append(
            f"{len(stopped)} were stopped or paused: users found {noticed['better']} better, "
            f"{noticed['worse']} worse, did not notice {noticed['no']}; "
            f"of {noticed['unknown']} it is not known."
        )
    return tuple(said)
