"""One screen on a stage: what it shows as text, and what it gave back when it was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from tests.model.build import plan
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.model.instrument import Instrument
from workshop.model.session import Session
from workshop.store.instruments import find_instrument
from workshop.store.workspace import Workspace
from workshop.ui.app import WorkshopApp
from workshop.ui.saving import threaded
from workshop.ui.screens.rating import RatingScreen

__all__ = ["BUILT_IN", "CODE", "SIZES", "Box", "Stage", "picture", "rating", "until"]

CODE: Final = "k7m2-9qxd-4hrt-w"

SIZES: Final = [(20, 5), (40, 14), (60, 24), (80, 24), (120, 40)]
"""A watch, a phone, a small window, the usual terminal, a large one."""

BUILT_IN: Final[Instrument] = find_instrument(Workspace(Path()))

_Result = TypeVar("_Result")


class Stage(WorkshopApp, Generic[_Result]):
    """An app with one screen, and what that was dismissed with."""

    def __init__(self, screen: Screen[_Result]) -> None:
        super().__init__()
        self.shown = screen
        self.left_with: list[_Result | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.shown, self.left_with.append)


class Box:
    """Stands in for the ballot box: keeps what was cast, in order, and refuses when told to."""

    def __init__(self) -> None:
        self.cast_ballots: list[Ballot] = []
        self.refusal: Exception | None = None

    def __call__(self, ballot: Ballot) -> None:
        if self.refusal:
            raise self.refusal
        self.cast_ballots.append(ballot)

    @property
    def answers(self) -> Mapping[str, int]:
        return self.cast_ballots[-1].answers if self.cast_ballots else {}


def rating(
    cast: Callable[[Ballot], None], ballot: Ballot | None = None, **fields: Any
) -> tuple[Stage[Any], RatingScreen]:
    """Return an app that asks the questions of a session with ``fields``, and its screen."""
    session: Session = plan(**fields)
    answering = Answering.resume(session.asked, ballot or Ballot())
    screen = RatingScreen(session, answering, threaded(cast), CODE)
    return Stage(screen), screen


def picture(app: App[Any]) -> str:
    """Return what the terminal shows, without the blanks at the end of its lines."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip()


async def until(pilot: Pilot[Any], sees: Callable[[], bool], what: str = "") -> None:
    """Wait until ``sees`` is true; fails with a picture of the screen."""
    for _ in range(3_000):  # half a minute and more: the machine may do much else
        await pilot.pause()
        if sees():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"never came to be: {what or sees}\n{picture(pilot.app)}")
