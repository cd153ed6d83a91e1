"""The result of one session: six aligned rows, what to talk about first, statements, shape."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from workshop.charts.cells import NARROWEST
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, say_date
from workshop.model.session import Session
from workshop.report import prose
from workshop.report.groups import split_name
from workshop.report.words import place, turnout
from workshop.ui.screens.base import FURTHER, Hint, hints, title_line
from workshop.ui.screens.browsing import BrowseScreen, Tab, fitting, tabs, texts, where_line
from workshop.ui.screens.result_lines import ResultLines
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["RECORD", "ResultsScreen"]

_OVERVIEW, _TALK, _STATEMENTS, _SHAPE, RECORD, _GROUPS = "123456"

_LOW: Final = 16
_LOWEST: Final = 10
"""Lines below which the head says less: the title and the views, then the views alone."""

_VIEWS: Final[tuple[Tab, ...]] = (
    (_OVERVIEW, _("Overview")),
    (_TALK, _("Talk first")),
    (_STATEMENTS, _("Statements")),
    (_SHAPE, _("Shape")),
    (RECORD, _("Record")),
)

_SCROLLS: Final = Hint("↑↓", _("scroll"), "down")

_OPEN_KEYS: Final = (
    Hint("←→", _("question"), "right"),
    Hint("↑↓", _("attribute"), "down"),
    Hint("b", _("back to all")),
    Hint("h", _("help")),
)


class ResultsScreen(BrowseScreen):
    """Shows what a counted session says, and each of its questions."""

    HELP = _("""
Each dot is one answer; the number below says how many chose that level. The marks stand around the
median: half of the answers lie on either side of it. The diamond is the level the team agreed on after
talking.

n is how many gave a level; under the question mark is how many were not sure. Where too few answered,
nothing is shown, so that nobody can be found out.

Talk first puts the attributes in the order in which talking pays: two groups of answers, answers apart,
a low median. It is no ranking.

Enter opens an attribute: its ladder and its statements, question by question.
""")
    KEYS: ClassVar[tuple[Hint, ...]] = (
        Hint("1–5", _("views"), "tab"),
        Hint("↑↓", _("choose"), "down"),
        Hint(_("Enter"), _("open it"), "enter"),
        Hint("b", _("back")),
        Hint("h", _("help")),
        Hint("c", _("what moved")),
        Hint("x", _("export a report")),
        Hint("space", _("further down"), "space"),
        Hint("j k", _("as ↓ ↑"), "j"),
        Hint("n p", _("as → ←"), "n"),
        Hint("Ctrl+T", _("light, dark, contrast"), "ctrl+t"),
    )

    def __init__(self, session: Session, path: Path, earlier: Session | None = None) -> None:
        super().__init__()
        self._session = session
        self._path = path
        self._earlier = earlier
        self._result = ResultLines(session)
        self._views = self.views(session)
        self._view = _OVERVIEW
        self._at = 0
        """The attribute one is on, in the instrument's order."""
        self._question: int | None = None
        """The question of it that is open; None while none is."""

    def show_session(self, session: Session) -> None:
        """Show another state of the session; where one is stays, if there still is such a view."""
        self._session, self._result = session, ResultLines(session)
        self._views = self.views(session)
        if self._view not in dict(self._views):
            self._view = _OVERVIEW
        self.redraw()

    def views(self, session: Session) -> tuple[Tab, ...]:
        """Return the views there are: by group only where it was asked."""
        return (*_VIEWS, (_GROUPS, _("By group"))) if session.has_groups else _VIEWS

    @property
    def opened(self) -> bool:
        """Whether a question is open."""
        return self._question is not None

    @property
    def chooses(self) -> bool:
        """Whether one is on an attribute, and can open it."""
        return self._view in (_OVERVIEW, _TALK)

    def head(self, width: int) -> list[Line]:
        """Return the title, the turnout, and the views, or what is open."""
        session = self._session
        here = tabs(self._views, self._view, width) if self._question is None else self._crumbs(width)
        if self._shown_height < _LOW:
            return [title_line(session.title, "", width), here] if self._shown_height >= _LOWEST else [here]
        facts = turnout(session)
        return [
            *texts(prose.titled(session.title, say_date(session.held_on), width)[:2]),
            line((f" {fitting((facts[0], facts[-1], *facts[1:-1], place(session)), width)}", Role.MUTED)),
            here,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the view, or the question that is open."""
        shown, width = self._result, self.beside_bar(width)
        if self._question is not None:
            return shown.detail(self._at, self._question, width)
        match self._view:
            case "1":
                return shown.overview(self._at, width, height, lit=self.lights)
            case "2":
                return shown.talk(self._at, width)
            case "3":
                return shown.statements(width, height)
            case "6":
                return shown.by_group(width, height)
            case "4":
                return shown.shape(self._earlier, width, height)
            case _:
                return shown.record(width)

    def foot(self, width: int) -> list[Line]:
        """Return the next step, where the file is, and the keys."""
        chooses = self.KEYS[1:3] if self.chooses else (_SCROLLS,)
        shown = (self.views_hint, *chooses, *self.KEYS[3 : 6 if self._earlier else 5])
        if self._question is not None:
            shown = (FURTHER, *_OPEN_KEYS) if self._goes_on(width) else _OPEN_KEYS
        return [*self.step(width), where_line(self._path, width), *hints(shown, width, 1)]

    @property
    def views_hint(self) -> Hint:
        """The keys of the views: they need not be neighbours."""
        first, *others = [key for key, _name in self._views]
        last = others[-1]
        together = int(last) - int(first) == len(others)
        return Hint(f"{first}–{last}" if together else f"{first}–{others[-2]}, {last}", _("views"), "tab")

    def step(self, width: int) -> list[Line]:
        """Return what comes next; of a question that is open, what is further down."""
        below = self._goes_on(width)
        if self._question is not None and not below:
            return [BLANK]
        said = (
            _("Further down: {what}").format(what=below)
            if below
            else _("Next: {next}").format(next=self._next())
        )
        return [line(f" {part}") for part in wrap(said, width - 2, 1 if width >= NARROWEST else 3)]

    def _goes_on(self, width: int) -> str:
        """Return what the part by group is called while its end cannot be seen; "" where there is none."""
        if self._question is None:
            return ""
        lines = self._result.detail(self._at, self._question, self.beside_bar(width))
        name = split_name(self._session)
        heading = Line(prose.heading(name, self.beside_bar(width)))
        if heading not in lines:
            return ""
        end = [*lines, BLANK].index(BLANK, lines.index(heading))
        seen = self.body_page.scroll_offset.y + self.body_page.size.height
        return name if end > seen else ""

    def on_mount(self) -> None:
        """Say what is below wherever one scrolls to."""
        self.watch(self.body_page, "scroll_y", self.redraw, init=False)

    def move(self, step: int) -> None:
        """Go to another attribute; where there is none to choose, scroll."""
        if self._question is not None or self.chooses:
            order = self._order()
            place = order.index(self._at) + step
            self._at = order[max(0, min(len(order) - 1, place))]
            self._question = None if self._question is None else 0
            self.redraw()
            self.reveal_marked()
        else:
            self.scroll(step)

    def turn(self, step: int) -> None:
        """Go to another question of what is open, else to another view."""
        if self._question is not None:
            last = len(self._result.asked(self._at)) - 1
            self._question = max(0, min(last, self._question + step))
        else:
            keys = [key for key, _name in self._views]
            self._show(keys[(keys.index(self._view) + step) % len(keys)])
        self.to_top()

    def _show(self, view: str) -> None:
        """Go to a view; to the first there is to talk about in that one."""
        self._view, self._question = view, None
        if view == _TALK:
            self._at = self._result.talk_order[0]

    def open(self) -> None:
        """Open the attribute one is on."""
        if self._question is None and self.chooses:
            self._question = 0
            self.to_top()

    def back(self) -> None:
        """Close the question; with none open, leave."""
        if self._question is None:
            self.dismiss(None)
        else:
            self._question = None
            self.to_top()

    def other_key(self, key: str) -> None:
        """Change the view."""
        if key == "tab":
            self.turn(1)
        elif key == "c" and self._earlier:
            from workshop.ui.screens.comparison import ComparisonScreen

            self.app.push_screen(ComparisonScreen([self._earlier, self._session]))
        elif key == "x":
            self.act(self.export())
        elif key in dict(self._views):
            self._show(key)
            self.to_top()

    async def export(self) -> None:
        """Let somebody choose what to write of the session."""
        from workshop.ui.exporting import export_flow

        await export_flow(self.app, (self._path,))

    def clicked(self, means: object) -> None:
        """Go to an attribute; open the one we are on."""
        if isinstance(means, int) and means == self._at:
            self.open()
        elif isinstance(means, int):
            self._at = means
            self.redraw()

    def _order(self) -> list[int]:
        """Return the attributes as places in the instrument, in the order of what is shown."""
        talking = self._view == _TALK and self._question is None
        return self._result.talk_order if talking else list(range(len(self._result.attributes)))

    def _next(self) -> str:
        waiting = [topic.name for topic in self._result.topics if not topic.agreed]
        if waiting and self._session.stage != "close" and not self._session.solo:
            return _("talk about {waiting}").format(waiting=waiting[0])
        if self._earlier:
            return _("c shows what moved since {held_on}").format(held_on=say_date(self._earlier.held_on))
        if self._session.next_on:
            return _("look again on {day}; then see what moved").format(day=say_date(self._session.next_on))
        return _("meet again in some months; then see what moved")

    def _crumbs(self, width: int) -> Line:
        count = len(self._result.asked(self._at))
        where = (
            _("question {number} of {count}").format(number=(self._question or 0) + 1, count=count)
            if count
            else _("no question")
        )
        back = _(" ‹ all")
        name = self._session.fill(self._result.attributes[self._at].name)
        room = width - cell_len(back) - cell_len(where) - 7
        shown = f"   {cut(name, room)}" if room > 0 else ""
        return line((back, Role.STRONG), shown, (f"   {where}", Role.MUTED), means="b")
