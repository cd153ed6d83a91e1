"""What every test has: a home of its own, and on request a workspace."""

import compileall
import gc
import os
import signal
from pathlib import Path

import pytest

from tests.pace import hurry, load_in_turn
from tests.samples import copy_samples
from workshop import language

XDG = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}

LEAKY = ("COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "WORKSHOP_DIR", "XDG_RUNTIME_DIR")
"""Variables of the developer's own terminal that would change what a test sees."""

OFTEN = gc.get_threshold()
RARELY = 200_000
"""New objects between two searches for garbage while tests are loaded: with Python's own number of them a
fifth of the loading is searching."""


def pytest_configure(config: pytest.Config) -> None:
    """Set the pace; compile the program once, before workers start: what tests start would each do it.

    A shell starts what is to run behind it deaf to Ctrl+C; so would be every program that a test starts.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hurry()
    gc.set_threshold(RARELY)
    given = getattr(config, "workerinput", None)
    if given and config.args == config.getini("testpaths"):
        load_in_turn(int(given["workerid"].removeprefix("gw")), given["workercount"])
    elif not given:
        compileall.compile_dir(str(Path(language.__path__[0]).parent), quiet=2)


def pytest_collection_finish() -> None:
    """Leave what was collected out of every search for garbage from here on: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OFTEN)


def pytest_xdist_auto_num_workers() -> int:
    """Return twice as many workers as processors: tests of programs wait half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; nothing of the developer's own is read or written, in-process or not."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name, place in XDG.items():
        monkeypatch.setenv(name, str(folder / place))
    monkeypatch.setenv(language.VARIABLE, language.ENGLISH)
    for name in LEAKY:
        monkeypatch.delenv(name, raising=False)
    # Compiled by a program that a test gives too little disk, half a module would stay for all.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace: a folder with ``assessments/``."""
    folder = tmp_path / "workspace"
    (folder / "assessments").mkdir(parents=True)
    return folder


@pytest.fixture
def samples(workspace: Path) -> Path:
    """A workspace with the three sample sessions."""
    return copy_samples(workspace)
