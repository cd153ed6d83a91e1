"""Many sessions on a screen: units beside each other, one unit over time, and the way to each session."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, TypeVar

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from workshop.analysis.across import Across, Row, across
from workshop.analysis.fate import fates
from workshop.analysis.studied import Studied
from workshop.analysis.trend import Course, courses
from workshop.analysis.units import Unit
from workshop.charts.roles import Role
from workshop.language import _
from workshop.report.trend_numbers import as_csv
from workshop.ui.screens import trend_lines
from workshop.ui.screens.base import FILTER_KEYS, Hint, hints
from workshop.ui.screens.browsing import BrowseScreen
from workshop.ui.widgets.filter import Filter
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


_Name = TypeVar("_Name")


class TrendsScreen(BrowseScreen):
    """Overview → unit → session; ``show`` opens a session's file, ``keep`` exports a page and its numbers."""

    HELP = _("""
Each row is a unit by its newest session of the period, each cell the mean of its first, private round with
the number of answers: darker where it is higher. + stands clearly higher than the other units together, ! has
answers apart, ? many not sure, * was asked or answered in another way, – may not be shown or was not asked.

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

    def __init__(
        self,
        found: Sequence[Unit],
        show: Callable[[str], None],
        keep: Callable[[str, str], None],
        today: date,
    ) -> None:
        super().__init__()
        self._studied = Studied.of(found)
        self._show, self._keep, self._today = show, keep, today
        self._filter = ""
        self._typing: Timer | None = None
        self._by_talk = False
        self._until = self._studied.newest
        self._news = ""
        self._at = 0
        self._unit: Unit | None = None
        self._courses: tuple[Course, ...] = ()
        self._attribute = 0
        self._session = 0
        self._drawn: dict[tuple[int, bool], list[Line]] = {}
        self._look_again()
        if len(self._studied.units) == 1:
            self._open_unit(self._studied.units[0])

    def head(self, width: int) -> list[Line]:
        """Return what is shown: the period, or the unit and the session one is on."""
        if self._unit:
            alone = len(self._studied.units) == 1
            return trend_lines.unit_head(self._unit, self._session, self._news, width, alone=alone)
        every = len(self._studied.units) if self._filter else 0
        return trend_lines.units_head(self._table, self._until, every, self._news, width)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the table and what it says, or the lines of one unit."""
        width = self.beside_bar(width)
        if not self._unit:
            return self._table_lines(width)
        promises = fates(self._unit.sessions, self._today)
        size = (width, height)
        here = (self._attribute, self._session)
        return trend_lines.over_time(self._unit, self._courses, promises, here, size, lit=self.lights)

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        if self.query(Filter):
            return [BLANK, *hints(FILTER_KEYS, width)]
        return [BLANK, *hints(_UNIT_KEYS if self._unit else self.KEYS[:8], width)]

    def on_mount(self) -> None:
        """Look through all promises meanwhile."""
        self.run_worker(self._follow_promises())

    def move(self, step: int) -> None:
        """Go to another unit, or to another attribute of the one that is open."""
        if self._unit:
            self._attribute = max(0, min(len(self._courses) - 1, self._attribute + step))
        else:
            self._at = max(0, min(len(self._rows) - 1, self._at + step))
        self.redraw()
        self.reveal_marked()

    def turn(self, step: int) -> None:
        """Go to another session of the unit, or to another year."""
        if self._unit:
            self._session = max(0, min(len(self._unit.sessions) - 1, self._session + step))
        else:
            self._another_year(step)
        self.redraw()

    def open(self) -> None:
        """Open the unit one is on, or the session."""
        if self._unit:
            self._show(self._unit.sessions[self._session].file)
        elif self._rows:
            self._open_unit(self._rows[self._at].unit)
            self.to_top()

    def back(self) -> None:
        """Close the unit; with none open, take the filter off; without one, leave."""
        if self._unit and len(self._studied.units) > 1:
            self._unit = None
            self.to_top()
        elif self._filter:
            self._narrow("")
        else:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Write in the filter while it is open; without it the keys are those of every such screen."""
        self._news = ""
        if not self.query(Filter):
            return
        event.prevent_default()
        if event.key in {"escape", "ctrl+c"}:
            event.stop()
            self._narrow("")
            self.run_worker(self._close_filter())
        elif event.key in {"down", "up"}:
            self.move(1 if event.key == "down" else -1)
        else:
            self.query_one(Filter).take(event)

    def other_key(self, key: str) -> None:
        """Filter, sort, export."""
        if key == "x":
            self._export()
        elif key == "s" and not self._unit:
            self._by_talk = not self._by_talk
            self.to_top()
        elif key == "slash" and not self._unit:
            field = Filter(self._filter, _("filter: words of unit and organisation; Enter keeps it"))
            self.mount(field, before="#foot")
            field.focus()
            self.redraw()

    def clicked(self, means: object) -> None:
        """Go to a row or an attribute; what one is on already opens. A cell or a point shows its session."""
        if isinstance(means, tuple):
            number, file = means
            if self._unit:
                self._attribute = number
                self._session = [session.file for session in self._unit.sessions].index(file)
            else:
                self._at = number
            self._show(file)
        elif isinstance(means, int) and self._unit:
            self._attribute = means
        elif isinstance(means, int):
            if means == self._at:
                self.open()
            self._at = means
        self.redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types; of letters in a row the last counts, as comparing thousands takes a while."""
        self._stop_typing()
        self._typing = self.set_timer(_LETTER, partial(self._narrow, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and go back to the table."""
        self._narrow(event.value)
        self.run_worker(self._close_filter())

    @property
    def _rows(self) -> Sequence[Row]:
        if self._table is None:
            return ()
        return self._table.by_talk() if self._by_talk else self._table.rows

    def _table_lines(self, width: int) -> list[Line]:
        if self._table is None:
            return [line((_(" Nothing fits. Escape shows all again."), Role.MUTED))]
        key = (width, self._by_talk)
        if key not in self._drawn:
            table = replace(self._table, rows=tuple(self._rows))
            compared = table.compared + self._over_time
            self._drawn[key] = trend_lines.overview(table, self._moved, compared, self._studied.fates, width)
        return trend_lines.marked(self._drawn[key], self._at, lit=self.lights)

    def _look_again(self) -> None:
        """Compare anew after the filter or the period changed."""
        words = self._filter.casefold().split()
        found = [unit for unit in self._studied.units if all(word in unit.words for word in words)]
        self._table: Across | None = across(found, until=self._until) if found else None
        self._moved, self._over_time = self._studied.moved(found)
        self._drawn.clear()

    async def renew(self, found: Sequence[Unit]) -> None:
        """Show what changed on the disk, without leading away from where one is."""
        before = self._studied
        studied, news = await to_thread(before.renewed, found, self._today)
        if not any(news):
            return
        here = self._rows[self._at].unit.key if self._rows else None
        self._studied = studied
        if self._until >= before.newest:
            self._until = studied.newest
        self._look_again()
        self._at = _place([row.unit.key for row in self._rows], here, self._at)
        self._reopen()
        self._news = trend_lines.say_news(news)
        self.redraw()

    def _reopen(self) -> None:
        """Show the unit that is open as it is now, at the same attribute and session."""
        if self._unit is None:
            return
        attribute, session = self._courses[self._attribute].line.attribute, self._unit.sessions[self._session]
        places = (self._attribute, self._session)
        unit = next((unit for unit in self._studied.units if self._unit.key == unit.key), None)
        if unit is None:
            self._unit = None
            return
        self._open_unit(unit)
        self._attribute = _place([one.line.attribute for one in self._courses], attribute, places[0])
        self._session = _place([one.file for one in unit.sessions], session.file, places[1])

    async def _follow_promises(self) -> None:
        """Learn what became of each unit's promises: of thousands it takes longer than a screen may."""
        before = self._studied
        followed = await to_thread(before.followed, self._today)
        if self._studied is before:  # else those that came since are followed, too
            self._studied = followed
            self._drawn.clear()
            self.redraw()

    def _stop_typing(self) -> None:
        if self._typing:
            self._typing.stop()

    def _narrow(self, words: str) -> None:
        self._stop_typing()
        self._filter, self._at = words, 0
        self._look_again()
        self.redraw()

    def _another_year(self, step: int) -> None:
        days = [session.held_on for unit in self._studied.units for session in unit.sessions]
        day = self._until.toordinal() + 365 * step
        self._until = date.fromordinal(max(min(days).toordinal(), min(max(days).toordinal(), day)))
        self._at = 0
        self._look_again()

    def _open_unit(self, unit: Unit) -> None:
        self._unit, self._courses = unit, courses(unit)
        self._attribute, self._session = 0, len(unit.sessions) - 1

    def _export(self) -> None:
        rows = [*self.head(self._shown_width), *self.body(self._shown_width, self._shown_height)]
        seen = [self._unit] if self._unit else [row.unit for row in self._rows]
        self._keep("\n".join(shown.text.rstrip() for shown in rows), as_csv(seen))

    async def _close_filter(self) -> None:
        await self.query(Filter).remove()
        self.redraw()


def _place(names: Sequence[_Name], name: _Name | None, otherwise: int) -> int:
    """Return where ``name`` stands now; where it is no more, the place nearest to where it was."""
    return names.index(name) if name in names else max(0, min(len(names) - 1, otherwise))
