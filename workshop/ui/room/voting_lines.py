"""How far a vote is, in large figures: numbers of people, never an answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.model.session import Session
from workshop.store import sealing
from workshop.store.room import Presence, Room
from workshop.ui.room.large import HIGH, large
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Turnout", "before_counting", "figures", "progress", "sentences", "turnout_of"]


@dataclass(frozen=True)
class Turnout:
    """How many take part in the open round, of how many."""

    number: int
    presence: Presence
    asks: tuple[str, ...] = ()
    """The keys of what the round asks; empty for everything."""

    def expected(self, session: Session) -> tuple[int | None, str]:
        """Return how many are to hand in, and who they are in a word."""
        if self.number > 1 and session.voted is not None:
            return session.voted, "who voted first"
        if session.present is not None:
            return session.present, "here"
        return session.invited, "invited"

    def everybody(self, session: Session) -> bool:
        """Whether all are done: as many as expected, or all who joined where that is not known."""
        expected, _ = self.expected(session)
        return 0 < self.presence.handed_in >= (self.presence.joined if expected is None else expected)


def turnout_of(path: Path) -> Turnout | None:
    """Return how far the open round is; None when none is open. Blocks on the disk."""
    room = Room(path)
    number = room.number
    if number is None:
        return None
    return Turnout(number, room.presence(), room.opening().asks)


def figures(parts: list[tuple[str, str]], width: int, height: int) -> list[Line]:
    """Return large numbers side by side, each under its words; small ones where they do not fit.

    They are as large as ``height`` lines allow, and the widest there is still fits: three of two digits.
    """
    times = max(1, min((height - 2) // HIGH, width // 76))
    columns = [(label, large(number, times)) for label, number in parts]
    gap = 6 * times
    wide = [max(len(label), len(rows[0])) + gap for label, rows in columns]
    if sum(wide) - gap + 4 > width:
        return [line((f" {label}: ", Role.MUTED), (number, Role.STRONG)) for label, number in parts]
    places = list(zip(columns, wide, strict=True))
    labels = "".join(f"{label:<{room}}" for (label, _), room in places)
    lines = [line((f"    {labels}", Role.MUTED)), BLANK]
    for row in range(len(columns[0][1])):
        text = "".join(f"{rows[row]:<{room}}" for (_, rows), room in places)
        lines.append(line((f"    {text}", Role.NEWER)))
    return lines


def progress(turnout: Turnout, session: Session, width: int) -> list[Line]:
    """Return a bar of those who handed in, and the sign when everybody is done."""
    expected, who = turnout.expected(session)
    handed = turnout.presence.handed_in
    lines: list[Line] = []
    if expected:
        room = min(width - 24, 50)
        full = min(room, round(room * handed / expected)) if room > 0 else 0
        said = f" {handed} of {expected} {who}"
        lines.append(
            line("    ", ("█" * full, Role.NEWER), ("░" * max(0, room - full), Role.MUTED), (said, Role.TEXT))
        )
    if turnout.everybody(session):
        lines += [BLANK, line(("    ✓ Everybody is done: space closes the round. ", Role.STRONG), lit=True)]
    else:
        lines += [BLANK, BLANK]
    return lines


def sentences(said: list[str], width: int, role: Role = Role.MUTED) -> list[Line]:
    """Return ``said``, each wrapped on lines of its own."""
    return [line((f" {part}", role)) for text in said for part in wrap(text, min(width - 2, 96), 4)]


def before_counting(turnout: Turnout, session: Session) -> tuple[str, str]:
    """Return the question before a round is closed, and what would be counted, warnings first (rule 11)."""
    presence = turnout.presence
    ballots = f"{presence.to_count} ballots" if presence.to_count != 1 else "one ballot"
    said = [*sealing.warnings(session, presence.to_count)]
    said.append(f"{presence.joined} joined, {presence.handed_in} handed in.")
    if unfinished := presence.to_count - presence.handed_in:
        counts = (
            "ballots with at least one answer count" if unfinished > 1 else "ballot with an answer counts"
        )
        said.append(f"{unfinished} unfinished {counts} too.")
    expected, who = turnout.expected(session)
    if expected and presence.to_count < expected:
        missing = expected - presence.to_count
        said.append(f"{missing} of {expected} {who} {'have' if missing > 1 else 'has'} not answered.")
    said.append("A counted round is never opened again; until then you can go back with n.")
    return f"Close the round and count {ballots}?", " ".join(said)
