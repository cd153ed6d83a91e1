"""What every command says, rightly and wrongly used, in a process that speaks Greek letters.

``python -m tests.language.commanded SCRIPT`` runs the commands of a script in a workspace with the sample
sessions. The questions are Greek too, in an instrument file of the workspace.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.language.foreign import greek, speak_greek
from tests.language.scripts import FILES, SCRIPTS

_NO_TEXT: Final = (
    r"\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]\b",  # codes: before days, some begin like one
    r"^(?:\w+: )? *workshop (?!.*:).*$",  # a command to copy, or how one is used
    r"^workshop: ",
    r"(?<!\w)--?[a-z-]+(?: [A-Z]+(?: RANGE)?)?",  # an option, and what it takes
    r"workshop [a-z]+ \S+",
    r"\[[\w|,%: -]+\]|\{[\w|]+\}",  # choices, and words that a session replaces
    r"\S*/\S*|\S*\.\w\S*",  # files
    r"\d{4}-\d\d(?:-\S+)?",  # names of sessions, and days
    r"^[a-z]+(?: [\w-]+)*(?=: )",  # a word that one may type in a workshop line by line
    r"'[^']*'",  # what was typed, or could be
)
_IN_HELP: Final = (r"^ {4}\S.*$", r"^  [a-z-]+  ")
"""Examples, and commands."""

_NAMES: Final = frozenset(
    (
        *(
            "workshop",
            "assessments",
            "user",
            "centred",
            "unit",
            "md",
            "html",
            "pdf",
            "svg",
            "txt",
            "csv",
            "xlsx",
            "json",
        ),
        *("parquet", "integer", "range", platform.node()),
    )
)
"""What is called the same in every language: folders, columns, formats, and types as click calls them."""


def said_by(script: str) -> dict[str, list[str]]:
    """Run a script in this folder; return, by command, the lines with Latin words that nobody typed."""
    from click.testing import CliRunner

    from workshop.cli.main import cli
    from workshop.errors import WorkshopError

    found: dict[str, list[str]] = {}
    for command, typed in SCRIPTS[script]:
        arguments = command.removeprefix("!")
        done = CliRunner().invoke(cli, arguments.split(), input=typed, prog_name="workshop")
        said = done.output
        if isinstance(done.exception, WorkshopError):
            said += f"workshop: {done.exception}"
        elif done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert (done.exit_code == 0) is not command.startswith("!"), (command, done.exit_code, said)
        if left := latin(said, f"{arguments} {typed}"):
            found[command] = left
    return found


def latin(said: str, typed: str) -> list[str]:
    """Return the lines of ``said`` with a Latin word in it that is not among what was ``typed``."""
    known = _NAMES | set(re.findall(r"\w+", typed))
    if typed.startswith("check "):
        known |= _keys()
    patterns = (*_IN_HELP, *_NO_TEXT) if "--help" in typed else _NO_TEXT
    left = []
    for line in said.splitlines():
        bare = line
        for pattern in patterns:
            bare = re.sub(pattern, "", bare)
        if set(re.findall(r"[A-Za-z]{2,}", bare)) - known:
            left.append(line)
    return left


def _keys() -> set[str]:
    from workshop.model.session import Session

    return set(re.findall(r"[A-Za-z]+", " ".join((*Session.model_fields, *FILES.values()))))


def _furnish(workspace: Path) -> None:
    from tests.language.printed import in_greek
    from tests.samples import copy_samples
    from workshop import instruments
    from workshop.model.instrument import Instrument
    from workshop.store.codec import encode, encode_instrument, load, load_instrument

    copy_samples(workspace)
    for path in (workspace / "assessments").glob("*.toml"):
        path.write_bytes(encode(in_greek(load(path))))
    asked = load_instrument(Path(instruments.__file__).with_name("user-centred.toml"))
    session = in_greek(load(path).changed(instrument=asked, rounds=(), agreed={}, exercises={}, follow_up=()))
    own = workspace / "assessments" / "instruments" / f"{greek('user-centred')}.toml"
    own.parent.mkdir()
    own.write_bytes(encode_instrument(Instrument(**{**dict(session.instrument), "language": "el"})))
    for name, content in FILES.items():
        (workspace / name).write_text(content, encoding="utf-8")


def main() -> None:
    """Print what was found, as JSON."""
    speak_greek()
    with tempfile.TemporaryDirectory() as name:
        _furnish(Path(name))
        os.chdir(name)
        json.dump(said_by(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
