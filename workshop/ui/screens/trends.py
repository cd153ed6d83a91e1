"""Many sessions on a screen: units beside each other, one unit over time, and the way to each session."""

from __future__ import annotations

from asyncio import sleep, to_thread
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from textual import events
from textual.timer import Timer

from workshop.analysis.across import Row
from workshop.analysis.fate import fates, judged_on
from workshop.analysis.period import Period, ahead, latest, narrowed, table_at
from workshop.analysis.studied import Studied
from workshop.analysis.units import Unit
from workshop.charts.roles import Role
from workshop.language import _
from workshop.report.trend_numbers import csv_lines
from workshop.ui.screens import trend_lines
from workshop.ui.screens.base import Hint, hints
from workshop.ui.screens.browsing import BrowseScreen
from workshop.ui.screens.filtering import FilterScreen
from workshop.ui.screens.open_unit import OpenUnit, place
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["TrendsScreen"]

_UNIT_KEYS: Final = (
    Hint("↑↓", _("attribute"), "down"),
    Hint("←→", _("session"), "right"),
    Hint(_("Enter"), _("show that session"), "enter"),
    Hint("x", _("export")),
    Hint("b", _("back")),
    Hint("h", _("help")),
)

_LETTER: Final = 0.04
"""Seconds to wait for another letter in the filter."""

_FLICK: Final = 0.1
"""Seconds to wait for another page before its promises are looked through."""


class TrendsScreen(FilterScreen, BrowseScreen):
    """Overview → unit → session; ``show`` opens a session's file, ``keep`` exports a page and its numbers."""

    HELP = _("""
Each row is a unit by its newest session of the period, each cell the mean of its first, private round with
the number of answers: darker where it is higher. + stands clearly higher than the other units together, ! has
answers apart, ? many not sure, * was asked or answered in another way, – may not be shown or was not asked,
~ is the mean of the statements where no unit has a ladder.

Units stand by name, or, with s, by what there is to talk about; never by how high they are.

Enter opens a unit: each attribute over its sessions. Left and right choose a session, Enter shows it. Beside
the agreed level stands what most felt had changed since the session before: ▲ better, = the same, ▼ worse,
± divided.

Where not all sessions fit, left and right lead to those before and after, and a line says which are drawn.

The mouse opens the session behind a cell or a point. / filters as you type. x writes what you see into the
exports folder, as a page and as CSV. What changes on the disk meanwhile is shown at once.
""")
    KEYS = (
        Hint("↑↓", _("unit"), "down"),
        Hint(_("Enter"), _("over time"), "enter"),
        Hint("/", _("filter"), "slash"),
        Hint("s", _("name, or what to talk about")),
        Hint("p n", _("earlier, later year"), "p"),
        Hint("x", _("export")),
        Hint("b", _("back")),
        Hint("h", _("help")),
        Hint("j k", _("as ↓ ↑"), "j"),
        Hint("Ctrl+T", _("light, dark, contrast"), "ctrl+t"),
    )

    FILTERED_BY = _("filter: words of unit and organisation; Enter keeps it")

    def __init__(
        self,
        found: Sequence[Unit],
        show: Callable[[str], None],
        keep: Callable[[str, Iterable[str], str], None],
        today: date,
        broken: int = 0,
    ) -> None:
        super().__init__()
        self._studied = Studied.of(found)
        self._show, self._keep, self._today = show, keep, today
        self._broken = trend_lines.say_broken(broken)
        self._typing: Timer | None = None
        self._by_talk = False
        self._until = latest(found, today)
        self._stood = self._studied.by(self._until)
        self._table = table_at(self._stood.units, until=self._until)
        self._news = ""
        self._at = 0
        self._unit: OpenUnit | None = None
        self._drawn: dict[tuple[int, bool], list[Line]] = {}
        self._look_again()
        if len(self._studied.units) == 1:
            self._unit = OpenUnit.at(self._studied.units[0])

    def head(self, width: int) -> list[Line]:
        """Return what is shown: the period, or the unit and the session one is on."""
        if self._unit:
            alone = len(self._studied.units) == 1
            head = trend_lines.unit_head(self._unit, self._news, width, alone=alone)
            return [*head, *trend_lines.dates(self._unit, self.beside_bar(width))]
        every = len(self._studied.units)
        table, facts = self._seen.table if self._seen else None, (self._news, self._broken)
        return trend_lines.units_head(table, self._until, every, facts, width)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the table and what it says, or the lines of one unit."""
        width = self.beside_bar(width)
        if not self._unit:
            return self._table_lines(width)
        return trend_lines.over_time(self._unit, self._today, self._broken, width, lit=self.lights)

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        return [BLANK, *hints(self.keys()[:8], width)]

    def keys(self) -> Sequence[Hint]:
        """Return the keys of the unit that is open, else those of the table."""
        return _UNIT_KEYS if self._unit else super().keys()

    @property
    def filters(self) -> bool:
        """The table can be narrowed; a unit's lines cannot."""
        return not self._unit

    def on_mount(self) -> None:
        """Look through all promises meanwhile."""
        self._follow()

    def move(self, step: int) -> None:
        """Go to another unit, or to another attribute of the one that is open."""
        if self._unit:
            self._unit = self._unit.moved(step)
        else:
            self._at = max(0, min(len(self._rows) - 1, self._at + step))
        self.redraw()
        self.reveal_marked()

    def turn(self, step: int) -> None:
        """Go to another session of the unit, or to another year."""
        if self._unit:
            self._unit = self._unit.turned(step)
        else:
            self._another_year(step)
        self.redraw()

    def open(self) -> None:
        """Open the unit one is on, at the session behind its cells, or the session."""
        if self._unit:
            self._show(self._unit.here.file)
        elif self._rows:
            row = self._rows[self._at]
            unit = next(unit for unit in self._studied.units if unit.key == row.unit.key)
            self._unit = OpenUnit.at(unit, row.session.file)
            self.to_top()

    def back(self) -> None:
        """Close the unit; with none open, take the filter off; without one, leave."""
        if self._unit and len(self._studied.units) > 1:
            self._unit = None
            self.to_top()
        elif self.words:
            self.narrow("")
        else:
            self.dismiss(None)

    async def on_key(self, event: events.Key) -> None:
        """Say the news until a key is pressed."""
        self._news = ""

    def other_key(self, key: str) -> None:
        """Sort, export."""
        if key == "x":
            self.beside(self._export())
        elif key == "s" and not self._unit:
            self._by_talk = not self._by_talk
            self.to_top()

    def clicked(self, means: object) -> None:
        """Go to a row or an attribute; what one is on already opens. A cell or a point shows its session."""
        if isinstance(means, tuple):
            number, file = means
            if self._unit:
                self._unit = self._unit.on(number, file)
            else:
                self._at = number
            self._show(file)
        elif isinstance(means, int) and self._unit:
            self._unit = self._unit.on(means)
        elif isinstance(means, int):
            if means == self._at:
                self.open()
            self._at = means
        self.redraw()

    def narrow_soon(self, words: str) -> None:
        """Show what fits; of letters in a row the last counts, as comparing thousands takes a while."""
        self._stop_typing()
        self._typing = self.set_timer(_LETTER, partial(self.narrow, words))

    @property
    def _rows(self) -> Sequence[Row]:
        if self._seen is None:
            return ()
        return self._seen.table.by_talk() if self._by_talk else self._seen.table.rows

    def _table_lines(self, width: int) -> list[Line]:
        if self._seen is None:
            return [line((_(" Nothing fits. Escape shows all again."), Role.MUTED))]
        key = (width, self._by_talk)
        if key not in self._drawn:
            seen = self._seen._replace(table=replace(self._seen.table, rows=tuple(self._rows)))
            until = self._until if self._until < self._newest else None
            left = ahead(self._fitting, max(self._today, self._until))
            self._drawn[key] = trend_lines.overview(seen, until, left, self._stood.fates, width)
        return trend_lines.marked(self._drawn[key], self._at, lit=self.lights)

    def _look_again(self) -> None:
        """Compare anew after the filter or the period changed."""
        words = self.words.casefold().split()
        self._fitting = [unit for unit in self._studied.units if all(word in unit.words for word in words)]
        self._seen: Period | None = narrowed(self._table, self._fitting, self._stood.moved)
        self._drawn.clear()

    async def renew(self, found: Sequence[Unit], broken: int = 0) -> None:
        """Show what changed on the disk, without leading away from where one is."""
        before, said = self._studied, self._broken
        studied, news = await to_thread(before.renewed, found, self._today)
        self._broken = trend_lines.say_broken(broken)
        if any(news):
            here = self._rows[self._at].unit.key if self._rows else None
            self._studied = studied
            self._end_with(self._newest if self._until >= latest(before.units, self._today) else self._until)
            self._look_again()
            self._at = place([row.unit.key for row in self._rows], here, self._at)
            self._unit = self._unit.renewed(studied.units) if self._unit else None
            self._news = trend_lines.say_news(news)
        if any(news) or self._broken != said:
            self.redraw()

    def _end_with(self, until: date) -> None:
        """Look at the units as they stood at the end of ``until``."""
        self._until, self._stood = until, self._studied.by(until)
        self._table = table_at(self._stood.units, until=until)
        self._follow()

    def _follow(self) -> None:
        self.run_worker(self._follow_promises(), exclusive=True, group="promises")

    async def _follow_promises(self) -> None:
        """Learn what became of each unit's promises: of thousands it takes longer than a screen may."""
        await sleep(_FLICK)
        await self._follow_now()

    async def _follow_now(self) -> None:
        before = self._stood
        followed = await to_thread(before.followed, self._judged_on)
        if self._stood is before:  # else those that came since are followed, too
            self._know(followed)
            self.redraw()

    @property
    def _judged_on(self) -> date:
        return judged_on(self._until, self._newest, self._today)

    @property
    def _newest(self) -> date:
        """The day with which the newest period ends."""
        return latest(self._studied.units, self._today)

    def _know(self, followed: Studied) -> None:
        """Take what became of the promises of the period."""
        self._studied = followed if self._studied is self._stood else self._studied
        self._stood = followed
        self._drawn.clear()

    def _stop_typing(self) -> None:
        if self._typing:
            self._typing.stop()

    def narrow(self, words: str) -> None:
        """Show what fits ``words``, from the top."""
        self._stop_typing()
        self.words, self._at = words, 0
        self._look_again()
        self.redraw()

    def _another_year(self, step: int) -> None:
        days = [session.held_on for unit in self._studied.units for session in unit.sessions]
        day = self._until.toordinal() + 365 * step
        self._end_with(date.fromordinal(max(min(days).toordinal(), min(max(days).toordinal(), day))))
        self._at = 0
        self._look_again()

    async def _export(self) -> None:
        """Keep what is seen, once its promises are followed; the numbers are made as they are written."""
        while not self._stood.fates:
            await self._follow_now()
        rows = [*self.head(self._shown_width), *self.body(self._shown_width, self._shown_height)]
        if self._unit:
            seen = [self._unit.unit]
            promises = [("", fate) for fate in fates(self._unit.unit.sessions, self._today)]
        else:
            seen = [row.unit for row in self._rows]
            promises = trend_lines.what_became(seen, self._stood.fates)
        note = trend_lines.say_exported(seen, promises, None if self._unit else self._until)
        self._keep("\n".join(shown.text.rstrip() for shown in rows), csv_lines(seen), note)
