"""Edits of the lists that a team fills: steps that two leaders may take at once, and each take back alone.

An edit says what one entry was before and is after. It is applied to the session as it stands on the disk, so
what somebody else typed meanwhile stays; its inverse takes back that one step, and nothing of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercises import Change, Phrase, Policy, TouchPoint, Value
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import Note, Session

__all__ = ["Done", "Edit", "Edits", "Entry", "ListName", "Making", "entries_of", "key_of"]

Entry: TypeAlias = Note | Action | StopItem | FollowUp | TouchPoint | Policy | Phrase | Value

ListName = Literal[
    "notes",
    "parking",
    "actions",
    "stops",
    "follow_up",
    "touch_points",
    "policies",
    "phrases",
    "values",
]
"""Where an entry stands: in the session, in its exercises, or in the coming change."""

_OF_EXERCISES: Final = ("touch_points", "policies", "phrases")

_STAYS: Final = _("Somebody else has changed it meanwhile: it stays as it is now.")
_LAST: Final = _(
    "Somebody else had just changed the same line; yours stands there now. Undo brings theirs back."
)
_BACK: Final = _("Somebody else had taken it away meanwhile; as you changed it, it is back.")


def entries_of(session: Session, name: ListName) -> tuple[Any, ...]:
    """Return the list ``name`` of ``session``."""
    if name == "values":
        return (session.exercises.change or Change()).values
    found: tuple[Any, ...] = getattr(session.exercises if name in _OF_EXERCISES else session, name)
    return found


def key_of(entry: Any) -> str:
    """Return what tells ``entry`` apart in its list: its random id; a value has none but its words."""
    key: str = entry.value if isinstance(entry, Value) else entry.id
    return key


@dataclass(frozen=True)
class Edit:
    """One step in the list ``name``: an entry is added, changed, moved or taken away."""

    name: ListName
    before: Entry | None
    """The entry as whoever took the step saw it; None where it was not there."""
    after: Entry | None
    """None when it is taken away."""
    fields: frozenset[str] = frozenset()
    """What of it is set; the others are right as they stand on the disk."""
    was_behind: tuple[str, ...] | None = None
    behind: tuple[str, ...] | None = None
    """Keys of all it comes to stand behind, the nearest last; None: where it is, or at the end."""
    takes_back: bool = False
    """Whether it takes a step back: then what somebody else changed since wins."""

    @classmethod
    def changing(cls, name: ListName, before: Any, after: Any) -> Edit:
        """Return the edit that sets what is different in ``after``."""
        return cls(name, before, after, _different(before, after, type(after).model_fields))

    @classmethod
    def moving(cls, name: ListName, entries: tuple[Any, ...], at: int, to: int) -> Edit:
        """Return the edit that puts the entry ``at`` one place of ``entries`` to another; both from 0."""
        others = (*entries[:at], *entries[at + 1 :])
        return cls(name, entries[at], entries[at], behind=_keys(others[:to]))

    @property
    def inverse(self) -> Edit:
        """What takes this edit back."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            was_behind=self.behind,
            behind=self.was_behind,
            takes_back=True,
        )

    @property
    def key(self) -> str:
        """What tells the entry apart once the edit is made."""
        return key_of(self.after or self.before)

    def on(self, session: Session) -> Done:
        """Make the edit in ``session`` as it stands now; raises what ``session.changed`` raises."""
        now = entries_of(session, self.name)
        at = _place(now, self.before or self.after)
        if self.after is None:
            return self._taken_away(session, now, at)
        if self.before is None and not self.fields:
            # A value has no id: another of the same words is another one.
            here = at is not None and not isinstance(self.after, Value)
            return Done(session) if here else self._put(session, now)
        if at is not None:
            return self._changed(session, now, at)
        if self.before is None:
            return self._put(session, now)
        if self.takes_back:
            return Done(session, said=_STAYS)
        # Words typed into what is gone are kept; a place in the list means nothing then.
        return replace(self._put(session, now), said=_BACK) if self.fields else Done(session)

    def _taken_away(self, session: Session, now: tuple[Any, ...], at: int | None) -> Done:
        if at is None:
            return Done(session)
        if now[at] != self.before:
            return Done(session, said=_STAYS)
        edit = replace(self, was_behind=_keys(now[:at]))
        return Done(_with(session, self.name, (*now[:at], *now[at + 1 :])), edit)

    def _put(self, session: Session, now: tuple[Any, ...]) -> Done:
        entries = _inserted(now, self.after, self.behind)
        return Done(_with(session, self.name, entries), Edit(self.name, None, self.after))

    def _changed(self, session: Session, now: tuple[Any, ...], at: int) -> Done:
        theirs = now[at]
        values = {name: getattr(self.after, name) for name in self.fields}
        clashing = _different(theirs, self.after, self.fields) & _different(theirs, self.before, self.fields)
        if clashing and self.takes_back:
            return Done(session, said=_STAYS)
        ours = type(theirs)(
            **{**{name: getattr(theirs, name) for name in type(theirs).model_fields}, **values}
        )
        if self.behind is None:
            entries = (*now[:at], ours, *now[at + 1 :])
        else:
            entries = _inserted((*now[:at], *now[at + 1 :]), ours, self.behind)
        if entries == now:
            return Done(session)
        was_behind = None if self.behind is None else _keys(now[:at])
        edit = replace(Edit.changing(self.name, theirs, ours), was_behind=was_behind, behind=self.behind)
        return Done(_with(session, self.name, entries), edit, _LAST if clashing else "")


@dataclass(frozen=True)
class Done:
    """What came of an edit."""

    session: Session
    edit: Edit | None = None
    """The edit as it was really made, to be taken back; None when there was nothing to do, or to be done."""
    said: str = ""
    """What the one who made it is told, when somebody else was at the same entry."""


@dataclass
class Making:
    """An edit on its way to the disk: what a session there is changed with."""

    edit: Edit
    done: Done | None = None

    def __call__(self, session: Session) -> Session:
        """Return ``session`` with the edit made."""
        self.done = self.edit.on(session)
        return self.done.session

    @property
    def made(self) -> Edit | None:
        """The edit as it was made, if it was."""
        return self.done.edit if self.done else None


@dataclass
class Edits:
    """The edits one leader made in one place, to be taken back from the last.

    ``tell`` says it when somebody else was at the same entry.
    """

    tell: Callable[[str], object]
    made: list[Edit] = field(default_factory=list)

    @contextmanager
    def making(self, edit: Edit) -> Iterator[Making]:
        """Give what makes ``edit`` while it is saved; what could not be saved was not made."""
        making = Making(edit)
        yield making
        if making.made:
            self.made.append(making.made)
        self._tell(making)

    @contextmanager
    def taking_back(self) -> Iterator[Making]:
        """Give what takes the last edit back; where that could not be saved, it can be taken back still.

        Raises WorkshopError when none is left.
        """
        if not self.made:
            raise WorkshopError(_("there is nothing to take back"))
        making = Making(self.made[-1].inverse)
        yield making
        self.made.pop()
        self._tell(making)

    def _tell(self, making: Making) -> None:
        if making.done and making.done.said:
            self.tell(making.done.said)


def _with(session: Session, name: ListName, entries: tuple[Any, ...]) -> Session:
    if name == "values":
        return session.changed(exercises=session.exercises.coming(values=entries))
    if name in _OF_EXERCISES:
        return session.changed(exercises=session.exercises.changed(**{name: entries}))
    return session.changed(**{name: entries})


def _keys(entries: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(key_of, entries))


def _place(entries: tuple[Any, ...], entry: Any) -> int | None:
    """Return where ``entry`` stands, whatever somebody changed in it."""
    if entry in entries:  # two values may have the same words
        return entries.index(entry)
    return next((at for at, each in enumerate(entries) if key_of(each) == key_of(entry)), None)


def _inserted(entries: tuple[Any, ...], entry: Any, behind: tuple[str, ...] | None) -> tuple[Any, ...]:
    """Return ``entries`` with ``entry`` right behind the nearest of ``behind`` that is there still."""
    if behind is None:
        return (*entries, entry)
    places = {key: at for at, key in enumerate(_keys(entries), start=1)}
    to = next((places[key] for key in reversed(behind) if key in places), 0)
    return (*entries[:to], entry, *entries[to:])


def _different(one: Any, other: Any, fields: Collection[str]) -> frozenset[str]:
    """Return those of ``fields`` that are not the same in both; an entry that is None is as a new one."""

    def of(entry: Any, name: str) -> Any:
        return getattr(entry, name) if entry else type(one or other).model_fields[name].default

    return frozenset(name for name in fields if of(one, name) != of(other, name))
