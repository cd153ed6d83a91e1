"""A show of hands: counts for each level, typed in while everybody watches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.shown import shown
from workshop.model.typed import as_head_count
from workshop.report.hands import as_draft, columns, hands_of, number_at, put, summed_up
from workshop.store import drafts
from workshop.store.drafts import HandsDraft
from workshop.ui.room.hands_lines import grid, level_words
from workshop.ui.room.lead import Lead
from workshop.ui.saving import Saver, threaded
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["HandsScreen"]

_DIGITS = 4
"""Most digits of one count."""


class HandsScreen(PageScreen[bool]):
    """Takes counts for each question about ``poll``; dismissed with whether they were recorded.

    ``draft`` is what was typed before the program ended, if anything. Every key is saved in the room.
    """

    LOWERED = "body"
    KEYS = (
        Hint("0–9", _("hands"), "0"),
        Hint("space", _("next level"), "space"),
        Hint("b", _("back")),
        Hint("+ −", _("one more, one less"), "plus"),
        Hint("n p", _("next question"), "n"),
        Hint("d", _("done")),
        Hint("a", _("who is here")),
        Hint("f", _("statements")),
        Hint("u", _("undo")),
        Hint("h", _("help")),
        Hint("q", _("leave")),
    )
    HELP = _("""
Read a level out, count the hands, type the number; space goes to the next level.

↑ and ↓, or + and −, count one more or one less. n and p go to the next and the previous question.
Delete empties a number; u takes the last change back.

Everybody sees who raises a hand: say so first. Whoever does not want to answer keeps the hand down.

d records it. It can be corrected until the session closes, and is then marked as corrected.
""")
    _STEPS: ClassVar[dict[str, tuple[int, int]]] = {
        "space": (0, 1),
        "enter": (0, 1),
        "right": (0, 1),
        "b": (0, -1),
        "left": (0, -1),
        "n": (1, 0),
        "tab": (1, 0),
        "p": (-1, 0),
        "shift+tab": (-1, 0),
    }
    _MORE: ClassVar[dict[str, int]] = {"up": 1, "plus": 1, "down": -1, "minus": -1}

    def __init__(
        self,
        lead: Lead,
        poll: Poll,
        questions: Sequence[Question],
        draft: HandsDraft | None = None,
    ) -> None:
        super().__init__()
        self._lead = lead
        self._all = tuple(questions)
        self._poll = poll
        self._draft = draft = draft or as_draft(lead.session, poll)
        self._asked = self._ask(statements=any(not q.is_ladder for q in self._all if q.key in draft.asks))
        self._row = self._column = 0
        self._typed = ""
        self._undoable: list[tuple[HandsDraft, Question, int]] = []
        """All that stood there before each change, and the question and column that it was about."""
        self._saver = Saver(threaded(partial(drafts.keep_hands, lead.path, poll)), self.redraw, draft)

    @property
    def _question(self) -> Question:
        return self._asked[self._row]

    def head(self, width: int) -> list[Line]:
        """Return the title, and that everybody sees this."""
        refused = self._saver.error
        saved = refused.message if refused else shown(self._saver.state.value)
        present = self._lead.session.present
        here = (
            _("a: say how many are here")
            if present is None
            else _("{present} are here").format(present=present)
        )
        return [
            title_line(_("SHOW OF HANDS"), f"{here} · {saved}", width),
            line(
                (
                    _(" Open for all to see: everyone sees who raises a hand. Keeping it down is fine."),
                    Role.MUTED,
                )
            ),
            BLANK,
        ]

    def foot(self, width: int) -> list[Line]:
        """Return the keys; that of the statements where there are ladders to ask without them."""
        both = len({question.is_ladder for question in self._all}) == 2
        return [BLANK, *hints([key for key in self.KEYS if both or key.label != "f"], width)]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the grid, and the levels of the question we are at in words."""
        session = self._lead.session
        at = (self._row, self._column)
        rows = grid(self._draft, self._asked, at, session.present, session.fill, width)
        left = height - len(rows)
        return [*rows, *level_words(self._question, self._column, session.fill, width, left)]

    def on_key(self, event: events.Key) -> None:
        """Count, move, finish or leave."""
        key = event.key
        event.stop()
        if key.isdecimal() and key.isascii():
            self._type(key)
        elif key in self._STEPS:
            self._step(*self._STEPS[key])
        elif key in self._MORE:
            self._set(number_at(hands_of(self._draft, self._question), self._column) + self._MORE[key])
        elif key in {"delete", "x"}:
            self._set(0)
        elif key == "backspace":
            self._typed = self._typed[:-1]
            self._set(int(self._typed or 0), typing=True)
        else:
            self._key_elsewhere(key)

    def clicked(self, means: object) -> None:
        """Go to a row."""
        if isinstance(means, int):
            self._row, self._column, self._typed = means, 0, ""
            self.redraw()

    def _key_elsewhere(self, key: str) -> None:
        if key == "u" and self._undoable:
            self._typed = ""
            draft, question, column = self._undoable.pop()
            if question in self._asked:
                self._row, self._column = self._asked.index(question), column
            self._keep(draft)
        elif key == "f":
            self._switch()
        elif key == "d":
            self.act(self._finish())
        elif key == "a":
            self.act(self._ask_present())
        elif key in {"h", "question_mark"}:
            self.key_h()
        elif key in {"q", "escape", "ctrl+c"}:
            self.act(self._leave())

    def _type(self, digit: str) -> None:
        self._typed = (self._typed + digit)[-_DIGITS:]
        self._set(int(self._typed), typing=True)

    def _set(self, number: int, *, typing: bool = False) -> None:
        if not typing:
            self._typed = ""
        self._undoable = [*self._undoable[-99:], (self._draft, self._question, self._column)]
        self._keep(put(self._draft, self._question, self._column, number))

    def _keep(self, draft: HandsDraft) -> None:
        asks = tuple(question.key for question in self._asked)
        self._draft = draft.model_copy(update={"asks": asks})
        self._saver.save(self._draft)
        self.redraw()

    def _step(self, rows: int, steps: int) -> None:
        self._typed = ""
        if rows:
            self._row, self._column = max(0, min(self._row + rows, len(self._asked) - 1)), 0
        else:
            cells = [(row, cell) for row, asked in enumerate(self._asked) for cell in range(columns(asked))]
            place = cells.index((self._row, self._column)) + steps
            self._row, self._column = cells[max(0, min(place, len(cells) - 1))]
        self.redraw()

    def _ask(self, *, statements: bool) -> tuple[Question, ...]:
        ladders = tuple(question for question in self._all if question.is_ladder)
        return self._all if statements or not ladders else ladders

    def _switch(self) -> None:
        """Ask the statements too, or the ladders alone; counts of statements are kept meanwhile."""
        if not any(question.is_ladder for question in self._all):
            return
        here = self._question.attribute.id
        self._asked = self._ask(statements=len(self._asked) < len(self._all))
        self._row = next(n for n, question in enumerate(self._asked) if question.attribute.id == here)
        self._column, self._typed = 0, ""
        self._keep(self._draft)

    async def _finish(self) -> None:
        asked = {question.key for question in self._asked}
        tallies = {key: tally for key, tally in self._draft.tallies.items() if key in asked}
        draft = self._draft.model_copy(update={"tallies": tallies})
        if not any(hands_of(draft, question).voted for question in self._asked):
            raise WorkshopError(_("no hand is counted yet"), _("Type the hands for each level."))
        said = summed_up(draft, self._asked, self._lead.session.present)
        sure = await self.app.push_screen_wait(ConfirmScreen(_("Record this show of hands?"), said))
        if sure and await self._saver.settled():
            await self._lead.do(drafts.record_hands, self._lead.path, self._poll, draft)
            self.dismiss(True)

    async def _ask_present(self) -> None:
        now = self._lead.session.present
        typed = await self.app.push_screen_wait(
            AskScreen(
                _("How many are here?"),
                _("Hands are checked against it."),
                "" if now is None else str(now),
                check=as_head_count,
            )
        )
        if typed is not None:
            await self._lead.change(lambda session: session.changed(present=as_head_count(typed)))

    async def _leave(self) -> None:
        """Leave when everything is on the disk; stay, and say so, when it is not."""
        if await self._saver.settled() and self.is_active:
            self.dismiss(False)
