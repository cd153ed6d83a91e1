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
from tests.ui.stage import Stage, picture, until
from workshop.model.session import Session
from workshop.model.session import Stage as Step
from workshop.plain.facilitating import facilitate
from workshop.plain.visiting import visit
from workshop.report.formats import FORMATS
from workshop.report.report import build
from workshop.report.tables import Kept
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.door import Entry, Guest
from workshop.store.progress import Progress
from workshop.ui.guest.screens import GuestResults
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.closing import ClosingScreen
from workshop.ui.room.discuss import DiscussScreen
from workshop.ui.room.ended import EndedScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.reveal import RevealScreen
from workshop.ui.screens.comparison import ComparisonScreen
from workshop.ui.screens.results import ResultsScreen

__all__ = ["PLACES", "Place", "shown_at"]

Place: TypeAlias = Callable[[Path, str], str]
"""Given the file of a session and an attribute's id: the text in which that attribute is shown."""

_WIDE: Final = (120, 60)


def shown_at(name: str, path: Path, attribute: str) -> str:
    """Return what ``PLACES[name]`` shows of the session at ``path``, where it shows ``attribute``."""
    return PLACES[name](path, attribute)


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


async def _seen(screen: Screen[Any], keys: tuple[str, ...]) -> str:
    app: Stage[Any] = Stage(screen)
    async with app.run_test(size=_WIDE) as pilot:
        await until(pilot, lambda: bool(picture(app)), "something shown")
        await pilot.press(*keys)
        await pilot.pause()
        return picture(app)


def _lead(path: Path) -> Lead:
    return Lead(path, load(path), None, datetime.now(UTC))


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


class _Once:
    """The look of somebody who comes when the result is seen, and goes after it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> Progress:
        return Progress(load(self._path), None)

    def after(self, seen: Progress) -> None:
        return None


def _visited(path: Path, _attribute: str) -> str:
    said = StringIO()
    visit(path, Guest(Entry.READER, ""), _Once(path), StringIO(), said)
    return said.getvalue()


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
        for key in "2345"
    },
    "results of a participant": _on_screen(lambda path, _: GuestResults(load(path), None, "")),
    "results of a participant, line by line": _visited,
    "reveal, line by line": _plainly("reveal", "order"),
    "discuss, line by line": _plainly("discuss", "sentence", "probes", "levels"),
    "agree, line by line": _plainly("agree"),
}
"""Every place by what a reader would call it. "Close" and "ended" show what was decided, and no answer."""
