"""A guest's way line by line: in, through whichever round is open, and on with the room; for screen readers.

While one waits, something is said only when something changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TextIO

from workshop.language import _, labelled, n_
from workshop.plain.ear import Lines
from workshop.plain.rating import rate
from workshop.report.exercises import Block
from workshop.report.groups import split_name, split_said
from workshop.report.guest import ELSEWHERE, come_back, done_count, exercise_results, waiting_words
from workshop.report.topics import about_all, topics
from workshop.store import door
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.door import Entry, Guest
from workshop.store.progress import Progress, revealed
from workshop.store.room import Ticket
from workshop.store.seat import seat_with

__all__ = ["Sight", "visit"]

_Round = tuple[int | None, int]


class Sight(Protocol):
    """Where the session stands, for somebody in a thread."""

    def now(self) -> Progress:
        """Return the newest look."""

    def after(self, seen: Progress) -> Progress | None:
        """Wait until it stands elsewhere than ``seen``; None when the guest is gone."""


def visit(path: Path, guest: Guest, sight: Sight, reader: Lines, writer: TextIO) -> None:
    """Lead ``guest`` until the input ends, they leave, or the session is closed. Raises WorkshopError."""

    def say(text: str) -> None:
        writer.write(text + "\n")
        writer.flush()

    ticket: Ticket | None = None
    behind: _Round = (None, 0)
    told = ""
    now: Progress | None = sight.now()
    while now is not None:
        if now.number is not None and _round(now) != behind:
            behind = _round(now)
            ticket = door.still_in(path, ticket) or door.admit(path, _welcome(path, guest, reader, say))
            if not _rated(path, ticket, reader, writer, say):
                return
            now = sight.now()
            continue
        said = _standing(now, behind)
        if said != told:
            told = said
            say(said)
        if now.session.stage == "close":
            break
        now = sight.after(now)
    if ticket:
        say(come_back(ticket.code))


def _welcome(path: Path, guest: Guest, reader: Lines, say: Callable[[str], None]) -> Guest:
    """Ask who comes with a join code whether they started already; return who they are."""
    if guest.entry is Entry.RESUME:
        return guest
    say(_("Already started? Type your code. Enter starts without one."))
    while typed := reader.readline().strip():
        known = door.recognise(path, typed)
        if known and known.entry is Entry.RESUME:
            return known
        say(_("Nobody here was given that code. Type it again, or Enter to start without one."))
    return guest


def _rated(path: Path, ticket: Ticket, reader: Lines, writer: TextIO, say: Callable[[str], None]) -> bool:
    """Let the guest answer; False when they left, or are elsewhere."""
    try:
        ballot = rate(
            seat_with(path, ticket),
            reader,
            writer,
            back=_("connect with your code, {code}").format(code=ticket.code),
        )
    except RoundClosed:
        say(_("The round was closed. What you had answered was saved before."))
        return True
    except ContinuedElsewhere:
        say(ELSEWHERE)
        return False
    return ballot.handed_in


def _standing(now: Progress, behind: _Round) -> str:
    """Return what somebody who waits is told; the same words as long as nothing that matters changed."""
    handed_in = now.number is not None and _round(now) == behind
    if rated := () if handed_in else exercise_results(now.session):
        said = [text for block in rated for text in (block.title, *_picture(block), *block.sentences)]
        return "\n".join([*said, waiting_words(now)])
    if revealed(now.session):
        said = [
            n_("The result, from {n} who voted.", "The result, from {n} who voted.", now.session.voted or 0),
            *about_all(now.session),
        ]
        found = topics(now.session)
        said += [labelled(topic.name, " ".join(topic.sentences)) for topic in found]
        if now.session.has_groups:
            said.append(f"{split_name(now.session)}.")
            said += split_said(now.session, [topic.attribute for topic in found])
        return "\n".join([*said, waiting_words(now)])
    return done_count(now) if handed_in else waiting_words(now)


def _picture(block: Block) -> tuple[str, ...]:
    return (block.picture.summary,) if block.picture else ()


def _round(progress: Progress) -> _Round:
    return progress.number, progress.opened
