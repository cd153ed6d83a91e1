"""What the library shows of a session, read without the models.

Validating with pydantic before the first frame would cost as much again as starting Textual does, so a
summary takes only what it needs from the parsed file; `codec` validates after the painting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from workshop.errors import Where, WorkshopError
from workshop.model.tally import Band, Tally, parse_result
from workshop.model.text import clean
from workshop.store.toml import read

__all__ = ["Median", "Summary", "Unreadable", "summarise"]

Median: TypeAlias = tuple[int, int] | None
"""Both middle levels; None where nothing may be shown or nobody answered."""


@dataclass(frozen=True)
class Summary:
    """One session in a list."""

    path: Path
    title: str
    organisation: str
    unit: str
    held_on: date
    stage: str
    voted: int | None
    """None before round 1 is counted."""
    medians: tuple[Median, ...]
    """Per attribute, in the instrument's order: of the ladder, else of its statements' middle one."""

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return f"{self.held_on} {self.title} {self.organisation} {self.unit} {self.path.stem}".casefold()


@dataclass(frozen=True)
class Unreadable:
    """A file that is no good session, with the reason; it is left as it is."""

    path: Path
    error: WorkshopError

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return self.path.name.casefold()


def summarise(path: Path) -> Summary | Unreadable:
    """Read what a list shows of ``path``; a file that cannot be read comes back with its error."""
    try:
        return _summary(path, read(path).values)
    except WorkshopError as error:
        return Unreadable(path, error)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        # Something is not where a session has it: the full check says what, and where.
        from workshop.store.codec import problems

        found = problems(path) or [WorkshopError("this is no session", "", Where(str(path)))]
        return Unreadable(path, found[0])


def _summary(path: Path, values: Mapping[str, Any]) -> Summary:
    rounds = {int(counted["number"]): counted for counted in values.get("rounds", ())}
    first = rounds.get(1)
    held_on = values["held_on"]
    if values["format"] != 1 or not isinstance(held_on, date):
        raise ValueError(held_on)
    return Summary(
        path=path,
        title=clean(values["title"]),
        organisation=clean(values.get("organisation", "")),
        unit=clean(values.get("unit", "")),
        held_on=held_on,
        stage=clean(values.get("stage", "welcome")),
        voted=int(first["voted"]) if first else None,
        medians=tuple(
            _median(first.get("tally", {}).get(attribute["id"], {}) if first else {})
            for attribute in values["instrument"]["attributes"]
        ),
    )


def _median(items: Mapping[str, str]) -> Median:
    texts = [items["ladder"]] if "ladder" in items else list(items.values())
    results = [parse_result(text) for text in texts]
    medians = sorted(r.median for r in results if isinstance(r, (Tally, Band)) and r.median)
    return medians[(len(medians) - 1) // 2] if medians else None
