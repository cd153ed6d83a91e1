"""How questions should read: what a careful editor would ask about, and never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workshop.language import _
from workshop.model.instrument import Instrument

__all__ = ["LONGEST", "Remark", "remarks"]

LONGEST: Final = 20
"""Most words of a sentence that is easily understood when read aloud (instrument.md: about grade 8)."""

_JOINING: Final = {"en": r"\b(?:and|or|as well as)\b|;", "fr": r"\b(?:et|ou|ainsi que)\b|;"}
_FREQUENCY: Final = {
    "en": r"\b(?:always|usually|often|sometimes|rarely|regularly)\b",
    "fr": r"\b(?:toujours|souvent|parfois|rarement|régulièrement|d['’]habitude)\b",
}
_ARTICLE: Final = {"en": r"\ban? \{\w+\}|\{\w+\}['’]", "fr": r"\b(?:une? |l[ea] |du |au |[ldq]u?['’])\{\w+\}"}


@dataclass(frozen=True)
class Remark:
    """Something about one text that reads badly: what, what would be better, and where it stands."""

    message: str
    hint: str
    at: tuple[str | int, ...]
    """Where the text is, as in ``("attributes", 0, "statements", 1, "text")``."""


def remarks(instrument: Instrument) -> tuple[Remark, ...]:
    """Return what could read better, in the order of the questions; empty where nothing was found."""
    return tuple(_all(instrument))


def _all(instrument: Instrument) -> Iterator[Remark]:
    language = instrument.language[:2]
    for at, text in _texts(instrument):
        yield from _of_any_text(text, at, language)
        if "statements" in at:
            yield from _of_statement(text, at, language)


def _texts(instrument: Instrument) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("stem",), instrument.stem
    yield ("ladder_stem",), instrument.ladder_stem
    for place, attribute in enumerate(instrument.attributes):
        here = ("attributes", place)
        for name in ("definition", "question", "stop"):
            yield (*here, name), getattr(attribute, name)
        for name, texts in (("probes", attribute.probes), ("ladder", attribute.ladder or ())):
            for number, text in enumerate(texts):
                yield (*here, name, number), text
        for number, statement in enumerate(attribute.statements):
            yield (*here, "statements", number, "text"), statement.text


def _of_any_text(text: str, at: tuple[str | int, ...], language: str) -> Iterator[Remark]:
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if (words := len(sentence.split())) > LONGEST:
            said = _("“{text}” is a sentence of {words} words").format(text=sentence, words=words)
            yield Remark(
                said, _("Above {words} words a sentence is hard to follow.").format(words=LONGEST), at
            )
    if found := _found(_ARTICLE, language, text):
        said = _("“{found}” fits some words only").format(found=found)
        hint = _("Write so that no article or apostrophe depends on the word: “{users}”, in the plural.")
        yield Remark(said, hint, at)


def _of_statement(text: str, at: tuple[str | int, ...], language: str) -> Iterator[Remark]:
    if found := _found(_JOINING, language, text):
        said = _("“{text}” may hold two ideas (“{found}”)").format(text=text, found=found)
        yield Remark(said, _("Who agrees with one of them cannot answer. Make two statements of it."), at)
    if found := _found(_FREQUENCY, language, text):
        said = _("“{text}” says how often (“{found}”)").format(text=text, found=found)
        yield Remark(said, _("The answers say how often; leave it out of the statement."), at)


def _found(patterns: dict[str, str], language: str, text: str) -> str:
    """Return what a pattern found in ``text``; "" in a language we have none for."""
    match = re.search(patterns[language], text, re.IGNORECASE) if language in patterns else None
    return match[0] if match else ""
