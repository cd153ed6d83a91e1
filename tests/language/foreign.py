"""A process that speaks a language without Latin letters, and says which words of its reports have any.

``python -m tests.language.foreign``: every text of the program is written letter by letter in Greek, and the
sessions are too; a Latin word in a report then never went through the catalogue.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from workshop import language

__all__ = ["greek", "speak_greek"]

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_GREEK: Final = str.maketrans(
    _LATIN + _LATIN.upper(), "αβψδεφγηιξκλμνοπχρστυθωςζϊ" + "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΧΡΣΤΥΘΩΪΖΫ"
)
_WORD: Final = re.compile(r"[A-Za-z]{2,}")


def greek(text: str) -> str:
    """Return ``text`` in Greek letters; what stands in braces is put in later, and stays as it is."""
    parts = re.split(r"(\{[^}]*\}|%\(\w+\)s)", text)
    return "".join(part if part.startswith(("{", "%(")) else part.translate(_GREEK) for part in parts)


def speak_greek() -> None:
    """Speak it in this process: a catalogue in any folder is all that takes."""
    catalog = Catalog(locale="el", domain="workshop")
    kept = next(Path(language.catalogues()).glob("*/LC_MESSAGES/workshop.po"))
    with kept.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, (list, tuple)):
                catalog.add(message.id, tuple(map(greek, message.id)))
            elif message.id:
                catalog.add(message.id, greek(message.id))
    catalogues = Path(tempfile.mkdtemp())
    folder = catalogues / "el" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "workshop.mo").open("wb") as file:
        write_mo(file, catalog)
    language.look_in(str(catalogues))
    language.speak("el")
    os.environ["LANGUAGE"] = "el"


def main() -> None:
    """Print the Latin words of each report, as JSON."""
    speak_greek()
    from tests.language import printed  # only now: constants are translated where they are defined

    json.dump({name: sorted(set(_WORD.findall(text))) for name, text in printed.everything()}, sys.stdout)


if __name__ == "__main__":
    main()
