"""The list of an exercise, line by line: every change is saved at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final, get_args

from pydantic import ValidationError

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import (
    Evidence,
    ExerciseName,
    Phrase,
    Policy,
    TouchPoint,
    Value,
    Verdict,
)
from workshop.model.session import Session, Stage
from workshop.model.shown import shown, typed_as
from workshop.model.text import LINE, PARAGRAPH
from workshop.plain.leading import Go, Lead, Step
from workshop.plain.menu import command, number, with_now
from workshop.plain.voice import YES
from workshop.plain.voting import Voting
from workshop.report.exercises.course import following, is_open
from workshop.report.exercises.entries import entry_words
from workshop.store.complaint import said

__all__ = ["FIELDS", "Listing"]

FIELDS: Final[dict[type, dict[str, str]]] = {
    TouchPoint: {
        "name": _("Touch point"),
        "stage": _("Stage of the journey, such as: arriving"),
        "evidence": _("Where it comes from: {listed}").format(
            listed=", ".join(map(shown, get_args(Evidence)))
        ),
    },
    Policy: {
        "policy": _("Policy"),
        "owner": _("Who could change it?"),
        "legally_required": _("Required by law? yes or no"),
        "objection": _("Who may object to a change, and what good reason might they have?"),
        "verdict": _("Verdict: {listed}. What the law requires cannot be dropped").format(
            listed=", ".join(map(shown, get_args(Verdict)))
        ),
    },
    Phrase: {"phrase": _("Phrase"), "instead": _("Which question to ask instead?")},
    Value: {
        "value": _("Value"),
        "seen": _("What would we see each other do?"),
        "hard": _("What makes it hard?"),
        "leaders": _("What do leaders do first?"),
    },
}
"""What is asked about an entry, field by field; the first is what it is called."""


class Listing(Voting):
    """A list of one exercise: every change is saved at once, and can be taken back."""

    STAGE: ClassVar[Stage] = "exercises"
    NAME: ExerciseName

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._before: list[Session] = []

    def entries(self, session: Session) -> tuple[Any, ...]:
        """Return what is listed."""
        raise NotImplementedError

    def with_entries(self, session: Session, entries: tuple[Any, ...]) -> Session:
        """Return ``session`` with other entries."""
        raise NotImplementedError

    def made(self, text: str) -> Any:
        """Return a new entry that is called ``text``."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return the exercise."""
        return self.lead.fill(ABOUT[self.NAME].name)

    def after(self) -> Go | None:
        """Return the way on: what is planned next, the choice, or the next stage."""
        if not self.session.exercises.planned:
            return Go("exercises", "choose")
        name = following(self.session, self.NAME)
        return Go("exercises", name) if name else Step.go_on(self, "")

    def change(self, apply: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> None:
        """Change the list, unless its round is open: all answer the same."""
        if is_open(self.lead.path, self.NAME):
            raise WorkshopError(_("the round is open"), _("All answer the same list: close the round first."))
        before = self.session
        self.lead.change(lambda session: self.with_entries(session, apply(self.entries(session))))
        self._before.append(before)

    @command("list", _("says the list"))
    def do_list(self, _rest: str) -> None:
        """Say the entries."""
        for place, entry in enumerate(self.entries(self.session), start=1):
            self.lead.say(f"{place} {'. '.join(entry_words(self.session, entry))}")
        if not self.entries(self.session):
            self.lead.say(_("Nothing is listed yet."))

    @command("add " + _("TEXT"), _("adds an entry at the end"))
    def do_add(self, rest: str) -> None:
        """Add an entry."""
        about = ABOUT[self.NAME]
        asked = self.lead.fill(
            _("{question}. {hint} Enter for none.").format(question=about.adding, hint=about.adding_hint)
        )
        if text := rest or self.lead.hear(asked):
            entry = self.made(text)
            self.change(lambda entries: (*entries, entry))
            self.lead.say(
                _("Saved. change {place} says more about it.").format(place=len(self.entries(self.session)))
            )

    @command("change N", _("asks for all there is to say about one"))
    def do_change(self, rest: str) -> None:
        """Ask for the fields of an entry."""
        entry = self._entry(rest)
        self.lead.say(_("Enter leaves a line as it is, - empties it."))
        for key, question in FIELDS[type(entry)].items():
            now = getattr(entry, key)
            words = {True: _("yes"), False: _("no")}.get(now) or self.lead.fill(shown(now or ""))
            most = LINE if type(entry).model_fields[key].annotation is str and key != "policy" else PARAGRAPH
            typed = self.lead.hear(with_now(self.lead.fill(question), words), most)
            if typed:
                entry = self._filled(entry, key, typed)
        self.lead.say(_("That is all of it."))

    @command("remove N", _("takes one away"))
    def do_remove(self, rest: str) -> None:
        """Take an entry away."""
        gone = self._entry(rest)
        self.change(lambda entries: tuple(one for one in entries if one != gone))
        self.lead.say(_("Taken away. undo brings it back."))

    @command("move N M", _("moves one to another place"))
    def do_move(self, rest: str) -> None:
        """Move an entry."""
        typed = (rest or self.lead.hear(_("Which number, and to which place? Such as 3 1."))).split()
        if len(typed) != 2:
            raise WorkshopError(_("two numbers are needed"), _('Such as "move 3 1".'))
        entry = self._entry(typed[0])
        to = number(typed[1], len(self.entries(self.session))) - 1
        others = [one for one in self.entries(self.session) if one != entry]
        self.change(lambda _entries: (*others[:to], entry, *others[to:]))
        self.do_list("")

    @command("undo", _("takes the last change of the list back, and then the one before"))
    def do_undo(self, _rest: str) -> None:
        """Take the last change back."""
        if not self._before:
            raise WorkshopError(_("there is nothing to take back"))
        before = self.entries(self._before.pop())
        self.change(lambda _entries: before)
        self._before.pop()
        self.lead.say(_("Taken back."))
        self.do_list("")

    @command("exercises", _("goes to the other exercises"))
    def choose(self, _rest: str) -> Go:
        """Go to the choice among the exercises."""
        return Go("exercises", "choose")

    def _entry(self, typed: str) -> Any:
        entries = self.entries(self.session)
        return entries[number(typed or self.lead.hear(_("Which number?")), len(entries)) - 1]

    def _filled(self, entry: Any, key: str, typed: str) -> Any:
        """Save one field of an entry; say what is wrong with it, and leave it as it was."""
        empty: object = None if key in {"evidence", "verdict"} else ""
        value: object = empty if typed == "-" else typed
        if key in {"evidence", "verdict"}:
            value = value and typed_as(typed, get_args(Evidence) + get_args(Verdict), self.lead.fill)
        if key == "legally_required":
            value = typed.lower() in YES
        try:
            if key == next(iter(FIELDS[type(entry)])) and not value:
                raise WorkshopError(_("it needs a few words"), _("remove takes it away."))
            fields = {name: getattr(entry, name) for name in type(entry).model_fields}
            filled = type(entry)(**{**fields, key: value})
        except ValidationError as error:
            self.lead.say(_("Not done: {error}.").format(error=said(error.errors()[0])))
            return entry
        self.change(lambda entries: tuple(filled if one == entry else one for one in entries))
        self.lead.say(_("Saved."))
        return filled
