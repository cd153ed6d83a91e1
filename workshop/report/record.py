"""What a session keeps in words, besides its agreed levels: actions, stops, notes, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import Comment, Note, Session
from workshop.report.words import say_date

__all__ = ["Entry", "Section", "about", "record"]

_NOTICED: Final = {"better": "users noticed: better", "worse": "users noticed: worse", "no": "nobody noticed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, and what belongs to it."""

    text: str
    details: tuple[str, ...] = ()
    about: str = ""
    """The name of the attribute it is about; empty for all of the session."""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one kind."""

    title: str
    entries: tuple[Entry, ...]


def record(session: Session) -> tuple[Section, ...]:
    """Return what was said, section by section; sections without an entry are left out."""
    sections = (
        Section("Since last time", tuple(_follow_up(entry) for entry in session.follow_up)),
        Section("To try", tuple(_action(action) for action in session.actions)),
        Section("To stop", tuple(_stop(stop) for stop in session.stops)),
        Section("Notes", _said(session, session.notes)),
        Section("Parked for later", _said(session, session.parking)),
        Section("Comments", (*_said(session, session.comments), *_set_aside(session))),
    )
    return tuple(section for section in sections if section.entries)


def about(session: Session, attribute: str) -> tuple[Section, ...]:
    """Return the notes about one attribute; a comment never stands beside ratings (rule 9)."""
    notes = _said(session, [note for note in session.notes if note.attribute == attribute])
    return (Section("Notes", notes),) if notes else ()


def _said(session: Session, entries: Sequence[Note | Comment]) -> tuple[Entry, ...]:
    names = {attribute.id: session.fill(attribute.name) for attribute in session.instrument.attributes}
    return tuple(Entry(entry.text, about=names.get(entry.attribute, "")) for entry in entries)


def _set_aside(session: Session) -> Iterable[Entry]:
    for aside in session.set_aside:
        were = "comment was" if aside.count == 1 else "comments were"
        yield Entry(f"{aside.count} {were} set aside: {aside.reason}.")


def _follow_up(entry: FollowUp) -> Entry:
    noticed = _NOTICED.get(entry.noticed, "")
    became = ", ".join(filter(None, (entry.became, noticed)))
    return Entry(entry.text, tuple(filter(None, (f"{became[0].upper()}{became[1:]}.", entry.note))))


def _action(action: Action) -> Entry:
    by = f"by {say_date(action.due)}" if action.due else ""
    details = [
        ", ".join(filter(None, (action.owner, by, "done" if action.done else ""))),
        _named("How users will notice", action.notice),
        _named("Who may object, and why", action.objection),
        _named("Who does this well already", action.example),
    ]
    return Entry(action.text, tuple(filter(None, details)))


def _stop(stop: StopItem) -> Entry:
    by = f"by {say_date(stop.due)}" if stop.due else ""
    details = [
        ", ".join(filter(None, (stop.status, stop.owner, by))),
        _named("Why it began", stop.began),
        _named("Who gains from it", stop.gains),
        _named("A good reason to keep it", stop.keep),
        _named("Who may object, and why", stop.objection),
        _named("The 30-day test", stop.test),
    ]
    return Entry(stop.item, tuple(filter(None, details)))


def _named(what: str, text: str) -> str:
    return f"{what}: {text}" if text else ""
