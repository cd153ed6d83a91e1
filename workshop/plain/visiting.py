"""A guest's way line by line: in, through whichever round is open, and on with the room; for screen readers.

While one waits, something is said only when something changed, and what is typed is answered at once: no line
is kept for a question that was not asked yet.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from workshop.language import _
from workshop.model.text import clean
from workshop.plain.ear import Listening
from workshop.plain.news import Heard, news
from workshop.plain.rating import Rating
from workshop.plain.voice import Left
from workshop.report.guest import DROPPED, ELSEWHERE, done_count, parting, waiting_words
from workshop.store import door
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.door import Entry, Guest
from workshop.store.progress import Progress, dropped
from workshop.store.room import Ticket
from workshop.store.seat import seat_with

__all__ = ["Visit"]


class _RoomMoved(Exception):
    """What was asked, or waited for, is over: the room is elsewhere."""


class _Ended(_RoomMoved):
    """The session has ended, and what came of it was said."""


class Visit:
    """One guest's way.

    ``look`` returns the newest look at the session, at no cost; ``refuse`` waits before a wrong code is
    refused, and raises Left when nobody is there any more.
    """

    def __init__(
        self,
        path: Path,
        guest: Guest,
        look: Callable[[], Progress],
        ear: Listening,
        writer: TextIO,
        refuse: Callable[[], None],
    ) -> None:
        self._path = path
        self._guest = guest
        self._look = look
        self._ear = ear
        self._writer = writer
        self._refuse = refuse
        self._heard = Heard()
        self._seen: Progress | None = None
        """The look after which all that was new has been said."""
        self._round: tuple[int | None, int] = (None, 0)
        """The round that was asked about last."""
        self._ticket: Ticket | None = None
        self._rating: Rating | None = None
        """The ballot in that round; None before there is one, and when the round is over."""
        self._cut = False
        """Whether that round came to its end in the middle of a question."""

    @property
    def code(self) -> str:
        """The code to come back with; "" for somebody who never had one."""
        if self._ticket:
            return self._ticket.code
        return self._guest.code if self._guest.entry in {Entry.RESUME, Entry.READER} else ""

    def say(self, *lines: str) -> None:
        """Write lines, at once."""
        if lines:
            self._writer.write("".join(f"{line}\n" for line in lines))
            self._writer.flush()

    def run(self) -> None:
        """Lead the guest until the input ends, they leave, or the session has ended. Raises WorkshopError."""
        try:
            self._follow()
        except Left:
            self.say(parting(self.code))
        except ContinuedElsewhere:
            self.say(ELSEWHERE)

    def _follow(self) -> None:
        """Ask, wait and tell until the session has ended. Raises Left, ContinuedElsewhere."""
        if self._is_asked(self._look()):
            self._rate()
        while self._wait():
            self._ear.forget()  # what was typed before this round was asked about
            self._rate()
        known = door.recognise(self._path, self.code) if self.code else None
        if known and known.entry is Entry.READER:
            self.say(parting(self.code))

    def readline(self) -> str:
        """Return the next line for a question of the round; raises when that is over while none comes."""
        return self._ear.readline(self._stay)

    def _rate(self) -> None:
        """Let the guest answer what the open round asks. Raises Left, ContinuedElsewhere."""
        now = self._look()
        self._round = now.number, now.opened
        self._at_the_round(self._answer)

    def _answer(self) -> None:
        self._ticket = door.still_in(self._path, self._ticket)
        if self._ticket is None:
            self._ticket = door.admit(self._path, self._welcome())
            self.say(_("Your code to come back: {code}").format(code=self._ticket.code))
        self._rating = Rating(seat_with(self._path, self._ticket), self, self._writer)
        self._rating.run()

    def _at_the_round(self, act: Callable[[], None]) -> None:
        """Do something with the ballot, and say what may be done next, unless the round ends under it.

        What one waits for may be another thing then, though nobody else did anything.
        """
        self._seen = None
        try:
            act()
        except (_RoomMoved, RoundClosed):
            self._cut = self._ticket is not None
        else:
            self.say(self._choices())

    def _welcome(self) -> Guest:
        """Ask who comes with a join code whether they started already; return who they are.

        The end of the input is no answer: nobody joins by it, and no one-use code is spent. Raises Left.
        """
        if self._guest.entry is Entry.RESUME:
            return self._guest
        self.say(_("Already started? Type your code. Enter starts without one."))
        while typed := self.readline():
            if not typed.strip():
                return self._guest
            known = door.recognise(self._path, typed.strip())
            if known and known.entry is Entry.RESUME:
                return known
            self._refuse()
            self.say(_("Nobody here was given that code. Type it again, or Enter to start without one."))
        raise Left

    def _wait(self) -> bool:
        """Say what is new and answer what is typed; return True when a round is to be asked about.

        False when the session has ended. Raises Left, ContinuedElsewhere.
        """
        try:
            self._tell()
            while line := self._ear.readline(self._tell):
                self._reply(clean(line).lower())
                self._tell()
        except _Ended:
            return False
        except _RoomMoved:
            return True
        raise Left

    def _reply(self, said: str) -> None:
        rating = self._rating
        if said in {"q", "quit"}:
            raise Left
        if said in {"h", "help"}:
            self.say(self._standing(self._look()), self._choices())
        elif rating and said == "change":
            self._at_the_round(rating.change)
        elif rating and rating.answering.ballot.handed_in and said == "withdraw":
            self._at_the_round(rating.withdraw)
        else:
            self.say(_("Nothing is asked now. h says what is awaited, q leaves."))

    def _choices(self) -> str:
        """Return what may be typed while one waits."""
        if not self._rating:
            return _("Stay: what is new is said here. q leaves.")
        if not self._rating.answering.ballot.handed_in:
            return _("change goes through the answers again, q leaves. What is new is said here.")
        return _(
            "change goes through the answers again, withdraw takes them all back, q leaves. "
            "Stay: the result is said here when the room sees it."
        )

    def _stay(self) -> None:
        """Go on asking, or raise what ends it: the round is over, or the same code is used elsewhere."""
        now = self._look()
        if (now.number, now.opened) != self._round:
            raise _RoomMoved
        if self._rating:
            seat = self._rating.seat
            if now.turns.get(seat.ticket.participant, 0) > seat.ballot.turn:
                raise ContinuedElsewhere(ELSEWHERE)

    def _tell(self) -> None:
        """Say what is new since the last look; raises when waiting is over."""
        now = self._look()
        if now is self._seen:
            return
        if (now.number, now.opened) != self._round:
            self._end_round(now)
        else:
            self._stay()
        if self._is_asked(now):
            raise _RoomMoved
        self._seen = now
        self.say(*self._heard.new(news(now.session), self._standing(now)))
        if now.session.ended:
            raise _Ended

    def _end_round(self, now: Progress) -> None:
        """Say what became of the ballot, where what comes next does not say so."""
        number = self._round[0]
        if number and (self._rating or self._cut):
            if dropped(now, number):
                self.say(DROPPED)
            elif self._cut:
                self.say(_("The round was closed. What you had answered was saved before."))
        self._rating, self._cut = None, False

    def _is_asked(self, now: Progress) -> bool:
        return now.number is not None and (now.number, now.opened) != self._round

    def _standing(self, now: Progress) -> str:
        """Return what one waits for; "" while it is not known yet what became of the round."""
        if now.number is None:
            return waiting_words(now)
        if self._cut or not self._rating:
            return ""
        if not self._rating.answering.ballot.handed_in:
            return _("You have handed nothing in.")
        return done_count(now, self._rating.seat.ticket.participant)
