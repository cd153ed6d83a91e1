"""The harness of the acceptance tests shows what a terminal would, and says what it saw when a wait fails."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from textwrap import dedent
from typing import Protocol

import pytest

from tests.terminal import WORKSHOP, Cell, Key, Terminal, _Grid, _Receiver, environment, run


class Start(Protocol):
    def __call__(self, code: str, *, columns: int = 80, lines: int = 24) -> Terminal: ...


@pytest.fixture
def python(tmp_path: Path) -> Iterator[Start]:
    """Starts a Python program in a terminal that is closed after the test."""
    with ExitStack() as open_terminals:

        def start(code: str, *, columns: int = 80, lines: int = 24) -> Terminal:
            script = tmp_path / "program.py"
            script.write_text(dedent(code), encoding="utf-8")
            terminal = Terminal(
                str(script), cwd=tmp_path, program=sys.executable, columns=columns, lines=lines
            )
            return open_terminals.enter_context(terminal)

        yield start


FULL_SCREEN = """
    from textual.app import App, ComposeResult
    from textual.events import Resize
    from textual.widgets import Label

    class Counter(App[int]):
        CSS = "Label { background: #102030; color: #ffffff; text-style: bold; }"
        BINDINGS = [("up", "change(1)"), ("down", "change(-1)"), ("q", "leave")]
        count = 0

        def compose(self) -> ComposeResult:
            yield Label("count 0 – naïve ✓")

        def on_resize(self, event: Resize) -> None:
            self.query_one(Label).update(f"{event.size.width} by {event.size.height}")

        def action_change(self, step: int) -> None:
            self.count += step
            self.query_one(Label).update(f"count {self.count}")

        def action_leave(self) -> None:
            self.exit(self.count)

    print("before")
    print("the count was", Counter().run())
"""


# Programs that print


def test_what_a_program_prints_is_on_the_screen(python: Start) -> None:
    terminal = python("print('hello\\nto the world')")
    assert terminal.wait_for("world")[:3] == ["hello", "to the world", ""]
    assert terminal.wait_exit() == 0
    assert terminal.text.startswith("hello\nto the world\n")
    assert terminal.raw == b"hello\r\nto the world\r\n"


def test_keys_reach_the_program(python: Start) -> None:
    terminal = python("print('Hello', input('Name? '))")
    terminal.wait_for("Name?")
    terminal.send("Zoë" + Key.ENTER)
    terminal.wait_for("Hello Zoë")
    assert terminal.wait_exit() == 0


def test_ctrl_c_interrupts_because_the_terminal_is_a_controlling_one(python: Start) -> None:
    terminal = python("""
        import sys, time
        try:
            print("ready", flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            print("interrupted", open("/dev/tty").isatty())
            sys.exit(3)
    """)
    terminal.wait_for("ready")
    terminal.send(Key.CTRL_C)
    assert terminal.wait_exit() == 3
    assert "interrupted True" in terminal.text


def test_the_last_words_are_read_before_wait_exit_returns(python: Start) -> None:
    terminal = python("print('line\\n' * 20_000 + 'the end')")
    assert terminal.wait_exit() == 0
    assert "the end" in terminal.text


def test_a_program_never_waits_for_a_test_to_look(python: Start, tmp_path: Path) -> None:
    python("print('x' * 1_000_000)\nopen('done', 'w').close()")
    until(lambda: (tmp_path / "done").exists())


def test_wide_characters_take_two_columns(python: Start) -> None:
    terminal = python("print('図書館 |')")
    terminal.wait_for("図書館 |")
    assert terminal.find("|") == (0, 7)
    assert terminal.cell(0, 1).text == ""


@pytest.mark.parametrize(
    ("sgr", "expected"),
    [
        ("", Cell("x", "default", "default", bold=False, underline=False, reverse=False)),
        ("1;31", Cell("x", "red", "default", bold=True, underline=False, reverse=False)),
        ("4;7;44", Cell("x", "default", "blue", bold=False, underline=True, reverse=True)),
        ("38;5;208", Cell("x", "ff8700", "default", bold=False, underline=False, reverse=False)),
        ("48;2;1;2;255", Cell("x", "default", "0102ff", bold=False, underline=False, reverse=False)),
    ],
)
def test_a_cell_has_its_colours(python: Start, sgr: str, expected: Cell) -> None:
    terminal = python(f"print('\\x1b[{sgr}mx\\x1b[m ')")
    terminal.wait_for("x")
    assert terminal.cell(0, 0) == expected


def test_the_cursor_can_be_seen_or_not(python: Start) -> None:
    terminal = python("import time; print('\\x1b[3;5H\\x1b[?25lhere', end='', flush=True); time.sleep(60)")
    terminal.wait_for("here")
    assert (terminal.cursor.row, terminal.cursor.column, terminal.cursor.visible) == (2, 8, False)


# Full-screen programs


def test_a_textual_app_draws_takes_keys_and_ends(python: Start) -> None:
    terminal = python(FULL_SCREEN)
    terminal.wait_for("80 by 24")
    terminal.send(Key.UP + Key.UP + Key.UP)
    terminal.wait_for("count 3")
    terminal.send(Key.DOWN)
    terminal.wait_for("count 2")
    terminal.send("q")
    assert terminal.wait_exit() == 0


def test_a_textual_app_leaves_no_trace_on_the_screen_it_came_from(python: Start) -> None:
    terminal = python(FULL_SCREEN)
    terminal.wait_for("80 by 24")
    assert "before" not in terminal.text
    terminal.send("q")
    terminal.wait_exit()
    assert [row for row in terminal.screen if row] == ["before", "the count was 0"]


def test_nothing_but_the_app_is_on_the_grid(python: Start) -> None:
    terminal = python(FULL_SCREEN)
    terminal.wait_for("80 by 24")
    assert [row for row in terminal.screen if row] == ["80 by 24"]


def test_a_textual_app_is_told_of_a_new_size(python: Start) -> None:
    terminal = python(FULL_SCREEN, columns=100, lines=30)
    terminal.wait_for("100 by 30")
    for columns, lines in [(60, 20), (120, 40)]:
        terminal.resize(columns, lines)
        terminal.wait_for(f"{columns} by {lines}")
        assert len(terminal.screen) == lines


def test_the_colours_of_a_textual_app_can_be_read(python: Start) -> None:
    terminal = python(FULL_SCREEN)
    terminal.wait_for("80 by 24")
    cell = terminal.cell(*terminal.find("80 by"))
    # 256 colours: the terminal type promises no more, so the nearest of the palette.
    assert (cell.text, cell.fg, cell.bold) == ("8", "ffffff", True)
    assert cell.bg != "default"


# Waiting


def test_a_wait_takes_a_text_a_pattern_or_a_function(python: Start) -> None:
    terminal = python("print('7 of 30 · saved')")
    assert terminal.wait_for("saved")
    assert terminal.wait_for(re.compile(r"\d+ of 30"))
    assert terminal.wait_for(lambda rows: rows[0].endswith("saved"))


def test_a_wait_in_vain_shows_the_screen(python: Start) -> None:
    terminal = python("import time; print('only this', flush=True); time.sleep(60)", columns=20, lines=3)
    terminal.wait_for("only this")
    with pytest.raises(AssertionError) as caught:
        terminal.wait_for("something else", timeout=0.05)
    assert str(caught.value).splitlines() == [
        "the screen never showed 'something else'; the program is still running",
        "┌────────────────────┐",
        "│only this           │",
        "│                    │",
        "│                    │",
        "└────────────────────┘",
    ]


def test_a_wait_ends_at_once_when_the_program_does(python: Start) -> None:
    terminal = python("raise SystemExit(4)")
    terminal.wait_exit()
    started = time.monotonic()
    with pytest.raises(AssertionError, match=r"pattern 'wel\.ome'; the program has ended with 4"):
        terminal.wait_for(re.compile("wel.ome"))
    assert time.monotonic() - started < 10


def test_a_text_can_be_waited_away(python: Start) -> None:
    terminal = python("print('\\rthinking …', end='', flush=True); input(); print('\\r\\x1b[2A\\x1b[J')")
    terminal.wait_for("thinking")
    with pytest.raises(AssertionError, match="still shows 'thinking'"):
        terminal.wait_gone("thinking", timeout=0.05)
    terminal.send(Key.ENTER)
    terminal.wait_gone("thinking")


def test_a_program_that_does_not_end_fails_the_wait(python: Start) -> None:
    terminal = python("import time; time.sleep(60)")
    with pytest.raises(AssertionError, match="still running after"):
        terminal.wait_exit(timeout=0.05)


def test_a_half_drawn_frame_is_not_looked_at(python: Start) -> None:
    terminal = python("""
        print("\\x1b[?2026hhalf", flush=True)
        input()
        print("whole\\x1b[?2026l", flush=True)
    """)
    until(lambda: b"half" in terminal.raw)
    with pytest.raises(AssertionError, match="never showed 'half'"):
        terminal.wait_for("half", timeout=0.05)
    terminal.send(Key.ENTER)
    assert "half" in terminal.wait_for("whole")


# Ends of all kinds


def test_kill_leaves_no_time_to_say_goodbye(python: Start) -> None:
    terminal = python("""
        import time
        try:
            print("ready", flush=True)
            time.sleep(60)
        finally:
            print("goodbye")
    """)
    terminal.wait_for("ready")
    terminal.kill()
    assert not terminal.running
    assert terminal.wait_exit() == -9
    assert "goodbye" not in terminal.text


def test_hanging_up_tells_the_program(python: Start, tmp_path: Path) -> None:
    terminal = python("""
        import pathlib, signal, sys, time
        def leave(*_):
            pathlib.Path("hung-up").touch()
            sys.exit(0)
        signal.signal(signal.SIGHUP, leave)
        print("ready", flush=True)
        time.sleep(60)
    """)
    terminal.wait_for("ready")
    terminal.hang_up()
    assert terminal.wait_exit() == 0
    assert (tmp_path / "hung-up").exists()


def test_a_program_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with Terminal(cwd=tmp_path, program=tmp_path / "nothing") as terminal:
        terminal.wait_for("No such file")
        assert terminal.wait_exit() == 1


# Queries, and sequences that pyte does not know

STRANGE = {
    "kitty keyboard on": b"\x1b[>1u",
    "kitty keyboard off": b"\x1b[<u",
    "kitty keyboard asked": b"\x1b[?u",
    "kitty keyboard set": b"\x1b[=1;1u",
    "xtversion": b"\x1b[>q",
    "modify other keys": b"\x1b[>4;2m",
    "in-band resize": b"\x1b[?2048h",
    "cursor shape": b"\x1b[2 q",
    "mode query": b"\x1b[?2048$p",
    "soft reset": b"\x1b[!p",
    "curly underline": b"\x1b[4:3m",
    "device control": b"\x1bP+q544e\x1b\\",
    "application command": b"\x1b_Gi=1;AAAA\x1b\\",
    "title": b"\x1b]2;the title\x1b\\",
    "background colour asked": b"\x1b]11;?\x07",
    "hyperlink": b"\x1b]8;;https://example.org\x1b\\",
    "mouse": b"\x1b[?1000;1003;1006h",
    "bracketed paste": b"\x1b[?2004h",
}


def received(*chunks: bytes) -> tuple[str, list[str]]:
    """Return the first row of a small grid after ``chunks``, and the answers that were given."""
    answers: list[str] = []
    grid = _Grid(20, 2, answers.append)
    receiver = _Receiver(grid, answers.append)
    for chunk in chunks:
        receiver.feed(chunk)
    return "".join(grid.buffer[0][column].data for column in range(20)).rstrip(), answers


@pytest.mark.parametrize("sequence", STRANGE.values(), ids=STRANGE)
def test_a_strange_sequence_leaves_no_garbage(sequence: bytes) -> None:
    assert received(b"a" + sequence + b"b")[0] == "ab"


@pytest.mark.parametrize("sequence", STRANGE.values(), ids=STRANGE)
def test_a_sequence_may_arrive_byte_by_byte(sequence: bytes) -> None:
    whole = b"a" + sequence + "é".encode()
    assert received(*(whole[i : i + 1] for i in range(len(whole))))[0] == "aé"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[?2026$p", "\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", "\x1b[?2048;0$y"),
        (b"abc\x1b[6n", "\x1b[1;4R"),
        (b"\x1b[5n", "\x1b[0n"),
        (b"\x1b[c", "\x1b[?6c"),
    ],
)
def test_a_query_is_answered(query: bytes, answer: str) -> None:
    assert received(query)[1] == [answer]


# Surroundings


def test_a_program_gets_a_clean_environment(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORKSHOP_DIR", "COLORTERM", "NO_COLOR", "PYTHONPATH", "LC_ALL"):
        monkeypatch.setenv(name, "leaked")
    given = run("-c", "import json, os; print(dict(os.environ))", cwd=tmp_path, program=sys.executable).stdout
    assert "leaked" not in given
    assert environment()["HOME"] == str(home)
    assert environment()["XDG_DATA_HOME"].startswith(str(home))
    assert environment()["TERM"] == "xterm-256color"
    assert environment({"TERM": "dumb"})["TERM"] == "dumb"


def test_a_home_is_empty_and_a_workspace_has_a_place_for_sessions(home: Path, workspace: Path) -> None:
    assert list(home.iterdir()) == []
    assert [place.name for place in workspace.iterdir()] == ["assessments"]


def test_a_plain_process_is_fed_and_heard(tmp_path: Path) -> None:
    done = run(
        "-c", "import sys; sys.exit(input()[::-1])", cwd=tmp_path, stdin="abc\n", program=sys.executable
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "cba\n")


def test_bytes_that_are_no_text_can_be_seen(tmp_path: Path) -> None:
    code = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    assert run("-c", code, cwd=tmp_path, stdin=b"\xff\r\n", program=sys.executable).stdout == "\\xff\r\n"


def test_a_plain_process_has_no_terminal(tmp_path: Path) -> None:
    done = run("-c", "open('/dev/tty')", cwd=tmp_path, program=sys.executable)
    assert "OSError" in done.stderr


def test_the_command_is_installed_beside_python() -> None:
    assert WORKSHOP.is_file()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


# The program itself, forked by a process that has loaded its libraries


TELLS = """\
import os, signal, sys
for name in ("stdin", "stdout", "stderr"):
    stream = getattr(sys, name)
    own = stream is getattr(sys, f"__{name}__")
    print(stream.encoding, stream.errors, stream.isatty(), stream.line_buffering, stream.fileno(), own)
print(sys.argv, sys.path, __name__, sys.dont_write_bytecode, os.getcwd(), os.getsid(0) == os.getpid())
print({name: value for name, value in os.environ.items() if name != "LC_CTYPE"})
print([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGCHLD)])
print([number for number in os.listdir("/proc/self/fd") if number > "2"][1:])
print(any(name.split(".")[0] == "workshop" for name in sys.modules))
print(open("/dev/tty").isatty() if sys.stdin.isatty() else sys.stdin.read())
sys.exit(7)
"""


def test_a_forked_program_finds_what_a_started_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "program"
    script.write_text(f"#!{sys.executable}\n{TELLS}", encoding="utf-8")
    script.chmod(0o700)

    def told() -> list[tuple[int, str]]:
        done = run("a", "ö", cwd=tmp_path, stdin=b"x\xff", program=script)
        with Terminal("a", "ö", cwd=tmp_path, program=script) as terminal:
            return [(done.returncode, done.stdout + done.stderr), (terminal.wait_exit(), terminal.text)]

    started = told()
    assert started[0][0] == 7
    monkeypatch.setattr("tests.terminal.WORKSHOP", script)
    assert told() == started


def test_a_forked_program_can_be_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "program"
    script.write_text("import time; print('ready', flush=True); time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr("tests.terminal.WORKSHOP", script)
    with Terminal(cwd=tmp_path, program=script) as terminal:
        terminal.wait_for("ready")
        terminal.kill()
        assert not terminal.running
        assert terminal.wait_exit() == -9
    with pytest.raises(subprocess.TimeoutExpired):
        run(cwd=tmp_path, program=script, timeout=0.05)
