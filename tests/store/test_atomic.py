"""What stands in a place when the disk refuses a step of putting something there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR

import pytest

from workshop.store import atomic


@pytest.mark.parametrize(("refused", "stands"), [(lambda mode: not S_ISDIR(mode), "old"), (S_ISDIR, "new")])
def test_a_replace_that_raises_left_the_old_or_when_only_the_folder_is_unsure_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[[int], bool], stands: str
) -> None:
    (path := tmp_path / "file").write_text("old")
    wait_for_disk = os.fsync

    def fsync(descriptor: int) -> None:
        if refused(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        wait_for_disk(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="Input/output error"):
        atomic.replace(path, b"new")
    assert path.read_text() == stands
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
