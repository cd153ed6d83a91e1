"""The catalogues, made from the texts in the code: ``python -m tests.language.catalogue [CODE]``.

It puts new texts into every ``workshop.po`` (or begins one for CODE), drops those no longer used, and
compiles what is translated into the ``workshop.mo`` that the program reads.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from workshop import language
from workshop.cli.main import COMMANDS, cli

__all__ = ["compiled", "extracted", "files", "saved", "written"]

_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue whose texts did not change stays as it was
_OF_CLICK = (
    *("Usage:", "Options", "Commands", "Show this message and exit.", "Show the version and exit."),
    *("Error: {message}", "Try '{command} {option}' for help.", "Aborted!", "Missing command."),
    *("Invalid value: {message}", "Invalid value for {param_hint}: {message}"),
    *("Missing argument", "Missing option", "Missing parameter", "Missing {param_type}"),
    *("No such option {name!r}.", "No such command {name!r}.", "Option {name!r} does not take a value."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    *("{value!r} is not a valid {number_type}.", "{value} is not in the range {range}."),
    *("Choose from:\n\t{choices}", "Error: invalid input", "default: {default}", "required"),
    *("file", "directory", "path", "{name} {filename!r} does not exist.", "{name} {filename!r} is a file."),
    *("{name} {filename!r} is a directory.", "{name} {filename!r} is not readable."),
)
"""What click says to people in its own words."""

_KEYWORDS = {"_": None, "n_": (1, 2)}


def extracted() -> Catalog:
    """Return every text of the program, untranslated."""
    catalog = Catalog(project="workshop", charset="utf-8")
    folder = str(Path(language.__file__).parents[1])
    found = extract_from_dir(
        folder, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Translators:",)
    )
    for _file, _line, message, comments, context in found:
        catalog.add(message, auto_comments=comments, context=context)
    for text in _OF_CLICK:
        catalog.add(text)
    for command in _commands():
        catalog.add(command.help or "")
    return catalog


def _commands() -> Iterator[click.Command]:
    """Yield every command: the help of each is the docstring of its function."""
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from command.commands.values()


def files() -> Iterator[Path]:
    """Yield the ``workshop.po`` of every language."""
    yield from sorted(Path(language.catalogues()).glob("*/LC_MESSAGES/workshop.po"))


def saved(file: Path) -> Catalog:
    """Return a catalogue as it is kept."""
    catalog = read_po(io.BytesIO(file.read_bytes()), locale=file.parts[-3], domain="workshop")
    catalog.creation_date = catalog.revision_date = _NO_DAY
    catalog.fuzzy = False
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return the text of a ``workshop.po``: sorted, and without what changes although no text did."""
    out = io.BytesIO()
    write_po(
        out, catalog, width=100, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True
    )
    lines = out.getvalue().decode().splitlines(keepends=True)
    dates = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Report-Msgid')
    return "".join(line for line in lines if not line.startswith((*dates, "# "))).encode()


def compiled(catalog: Catalog) -> bytes:
    """Return the ``workshop.mo`` of a catalogue."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def _update(file: Path) -> None:
    catalog = saved(file)
    catalog.update(extracted(), no_fuzzy_matching=True)
    file.write_bytes(written(catalog))
    file.with_suffix(".mo").write_bytes(compiled(saved(file)))
    left = [one.id for one in catalog if one.id and not (one.string and all(one.string))]
    print(f"{file.parts[-3]}: {len(catalog)} texts, {len(left)} to translate")  # noqa: T201 - a program that says so


def main() -> None:
    """Bring every catalogue up to date."""
    for code in sys.argv[1:]:
        file = Path(language.catalogues()) / code / "LC_MESSAGES" / "workshop.po"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(written(Catalog(locale=code, project="workshop", charset="utf-8")))
    for file in files():
        _update(file)


if __name__ == "__main__":
    main()
