"""What a session keeps in words, besides its agreed levels: actions, stops, notes, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from workshop.language import _, labelled, n_
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import Comment, Note, Session
from workshop.model.shown import shown
from workshop.report.words import by_when

__all__ = ["Entry", "Section", "about", "became_since", "record"]

_NOTICED: Final = {
    "better": _("users noticed: better"),
    "worse": _("users noticed: worse"),
    "no": _("nobody noticed"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, and what belongs to it."""

    text: str
    details: tuple[str, ...] = ()
    about: str = ""
    """The name of the attribute it is about; empty for all of the session."""

    @property
    def lead(self) -> str:
        """What it is about, as it stands before the text."""
        return _("{name}:").format(name=self.about) if self.about else ""

    @property
    def said(self) -> str:
        """The text, after what it is about."""
        return _named(self.about, self.text) if self.about else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one kind."""

    title: str
    entries: tuple[Entry, ...]


def record(session: Session) -> tuple[Section, ...]:
    """Return what was said, section by section; sections without an entry are left out."""
    sections = (
        Section(_("Since last time"), became_since(session)),
        Section(_("To try"), tuple(_action(action) for action in session.actions)),
        Section(_("To stop"), tuple(_stop(stop) for stop in session.stops)),
        Section(_("Notes"), _said(session, session.notes)),
        Section(_("Parked for later"), _said(session, session.parking)),
        Section(_("Comments"), (*_said(session, session.comments), *_set_aside(session))),
    )
    return tuple(section for section in sections if section.entries)


def became_since(session: Session) -> tuple[Entry, ...]:
    """Return what became of what the team wanted to try and to stop the last time."""
    return tuple(_follow_up(entry) for entry in session.follow_up)


def about(session: Session, attribute: str) -> tuple[Section, ...]:
    """Return the notes about one attribute; a comment never stands beside ratings (rule 9)."""
    notes = _said(session, [note for note in session.notes if note.attribute == attribute])
    return (Section(_("Notes"), notes),) if notes else ()


def _said(session: Session, entries: Sequence[Note | Comment]) -> tuple[Entry, ...]:
    names = {attribute.id: session.fill(attribute.name) for attribute in session.instrument.attributes}
    return tuple(Entry(entry.text, about=names.get(entry.attribute, "")) for entry in entries)


def _set_aside(session: Session) -> Iterable[Entry]:
    for aside in session.set_aside:
        said = n_(
            "{n} comment was set aside: {reason}.", "{n} comments were set aside: {reason}.", aside.count
        )
        yield Entry(said.format(reason=aside.reason))


def _follow_up(entry: FollowUp) -> Entry:
    noticed = _NOTICED.get(entry.noticed, "")
    became = ", ".join(filter(None, (shown(entry.became), noticed)))
    return Entry(entry.text, tuple(filter(None, (f"{became[0].upper()}{became[1:]}.", entry.note))))


def _action(action: Action) -> Entry:
    details = [
        ", ".join(filter(None, (action.owner, by_when(action.due), shown("done") if action.done else ""))),
        _named(_("How users will notice"), action.notice),
        _named(_("Who may object, and why"), action.objection),
        _named(_("Who does this well already"), action.example),
    ]
    return Entry(action.text, tuple(filter(None, details)))


def _stop(stop: StopItem) -> Entry:
    details = [
        ", ".join(filter(None, (shown(stop.status), stop.owner, by_when(stop.due)))),
        _named(_("Why it began"), stop.began),
        _named(_("Who gains from it"), stop.gains),
        _named(_("A good reason to keep it"), stop.keep),
        _named(_("Who may object, and why"), stop.objection),
        _named(_("The 30-day test"), stop.test),
    ]
    return Entry(stop.item, tuple(filter(None, details)))


def _named(what: str, text: str) -> str:
    return labelled(what, text) if text else ""
