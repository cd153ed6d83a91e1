"""The exercises line by line: chosen, listed, rated, and what came of them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from workshop.errors import WorkshopError
from workshop.language import _, labelled
from workshop.model.edits import ListName
from workshop.model.exercise_questions import asked_in, by_hands
from workshop.model.exercise_words import ABOUT, QUALITIES
from workshop.model.exercises import (
    EXERCISES,
    ExerciseName,
    Phrase,
    Policy,
    TouchPoint,
    Value,
)
from workshop.model.poll import Poll
from workshop.model.session import Stage
from workshop.plain.entries import Listing
from workshop.plain.leading import Go, Lead, Step
from workshop.plain.lists import Stopping
from workshop.plain.menu import command, number
from workshop.report.exercises import block_of
from workshop.report.exercises.course import entered, here, is_open, so_far
from workshop.report.exercises.phrases import notes_that_contain
from workshop.report.voting import Turnout, WayOn, count_rule, promises
from workshop.store import sealing

__all__ = ["exercises_step"]

_HOMES: Final[dict[ExerciseName, tuple[ListName, type[Any]]]] = {
    "touch-points": ("touch_points", TouchPoint),
    "policies": ("policies", Policy),
    "phrases": ("phrases", Phrase),
}


def exercises_step(lead: Lead, place: str = "") -> Step:
    """Return the step of an exercise by its name; without one, where the team was."""
    known = next((name for name in EXERCISES if name == place), None)
    name = known or (None if place == "choose" else here(lead.session))
    if name is None:
        return _Choosing(lead)
    if name == known and name != lead.session.exercises.at:
        lead.change(lambda session: entered(session, name))
    if name == "stop-list":
        return Stopping(lead)
    return _Values(lead) if name == "values" else _Exercise(lead, name)


class _Choosing(Step):
    """The choice among the six."""

    STAGE: ClassVar[Stage] = "exercises"

    def announce(self) -> None:
        """Say the six, and how far each is."""
        for place, name in enumerate(EXERCISES, start=1):
            state = so_far(self.session, name)
            self.lead.say(f"{place} {self.lead.fill(ABOUT[name].name)}{f', {state}' if state else ''}")

    def following(self) -> str:
        """Return the one next step."""
        return _("choose 1 opens the first; next goes to the next stage.")

    @command("choose N", _("opens an exercise"))
    def choose(self, rest: str) -> Go:
        """Open an exercise."""
        typed = rest or self.lead.hear(_("Which number?"))
        name = EXERCISES[number(typed, len(EXERCISES)) - 1]
        self.lead.change(lambda session: entered(session, name))
        return Go("exercises", name)


class _Exercise(Listing):
    """An exercise in which people rate."""

    def __init__(self, lead: Lead, name: ExerciseName) -> None:
        self.NAME = name
        super().__init__(lead)

    @property
    def poll(self) -> Poll:
        """The exercise."""
        return Poll(exercise=self.NAME)

    def announce(self) -> None:
        """Say what it is about, then the list, how far the round is, or what came of it."""
        self.turnout()
        self.lead.say(self.lead.fill(ABOUT[self.NAME].intro))
        if self.NAME in self.session.exercises.rounds:
            self.do_result("")
        elif is_open(self.lead.path, self.NAME):
            self.lead.say(
                _("The round is open. On this machine: workshop rate {session}").format(
                    session=self.lead.path.stem
                )
            )
            self.do_status("")
        else:
            self.do_list("")
        if self.NAME == "phrases":
            self.lead.say(*notes_that_contain(self.session))
        self.say_half_counted()

    def following(self) -> str:
        """Return the one next step."""
        if self.NAME in self.session.exercises.rounds:
            return _("next goes on; result says it again; change keeps what was decided.")
        if is_open(self.lead.path, self.NAME):
            return _("status says how many handed in; close counts.")
        if not asked_in(self.session.exercises, self.NAME):
            return _("add adds the first.")
        return _("open opens the round for own screens; hands takes a show of hands.")

    def home(self) -> tuple[ListName, type[Any]]:
        """Return where its list stands; the seven qualities are none."""
        if self.NAME not in _HOMES:
            raise WorkshopError(_("there is nothing to list here"), _("The seven qualities come along."))
        return _HOMES[self.NAME]

    @command("list", _("says the list"))
    def do_list(self, rest: str) -> None:
        """Say the entries; the seven qualities come along."""
        if self.NAME == "qualities":
            self.lead.say(*(labelled(name, self.lead.fill(seen)) for name, seen in QUALITIES.values()))
        else:
            super().do_list(rest)

    def go_on(self, rest: str) -> Go | None:
        """Close what is open, else go on."""
        return self.do_close(rest) if is_open(self.lead.path, self.NAME) else self.after()

    @command("open", _("opens the round for own screens"))
    def do_open(self, _rest: str) -> None:
        """Open the round."""
        self.lead.say(*promises(self.session), *count_rule(self.session))
        self.lead.session = sealing.open_exercise(self.lead.path, self.NAME)
        self.lead.say(
            _("The round is open. Everyone: workshop rate {session}").format(session=self.lead.path.stem)
        )

    @command("hands", _("takes a show of hands, or corrects it"))
    def do_hands(self, _rest: str) -> Go | None:
        """Count hands instead of ballots, or correct them."""
        questions = by_hands(asked_in(self.session.exercises, self.NAME))
        if not questions:
            raise WorkshopError(_("nothing is listed yet"), _("add adds the first."))
        return self.count_hands(questions)

    @command("result", _("says what came of it"))
    def do_result(self, _rest: str) -> None:
        """Say the picture in words, then the sentences."""
        block = block_of(self.session, self.NAME)
        if block is None or self.NAME not in self.session.exercises.rounds:
            self.lead.say(_("Nothing is counted yet."))
            return
        self.lead.say(*([block.picture.summary] if block.picture else []), *block.sentences)

    def counted(self) -> Go:
        """Stay here, and say what came of it."""
        return Go("exercises", self.NAME)

    def take_way(self, way: WayOn, turnout: Turnout) -> Go | None:
        """Drop the round, or drop it and count hands; else it stays open."""
        if way in {WayOn.DROP_EXERCISE, WayOn.HANDS}:
            self.lead.session = sealing.destroy_round(self.lead.path)
        return self.do_hands("") if way is WayOn.HANDS else None


class _Values(Listing):
    """Values of change: nothing is rated."""

    NAME: ExerciseName = "values"

    def announce(self) -> None:
        """Say what it is about, the change, and the values."""
        change = self.session.exercises.change
        said = (
            _("The change: {change}").format(change=change.change)
            if change and change.change
            else _("coming says which change is coming.")
        )
        self.lead.say(self.lead.fill(ABOUT["values"].intro), said)
        self.do_list("")

    def following(self) -> str:
        """Return the one next step."""
        return _("next goes on.") if self.listed else _("add adds the first value.")

    def home(self) -> tuple[ListName, type[Any]]:
        """Return where the values stand."""
        return "values", Value

    def go_on(self, _rest: str) -> Go | None:
        """Go on."""
        return self.after()

    def pausing(self) -> None:
        """Nothing changes while nobody types."""

    @command("coming " + _("TEXT"), _("says which change is coming"))
    def do_coming(self, rest: str) -> None:
        """Ask for the coming change."""
        if text := rest or self.lead.hear(_("Which change is coming? In a sentence.")):
            self.lead.change(lambda s: s.changed(exercises=s.exercises.coming(change=text)))
            self.lead.say(_("Saved."))
