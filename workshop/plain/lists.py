"""What a team lists, line by line: what to stop, what to try."""

from __future__ import annotations

from typing import ClassVar, Final, get_args

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.edits import Edit, ListName, entries_of
from workshop.model.exercise_words import ABOUT
from workshop.model.followup import Action, StopItem, StopStatus
from workshop.model.session import Stage
from workshop.model.shown import shown, typed_as
from workshop.model.text import LINE, PARAGRAPH, fit
from workshop.model.typed import as_day
from workshop.plain.editing import Editing
from workshop.plain.leading import Go, Lead, Step
from workshop.plain.menu import command, number, with_now
from workshop.report.aloud import PROMPTS
from workshop.report.exercises.course import following
from workshop.report.lists import action_words, stop_questions, stop_words

__all__ = ["Actions", "Stopping"]

_ACTION: Final = {
    "text": _("To try"),
    "owner": _("Who takes it? A name or a team"),
    "due": _("By when? Such as 2027-02-10"),
    "notice": _("How will {users} notice?"),
    "objection": _("Who may object, and what good reason might they have?"),
    "example": _("Who already does this well, and who will ask them?"),
}
_STOP: Final = {
    "item": _("To stop: a task, a rule or a form; never a person or a job"),
    "began": _("Why did it begin?"),
    "gains": _("Who gains from it?"),
    "keep": _("A good reason to keep it?"),
    "objection": _("Who may object, and why?"),
    "test": _("The 30-day test: what is paused, and how will we know?"),
    "owner": _("Who takes it? A name or a team"),
    "due": _("By when? Such as 2027-02-10"),
    "status": _("Status: {listed}").format(listed=", ".join(map(shown, get_args(StopStatus)))),
}


class _Lists(Editing[Go], Step):
    """Things to try and to stop, numbered as one list."""

    NAMES: ClassVar[tuple[ListName, ...]] = ("actions", "stops")

    @property
    def listed(self) -> tuple[Action | StopItem, ...]:
        """The entries of all its lists."""
        return tuple(entry for name in self.NAMES for entry in entries_of(self.session, name))

    @command("list", _("says the list"))
    def do_list(self, _rest: str) -> None:
        """Say the entries."""
        for place, entry in enumerate(self.listed, start=1):
            if isinstance(entry, Action):
                self.lead.say(
                    _("{place} To try: {text}").format(place=place, text=". ".join(action_words(entry)))
                )
            else:
                self.lead.say(
                    _("{place} To stop: {text}").format(place=place, text=". ".join(stop_words(entry)))
                )
        if not self.listed:
            self.lead.say(_("Nothing is listed yet."))

    def say_again(self) -> None:
        """Say the entries."""
        self.do_list("")

    def _add(self, name: ListName, text: str) -> None:
        asked = (
            _("One thing to try? Enter for none.")
            if name == "actions"
            else _("One thing to stop? Never a person or a job. Enter for none.")
        )
        text = text or self.lead.hear(asked)
        if not text:
            return
        entry = Action(text=text) if name == "actions" else StopItem(item=text)
        self.make(Edit(name, None, entry))
        self.lead.say(_("Saved. Now what belongs to it; Enter skips a question, . all of them."))
        self._ask(entry, first=False)

    def _ask(self, entry: Action | StopItem, *, first: bool = True) -> None:
        """Ask for the fields one after another; each is saved as soon as it is typed."""
        fields = _ACTION if isinstance(entry, Action) else _STOP
        for key, question in list(fields.items())[0 if first else 1 :]:
            now = getattr(entry, key)
            prompt = with_now(self.lead.fill(question), now if key != "status" else "")
            while True:
                most = LINE if key == "owner" else PARAGRAPH
                if (typed := self.lead.hear(prompt, most)) == ".":
                    return
                if not typed:
                    break
                try:
                    filled = _filled(entry, key, typed)
                except WorkshopError as error:
                    self.lead.say(_("Not done: {error}").format(error=error))
                    continue
                self.make(Edit.changing(_list_of(entry), entry, filled))
                entry = filled
                self.lead.say(_("Saved."))
                break
        self.lead.say(_("That is all of it."))

    @command("change N", _("asks for all there is to say about one"))
    def do_change(self, rest: str) -> None:
        """Ask for the fields of an entry once more."""
        entries = self.listed
        entry = entries[number(rest or self.lead.hear(_("Which number?")), len(entries)) - 1]
        self.lead.say(_("Enter leaves a line as it is, - empties it, . leaves all that follow."))
        self._ask(entry)

    @command("remove N", _("takes one away"))
    def do_remove(self, rest: str) -> None:
        """Take an entry away."""
        entries = self.listed
        gone = entries[number(rest or self.lead.hear(_("Which number?")), len(entries)) - 1]
        self.take_away(_list_of(gone), gone)


class Stopping(_Lists):
    """The stop-doing list, after three questions; one of the exercises."""

    STAGE: ClassVar[Stage] = "exercises"
    NAMES: ClassVar[tuple[ListName, ...]] = ("stops",)

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._prompt = len(PROMPTS) - 1 if self.session.stops else 0

    @property
    def _asks_more(self) -> bool:
        """Whether questions are left, and nothing has come of those before."""
        return self._prompt < len(PROMPTS) - 1 and not self.session.stops

    def heading(self) -> str:
        """Return the exercise."""
        return self.lead.fill(ABOUT["stop-list"].name)

    def go_on(self, rest: str) -> Go | None:
        """Ask the next of the three questions; after the last, go to the next exercise or stage."""
        if self._asks_more:
            self._prompt += 1
            self.announce()
            return None
        after = following(self.session, "stop-list")
        return Go("exercises", after) if after else super().go_on(rest)

    @command("exercises", _("goes to the other exercises"))
    def choose(self, _rest: str) -> Go:
        """Go to the choice among the exercises."""
        return Go("exercises", "choose")

    def announce(self) -> None:
        """Say the question one is at; with the last, those of the attributes talked about, and the list."""
        self.lead.say(self.lead.fill(PROMPTS[self._prompt]))
        if self._prompt == len(PROMPTS) - 1:
            self.lead.say(*stop_questions(self.session))
            self.do_list("")

    def following(self) -> str:
        """Return the one next step."""
        if self._asks_more:
            return _("next asks the next question.")
        return _("next goes on.") if self.session.stops else _("add adds the first thing to stop.")

    @command("add " + _("TEXT"), _("adds something to stop"))
    def do_add(self, rest: str) -> None:
        """Add something to stop."""
        self._add("stops", rest)


class Actions(_Lists):
    """One thing to try, one to stop."""

    STAGE: ClassVar[Stage] = "actions"

    def announce(self) -> None:
        """Say both lists, and who is missing."""
        self.lead.say(_("One thing to try, one thing to stop. Who takes it, until when?"))
        if not self.session.stops:
            self.lead.say(*stop_questions(self.session))
        self.do_list("")
        unowned = sum(not entry.owner for entry in self.listed)
        if unowned:
            self.lead.say(
                n_(
                    "{n} without an owner: change fills it in.",
                    "{n} without an owner: change fills it in.",
                    unowned,
                )
            )

    def following(self) -> str:
        """Return the one next step."""
        return _("next goes on.") if self.session.actions else _("add adds the first thing to try.")

    @command("add " + _("TEXT"), _("adds something to try"))
    def do_add(self, rest: str) -> None:
        """Add something to try."""
        self._add("actions", rest)

    @command("stop " + _("TEXT"), _("adds something to stop"))
    def do_stop(self, rest: str) -> Go | None:
        """Add something to stop."""
        self._add("stops", rest)
        return None


def _list_of(entry: Action | StopItem) -> ListName:
    return "actions" if isinstance(entry, Action) else "stops"


def _filled(entry: Action | StopItem, key: str, typed: str) -> Action | StopItem:
    """Return ``entry`` with one more field as typed; ``-`` empties it. Raises WorkshopError."""
    value: object = "" if typed == "-" else typed
    if key in {"text", "item"} and not value:
        raise WorkshopError(_("it needs a few words"), _("remove takes it away."))
    if key == "due":
        value = as_day(str(value))
    if key == "status" and (value := typed_as(typed, get_args(StopStatus))) not in get_args(StopStatus):
        known = ", ".join(map(shown, get_args(StopStatus)))
        raise WorkshopError(_('"{typed}" is no status').format(typed=fit(typed, 20)), f"{known}.")
    return type(entry)(**{**entry.model_dump(), key: value})
