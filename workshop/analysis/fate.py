"""What became of what a team wanted to try and to stop, over its sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from workshop.language import _, n_, say_day, say_number
from workshop.model.outcome import Became, Outcome, Promise

__all__ = ["Fate", "fates", "judged_on", "say_fate", "say_fates"]

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
    """In how many later sessions nothing was settled about it."""
    overdue: bool = False
    file: str = ""
    """The session that made it."""

    @property
    def came_back(self) -> bool:
        """Whether it was stopped and returned, or was open again at a later session; a pause goes on."""
        waiting = self.asked_again > 0 and self.status not in _SETTLED and self.status != "paused"
        return self.status == "returned" or waiting


def fates(sessions: Sequence[Outcome], today: date) -> tuple[Fate, ...]:
    """Return what became of every promise of one team's ``sessions``, the earliest session first.

    What a later session says of an id goes before what the first kept. An id that two sessions gave to two
    promises is two promises.
    """
    found: dict[tuple[str, str], _Followed] = {}
    called: dict[str, list[_Followed]] = {}
    for session in sessions:
        for became in session.follow_up:
            for followed in called.get(became.id, ()):
                followed.asked(became, session)
        for promise in session.promises:
            name = promise.id or promise.text
            if known := found.get((name, promise.text)):
                known.renewed(promise, session)
            else:
                found[name, promise.text] = _Followed(promise, session, promise.due, promise.status)
                called.setdefault(name, []).append(found[name, promise.text])
    return tuple(followed.fate(today) for followed in found.values())


def judged_on(until: date | None, newest: date, today: date) -> date:
    """Return the day by which a promise of sessions up to ``until`` is overdue: today.

    Where later sessions are left out, the last of which is ``newest``, it is the end of the period: what
    became of the promise since is not looked at.
    """
    return min(until, today) if until and until < newest else today


@dataclass(slots=True)
class _Followed:
    """A promise on its way from the session that made it to the newest."""

    promise: Promise
    session: Outcome
    due: date | None
    status: str
    noticed: str = "unknown"
    again: int = 0
    last: Outcome | None = None
    """The newest later session in which nothing was settled: it counts once, however often it says so."""

    def asked(self, became: Became, session: Outcome) -> None:
        """Take in what a follow-up found; that users are not known to notice takes nothing back."""
        if became.became == "not yet":
            self._waits(session)
        else:
            self.status = became.became
        self.noticed = self.noticed if became.noticed == "unknown" else became.noticed

    def renewed(self, promise: Promise, session: Outcome) -> None:
        """Take in that a later session promised the same."""
        self.due, self.status = promise.due or self.due, promise.status
        self._waits(session)

    def _waits(self, session: Outcome) -> None:
        if session is not self.session and session is not self.last:
            self.again, self.last = self.again + 1, session

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
    "better": _("users noticed: better"),
    "worse": _("users noticed: worse"),
    "no": _("users did not notice"),
    "unknown": _("whether users noticed is not known"),
}

_IS: Final[Mapping[str, str]] = {
    "open": _("{what} is open."),
    "proposed": _("{what} is proposed."),
    "dropped": _("{what} is dropped."),
    "kept with a reason": _("{what} is kept with a reason."),
}
"""What is said of one that nobody needs to ask about, by its status."""


def say_fate(fate: Fate) -> str:
    """Say what became of one promise."""
    what = _("“{text}” ({day})").format(text=fate.text, day=say_day(fate.made_on))
    noticed = _NOTICED.get(fate.noticed, _NOTICED["unknown"])
    if fate.status == "returned":
        return _("{what} was stopped and came back.").format(what=what)
    if fate.status == "stopped":
        return _("{what} was stopped; {noticed}.").format(what=what, noticed=noticed)
    if fate.status == "paused" and not fate.overdue:
        said = (
            _("{what} is still paused; {noticed}.")
            if fate.asked_again
            else _("{what} was paused; {noticed}.")
        )
        return said.format(what=what, noticed=noticed)
    if fate.overdue:
        return _overdue(fate, what)
    if fate.status == "done":
        return _("{what} is done; {noticed}.").format(what=what, noticed=noticed)
    if fate.came_back:
        return _("{what} came back: it was not done yet when the team met again.").format(what=what)
    return _IS[fate.status].format(what=what)


def _overdue(fate: Fate, what: str) -> str:
    assert fate.due is not None
    day = say_day(fate.due)
    if fate.asked_again < 2 or fate.status == "paused":
        return _("{what} is overdue since {day}.").format(what=what, day=day)
    return n_(
        "{what} is overdue since {day}, and came back at {n} later session.",
        "{what} is overdue since {day}, and came back at {n} later sessions.",
        fate.asked_again,
    ).format(what=what, day=day)


def say_fates(all_of: Iterable[Fate]) -> tuple[str, ...]:
    """Count what came back, what was stopped and whether users noticed, and what is overdue."""
    known = tuple(all_of)
    if not known:
        return ()
    stopped = [fate for fate in known if fate.kind == "stop" and fate.status in {"stopped", "paused"}]
    noticed = Counter(fate.noticed for fate in stopped)
    said = [
        n_(
            "{n} thing to try or to stop: settled {settled}, came back {back}, overdue {overdue}.",
            "{n} things to try or to stop: settled {settled}, came back {back}, overdue {overdue}.",
            len(known),
        ).format(
            settled=say_number(sum(f.status in _SETTLED for f in known)),
            back=say_number(sum(f.came_back for f in known)),
            overdue=say_number(sum(f.overdue for f in known)),
        )
    ]
    if stopped:
        said.append(
            n_(
                "{n} was stopped or paused: users found {better} better, {worse} worse, did not notice "
                "{no}; of {unknown} it is not known.",
                "{n} were stopped or paused: users found {better} better, {worse} worse, did not notice "
                "{no}; of {unknown} it is not known.",
                len(stopped),
            ).format(
                **{said: say_number(noticed[said]) for said in _NOTICED},
            )
        )
    return tuple(said)
