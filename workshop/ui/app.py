"""The app: it wires screens to files and looks, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from workshop.charts.palette import Theme
from workshop.ui.look import THEMES, AsciiFilter, Look, few_colours, speaks_unicode

__all__ = ["WorkshopApp"]


class WorkshopApp(App[int]):
    """A full-screen program that wears one look everywhere."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+t", "change_theme", "theme"), ("ctrl+c", "quit", "quit")]

    def __init__(self, theme: Theme = Theme.DARK) -> None:
        super().__init__(ansi_color="NO_COLOR" in os.environ or None)
        self._few = few_colours(self.console)
        self._ascii = None if speaks_unicode() else AsciiFilter()
        for known in THEMES.values():
            self.register_theme(known)
        self._wear(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add ASCII as the last step, where the terminal needs it."""
        filters = super().get_line_filters()
        return [*filters, self._ascii] if self._ascii else filters

    def action_change_theme(self) -> None:
        """Go on to the next theme: dark, light, high contrast."""
        order = list(Theme)
        self._wear(order[(order.index(self.look.theme) + 1) % len(order)])
        from workshop.ui.widgets.page import Page

        for screen in self.screen_stack:
            for page in screen.query(Page):
                page.wear(self.look)

    def _wear(self, theme: Theme) -> None:
        self.look = Look(theme, few=self._few)
        self.theme = (
            ("ansi-light" if theme is Theme.LIGHT else "ansi-dark") if self._few else THEMES[theme].name
        )
