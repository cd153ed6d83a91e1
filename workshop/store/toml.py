"""TOML text in and out: what is wrong with a file, and where in it a key stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import tomli

from workshop.errors import Where, WorkshopError
from workshop.language import _

if TYPE_CHECKING:
    from workshop.store.places import Place

__all__ = ["LARGEST", "Document", "KeyPath", "content_of", "dump", "nested_too_deep", "parse", "read"]

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands: table keys and list positions from 0, such as ``("rounds", 0, "voted")``."""

LARGEST: Final = 8 * 1024 * 1024
"""Most bytes of a file that is read; the largest session seen has 40 thousand."""

_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True)
class Document:
    """A parsed file: its values, and its text to say where something stands."""

    file: str
    text: str
    values: dict[str, Any]

    def where(self, path: KeyPath, *, key: bool = False) -> Where:
        """Return the place of the deepest part of ``path`` that has one: of its value, or of its ``key``."""
        for length in range(len(path), 0, -1):
            if place := self._places.get(tuple(path[:length])):
                return Where(self.file, place.line, place.key if key else place.value)
        return Where(self.file)

    @cached_property
    def _places(self) -> Mapping[KeyPath, Place]:
        from workshop.store.places import places_of  # only an error asks

        return places_of(self.text)


def read(path: Path) -> Document:
    """Read and parse ``path``. Raises WorkshopError; reading never writes."""
    return parse(content_of(path), str(path))


def content_of(path: Path) -> bytes:
    """Return what is in ``path``, a file of the size a session can have. Raises WorkshopError."""
    file = str(path)
    try:
        if path.is_dir():
            raise WorkshopError(_("this is a folder"), _("Name a .toml file in it."), Where(file))
        if path.exists() and not path.is_file():
            raise WorkshopError(_("this is not an ordinary file"), _("Name a .toml file."), Where(file))
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise WorkshopError(
            _("there is no such file"), _("See `workshop` for the sessions there are."), Where(file)
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorkshopError(
            _("it cannot be read: {reason}").format(reason=reason), _("Look at its permissions."), Where(file)
        ) from None
    if len(content) > LARGEST:
        raise WorkshopError(
            _("it is larger than {most} MB").format(most=LARGEST // 2**20),
            _("No session is; is it another file?"),
            Where(file),
        )
    return content


def parse(content: bytes, file: str) -> Document:
    """Parse ``content`` as UTF-8 TOML, with or without a byte order mark. Raises WorkshopError."""
    try:
        text = content.decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(errors="replace")
        where = Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise WorkshopError(
            _("byte {byte} is not UTF-8").format(byte=f"0x{content[error.start]:02x}"),
            _("Save the file with the encoding UTF-8."),
            where,
        ) from None
    if not text.strip():
        raise WorkshopError(
            _("the file is empty"), _("If it should not be, its .bak holds the version before."), Where(file)
        )
    try:
        return Document(file, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        where = Where(file, error.lineno, error.colno)
        raise WorkshopError(
            _("not valid TOML: {msg}{error}").format(msg=_in_words(error.msg), error=_found(error)),
            _mend(error),
            where,
        ) from None
    except ValueError as error:  # a number that Python will not read: of more than 4,300 digits
        raise WorkshopError(
            _("not valid TOML: {lower}").format(lower=_lower(str(error).split(";")[0])),
            _("No number needs that many."),
            Where(file),
        ) from None
    except RecursionError:
        raise nested_too_deep(file) from None


def nested_too_deep(file: str) -> WorkshopError:
    """Return the error of lists in lists, or tables in tables, beyond what anything here needs."""
    return WorkshopError(
        _("lists or tables are nested too deep"), _("A session needs six levels."), Where(file)
    )


def dump(values: Mapping[str, Any]) -> bytes:
    """Return ``values`` as TOML; text of several lines is written as such."""
    import tomli_w  # only who saves pays for it

    return tomli_w.dumps(values, multiline_strings=True).encode()


_MARKS: Final = ("<<<<<<<", "=======", ">>>>>>>")
"""How the lines begin between which git leaves a contradiction."""


def _found(error: tomli.TOMLDecodeError) -> str:
    found = error.doc[error.pos : error.pos + 1]
    if not found:
        return _(", at the end of the file")
    return (
        _(", at the end of the line")
        if found in "\r\n"
        else _(', at "{found}"').format(found=found)
        if found.isprintable()
        else ""
    )


def _mend(error: tomli.TOMLDecodeError) -> str:
    if error.doc.startswith(_MARKS, error.doc.rfind("\n", 0, error.pos) + 1):
        return _("Git left both versions here: keep one, and delete the lines <<<<<<<, ======= and >>>>>>>.")
    mends = {
        "overwrite": _("A key may stand once in a table; take one of the two away."),
        "Invalid value": _('Text needs quotes: title = "North branch"; dates are written 2026-11-23.'),
        "declared twice": _("A table may stand once; lists of tables are written [[rounds]]."),
        "Cannot declare": _("A table may stand once; lists of tables are written [[rounds]]."),
        "Expected '='": _('A line reads: key = "text".'),
        "Illegal character": _("Text on one line ends with a quote on that line."),
        "Expected newline": _(
            "One value stands on a line: text in quotes, a number alone: invited = 12; a date as 2026-11-23."
        ),
        "Invalid date": _("There is no such day or time: a date is written 2026-11-23."),
        "Expected ']": _("The line of a table ends with its bracket: [words]; one of several: [[rounds]]."),
        "Unclosed array": _("A list ends with a bracket: [1, 2]. It began on this line or before."),
        "Unclosed inline table": _("A table on one line ends with its brace, }."),
        "Unterminated string": _("Text ends with the quotes it began with, on this line or before."),
    }
    found = (mend for part, mend in mends.items() if part in error.msg)
    return next(found, _('A line reads: key = "text", or [table].'))


_SAID: Final = {
    "Invalid value": _("invalid value"),
    "Invalid statement": _("invalid statement"),
    "Invalid date or datetime": _("invalid date or datetime"),
    "Invalid hex value": _("invalid hex value"),
    "Invalid initial character for a key part": _("invalid initial character for a key part"),
    "Unclosed array": _("unclosed array"),
    "Unclosed inline table": _("unclosed inline table"),
    "Unterminated string": _("unterminated string"),
    "Unescaped": _("unescaped '\\' in a string"),
    "Cannot overwrite a value": _("cannot overwrite a value"),
    "Cannot declare": _("cannot declare {found} twice"),
    "Cannot mutate immutable namespace": _("cannot mutate immutable namespace {found}"),
    "Cannot redefine namespace": _("cannot redefine namespace {found}"),
    "Duplicate inline table key": _("duplicate inline table key {found}"),
    "Expected '=' after a key": _("expected '=' after a key in a key/value pair"),
    "Expected": _("expected {found}"),
    "Found invalid character": _("found invalid character {found}"),
    "Illegal character": _("illegal character {found}"),
}
"""What the parser says, by its beginning."""


def _in_words(message: str) -> str:
    for begin, said in _SAID.items():
        if message.startswith(begin):
            return said.format(found=message.removeprefix(begin).removesuffix("twice").strip())
    return _lower(message)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
