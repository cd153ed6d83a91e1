"""Every place in which a session is shown, as the text that can be read there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final, TypeAlias

from textual.screen import Screen

from tests.cli.words import invoke
from tests.plain.visits import heard
from tests.ui.stage import Stage, picture, until
from workshop.model.poll import FIRST
from workshop.model.session import Session
from workshop.model.session import Stage as Step
from workshop.plain.facilitating import facilitate
from workshop.report.formats import FORMATS
from workshop.report.report import build
from workshop.report.tables import Kept
from workshop.store import sealing, sessions
from workshop.store.codec import load
from workshop.store.door import Entry, Guest
from workshop.store.progress import Progress
from workshop.ui.guest.screens import DoorScreen, GuestResults, HandedInScreen, WaitingScreen
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.closing import ClosingScreen
from workshop.ui.room.discuss import DiscussScreen
from workshop.ui.room.ended import EndedScreen
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.rate import RateScreen
from workshop.ui.room.reveal import RevealScreen
from workshop.ui.room.welcome import WelcomeScreen
from workshop.ui.screens.around_rating import BeforeScreen
from workshop.ui.screens.comparison import ComparisonScreen
from workshop.ui.screens.results import ResultsScreen

__all__ = ["CLOSING", "HANDS", "JOINING", "PLACES", "WHILE_OPEN", "Place"]

Place: TypeAlias = Callable[[Path, str], str]
"""Given the file of a session and an attribute's id: the text in which that attribute is shown."""

_WIDE: Final = (120, 60)


# Printed


def _printed(*argv: str) -> Place:
    def place(path: Path, _attribute: str) -> str:
        names = [path.stem if word == "SESSION" else word for word in argv]
        done = invoke(path.parent.parent, *names)
        assert done.exit_code == 0, done.output
        return done.output

    return place


def _compared(*options: str) -> Place:
    """Compare with every other session of the workspace, which was held before."""

    def place(path: Path, attribute: str) -> str:
        others = sorted(one.stem for one in path.parent.glob("*.toml") if one != path)
        return _printed("compare", *others, "SESSION", *options)(path, attribute)

    return place


# Exported


def _exported(name: str) -> Place:
    def place(path: Path, _attribute: str) -> str:
        made = FORMATS[name].make(build([Kept(path.stem, load(path))]))
        if isinstance(made, Mapping):
            return "\n".join(f"{file}\n{text.decode()}" for file, text in sorted(made.items()))
        assert isinstance(made, bytes)
        return re.sub(r"<style.*?</style>", "", made.decode(), flags=re.DOTALL)

    return place


# On a screen


def _on_screen(make: Callable[[Path, str], Screen[Any]], *keys: str) -> Place:
    def place(path: Path, attribute: str) -> str:
        return asyncio.run(_seen(make(path, attribute), keys))

    return place


async def _seen(screen: Screen[Any], keys: tuple[str, ...], wanted: str = "") -> str:
    app: Stage[Any] = Stage(screen)
    async with app.run_test(size=_WIDE) as pilot:
        await until(pilot, lambda: bool(picture(app)), "something shown")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await until(pilot, lambda: wanted in picture(app), wanted)
        return picture(app)


def _lead(path: Path) -> Lead:
    return Lead(path, load(path), datetime.now(UTC))


def _all_of(path: Path) -> list[Session]:
    return [load(one) for one in sorted(path.parent.glob("*.toml"))]


def _questions(path: Path, attribute: str) -> str:
    """The attribute's own page of a comparison."""
    before, last = _all_of(path)[-2:]
    ids = [one.id for one in last.instrument.attributes]
    keys = ("enter", *["right"] * ids.index(attribute))
    return _on_screen(lambda _path, _: ComparisonScreen([before, last]), *keys)(path, attribute)


# Line by line


def _plainly(stage: Step, *lines: str) -> Place:
    def place(path: Path, attribute: str) -> str:
        sessions.change(path, lambda session: session.at(stage, attribute))
        said = StringIO()
        facilitate(path, StringIO("".join(f"{line}\n" for line in lines)), said)
        return said.getvalue()

    return place


def _visited(path: Path, _attribute: str) -> str:
    """Return what somebody hears who comes when the result is seen, and goes after it."""
    seen = Progress(load(path), None)
    return heard(path, Guest(Entry.READER, ""), lambda: seen)


PLACES: Final[Mapping[str, Place]] = {
    "show": _printed("show", "SESSION"),
    "show, each question": _printed("show", "SESSION", "--all"),
    "show, radar": _printed("show", "SESSION", "--radar"),
    "show, as JSON": _printed("show", "SESSION", "--json"),
    "compare": _compared(),
    "compare, each question": _compared("--all"),
    "compare, as JSON": _compared("--json"),
    "trends": _printed("trends"),
    "trends, as JSON": _printed("trends", "--json"),
    **{f"export, {name}": _exported(name) for name in ("md", "html", "svg", "txt", "csv", "json")},
    "reveal": _on_screen(lambda path, one: RevealScreen(_lead(path), one)),
    "reveal, large": _on_screen(lambda path, one: RevealScreen(_lead(path), one), "l"),
    "reveal, in words": _on_screen(lambda path, one: RevealScreen(_lead(path), one), "y"),
    "reveal, by group": _on_screen(lambda path, one: RevealScreen(_lead(path), one), "s"),
    "discuss": _on_screen(lambda path, one: DiscussScreen(_lead(path), one)),
    "discuss, large": _on_screen(lambda path, one: DiscussScreen(_lead(path), one), "l"),
    "discuss, probes": _on_screen(lambda path, one: DiscussScreen(_lead(path), one), "p"),
    "discuss, in words": _on_screen(lambda path, one: DiscussScreen(_lead(path), one), "y"),
    "discuss, statements": _on_screen(lambda path, one: DiscussScreen(_lead(path), one), "t"),
    "agree": _on_screen(lambda path, one: AgreeScreen(_lead(path), one)),
    "close": _on_screen(lambda path, _: ClosingScreen(_lead(path))),
    "ended": _on_screen(lambda path, _: EndedScreen(load(path), "")),
    "comparison": _on_screen(lambda path, _: ComparisonScreen(_all_of(path))),
    "comparison, question by question": _questions,
    "results": _on_screen(lambda path, _: ResultsScreen(load(path), path, None)),
    **{
        f"results, view {key}": _on_screen(lambda path, _: ResultsScreen(load(path), path, None), key)
        for key in "23456"
    },
    "results of a participant": _on_screen(lambda path, _: GuestResults(load(path), None, "")),
    "results of a participant, line by line": _visited,
    "reveal, line by line": _plainly("reveal", "order"),
    "reveal, by group, line by line": _plainly("reveal", "groups"),
    "discuss, by group, line by line": _plainly("discuss", "groups"),
    "discuss, line by line": _plainly("discuss", "sentence", "probes", "levels"),
    "agree, line by line": _plainly("agree"),
}
"""Every place by what a reader would call it. "Close" and "ended" show what was decided, and no answer."""


def _rated_plainly(path: Path, _attribute: str) -> str:
    sealing.open_round(path)
    done = invoke(path.parent.parent, "rate", path.stem, "--plain", typed="q\n")
    return done.output


def _closed_by_command(path: Path, _attribute: str) -> str:
    return invoke(path.parent.parent, "close", path.stem, typed="n\n").output


def _rate_when(seen: str, *keys: str) -> Place:
    def place(path: Path, _attribute: str) -> str:
        return asyncio.run(_seen(RateScreen(_lead(path)), keys, seen))

    return place


def _progress(path: Path) -> Progress:
    return Progress(load(path), 1, handed_in=16)


JOINING: Final[Mapping[str, Place]] = {
    "welcome": _on_screen(lambda path, _: WelcomeScreen(_lead(path))),
    "rate": _rate_when("How do we vote?"),
    "before rating": _on_screen(lambda path, _: BeforeScreen(load(path), "")),
    "the door": _on_screen(lambda path, _: DoorScreen(load(path), 6)),
    "welcome, line by line": _plainly("welcome"),
    "rate, line by line": _plainly("rate"),
    "rating, line by line": _rated_plainly,
}
"""Where somebody is told what they join, before they answer."""

HANDS: Final[Mapping[str, Place]] = {
    "a show of hands": _on_screen(lambda path, _: HandsScreen(_lead(path), FIRST, load(path).asked)),
    "a show of hands, line by line": _plainly("rate", "hands"),
}
"""Where hands are counted."""

WHILE_OPEN: Final[Mapping[str, Place]] = {
    "show": _printed("show", "SESSION"),
    "show, each question": _printed("show", "SESSION", "--all", "--radar"),
    "show, as JSON": _printed("show", "SESSION", "--json"),
    "rate": _rate_when("handed in"),
    "rate, line by line": _plainly("rate", "status"),
    "results": _on_screen(lambda path, _: ResultsScreen(load(path), path, None)),
    "a participant who waits": _on_screen(lambda path, _: WaitingScreen(_progress(path), "")),
    "a participant who is done": _on_screen(lambda path, _: HandedInScreen(_progress(path), "")),
    "a participant, line by line": _visited,
}
"""Where somebody may look while a round is open."""

CLOSING: Final[Mapping[str, Place]] = {
    "rate": _rate_when("Close the round and count", "x"),
    "rate, line by line": _plainly("rate", "close", "n"),
    "the command": _closed_by_command,
}
"""Where a round is closed."""
