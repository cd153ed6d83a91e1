"""A host as facilitators start it, and people who join it with the ssh they have."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.terminal import WORKSHOP, Terminal, environment

__all__ = ["PATIENCE", "SSH", "Host", "hosted"]

SSH: Final = Path("/usr/bin/ssh")
PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Host:
    """A running host."""

    process: subprocess.Popen[str]
    port: int
    code: str
    fingerprint: str
    folder: Path

    def options(self, *more: str) -> list[str]:
        """Return ssh's arguments: no settings of the developer's own, and no questions."""
        known = f"UserKnownHostsFile={self.folder / 'known_hosts'}"
        fixed = ["-F", "none", "-o", "StrictHostKeyChecking=no", "-o", known]
        return [*fixed, "-o", "SendEnv=LANG", "-p", str(self.port), *more]

    def joined(self, code: str = "", *, columns: int = 80, lines: int = 24, term: str = "") -> Terminal:
        """Join as a person does, in a terminal."""
        argv = self.options(f"{code or self.code}@127.0.0.1")
        env = {"TERM": term} if term else None
        return Terminal(*argv, cwd=self.folder, program=SSH, columns=columns, lines=lines, env=env)

    def refused(self, *argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run ssh without a terminal."""
        return subprocess.run(
            [SSH, *self.options(*argv)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            cwd=self.folder,
            env=environment(),
        )


@contextmanager
def hosted(session: Path, *options: str) -> Iterator[Host]:
    """Serve ``session`` on a free port until the block is left."""
    process = subprocess.Popen(
        [WORKSHOP, "host", str(session), "--port", "0", "--json", *options],
        cwd=session.parent.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        assert first, process.stderr.read()
        said = json.loads(first)
        yield Host(process, said["port"], said["code"], said["fingerprint"], session.parent.parent)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
