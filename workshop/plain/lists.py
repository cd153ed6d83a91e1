"""What a team lists, line by line: what to stop, what to try."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, get_args

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.exercise_words import ABOUT
from workshop.model.followup import Action, StopItem, StopStatus
from workshop.model.session import Session, Stage
from workshop.model.shown import shown, typed_as
from workshop.model.text import LINE, PARAGRAPH, fit
from workshop.model.typed import as_day
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


class _Lists(Step):
    """Things to try and to stop, numbered as one list."""

    NAMES: ClassVar[tuple[str, ...]] = ("actions", "stops")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._before: list[tuple[str, tuple[Action | StopItem, ...]]] = []

    def _entries(self) -> list[Action | StopItem]:
        return [entry for name in self.NAMES for entry in getattr(self.session, name)]

    @command("list", _("says the list"))
    def do_list(self, _rest: str) -> None:
        """Say the entries."""
        for place, entry in enumerate(self._entries(), start=1):
            if isinstance(entry, Action):
                self.lead.say(
                    _("{place} To try: {text}").format(place=place, text=". ".join(action_words(entry)))
                )
            else:
                self.lead.say(
                    _("{place} To stop: {text}").format(place=place, text=". ".join(stop_words(entry)))
                )
        if not self._entries():
            self.lead.say(_("Nothing is listed yet."))

    def _put(self, name: str, apply: Callable[[tuple[object, ...]], tuple[object, ...]]) -> None:
        before = getattr(self.session, name)

        def changed(session: Session) -> Session:
            return session.changed(**{name: apply(getattr(session, name))})

        self.lead.change(changed)
        self._before.append((name, before))

    def _add(self, name: str, text: str) -> None:
        asked = (
            _("One thing to try? Enter for none.")
            if name == "actions"
            else _("One thing to stop? Never a person or a job. Enter for none.")
        )
        text = text or self.lead.hear(asked)
        if not text:
            return
        entry = Action(text=text) if name == "actions" else StopItem(item=text)
        self._put(name, lambda entries: (*entries, entry))
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
                    entry = _filled(entry, key, typed)
                except WorkshopError as error:
                    self.lead.say(_("Not done: {error}").format(error=error))
                    continue
                self._replace(entry)
                self.lead.say(_("Saved."))
                break
        self.lead.say(_("That is all of it."))

    def _replace(self, entry: Action | StopItem) -> None:
        def put(entries: tuple[object, ...]) -> tuple[object, ...]:
            return tuple(entry if getattr(one, "id", "") == entry.id else one for one in entries)

        self._put("actions" if isinstance(entry, Action) else "stops", put)

    @command("change N", _("asks for all there is to say about one"))
    def do_change(self, rest: str) -> None:
        """Ask for the fields of an entry once more."""
        entries = self._entries()
        entry = entries[number(rest or self.lead.hear(_("Which number?")), len(entries)) - 1]
        self.lead.say(_("Enter leaves a line as it is, - empties it, . leaves all that follow."))
        self._ask(entry)

    @command("remove N", _("takes one away"))
    def do_remove(self, rest: str) -> None:
        """Take an entry away."""
        entries = self._entries()
        gone = entries[number(rest or self.lead.hear(_("Which number?")), len(entries)) - 1]
        name = "actions" if isinstance(gone, Action) else "stops"
        self._put(name, lambda kept: tuple(one for one in kept if getattr(one, "id", "") != gone.id))
        self.lead.say(_("Taken away. undo brings it back."))

    @command("undo", _("takes the last change back, and then the one before"))
    def do_undo(self, _rest: str) -> None:
        """Take the last change back."""
        if not self._before:
            raise WorkshopError(_("there is nothing to take back"))
        name, before = self._before.pop()
        self.lead.change(lambda session: session.changed(**{name: before}))
        self.lead.say(_("Taken back."))
        self.do_list("")


class Stopping(_Lists):
    """The stop-doing list, after three questions; one of the exercises."""

    STAGE: ClassVar[Stage] = "exercises"
    NAMES: ClassVar[tuple[str, ...]] = ("stops",)

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
        unowned = sum(not entry.owner for entry in self._entries())
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
