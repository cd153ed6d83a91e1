"""A round is opened on a disk of this machine only: elsewhere locks and renames are not sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.build import plan
from tests.store.rooms import everything
from workshop.errors import WorkshopError
from workshop.store import filesystem
from workshop.store.filesystem import kind_in, remote_kind
from workshop.store.sealing import open_round
from workshop.store.sessions import create

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /home rw - btrfs /dev/sdb rw
31 30 0:27 / /home/ann/team rw shared:5 master:1 - nfs4 server:/team rw
32 22 0:28 / /mnt/with\\040space rw - cifs //server/x rw
33 22 0:29 / /mnt/cloud rw - fuse.sshfs x rw
a line that is none
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/srv/sessions", "ext4"),
        ("/home", "btrfs"),
        ("/home/ann", "btrfs"),
        ("/home/ann/team", "nfs4"),
        ("/home/ann/team/assessments", "nfs4"),
        ("/home/ann/teams", "btrfs"),
        ("/mnt/with space/x", "cifs"),
        ("/mnt/cloud", "fuse.sshfs"),
    ],
)
def test_the_deepest_mount_above_a_folder_tells_its_kind(folder: str, kind: str) -> None:
    assert kind_in(MOUNTS, folder) == kind


def test_a_disk_of_this_machine_is_not_remote(tmp_path: Path) -> None:
    assert remote_kind(tmp_path) is None


def test_without_a_list_of_mounts_it_cannot_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "_MOUNTS", tmp_path / "absent")
    assert remote_kind(tmp_path) is None


def test_no_round_is_opened_on_a_network_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("31 30 0:27 / / rw - nfs4 server:/team rw\n")
    monkeypatch.setattr(filesystem, "_MOUNTS", mounts)
    path = create(plan(), tmp_path / "assessments")
    before = everything(path.parent)
    with pytest.raises(WorkshopError, match=r"on a network file system \(nfs4\)"):
        open_round(path)
    assert everything(path.parent) == before
