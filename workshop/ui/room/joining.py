"""How people join from their own devices: the line to type, large enough to copy; and the host behind it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from threading import Thread

from textual import events

from workshop.charts.qr import qr_lines
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.report.join import Join, addresses
from workshop.store.hosts import Served, host_log, host_log_end, served, stop
from workshop.ui.look import AsciiFilter
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["JoinScreen"]

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - asked for by the facilitator, who is told what it means


class JoinScreen(PageScreen[None]):
    """Shows how to join while a host serves; starts one, after asking for which address, and stops it.

    A host is a process of its own: it goes on when this program ends, and is found again by the room.
    """

    HELP = _("A host lets people in over SSH, from any terminal. It goes on until x stops it.")

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._hosts: tuple[Served, ...] | None = None
        self._said = ""

    def on_mount(self) -> None:
        """Look which hosts there are, now and every second."""
        self.set_interval(1, self._look)
        self.run_worker(self._look())

    @property
    def _ascii(self) -> bool:
        """Whether the terminal has no blocks to draw a code with."""
        return any(isinstance(step, AsciiFilter) for step in self.app.get_line_filters())

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(_("JOIN FROM YOUR OWN DEVICE"), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the join line, or what a host is."""
        if self._hosts is None:
            return []
        if not self._hosts:
            return self._planned(width)
        lines: list[Line] = []
        for host in self._hosts:
            joins = [Join(each, host.port, host.code, host.fingerprint) for each in addresses(host.bind)]
            lines += [line((f"  {join.line}", Role.STRONG)) for join in joins]
            lines += [
                BLANK,
                line((_("  Fingerprint: {fingerprint}").format(fingerprint=host.fingerprint), Role.MUTED)),
                BLANK,
            ]
            code = [] if self._ascii else qr_lines(joins[0].link)
            if code and height - len(lines) >= len(code) and width > len(code[0]) + 2:
                lines += [line(f"  {row}") for row in code]
        return lines

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        keys = [Hint("x", _("stop letting people in"))] if self._hosts else []
        if self._hosts == ():
            keys = [Hint("l", _("this machine only")), Hint("a", _("everybody who can reach this machine"))]
        return [BLANK, *hints([*keys, Hint("b", _("back"))], width)]

    def on_key(self, event: events.Key) -> None:
        """Start, stop or leave."""
        event.stop()
        if event.key in {"b", "q", "escape", "backspace", "ctrl+c", "enter", "space"}:
            self.dismiss(None)
        elif event.key == "l" and self._hosts == ():
            self.act(self._start("127.0.0.1"))
        elif event.key == "a" and self._hosts == ():
            self.act(self._start(_EVERYWHERE))
        elif event.key == "x" and self._hosts:
            self.act(self._stop())

    def _planned(self, width: int) -> list[Line]:
        reached = ", ".join(addresses(_EVERYWHERE))
        said = [
            _("A host lets people in over SSH: no account, no installation, any terminal."),
            _(
                "Whom should it let in? People on this machine only, or everybody who can reach this "
                "machine? Its addresses: {reached}"
            ).format(reached=reached),
            self._said,
        ]
        return [part for text in said if text for part in (*_paragraph(text, width), BLANK)]

    async def _look(self) -> None:
        self._hosts = await asyncio.to_thread(served, self._path)
        self.redraw()

    async def _start(self, bind: str) -> None:
        self._said = _("Starting…")
        self.redraw()
        try:
            await asyncio.to_thread(_begin, self._path, bind)
            self._said = ""
        except WorkshopError as error:
            self._said = str(error)
        await self._look()

    async def _stop(self) -> None:
        question = _("Stop letting people in?")
        explained = _("Everybody is told. Nothing is lost: the same codes work when it starts again.")
        if await self.app.push_screen_wait(ConfirmScreen(question, explained)):
            await asyncio.to_thread(lambda: stop(served(self._path)))  # those that run now
            await self._look()


def _begin(path: Path, bind: str) -> None:
    """Start a host as a process of its own, on the usual port or else a free one. Raises WorkshopError."""
    for port in ("2222", "0"):
        options = ["--json", "--bind", bind, "--port", port]
        with host_log(path) as log:
            process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "workshop", "host", str(path), *options],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert process.stdout is not None
        with process.stdout:
            if process.stdout.readline():
                Thread(target=process.wait, daemon=True).start()  # so that its end leaves nothing behind
                return
        process.wait()
    raise WorkshopError(host_log_end(path) or _("the host did not start"))


def _paragraph(text: str, width: int) -> list[Line]:
    return [line(f" {part}") for part in wrap(text, width - 2, 8)]
