"""Sessions side by side: what moved, attribute by attribute, and question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workshop.analysis.change import AttributeChange, compare, footer_through
from workshop.analysis.lines import lines
from workshop.charts.cells import NARROWEST, Drawing, draw
from workshop.charts.roles import Role
from workshop.charts.scene import Scene
from workshop.language import _, n_, say_date
from workshop.model.session import Session
from workshop.report import pictures, prose
from workshop.report.exercises.became import became
from workshop.ui.screens.base import Hint, hints
from workshop.ui.screens.browsing import BrowseScreen, fitting, itemised, texts
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["ComparisonScreen"]

_ROOMY: Final = 100
"""Cells from which attributes have their full names on the chart."""

_OPEN_KEYS: Final = (
    Hint("↑↓", _("question"), "down"),
    Hint("←→", _("attribute"), "right"),
    Hint("b", _("back to all")),
    Hint("h", _("help")),
)


class ComparisonScreen(BrowseScreen):
    """Shows what moved between two sessions, or through three and more; the earliest comes first."""

    HELP = _("""
Compared are the means of the first, private round: the ring then, the dot now. The band around the dot
reaches as far as a group this size usually varies: with the ring inside of it, there is no clear change.

Lines through three sessions and more are broken where the wording or the way of answering changed. What
cannot be compared is not drawn, and it is said why.

Enter opens an attribute: its ladder and its statements, question by question.
""")
    KEYS = (
        Hint("↑↓", _("choose"), "down"),
        Hint(_("Enter"), _("question by question"), "enter"),
        Hint("v", _("first and last, or all")),
        Hint("b", _("back")),
        Hint("h", _("help")),
        Hint("space", _("further down"), "space"),
        Hint("j k", _("as ↓ ↑"), "j"),
        Hint("n p", _("as → ←"), "n"),
        Hint("Ctrl+T", _("light, dark, contrast"), "ctrl+t"),
    )

    def __init__(self, sessions: Sequence[Session]) -> None:
        super().__init__()
        self._sessions = tuple(sessions)
        self._through = lines(sessions) if len(sessions) > 2 else ()
        self._comparison = compare(sessions[0], sessions[-1])
        self._ends = not self._through
        """Whether the first and the last session are shown, rather than all."""
        self._at = 0
        self._question: int | None = None
        """The question that is chosen in the attribute that is open; None while none is."""

    def head(self, width: int) -> list[Line]:
        """Return what is compared, and what is open."""
        sessions = (self._sessions[0], self._sessions[-1]) if self._ends else self._sessions
        count = n_("1 session", "{n} sessions", len(self._sessions))
        head = texts(prose.titled(prose.compared_title(sessions), count, width)[:2])
        if self._ends:
            head += [
                line((f" {mark} {fitting(facts, width - 2)}", Role.MUTED))
                for mark, facts in zip("○●", prose.compared_facts(sessions), strict=True)
            ]
        else:
            days = f"{say_date(sessions[0].held_on)} – {say_date(sessions[-1].held_on)}"
            head.append(line((f" {days}", Role.MUTED)))
        if self._question is not None:
            head.append(line((_(" ‹ all"), Role.STRONG), f"   {self._here_name()}", means="b"))
        return head

    def body(self, width: int, height: int) -> list[Line]:
        """Return the chart, what it says of the item we are on, and what to keep in mind."""
        entry, width = self._entry(), self.beside_bar(width)
        if self._question is not None and entry:
            scene = pictures.questions_of(self._comparison, entry)
            return self._charted(scene, self._question, prose.question_rows(entry, width), width, height)
        short = width < _ROOMY
        if self._ends:
            scene = pictures.moves_of(self._comparison, short=short)
            said = prose.moved_rows(self._comparison, width)
        else:
            scene = pictures.trend_of(self._sessions, self._through, short=short)
            said = prose.line_rows(self._through, self._sessions[-1], width)
        return [*self._charted(scene, self._at, said, width, height), *self._what_became(width)]

    def _what_became(self, width: int) -> list[Line]:
        """Return what became of the stops and policies of the first session, below all that moved."""
        sentences = became(self._sessions[0], self._sessions[-1])
        if not sentences:
            return []
        heading = line((" " + _("What became of it"), Role.STRONG))
        return [BLANK, heading, *texts([row for one in sentences for row in prose.paragraph(one, width)])]

    def foot(self, width: int) -> list[Line]:
        """Return the next step and the keys."""
        keys = tuple(hint for hint in self.KEYS[:5] if self._through or hint.label != "v")
        return [
            BLANK,
            *hints(keys if self._question is None else _OPEN_KEYS, width, 1 if width >= NARROWEST else 2),
        ]

    def move(self, step: int) -> None:
        """Go to another attribute, or to another question of the one that is open."""
        if self._question is None:
            self._at = max(0, min(len(self._names()) - 1, self._at + step))
        elif entry := self._entry():
            self._question = max(0, min(_questions(entry) - 1, self._question + step))
        self.redraw()
        self.reveal_marked()

    def turn(self, step: int) -> None:
        """Go to another attribute, keeping it open."""
        self._at = max(0, min(len(self._names()) - 1, self._at + step))
        self._question = 0 if self._question is not None and self._entry() else None
        self.to_top()

    def open(self) -> None:
        """Open the attribute one is on."""
        if self._question is None and self._entry():
            self._question = 0
            self.to_top()

    def back(self) -> None:
        """Close what is open; with nothing open, leave."""
        if self._question is None:
            self.dismiss(None)
        else:
            self._question = None
            self.to_top()

    def other_key(self, key: str) -> None:
        """Change between the first and last session, and all of them."""
        if key == "v" and self._through:
            self._ends, self._question = not self._ends, None
            self._at = min(self._at, len(self._names()) - 1)
            self.to_top()

    def clicked(self, means: object) -> None:
        """Go to an item; open the attribute we are on."""
        if not isinstance(means, int):
            return
        if self._question is not None:
            self._question = means
        elif means == self._at:
            self.open()
        else:
            self._at = means
        self.redraw()

    def _charted(
        self, scene: Scene, at: int, said: list[list[prose.Row]], width: int, height: int
    ) -> list[Line]:
        """Return a chart, what it says of item ``at``, then of all where there is room, then the notes."""
        here = said[at] if at < len(said) else []
        drawing = self._drawn(scene, width, height, len(here) + 1)
        footer = self._comparison.footer if self._ends else footer_through(self._through)
        notes = [
            row
            for note in (*self._comparison.notes, *footer)
            for row in prose.paragraph(note, width, role=Role.MUTED)
        ]
        every = [row for rows in said for row in rows]
        room = height - len(drawing.rows) - len(notes) - 2
        shown = every if len(every) <= room else here
        lines = itemised(drawing, at, lit=self.lights)
        if len(lines) + 1 + len(here) <= height or at >= len(drawing.items):
            return [*lines, BLANK, *texts(shown), BLANK, *texts(notes)]
        # More items than fit: what is said of one stands right below it, and comes into sight with it.
        after = drawing.items[at].stop
        said_here = [replace(lines[after - 1], runs=row) for row in here]
        return [*lines[:after], *said_here, *lines[after:], BLANK, *texts(notes)]

    @staticmethod
    def _drawn(scene: Scene, width: int, height: int, below: int) -> Drawing:
        """Draw so that ``below`` lines fit under it; without gaps if that is what it takes."""
        drawing = draw(scene, width, height - below)
        return drawing if len(drawing.rows) + below <= height else draw(scene, width, height)

    def _names(self) -> Sequence[str]:
        """Return the attributes' ids, in the order of what is shown."""
        if self._ends:
            return [entry.attribute for entry in self._comparison.attributes]
        return [through.attribute for through in self._through]

    def _entry(self) -> AttributeChange | None:
        """Return the attribute one is on; None when only a session between first and last asked it."""
        here = self._names()[self._at]
        return next((entry for entry in self._comparison.attributes if entry.attribute == here), None)

    def _here_name(self) -> str:
        entry = self._entry()
        return self._comparison.second.fill(entry.name) if entry else ""


def _questions(entry: AttributeChange) -> int:
    return len(entry.statements) + (entry.ladder is not None)
