"""What came of a session, read from its file without the models.

Validating with pydantic before the first frame would cost as much again as starting Textual does, and for
ten thousand sessions ten seconds; so only what is needed is taken from the parsed file. `codec` validates in
full, where one session is opened and, in the library, after the painting.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import tomli

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.forbidden import Counts, forbidden
from workshop.model.outcome import (
    Agreed,
    AskedAttribute,
    AskedQuestion,
    Became,
    Outcome,
    Promise,
    Questionnaire,
    join_results,
    write_decided,
)
from workshop.model.rules import LOWEST, THRESHOLD, Rules
from workshop.model.tally import LEVELS, Result, parse_result
from workshop.model.text import clean, clean_lines
from workshop.model.wording import Wording
from workshop.store.entry_ids import with_ids
from workshop.store.toml import content_of, parse

__all__ = ["Read", "Unreadable", "read_outcome"]

_Values: TypeAlias = Mapping[str, Any]

_KNOWN: Final = 64
"""Questionnaires kept at hand; a workspace has one or two."""

_FELT: Final = 3
"""Levels of felt change: worse, same, better."""

_INSTRUMENT: Final = b"\n[instrument]\n"

_questionnaires: dict[bytes, Questionnaire] = {}


@dataclass(frozen=True)
class Unreadable:
    """A file that is no good session, with the reason; it is left as it is."""

    path: Path
    error: WorkshopError

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return self.path.name.casefold()


Read: TypeAlias = Outcome | Unreadable
"""One file, read."""


def read_outcome(path: Path) -> Read:
    """Read what came of the session at ``path``; a file that cannot be read comes back with its error."""
    try:
        return _outcome(str(path), with_ids(_values(content_of(path), str(path))))
    except WorkshopError as error:
        return Unreadable(path, error)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        # Something is not where a session has it: the full check says what, and where.
        from workshop.store.codec import problems

        found = problems(path) or [WorkshopError(_("this is no session"), "", Where(str(path)))]
        return Unreadable(path, found[0])


def _values(content: bytes, file: str) -> _Values:
    """Return what ``parse`` returns, sooner: the instrument, most of a file, was mostly parsed before.

    A text that ends in ``[instrument]`` and what follows is read in two parts. When each by itself is good
    TOML, the second with no other key and the first without that one, then both together mean just that.
    """
    before, mark, after = content.partition(_INSTRUMENT)
    if mark:
        with suppress(ValueError, RecursionError):
            head = tomli.loads(before.decode() + "\n")
            if "instrument" not in head:
                return {**head, "instrument": _instrument(mark + after)}
    return parse(content, file).values


@lru_cache(maxsize=_KNOWN)
def _instrument(content: bytes) -> _Values:
    """Parse the part of a file that is its instrument; raises ValueError when there is more in it."""
    values = tomli.loads(content.decode())
    if values.keys() != {"instrument"}:
        raise ValueError(values.keys())
    instrument: _Values = values["instrument"]
    return instrument


@lru_cache(maxsize=50_000)
def _result(text: str, levels: int, rules: Rules) -> str:
    """Return a result as this program writes it; raises ValueError for what is none, or may not be shown."""
    result = parse_result(text, levels)
    if not rules.allow(result):
        raise ValueError(text)
    return str(result)


def _outcome(file: str, values: _Values) -> Outcome:
    held_on = values["held_on"]
    if values["format"] != 1 or type(held_on) is not date:
        raise ValueError(held_on)
    questionnaire = _questionnaire(values["instrument"])
    rounds = values.get("rounds", ())
    rules = _rules(values)
    for counted in rounds:
        _check_shown(counted, rules.of(counted["method"]))
    first = next((counted for counted in rounds if int(counted["number"]) == 1), None)
    words = values.get("words", {})
    return Outcome(
        file=file,
        title=clean(values["title"]),
        organisation=clean(values.get("organisation", "")),
        unit=clean(values.get("unit", "")),
        held_on=held_on,
        stage=clean(values.get("stage", "welcome")),
        mode=rules.mode,
        threshold=rules.threshold,
        audience=clean(values.get("audience", "team")),
        users=clean(words.get("users", "users")),
        user=clean(words.get("user", "user")),
        method=clean(first["method"]) if first else "",
        voted=int(first["voted"]) if first else None,
        questionnaire=questionnaire,
        results=_results(first, questionnaire, rules) if first else "",
        felt_results=_felt(first, questionnaire, rules) if first else "",
        decided=write_decided(
            {key: _agreed(found) for key, found in values.get("agreed", {}).items()},
            [*map(_action, values.get("actions", ())), *map(_stop, values.get("stops", ()))],
            [_became(found) for found in values.get("follow_up", ())],
        ),
    )


def _rules(values: _Values) -> Rules:
    """Return the rules of a session; a word or number that is none must not take its threshold away."""
    mode, threshold = values.get("mode", "confidential"), values.get("threshold", THRESHOLD)
    if mode not in {"confidential", "open"} or type(threshold) is not int or threshold < LOWEST:
        raise ValueError(mode, threshold)
    return Rules(mode, threshold)


def _check_shown(counted: _Values, rules: Rules) -> None:
    """Raise ValueError when a round holds what may not be shown. Exercises are shown nowhere here."""
    if rules.mode == "open":
        return
    voted, tally = int(counted["voted"]), counted.get("tally", {})
    if voted < rules.needed:
        raise ValueError(voted)
    for items in tally.values():
        for text in items.values():
            _result(text, LEVELS, rules)
    for text in counted.get("felt", {}).values():
        _result(text, _FELT, rules)
    if groups := counted.get("groups"):
        counts = Counts(voted, _read(tally), {}, {name: _read(split) for name, split in groups.items()})
        for found in forbidden(counts, rules):
            raise ValueError(found)


def _read(tally: _Values) -> Mapping[str, Mapping[str, Result]]:
    return {key: {item: parse_result(text) for item, text in items.items()} for key, items in tally.items()}


def _questionnaire(instrument: _Values) -> Questionnaire:
    """Return what ``instrument`` asks: the same object for the same words, whichever session they are in."""
    key = marshal.dumps(dict(instrument), 0)  # a tenth of the time that hashing it word by word takes
    if (known := _questionnaires.get(key)) is None:
        known = _asked(instrument)
        if len(_questionnaires) >= _KNOWN:
            _questionnaires.clear()
        _questionnaires[key] = known
    return known


def _asked(instrument: _Values) -> Questionnaire:
    language = instrument.get("language", "en")
    stem, scale = clean(instrument["stem"]), _cleaned(instrument["scale"])
    ladder_stem = clean(instrument.get("ladder_stem", ""))
    attributes, questions = [], []
    for attribute in instrument["attributes"]:
        key, name = attribute["id"], clean(attribute["name"])
        attributes.append(AskedAttribute(key, name, clean(attribute.get("tab", "")) or name))
        for statement in attribute.get("statements", ()):
            text = clean(statement["text"])
            questions.append(AskedQuestion(key, statement["id"], text, Wording(language, stem, text, scale)))
        if "ladder" in attribute:
            wording = Wording(language, ladder_stem, name, _cleaned(attribute["ladder"]))
            questions.append(AskedQuestion(key, "ladder", name, wording))
    asked = Questionnaire(
        instrument=instrument["id"],
        version=clean(instrument["version"]),
        title=clean(instrument["title"]),
        attributes=tuple(attributes),
        questions=tuple(questions),
    )
    if len(asked.places) < len(asked.questions):
        raise ValueError("two questions have one address")
    return asked


def _results(counted: _Values, questionnaire: Questionnaire, rules: Rules) -> str:
    places, rules = questionnaire.places, rules.of(counted["method"])
    found = [""] * len(places)
    for attribute, items in counted.get("tally", {}).items():
        for item, text in items.items():
            found[places[attribute, item]] = _result(text, LEVELS, rules)
    return join_results(found)


def _felt(counted: _Values, questionnaire: Questionnaire, rules: Rules) -> str:
    felt, rules = counted.get("felt", {}), rules.of(counted["method"])
    texts = (felt.get(asked.id) for asked in questionnaire.attributes)
    return join_results([_result(text, _FELT, rules) if text is not None else "" for text in texts])


def _agreed(found: _Values) -> Agreed:
    level, between = found.get("level"), found.get("range")
    return Agreed(
        level=None if level is None else int(level),
        range=None if between is None else (int(between[0]), int(between[1])),
        discussed=bool(found.get("discussed", True)),
        example=clean_lines(found.get("example", "")),
        evidence=clean(found.get("evidence", "")),
    )


def _action(found: _Values) -> Promise:
    status = "done" if found.get("done", False) else "open"
    return Promise("action", *_entry(found, "text"), _due(found), status)


def _stop(found: _Values) -> Promise:
    return Promise("stop", *_entry(found, "item"), _due(found), clean(found.get("status", "proposed")))


def _entry(found: _Values, text: str) -> tuple[str, str, str]:
    return clean(found.get("id", "")), clean_lines(found[text]), clean(found.get("owner", ""))


def _due(found: _Values) -> date | None:
    due = found.get("due")
    if due is not None and type(due) is not date:
        raise ValueError(due)
    return due


def _became(found: _Values) -> Became:
    return Became(
        clean(found["id"]),
        clean_lines(found["text"]),
        clean(found["became"]),
        clean(found.get("noticed", "unknown")),
    )


def _cleaned(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(clean, lines))
