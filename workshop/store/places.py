"""Where in a TOML text each key, table and list element stands: looked up only to say where an error is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import tomli

from workshop.store.toml import KeyPath

__all__ = ["Place", "places_of"]

_PART: Final = r"""(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED: Final = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_ONE_PART = re.compile(_PART)
_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?")
_ASSIGNMENT = re.compile(rf"({_DOTTED})[ \t]*=[ \t]*")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}" + r"""|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^,\]}\n#]+""",
    re.DOTALL,
)


class Place(NamedTuple):
    """Where something stands, from 1; a value that begins on a later line counts from its key."""

    line: int
    key: int
    """The column of its key, or of the header."""
    value: int
    """The column of its value; of a header and of a list element, the same."""


def places_of(text: str) -> dict[KeyPath, Place]:
    """Return the place of each key, header and list element of ``text``, which is valid TOML."""
    return _Scan(text).places


class _Scan:
    """One walk through the text, without recursion: what is nested deeply must not break the error's path."""

    def __init__(self, text: str) -> None:
        self.places: dict[KeyPath, Place] = {}
        self._text = text
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._table: KeyPath = ()
        self._lengths: dict[KeyPath, int] = {}
        """How many ``[[headers]]`` each list of tables has so far."""
        self._open: list[tuple[KeyPath, int | None]] = []
        """The brackets around this place: a list with the position of its element, a table without."""
        while self._take(_GAP) is not None and self._at < len(text) and self._step():
            pass

    def _step(self) -> bool:
        """Take the next thing; return whether there was one."""
        if not self._open:
            return self._header() or self._assignment(self._table)
        path, position = self._open[-1]
        if self._text[self._at] in "]}":
            self._skip()
            self._open.pop()
        elif self._text[self._at] == ",":
            self._skip()
            self._open[-1] = (path, None if position is None else position + 1)
        elif position is None:
            return self._assignment(path)
        else:
            self._note((*path, position), self._here())
            self._value((*path, position))
        return True

    def _header(self) -> bool:
        place = self._here()
        if (header := self._take(_HEADER)) is None:
            return False
        self._table = self._resolved(_keys(header[2]), place, repeated=header[1] == "[[")
        self._note(self._table, place)
        return True

    def _assignment(self, table: KeyPath) -> bool:
        place = self._here()
        if (assignment := self._take(_ASSIGNMENT)) is None:
            return False
        path = table + _keys(assignment[1])
        self._note(path, place._replace(value=self._here().value))
        self._value(path)
        return True

    def _value(self, path: KeyPath) -> None:
        opening = self._text[self._at : self._at + 1]
        if opening in ("[", "{"):
            self._skip()
            self._open.append((path, 0 if opening == "[" else None))
        else:
            self._take(_SCALAR)

    def _resolved(self, keys: KeyPath, place: Place, *, repeated: bool) -> KeyPath:
        """Return ``keys`` with the position of the newest element after each list of tables on the way."""
        path: KeyPath = ()
        for depth, key in enumerate(keys, start=1):
            path = (*path, key)
            if repeated and depth == len(keys):
                self._lengths[path] = self._lengths.get(path, 0) + 1
                self._note(path, place)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _note(self, path: KeyPath, place: Place) -> None:
        self.places.setdefault(path, place)

    def _here(self) -> Place:
        column = self._at - self._line_start + 1
        return Place(self._line, column, column)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if match := pattern.match(self._text, self._at):
            if newlines := match[0].count("\n"):
                self._line += newlines
                self._line_start = match.start() + match[0].rfind("\n") + 1
            self._at = match.end()
        return match

    def _skip(self) -> None:
        self._at += 1


def _keys(dotted: str) -> KeyPath:
    return tuple(_bare(part) for part in _ONE_PART.findall(dotted))


def _bare(part: str) -> str:
    """Return a key without its quotes and escapes."""
    if part[0] == '"':
        return next(iter(tomli.loads(f"{part} = 0")))
    return part.strip("'")
