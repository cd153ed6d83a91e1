"""The list of an exercise, line by line: every change is saved at once, and can be taken back."""

from __future__ import annotations

from typing import Any, ClassVar, Final, get_args

from pydantic import ValidationError

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.edits import Edit, ListName, entries_of
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
from workshop.model.session import Stage
from workshop.model.shown import shown, typed_as
from workshop.model.text import LINE, PARAGRAPH, fit
from workshop.plain.editing import Editing
from workshop.plain.leading import Go, Step
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


class Listing(Editing[Go], Voting):
    """A list of one exercise: every change is saved at once, and can be taken back."""

    STAGE: ClassVar[Stage] = "exercises"
    NAME: ExerciseName

    def home(self) -> tuple[ListName, type[Any]]:
        """Return where its list stands, and what it lists. Raises WorkshopError where nothing is listed."""
        raise NotImplementedError

    @property
    def listed(self) -> tuple[Any, ...]:
        """The entries."""
        return entries_of(self.session, self.home()[0])

    def heading(self) -> str:
        """Return the exercise."""
        return self.lead.fill(ABOUT[self.NAME].name)

    def after(self) -> Go | None:
        """Return the way on: what is planned next, the choice, or the next stage."""
        if not self.session.exercises.planned:
            return Go("exercises", "choose")
        name = following(self.session, self.NAME)
        return Go("exercises", name) if name else Step.go_on(self, "")

    def may_change(self) -> None:
        """Raise WorkshopError while the round of the list is open: all answer the same."""
        if is_open(self.lead.path, self.NAME):
            raise WorkshopError(_("the round is open"), _("All answer the same list: close the round first."))

    def say_again(self) -> None:
        """Say the list."""
        self.do_list("")

    @command("list", _("says the list"))
    def do_list(self, _rest: str) -> None:
        """Say the entries."""
        for place, entry in enumerate(self.listed, start=1):
            self.lead.say(f"{place} {'. '.join(entry_words(self.session, entry))}")
        if not self.listed:
            self.lead.say(_("Nothing is listed yet."))

    @command("add " + _("TEXT"), _("adds an entry at the end"))
    def do_add(self, rest: str) -> None:
        """Add an entry."""
        about = ABOUT[self.NAME]
        asked = self.lead.fill(
            _("{question}. {hint} Enter for none.").format(question=about.adding, hint=about.adding_hint)
        )
        if text := rest or self.lead.hear(asked):
            name, kind = self.home()
            most = LINE if kind in {TouchPoint, Value} else PARAGRAPH
            self.make(Edit(name, None, kind(**{next(iter(FIELDS[kind])): fit(text, most)})))
            self.lead.say(_("Saved. change {place} says more about it.").format(place=len(self.listed)))

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
        self.take_away(self.home()[0], self._entry(rest))

    @command("move N M", _("moves one to another place"))
    def do_move(self, rest: str) -> None:
        """Move an entry."""
        typed = (rest or self.lead.hear(_("Which number, and to which place? Such as 3 1."))).split()
        if len(typed) != 2:
            raise WorkshopError(_("two numbers are needed"), _('Such as "move 3 1".'))
        at, to = (number(each, len(self.listed)) - 1 for each in typed)
        self.make(Edit.moving(self.home()[0], self.listed, at, to))
        self.do_list("")

    @command("exercises", _("goes to the other exercises"))
    def choose(self, _rest: str) -> Go:
        """Go to the choice among the exercises."""
        return Go("exercises", "choose")

    def _entry(self, typed: str) -> Any:
        entries = self.listed
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
        self.make(Edit.changing(self.home()[0], entry, filled))
        self.lead.say(_("Saved."))
        return filled
