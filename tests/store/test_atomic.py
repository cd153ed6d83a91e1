"""What stands in a place when the disk refuses a step of putting something there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR

import pytest

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.store import atomic, sessions
from workshop.store.codec import load


def refuse(monkeypatch: pytest.MonkeyPatch, refused: Callable[[int], bool]) -> None:
    """Let the disk fail with what has such a mode."""
    wait_for_disk = os.fsync

    def fsync(descriptor: int) -> None:
        if refused(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        wait_for_disk(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def is_file(mode: int) -> bool:
    return not S_ISDIR(mode)


@pytest.mark.parametrize(("refused", "stands"), [(is_file, "old"), (S_ISDIR, "new")])
def test_a_replace_that_raises_left_the_old_or_when_only_the_folder_is_unsure_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[[int], bool], stands: str
) -> None:
    (path := tmp_path / "file").write_text("old")
    refuse(monkeypatch, refused)
    with pytest.raises(OSError, match="Input/output error"):
        atomic.replace(path, b"new")
    assert path.read_text() == stands
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("refused", "title", "said"),
    [(is_file, "Spring", "as it was before"), (S_ISDIR, "Autumn", "has the change already")],
)
def test_a_session_that_is_not_saved_for_sure_says_what_stands_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[[int], bool], title: str, said: str
) -> None:
    path = sessions.create(plan(), tmp_path)
    refuse(monkeypatch, refused)
    with pytest.raises(WorkshopError, match="cannot be saved: Input/output error") as raised:
        sessions.change(path, lambda session: session.changed(title="Autumn"))
    assert said in raised.value.hint
    assert load(path).title == title
