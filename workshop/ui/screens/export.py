"""What to export, for whom, and how it will read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cut, wrap
from workshop.language import _
from workshop.model.session import Audience
from workshop.report.formats import FORMATS, Format
from workshop.report.report import AUDIENCES
from workshop.ui.screens.base import Hint, PageScreen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Choice", "ExportScreen"]

_KEYS: Final = "123456789"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants written."""

    formats: tuple[Format, ...]
    audience: Audience


class ExportScreen(PageScreen[Choice | None]):
    """Digits choose formats, ``a`` for whom; below, the story as that audience will read it."""

    HELP = _("""
Digits choose formats; Enter writes them into the folder exports/. What is there is
overwritten only after a question.

The board's version leaves out notes, comments, examples and owners. Exporting for more people than the team
was promised is possible; it is said, and the team should be asked first.
""")
    KEYS = (
        Hint(_("Enter"), _("write"), "enter"),
        Hint("1–9", _("formats"), "1"),
        Hint("a", _("for whom")),
        Hint("↑↓", _("read on"), "down"),
        Hint("b", _("back")),
        Hint("h", _("help")),
    )

    def __init__(
        self, title: str, folder: str, previews: Mapping[Audience, tuple[str, ...]], promised: Audience
    ) -> None:
        super().__init__()
        self._title = title
        self._folder = folder
        self._previews = previews
        self._audience: Audience = promised
        self._promised = promised
        self._chosen = {"md": True, "html": True}

    def head(self, width: int) -> list[Line]:
        """Return what is exported, the formats, and for whom."""
        lines = [line((cut(_(" Export: {title}").format(title=self._title), width - 1), Role.STRONG)), BLANK]
        for key, one in zip(_KEYS, FORMATS.values(), strict=False):
            mark = "●" if self._chosen.get(one.name) else "○"
            said = _("needs: {missing}").format(missing=one.missing) if one.missing else one.description
            text = cut(f"{one.name:<8} {said}", width - 8)
            lines.append(line((f" {key} ", Role.STRONG), (f"{mark} ", Role.DOT), text, means=key))
        beyond = AUDIENCES.index(self._audience) > AUDIENCES.index(self._promised)
        said = (
            _("promised: the {promised} only. Ask the team first.").format(promised=self._promised)
            if beyond
            else ""
        )
        audience = (_(" For the {audience}. ").format(audience=self._audience), Role.STRONG)
        return [*lines, line(audience, (said, Role.WARN)), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the story, as it will read."""
        lines = []
        for paragraph in self._previews[self._audience]:
            role = Role.MUTED if paragraph.startswith("  ") else Role.STRONG
            lines += [line((f" {part}", role)) for part in wrap(paragraph.strip(), min(width, 100) - 2, 8)]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Choose, write or leave."""
        names = dict(zip(_KEYS, FORMATS, strict=False))
        if name := names.get(event.key):
            self._chosen[name] = not self._chosen.get(name) and not FORMATS[name].missing
        elif event.key == "a":
            self._audience = AUDIENCES[(AUDIENCES.index(self._audience) + 1) % len(AUDIENCES)]
        elif event.key in {"down", "j", "space", "up", "k"}:
            self.body_page.scroll_relative(y=-3 if event.key in {"up", "k"} else 3, animate=False)
        elif event.key == "enter":
            formats = tuple(one for name, one in FORMATS.items() if self._chosen.get(name))
            self.dismiss(Choice(formats, self._audience) if formats else None)
        elif event.key in {"b", "q", "escape", "ctrl+c"}:
            self.dismiss(None)
        self.redraw()
