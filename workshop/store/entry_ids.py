"""Ids for entries that were typed into a file by hand, without one: the same file always gives the same.

So two people who read one file mean the same entry, and two branches of a file can be merged by meaning.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from workshop.model.text import clean_lines

__all__ = ["with_ids"]

_TEXTS: Final = {
    "notes": "text",
    "parking": "text",
    "comments": "text",
    "actions": "text",
    "stops": "item",
}
"""The lists of a session, and which key of an entry says what it is about."""

_OF_EXERCISES: Final = {"touch_points": "name", "policies": "policy", "phrases": "phrase"}

_LENGTH: Final = 12
"""Digits of an id: as many as of a random one."""


def with_ids(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ``values`` of a session file, each entry with an id; what is none stays as it is."""
    found = _in_lists(values, _TEXTS)
    if isinstance(exercises := found.get("exercises"), dict):
        found["exercises"] = _in_lists(exercises, _OF_EXERCISES)
    return found


def _in_lists(values: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    lists = {name: values[name] for name in texts if isinstance(values.get(name), list)}
    return {**values, **{name: _told_apart(name, texts[name], entries) for name, entries in lists.items()}}


def _told_apart(name: str, key: str, entries: list[Any]) -> list[Any]:
    """Give each entry without an id one made of its list, its text, and its place among equal ones."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        if isinstance(entry, dict) and "id" not in entry and isinstance(text := entry.get(key), str):
            text = clean_lines(text)
            said = "\0".join((name, text, str(seen[text])))
            entry = {"id": hashlib.sha256(said.encode()).hexdigest()[:_LENGTH], **entry}
            seen[text] += 1
        found.append(entry)
    return found
