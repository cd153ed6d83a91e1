"""One real workshop, from the library to the saved end, stopping at everything that can be on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.pilot import Pilot

from tests.samples import SAMPLES, copy_samples
from workshop.model.exercises import EXERCISES, Exercises
from workshop.model.session import Stage
from workshop.store import sealing, sessions
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.seat import take_seat
from workshop.store.sessions import change
from workshop.store.workspace import Workspace
from workshop.ui.app import RatingApp, RoomApp, WorkshopApp
from workshop.ui.library_app import LibraryApp
from workshop.ui.widgets.page import Page

__all__ = ["JOURNEYS", "Journey", "Stop", "along", "lines_of"]

VOTES: Final[Mapping[str, str]] = {
    "vision": "22333333222",
    "staff": "11115555355",
    "purpose": "23334444445",
    "culture": "22333334445",
    "thinking": "22223333400",
    "resources": "11222333445",
}
"""The levels of eleven people, one figure each; 0 is not sure. Staff is in two groups of answers."""

AGAIN: Final = "33333344444"
"""Their second vote on staff."""


@dataclass(frozen=True)
class Stop:
    """Something to look at: the keys that lead there, and words that show one is there."""

    name: str
    keys: str
    sees: str
    first: Callable[[Path], object] | None = None
    """What others do meanwhile."""


@dataclass(frozen=True)
class Journey:
    """Stops in one run of a program; ``starts`` makes it, from a folder with the sample sessions."""

    name: str
    starts: Callable[[Path], tuple[WorkshopApp, Path]]
    stops: Sequence[Stop]


def _planned(folder: Path, stage: Stage = "welcome", **fields: Any) -> Path:
    path = sessions.duplicate(folder / "assessments" / SAMPLES[-1].name, date(2027, 5, 19))
    given = {"title": "North branch, spring 2027", "depth": "quick", "stage": stage, **fields}
    change(path, lambda session: session.changed(**given))
    return path


def _vote(votes: Mapping[str, str], people: int) -> Callable[[Path], object]:
    def vote(path: Path) -> None:
        for person in range(people):
            seat = take_seat(path, as_new=True)
            ballot = seat.ballot
            for attribute, levels in votes.items():
                ballot = ballot.answered(f"{attribute}.ladder", int(levels[person]))
            seat.cast(ballot.changed(handed_in=True))

    return vote


def _vote_again(path: Path) -> None:
    """Let those who voted first vote again: with others only bands would be shown."""
    room = Room(path)
    box = room.box
    for participant, level in zip(sorted(room.voters().of(1)), AGAIN, strict=True):
        answered = box.take(participant).answered("staff.ladder", int(level))
        box.cast(participant, answered.changed(handed_in=True))


def _rate_exercise(people: int) -> Callable[[Path], object]:
    """Let ``people`` answer all that the open round about an exercise asks, each a little otherwise."""

    def rate(path: Path) -> None:
        opening = Room(path).opening()
        for person in range(people):
            seat = take_seat(path, as_new=True)
            ballot = seat.ballot
            for place, question in enumerate(opening.questions(load(path))):
                if question.is_pick:
                    names = tuple(option.id for option in question.options)
                    some = names[(person * person) % len(names) :][: question.most]
                    ballot = ballot.picked(question.key, some)
                else:
                    levels = len(question.levels)
                    ballot = ballot.answered(question.key, 1 + (person * (place + 2) // 5 + place) % levels)
            seat.cast(ballot.changed(handed_in=True))

    return rate


def _library(folder: Path) -> tuple[WorkshopApp, Path]:
    return LibraryApp(Workspace(folder, "this folder")), folder


def _room(stage: Stage = "welcome", **fields: Any) -> Callable[[Path], tuple[WorkshopApp, Path]]:
    def starts(folder: Path) -> tuple[WorkshopApp, Path]:
        path = _planned(folder, stage, **fields)
        return RoomApp(path), path

    return starts


def _ended(folder: Path) -> tuple[WorkshopApp, Path]:
    path = folder / "assessments" / SAMPLES[-1].name
    return RoomApp(path), path


def _rating(folder: Path) -> tuple[WorkshopApp, Path]:
    path = _planned(folder, depth="full")
    sealing.open_round(path)
    return RatingApp(path, None, as_new=True), path


def typed(text: str) -> str:
    """Return the keys of ``text``, for ``Stop.keys``."""
    names = {" ": "space", ".": "full_stop", "-": "minus", ",": "comma", "?": "question_mark"}
    return " ".join(names.get(character, character) for character in text)


JOURNEYS: Final = (
    Journey(
        "library",
        _library,
        (
            Stop("library", "", "North branch, autumn 2026"),
            Stop("help", "h", "any key"),
            Stop("results", "escape enter", "what moved"),
            Stop("results-talk-first", "2", "back"),
            Stop("results-statements", "3", "back"),
            Stop("results-shape", "4", "rim: level 5"),
            Stop("results-record", "5", "back"),
            Stop("comparison", "c", "question by question"),
            Stop("comparison-one", "enter", "back to all"),
            Stop("trends", "q q q t", "back"),
            Stop("plan", "q n", "Organisation"),
        ),
    ),
    Journey(
        "ended",
        _ended,
        (
            Stop("ended", "", "read-only"),
            Stop("ended-continue", "c", "Continue this session?"),
            Stop("close-again", "y", "One word each"),
            Stop("close-help", "h", "any key"),
        ),
    ),
    Journey(
        "rating",
        _rating,
        (
            Stop("before", "", "Your code"),
            Stop("rating", "enter 3 3 4 4", "of 30"),
            Stop("rating-ladder", "3 4 3", "of 30"),
            Stop("rating-comment", "c", "Could someone guess"),
        ),
    ),
    Journey(
        "ballots",
        _room(),
        (
            Stop("welcome", "", "begin"),
            Stop("ask", "n", "How many are here?"),
            Stop("agenda", "1 1 enter g", "edit minutes"),
            Stop("agenda-minutes", "e", "takes it off"),
            Stop("words", "q q w", "any key"),
            Stop("park", "escape k", "Parking lot"),
            Stop("follow-up", f"{typed('The roof leaks')} enter space", "What became of it?"),
            Stop("rate", "space", "How do we vote?"),
            Stop("rate-open", "space", "handed in"),
            Stop("rate-freeze", "p", "FREEZE"),
            Stop("rate-handover", "space", "Hand the keyboard"),
            Stop("rate-before", "enter", "Your code"),
            Stop("rate-few", "q ctrl+x x y", "TOO FEW"),
            Stop("rate-some", "space", "7 of 11", _vote(VOTES, 7)),
            Stop("rate-last-call", "l", "last call"),
            Stop("rate-papers", "l t space", "How many papers"),
            Stop("rate-paper", "4 enter", "PAPER 1 OF 4"),
        ),
    ),
    Journey(
        "hands",
        _room("rate", present=11, depth="full"),
        (
            Stop("hands", f"s {typed('0 2 6 3 0 0 4 0 1 0 6 0 0 1 3')}", "SHOW OF HANDS"),
            Stop("hands-statements", "f", "CLEAR PURPOSE:"),
            Stop("hands-record", "f d", "Record this"),
            Stop("hands-counted", "y", "start talking"),
        ),
    ),
    Journey(
        "talk",
        _room("rate", present=11),
        (
            Stop("rate-everybody", "o", "Everybody is done", None),
            Stop("rate-close", "space", "Close the round"),
            Stop("reveal", "y", "start talking"),
            Stop("reveal-words", "y", "any key"),
            Stop("reveal-large", "escape l", "smaller"),
            Stop("discuss", "l space", "start talking"),
            Stop("discuss-probes", "p", "start talking"),
            Stop("discuss-running", "p space", "in pairs"),
            Stop("discuss-large", "l", "smaller"),
            Stop("discuss-clock", "c", "smaller"),
            Stop("discuss-words", "c l y", "any key"),
            Stop("discuss-aloud", "escape w", "any key"),
            Stop("discuss-statements", "escape t", "STATEMENTS"),
            Stop("discuss-notes", f"escape n {typed('Refunds need a signature')} enter v", "Refunds need"),
            Stop("revote", "q r", "RE-VOTE"),
            Stop("revote-open", "space", "handed in"),
            Stop("agree-after", "space y", "AGREE", _vote_again),
            Stop("discuss-after", "d", "Before talking"),
            Stop("discuss-after-large", "l", "smaller"),
            Stop("agree", "l a", "AGREE"),
            Stop("agree-example", "space", "An example from our work"),
            Stop("agree-evidence", f"{typed('The desk decided')} enter", "Where does this come from?"),
            Stop("agree-kept", "1", "next:"),
            Stop("not-discussed", "g j enter", "not discussed?"),
            Stop("stop-doing", "y", "STOP-DOING"),
            Stop("stop-list", f"space space a {typed('The signature for refunds')} enter", "▸ The signature"),
            Stop("stop-form", "enter", "30-day test"),
            Stop("actions", "q space", "One thing to try"),
            Stop("actions-list", f"a {typed('Two more on Saturday')} enter", "▸ Two more"),
            Stop("close", "space", "One word each"),
            Stop("close-end", "space", "End the session?"),
        ),
    ),
    Journey(
        "exercises",
        _room("exercises", present=11, exercises=Exercises(planned=EXERCISES)),
        (
            Stop("points-none", "a escape", "No touch point yet"),
            Stop("points-first", f"a {typed('Opening hours on the door')} enter", "▸ Opening hours"),
            Stop("points", f"a {typed('The desk')} enter a {typed('The website')} enter", "▸ The website"),
            Stop("points-form", "enter", "Evidence"),
            Stop("points-how", "q space", "How do we rate?"),
            Stop("points-open", "o", "handed in"),
            Stop("points-everybody", "z", "Everybody is done", _rate_exercise(11)),
            Stop("points-result", "space y", "The weakest make-or-break point"),
            Stop("choosing", "e", "Service qualities"),
            Stop("policies", f"2 a {typed('Only two renewals')} enter", "▸ Only two"),
            Stop("policies-form", "enter", "Required by law"),
            Stop("policies-open", "q space o", "handed in"),
            Stop("policies-result", "space y", "Only two renewals", _rate_exercise(11)),
            Stop("phrases", "e 4", "We have always done it that way."),
            Stop("phrases-form", "enter", "Ask instead"),
            Stop("phrases-hands", "q space s", "SHOW OF HANDS"),
            Stop("phrases-counted", "0 space 3 space 8 space n 5 space 6 space n 1 1 d", "Record this"),
            Stop("phrases-result", "y", "go on"),
            Stop("qualities", "e 5", "we notice a hard day and ease it"),
            Stop("qualities-open", "space o", "handed in"),
            Stop("qualities-result", "space y", "Curious", _rate_exercise(11)),
            Stop("values", f"e 6 a {typed('Everybody is welcome')} enter", "▸ Everybody is"),
            Stop("values-form", "enter", "What makes it hard"),
            Stop("values-change", f"q c {typed('A new building')} enter", "A new building"),
        ),
    ),
)


def lines_of(app: App[Any]) -> str:
    """Return all lines of the screen, those that are scrolled away too, as words with one blank between."""
    shown = (line.text for page in app.screen.query(Page) for line in page.lines)
    return " ".join(" ".join(shown).split())


async def along(
    journey: Journey,
    folder: Path,
    size: tuple[int, int],
    last: str = "",
    said: Callable[[str], str] = str,
) -> AsyncIterator[tuple[str, Any]]:
    """Go through ``journey`` in ``folder``, to the stop ``last``; yield each stop's name, and the pilot.

    ``said`` turns the words that are waited for into the language the program speaks.
    """
    app, path = journey.starts(copy_samples(folder))
    if journey.name == "talk":
        sealing.open_round(path)
        _vote(VOTES, 11)(path)
    async with app.run_test(size=size) as pilot:
        for stop in journey.stops:
            if stop.first:
                stop.first(path)
            for key in stop.keys.split():
                await pilot.press(key)
                await pilot.pause()
            await _reached(pilot, stop.name, {stop.sees, said(stop.sees)})
            yield stop.name, pilot
            if stop.name == last:
                break  # here, not where it is used: only so the program ends in the task it began in


async def _reached(pilot: Pilot[Any], name: str, sees: set[str]) -> None:
    for _ in range(1000):
        await pilot.pause()
        shown = lines_of(pilot.app)
        if any(words in shown for words in sees):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{name}: never saw {sees} in {lines_of(pilot.app)!r}")
