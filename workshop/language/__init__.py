"""The language this process speaks: texts from catalogues, dates and numbers as the language writes them.

English stands in the code and needs no catalogue; every other language is a folder in ``catalogues/``, made
from its ``workshop.po``. A process speaks one language, chosen before anything with a text in it is imported,
so that constants may be translated where they are defined.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Protocol

__all__ = [
    "ENGLISH",
    "FOLDER",
    "VARIABLE",
    "_",
    "catalogues",
    "chosen",
    "labelled",
    "language",
    "languages",
    "look_in",
    "n_",
    "say_date",
    "say_day",
    "say_month",
    "say_number",
    "speak",
]

ENGLISH: Final = "en"

VARIABLE: Final = "WORKSHOP_LANGUAGE"
"""The environment variable that names the language, for the user and for the programs we start."""

FOLDER: Final = "WORKSHOP_CATALOGUES"
"""The environment variable that names a folder with more catalogues, such as one that is being translated."""

_DOMAIN: Final = "workshop"


class _Texts(Protocol):
    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class _English:
    """What stands in the code; without importing gettext, which a first frame need not wait for."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


_spoken: tuple[str, _Texts] = (ENGLISH, _English())


def _(message: str) -> str:
    """Return ``message`` in the language spoken."""
    return _spoken[1].gettext(message)


def n_(one: str, many: str, number: int) -> str:
    """Return ``one`` or ``many``, or what the language has for ``number`` things; ``{n}`` is put in.

    None are said as many: ``one`` may say "one" in a word, and French would use it for none.
    """
    return _spoken[1].ngettext(one, many, number or 2).replace("{n}", say_number(number))


def labelled(name: str, text: str) -> str:
    """Return ``"name: text"`` as the language sets its colon."""
    return _("{name}: {text}").format(name=name, text=text)


def language() -> str:
    """Return the code of the language spoken, such as ``"fr"``."""
    return _spoken[0]


def languages() -> tuple[str, ...]:
    """Return the codes of all languages there are, English first."""
    from glob import glob  # only who chooses among languages pays for it

    found = (glob(f"{folder}/*/LC_MESSAGES/{_DOMAIN}.mo") for folder in _folders)  # noqa: PTH207 - no Path here
    return (ENGLISH, *sorted({file.rsplit("/", 3)[1] for files in found for file in files}))


def catalogues() -> str:
    """Return the folder of our catalogues."""
    return f"{__path__[0]}/catalogues"


_folders: list[str] = [catalogues()]


def look_in(folder: str) -> None:
    """Look for catalogues in ``folder`` too, before our own."""
    _folders.insert(0, folder)


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for: ``--language``, our variable, then the locale; English where none fits.

    What ``arguments`` name is returned as it is, so that the command line can refuse it.
    """
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    if (asked := environment.get(VARIABLE, "")) and asked in languages():
        return asked
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not re.match(r"[a-z]{2}", locale):  # unset, C or POSIX: then LANGUAGE counts for nothing
        return ENGLISH
    wanted = (*environment.get("LANGUAGE", "").split(":"), locale)
    codes = [code for text in wanted if (code := re.split(r"[_.@-]", text)[0])]
    if codes[0] == ENGLISH:
        return ENGLISH
    return next((code for code in codes if code in languages()), ENGLISH)


def speak(code: str) -> None:
    """Speak the language ``code`` from now on; English where there is no such catalogue."""
    global _spoken
    if code == ENGLISH == language():
        return
    import gettext

    folder = next((folder for folder in _folders if gettext.find(_DOMAIN, folder, [code])), "")
    if not folder:
        _spoken = (ENGLISH, _English())
        gettext.textdomain("messages")
        return
    _spoken = (code, gettext.translation(_DOMAIN, folder, [code]))
    # What click says itself ("Usage", "Error") comes from the domain of the process, and from LANGUAGE.
    gettext.bindtextdomain(_DOMAIN, folder)
    gettext.textdomain(_DOMAIN)


def say_date(day: date) -> str:
    """Return ``"23 November 2026"``."""
    if language() == ENGLISH:
        return f"{day.day} {day:%B %Y}"
    from babel.dates import format_date

    return format_date(day, "long", locale=language())


def say_day(day: date) -> str:
    """Return a date in figures: ``"2026-11-23"``, or as the language writes it."""
    if language() == ENGLISH:
        return day.isoformat()
    from babel.dates import format_date

    return format_date(day, "short", locale=language())


def say_month(day: date) -> str:
    """Return ``"November 2026"``."""
    if language() == ENGLISH:
        return f"{day:%B %Y}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=language())


def say_number(number: float, places: int = 0) -> str:
    """Return ``number`` with ``places`` after the point, and its thousands set off."""
    if language() == ENGLISH:
        return f"{number:,.{places}f}"
    return _number(number, places, language())


@lru_cache(maxsize=4096)
def _number(number: float, places: int, locale: str) -> str:
    """Write a number as ``locale`` does; the means of thousands of small teams are a few hundred numbers."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="#,##0." + "0" * places if places else "#,##0", locale=locale)
