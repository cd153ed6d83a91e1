"""TOML text in and out: what is wrong with a file, and where in it a key stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import tomli

from workshop.errors import Where, WorkshopError

__all__ = ["LARGEST", "Document", "KeyPath", "dump", "parse", "read"]

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands: table keys and list positions from 0, such as ``("rounds", 0, "voted")``."""

LARGEST: Final = 8 * 1024 * 1024
"""Most bytes of a file that is read; the largest session seen has 40 thousand."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY_VALUE = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_KEY = re.compile(r"""([\w-]+)|"([^"]*)"|'([^']*)'""")
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True)
class Document:
    """A parsed file: its values, and its text to say where something stands."""

    file: str
    text: str
    values: dict[str, Any]

    def where(self, path: Sequence[str | int]) -> Where:
        """Return the line of the deepest part of ``path`` that has one of its own."""
        lines = _lines_of_keys(self.text)
        for length in range(len(path), 0, -1):
            if line := lines.get(tuple(path[:length])):
                return Where(self.file, line)
        return Where(self.file)


def read(path: Path) -> Document:
    """Read and parse ``path``. Raises WorkshopError; reading never writes."""
    file = str(path)
    try:
        if path.is_dir():
            raise WorkshopError("this is a folder", "Name a .toml file in it.", Where(file))
        if path.exists() and not path.is_file():
            raise WorkshopError("this is not an ordinary file", "Name a .toml file.", Where(file))
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise WorkshopError(
            "there is no such file", "See `workshop` for the sessions there are.", Where(file)
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorkshopError(f"it cannot be read: {reason}", "Look at its permissions.", Where(file)) from None
    if len(content) > LARGEST:
        raise WorkshopError(
            f"it is larger than {LARGEST // 2**20} MB", "No session is; is it another file?", Where(file)
        )
    return parse(content, file)


def parse(content: bytes, file: str) -> Document:
    """Parse ``content`` as UTF-8 TOML, with or without a byte order mark. Raises WorkshopError."""
    try:
        text = content.decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(errors="replace")
        where = Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise WorkshopError(
            f"byte 0x{content[error.start]:02x} is not UTF-8", "Save the file with the encoding UTF-8.", where
        ) from None
    if not text.strip():
        raise WorkshopError(
            "the file is empty", "If it should not be, its .bak holds the version before.", Where(file)
        )
    try:
        return Document(file, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        where = Where(file, error.lineno, error.colno)
        raise WorkshopError(
            f"not valid TOML: {_lower(error.msg)}{_found(error)}", _mend(error.msg), where
        ) from None
    except RecursionError:
        raise WorkshopError(
            "lists or tables are nested too deep", "A session needs four levels.", Where(file)
        ) from None


def dump(values: Mapping[str, Any]) -> bytes:
    """Return ``values`` as TOML; text of several lines is written as such."""
    import tomli_w  # only who saves pays for it

    return tomli_w.dumps(values, multiline_strings=True).encode()


def _found(error: tomli.TOMLDecodeError) -> str:
    found = error.doc[error.pos : error.pos + 1]
    if not found:
        return ", at the end of the file"
    return ", at the end of the line" if found in "\r\n" else f', at "{found}"' if found.isprintable() else ""


def _mend(message: str) -> str:
    mends = {
        "overwrite": "A key may stand once in a table; take one of the two away.",
        "Invalid value": 'Text needs quotes: title = "North branch"; dates are written 2026-11-23.',
        "declared twice": "A table may stand once; lists of tables are written [[rounds]].",
        "Cannot declare": "A table may stand once; lists of tables are written [[rounds]].",
        "Expected '='": 'A line reads: key = "text".',
        "Illegal character": "Text on one line ends with a quote on that line.",
    }
    return next(
        (mend for part, mend in mends.items() if part in message), "The TOML of the line is to be mended."
    )


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _lines_of_keys(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, of each key and table header.

    Looked up on the error path only, and line by line: keys inside inline tables share their line's key.
    """
    lines: dict[KeyPath, int] = {}
    lengths: dict[KeyPath, int] = {}
    table: KeyPath = ()
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if header := _HEADER.match(line):
            table = _resolve(_keys(header[2]), lengths, repeated=header[1] == "[[")
            lines.setdefault(table, number)
        elif assignment := _KEY_VALUE.match(line):
            lines.setdefault(table + _keys(assignment[1]), number)
            value = line[assignment.end() :].strip()
            quote = value[:3]
            closing = quote if quote in ('"""', "'''") and quote not in value[3:] else ""
    return lines


def _resolve(keys: KeyPath, lengths: dict[KeyPath, int], *, repeated: bool) -> KeyPath:
    """Return ``keys`` with the position of the newest element after each list of tables on the way."""
    path: KeyPath = ()
    for depth, key in enumerate(keys, start=1):
        path = (*path, key)
        if repeated and depth == len(keys):
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _keys(dotted: str) -> KeyPath:
    return tuple(bare or double or single for bare, double, single in _KEY.findall(dotted))
