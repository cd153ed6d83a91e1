"""What a session refers to is there: attributes, questions, and each number and id once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from workshop.language import _
from workshop.model.base import wrong
from workshop.model.instrument import LADDER, Attribute
from workshop.model.tally import Result, Tally

if TYPE_CHECKING:
    from workshop.model.followup import Action, StopItem
    from workshop.model.session import Comment, Note, Round, Session

__all__ = ["check_references"]

_NO_ATTRIBUTE: Final = _('"{name}" is not a known attribute; there are {known}')
_NO_QUESTION: Final = _('"{name}" is not a known question; there are {known}')


def check_references(session: Session) -> None:
    """Raise pydantic's error, with its place, for the first thing in ``session`` that refers to nothing."""
    attributes = {attribute.id: attribute for attribute in session.instrument.attributes}
    _check_rounds(session, attributes)
    _known(session.agreed, attributes, _NO_ATTRIBUTE, "agreed")
    if session.about and session.about not in attributes:
        raise _unknown(session.about, attributes, _NO_ATTRIBUTE, "about")
    for place, name in enumerate(session.order):
        if name not in attributes:
            raise _unknown(name, attributes, _NO_ATTRIBUTE, "order", place)
    for name in ("notes", "parking", "comments", "actions", "stops"):
        _check_entries(name, getattr(session, name), attributes)


def _check_rounds(session: Session, attributes: Mapping[str, Attribute]) -> None:
    numbers = [counted.number for counted in session.rounds]
    for place, counted in enumerate(session.rounds):
        if counted.number in numbers[:place]:
            raise _twice(counted.number, "rounds", place, "number")
        for tallies in (counted.tally, *counted.groups.values()):
            _check_tallies(tallies, attributes, counted, place)
        _known(counted.felt, attributes, _NO_ATTRIBUTE, "rounds", place, "felt")
    for exercise, rated in session.exercises.rounds.items():
        if rated.number in numbers:
            raise _twice(rated.number, "exercises", "rounds", exercise, "number")


def _twice(number: int, *at: str | int) -> Exception:
    return wrong(_("two rounds have the number {number}").format(number=number), *at)


def _check_tallies(
    tallies: Mapping[str, Mapping[str, Result]],
    attributes: Mapping[str, Attribute],
    counted: Round,
    place: int,
) -> None:
    at = ("rounds", place, "tally")
    _known(tallies, attributes, _NO_ATTRIBUTE, *at)
    for key, items in tallies.items():
        attribute = attributes[key]
        asked = {statement.id for statement in attribute.statements} | (
            {LADDER} if attribute.ladder else set()
        )
        _known(items, asked, _NO_QUESTION, *at, key)
        for item, result in items.items():
            if isinstance(result, Tally) and result.voted > counted.voted:
                found = _("{answers} answers, but {voted} voted in round {number}").format(
                    answers=result.voted, voted=counted.voted, number=counted.number
                )
                raise wrong(found, *at, key, item)


def _check_entries(
    name: str, entries: Iterable[Note | Comment | Action | StopItem], attributes: Mapping[str, Attribute]
) -> None:
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        if entry.id in seen:
            raise wrong(_('two entries have the id "{id}"').format(id=entry.id), name, place, "id")
        seen.add(entry.id)
        about = getattr(entry, "attribute", "")
        if about and about not in attributes:
            raise _unknown(about, attributes, _NO_ATTRIBUTE, name, place, "attribute")


def _known(names: Iterable[str], known: Iterable[str], what: str, *at: str | int) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            raise _unknown(name, known, what, *at, name)


def _unknown(name: str, known: Iterable[str], what: str, *at: str | int) -> Exception:
    return wrong(what.format(name=name, known=", ".join(sorted(known))), *at)
