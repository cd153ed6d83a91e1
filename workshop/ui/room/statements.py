"""What one looks at over the talk: the statements of an attribute with its ladder, and the groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events

from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.instrument import Attribute
from workshop.model.session import Session
from workshop.report import prose
from workshop.report.groups import split_name, split_rows
from workshop.report.pictures import heat_of
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, drawn, line

__all__ = ["GroupsScreen", "StatementsScreen"]

_WIDEST = 130
"""Most cells of a table."""


class _LookScreen(PageScreen[None]):
    """Something to look at; ↑↓ scroll, any other key goes back."""

    KEYS = (Hint("↑↓", _("scroll"), "down"), Hint(_("any key"), _("back"), "escape"))
    _PAGES: ClassVar = {"down": 1, "pagedown": 1, "space": 1, "up": -1, "pageup": -1}

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        match self._PAGES.get(event.key):
            case 1:
                self.body_page.scroll_page_down(animate=False)
            case -1:
                self.body_page.scroll_page_up(animate=False)
            case _:
                self.dismiss()


class GroupsScreen(_LookScreen):
    """What each group chose on the ladders of ``attributes``, as far as it may be shown."""

    def __init__(self, session: Session, attributes: Sequence[Attribute]) -> None:
        super().__init__()
        self._session = session
        self._attributes = attributes

    def head(self, width: int) -> list[Line]:
        """Return by what the answers are split."""
        return [title_line(split_name(self._session).upper(), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the ladders group by group, and what is not shown."""
        return [
            Line(row) for row in split_rows(self._session, min(width - 1, _WIDEST), height, self._attributes)
        ]


class StatementsScreen(_LookScreen):
    """How the statements were answered, what each group chose, then what the levels say."""

    def __init__(self, session: Session, attribute: str) -> None:
        super().__init__()
        self._session = session
        self._attribute = session.instrument.attribute(attribute)

    def head(self, width: int) -> list[Line]:
        """Return the attribute."""
        name = self._session.fill(self._attribute.name)
        return [title_line(_("{name} · STATEMENTS AND LEVELS").format(name=name.upper()), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the heat table, the groups and the ladder."""
        room = min(width - 1, _WIDEST)
        scene = heat_of(self._session, (self._attribute,))
        lines = drawn(draw(scene, room, height)) if scene else []
        lines = lines or [line((_(" The statements were not asked."), Role.MUTED))]
        lines += [*self._groups(room, height), BLANK]
        ladder = self._attribute.ladder or ()
        for level in range(len(ladder), 0, -1):
            for number, part in enumerate(
                wrap(self._session.fill(ladder[level - 1]), min(width, 100) - 8, 4)
            ):
                lines.append(line((f"   {' ' if number else level}  ", Role.STRONG), part))
        return lines

    def _groups(self, width: int, height: int) -> list[Line]:
        if not self._session.has_groups:
            return []
        heading = prose.heading(split_name(self._session), width)
        rows = split_rows(self._session, width, height, (self._attribute,))
        return [BLANK, Line(heading), *map(Line, rows)]
