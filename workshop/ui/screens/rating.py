"""The answering screen: a digit answers and moves on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.model.tally import NOT_SURE
from workshop.model.text import PARAGRAPH
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.ui.saving import Saver, Saving
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint, PageScreen, hints, tight
from workshop.ui.screens.rating_keys import KEYS, end_keys, keys_at
from workshop.ui.screens.rating_lines import PickedOption, end_lines, question_lines, tabs
from workshop.ui.screens.rating_scale import Answered, Chosen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["RatingScreen"]


class RatingScreen(PageScreen[Answering | WorkshopError]):
    """Asks every question; dismissed with where the participant stands, handed in or not.

    Dismissed with the error when nothing can be saved here any more: the round is closed, or one continued
    elsewhere.

    ``cast`` saves a ballot durably; it is awaited, one call at a time.
    """

    HELP = _("""
A digit from 1 to 5 answers and goes on to the next statement. Not sure is an answer too: 0 or ?.

Every answer is saved at once. Leave whenever you like: your code brings you back to the same statement.

A comment belongs to the attribute you are at; one person reads it before anybody else does.

Nothing is counted before you hand in or the round is closed, and until then you may change everything.

On a small screen the space bar shows more of a long question.
""")
    KEYS = KEYS
    STRONG: ClassVar[Role] = Role.STRONG
    """How what one is at stands out."""
    WAITS: ClassVar[float] = 0.0
    """Seconds an answer waits for its "saved", so that one frame shows both; 0 shows it at once."""
    _STEPS: ClassVar[dict[str, int]] = {
        "down": 1,
        "j": 1,
        "s": 1,
        "up": -1,
        "k": -1,
        "b": -1,
        "backspace": -1,
    }
    _TURNS: ClassVar[dict[str, int]] = {"right": 1, "n": 1, "tab": 1, "left": -1, "p": -1, "shift+tab": -1}

    def __init__(
        self, session: Session, answering: Answering, cast: Callable[[Ballot], Awaitable[None]], code: str
    ) -> None:
        super().__init__()
        self._session = session
        self._answering = answering
        self._saver = Saver(cast, self._saving_changed, answering.ballot, paint_first=not self.WAITS)
        self._waiting: asyncio.TimerHandle | None = None
        self._code = code
        self._at = 0
        self._cursor = 0
        self._trouble = ""

    def head(self, width: int) -> list[Line]:
        """Return title, progress and tabs; on a tiny screen the progress alone."""
        total = len(self._answering.questions)
        progress = (
            _("{number} of {total}").format(number=self._answering.place + 1, total=total)
            if not self._answering.at_end
            else _("{answered} answered").format(answered=total - len(self._answering.unanswered))
        )
        right = cut(f"{progress} · {shown(self._saver.state.value)}", max(1, width - 2))
        room = width - cell_len(right) - 3
        title = cut(self._session.title, max(0, room))
        gap = " " * max(1, width - 2 - cell_len(title) - cell_len(right))
        refused = self._saver.state is Saving.REFUSED
        top = line((f" {title}", Role.MUTED), gap, (right, Role.WARN if refused else Role.MUTED))
        if self._shown_height < 10:
            return [top]
        lines = [top, tabs(self._answering, width, self.STRONG), BLANK]
        if self._saver.error:
            lines[2:] = [line((f" {cut(self._saver.error.message, width - 2)}", Role.WARN))]
        return lines

    def body(self, width: int, height: int) -> list[Line]:
        """Return the question we are at among its neighbours, or what stands before handing in."""
        if self._answering.at_end:
            self._at = 0
            return end_lines(self._answering, self._session.fill, width)
        lines, self._at = question_lines(
            self._answering, self._session.fill, width, height, self._cursor, self.STRONG
        )
        return [*lines, line((f" {self._trouble}", Role.WARN))] if self._trouble else lines

    def foot(self, width: int) -> list[Line]:
        """Return the keys, and the code one comes back with."""
        if self._shown_height < 10:
            return [tight(self.keys(), width)]
        return [*self.above_keys(width), *hints(self.keys(), width)]

    def keys(self) -> Sequence[Hint]:
        """Return the keys that mean something where the participant stands."""
        if self._answering.at_end:
            width = self._shown_width
            lines = len(self.head(width)) + len(self.body(width, 0)) + len(self.above_keys(width)) + 2
            return end_keys(self._answering, longer=lines > self._shown_height)
        return keys_at(self._answering)

    def redraw(self) -> None:
        """Keep the question we are at in sight."""
        super().redraw()
        if self.is_mounted:
            self.body_page.reveal(self._at, around=2)

    def at_once(self, key: events.Key) -> bool:
        """Answer, or go elsewhere; what asks something first has to wait."""
        if key.character and key.character in "0123456789?bsnpjkux":
            self.on_key(key)
            return True
        return False

    def on_key(self, event: events.Key) -> None:
        """Take a step for each key that means one."""
        key = event.character if event.character and event.character.isprintable() else event.key
        event.stop()
        event.prevent_default()  # on other screens the question mark is help; here it is an answer
        if self._answering.at_end:
            self._key_at_end(key)
        elif self._answering.question.is_pick and self._key_at_pick(key):
            pass
        elif key in "12345" or key in {"0", "?"}:
            self._step(self._answering.answer(NOT_SURE if key in "0?" else int(key)))
        elif key == "u":
            self._undo()
        elif key in {"delete", "x"}:
            self._step(self._answering.clear())
        elif key in self._STEPS:
            self._step(self._answering.move(self._STEPS[key]))
        elif key in self._TURNS:
            self._step(self._answering.turn_to(self._TURNS[key]))
        elif key == "e":
            self._step(self._answering.go(len(self._answering.questions)))
        else:
            self._key_anywhere(key)

    def clicked(self, means: object) -> None:
        """Answer, or go to a question, with the mouse."""
        if isinstance(means, Answered):
            self._step(self._answering.go_to(means.question).answer(means.level))
        elif isinstance(means, PickedOption):
            self._answering = self._answering.go_to(means.question)
            self._pick([option.id for option in self._answering.question.options].index(means.option))
        elif isinstance(means, Chosen):
            self._step(self._answering.go_to(means.question))

    def _key_at_pick(self, key: str) -> bool:
        """Pick, or move among what there is to pick from; return whether the key meant that."""
        most = len(self._answering.question.options)
        if key.isdecimal() and 0 < int(key) <= most:
            self._pick(int(key) - 1)
        elif key in {" ", "x"}:
            self._pick(self._cursor)
        elif key in {"down", "j", "up", "k"}:
            self._cursor = max(0, min(self._cursor + (1 if key in {"down", "j"} else -1), most - 1))
            self.redraw()
        elif key == "enter":
            self._step(self._answering.move(1))
        else:
            return key.isdecimal() and key != "0"
        return True

    def _pick(self, number: int) -> None:
        question = self._answering.question
        self._cursor = number
        option = question.options[number].id
        answering = self._answering.pick(option)
        used_up = answering is self._answering
        self._step(answering)
        if used_up:
            self._trouble = _("All are given. Take one back first: press its number.")
            self.redraw()

    def _key_at_end(self, key: str) -> None:
        if key in {"y", "enter"}:
            self.act(self._hand_in())
        elif key in {"b", "up", "left", "k", "p", "backspace"}:
            self._step(self._answering.move(-1))
        elif key == "g" and self._answering.unanswered:
            self._step(self._answering.go_to(self._answering.unanswered[0].key))
        elif key == "u":
            self._undo()
        else:
            self._key_anywhere(key)

    def _undo(self) -> None:
        """Take the last change back; say so of a comment, which is not in sight."""
        before = self._answering.ballot.comments
        self._step(self._answering.undo())
        now = self._answering.ballot.comments
        if changed := [key for key in {*before, *now} if before.get(key) != now.get(key)]:
            names = {one.id: self._session.fill(one.name) for one in self._answering.attributes}
            said = _("Taken back: your comment on {attribute}.")
            self._trouble = said.format(attribute=names[changed[0]])
            self.redraw()

    def _key_anywhere(self, key: str) -> None:
        if key in {" ", "pagedown"}:
            self.body_page.scroll_page_down(animate=False)
        elif key == "pageup":
            self.body_page.scroll_page_up(animate=False)
        elif key == "c":
            self.act(self._comment())
        elif key == "h":
            self.key_h()
        elif key in {"q", "escape", "ctrl+c"}:
            self.act(self._leave())

    def _step(self, answering: Answering) -> None:
        changed = answering.ballot is not self._answering.ballot
        if answering.place != self._answering.place:
            self._cursor = 0
        self._trouble = ""
        self._answering = answering
        if changed:
            self._saver.save(answering.ballot)
        if not changed or not self.WAITS:
            self.redraw()
        elif self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(self.WAITS, self._waited)

    def _waited(self) -> None:
        """Show what was answered meanwhile, saved or not."""
        self._wait_no_more()
        self.redraw()

    def _wait_no_more(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None

    def _saving_changed(self) -> None:
        error = self._saver.error
        if isinstance(error, (RoundClosed, ContinuedElsewhere)):
            self._end(error)
        elif self._waiting:
            self._waited()
        else:
            self.redraw_head()

    def _end(self, result: Answering | WorkshopError) -> None:
        """Go away, once, with whatever lies over this screen: a comment being typed, or help."""
        self._wait_no_more()
        if self in self.app.screen_stack:
            while self.app.screen is not self:
                self.app.pop_screen()
            self.dismiss(result)

    async def _comment(self) -> None:
        attribute = self._answering.question.attribute
        text = await self.app.push_screen_wait(
            AskScreen(
                _("Your comment on {attribute}").format(attribute=self._session.fill(attribute.name)),
                self._comment_hint(),
                self._answering.ballot.comments.get(attribute.id, ""),
                most=PARAGRAPH,
            )
        )
        if text is not None:
            self._step(self._answering.comment(text))

    def _comment_hint(self) -> str:
        """Return who reads a comment, and the way to the attribute just answered, where that is another."""
        said = _("Could someone guess who wrote this? One person reads it before anybody else does.")
        answering = self._answering
        before = answering.questions[answering.place - 1].attribute if answering.place > 0 else None
        if answering.at_end or before is None or before.id == answering.question.attribute.id:
            return said
        other = _(" For one on {attribute}: Ctrl+X, then b and c.")
        return said + other.format(attribute=self._session.fill(before.name))

    async def _hand_in(self) -> None:
        """Hand in, and leave when that is on the disk; otherwise nothing was handed in."""
        self._step(self._answering.hand_in())
        if await self._saver.settled():
            self._end(self._answering)
        else:
            self._step(self._answering.take_back())

    async def _leave(self) -> None:
        """Leave when everything is on the disk; when it is not, only after a warning."""
        if await self._saver.settled() or await self._leaves_unsaved():
            self._end(self._answering)

    async def _leaves_unsaved(self) -> bool:
        error = self._saver.error
        if error is None or self not in self.app.screen_stack:
            return False
        self.redraw()
        return await self.app.push_screen_wait(
            ConfirmScreen(_("Leave, although your last answers are not saved?"), f"{error.message}.")
        )
