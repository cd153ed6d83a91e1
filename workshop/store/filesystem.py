"""Which kind of file system a folder is on: locks and renames are only sure on a local one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["kind_in", "remote_kind"]

_MOUNTS: Final = Path("/proc/self/mountinfo")
_REMOTE: Final = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "virtiofs",
}


def remote_kind(folder: Path) -> str | None:
    """Return the kind of network file system ``folder`` is on; None when it is local, or cannot be told.

    Linux tells it; elsewhere the answer is None.
    """
    try:
        kind = kind_in(_MOUNTS.read_text(errors="replace"), str(folder.resolve()))
    except OSError:
        return None
    return kind if kind in _REMOTE else None


def kind_in(mounts: str, folder: str) -> str:
    """Return the file system's kind of the deepest mount above ``folder``, from the text of mountinfo."""
    best, found = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace("\\040", " ")
        above = folder == point or folder.startswith(point.rstrip("/") + "/")
        if above and len(point) >= len(best):
            best, found = point, after.split()[0]
    return found
