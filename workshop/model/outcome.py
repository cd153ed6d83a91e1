"""What came of a session, as far as many sessions are looked at together: over time and across units.

Plain values, not pydantic models: of ten thousand sessions nothing is validated that is not looked at. What
a session carries in full, `Session` has; here is what trends are made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, Protocol

from workshop.model.tally import Result, Tally, parse_result
from workshop.model.wording import Wording

__all__ = [
    "Agreed",
    "AskedAttribute",
    "AskedQuestion",
    "Became",
    "Later",
    "Outcome",
    "Promise",
    "Questionnaire",
    "join_results",
    "write_decided",
]

_LADDER: Final = "ladder"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as it was asked; equal ``wording`` and ``Outcome.method`` make two comparable."""

    attribute: str
    item: str
    """``"ladder"`` or the statement's id."""
    text: str
    """The statement, words such as {users} not filled in; for a ladder the attribute's name."""
    wording: Wording


@dataclass(frozen=True, slots=True)
class AskedAttribute:
    """One attribute as a page over many sessions names it."""

    id: str
    name: str
    label: str
    """A short name for narrow places."""


@dataclass(frozen=True)
class Questionnaire:
    """What an instrument asks in full, without its help texts; one object for all sessions that used it."""

    instrument: str
    version: str
    title: str
    attributes: tuple[AskedAttribute, ...]
    questions: tuple[AskedQuestion, ...]
    """Per attribute its statements, then its ladder."""

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """Where in ``questions`` each one stands, by attribute id and item."""
        return {(asked.attribute, asked.item): place for place, asked in enumerate(self.questions)}

    @cached_property
    def ladders(self) -> Sequence[tuple[str, int]]:
        """Attribute id and place of each ladder."""
        return [(attribute, place) for (attribute, item), place in self.places.items() if item == _LADDER]

    @cached_property
    def statements(self) -> Mapping[str, Sequence[str]]:
        """The statements' ids, by attribute id."""
        found: dict[str, list[str]] = {}
        for attribute, item in self.places:
            if item != _LADDER:
                found.setdefault(attribute, []).append(item)
        return found

    def question(self, attribute: str, item: str = _LADDER) -> AskedQuestion | None:
        """Return one question; None when the instrument has no such one."""
        place = self.places.get((attribute, item))
        return None if place is None else self.questions[place]


class Agreed(NamedTuple):
    """What the team decided about one attribute after talking."""

    level: int | None
    range: tuple[int, int] | None
    """Where no level was agreed; None too when the attribute was not discussed."""
    discussed: bool
    example: str
    evidence: str
    """Where the example comes from: "users told us", "records", "own sense", or empty."""


class Promise(NamedTuple):
    """One thing a team wanted to try (``kind`` "action"), or to stop ("stop")."""

    kind: str
    id: str
    text: str
    owner: str
    due: date | None
    status: str
    """Of an action "open" or "done"; of a stop "proposed", "paused", "stopped", "kept with a reason" or
    "returned"."""

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be waited for: it cannot be overdue."""
        return self.status in {"done", "stopped", "kept with a reason"}


class Became(NamedTuple):
    """What the follow-up found of a promise of an earlier session: ``id`` is the one it has there."""

    id: str
    text: str
    became: str
    noticed: str
    """Did users notice: "better", "worse", "no" or "unknown"."""


class Later(Protocol):
    """Keeps what some sessions decided until somebody asks for it."""

    def of(self, file: str) -> bytes:
        """Return what the session in ``file`` decided, as ``write_decided`` returns it."""


class _Fields(NamedTuple):
    """What an `Outcome` holds; a tuple, as ten thousand, or a million, are made at once."""

    file: str
    """The path of its file."""
    title: str
    organisation: str
    unit: str
    held_on: date
    stage: str
    mode: str
    threshold: int
    audience: str
    """Who may see more than counts; "" where no notes came along, as from a data set."""
    users: str
    """The word for users in this session, and for one of them in ``user``."""
    user: str
    method: str
    """How round 1 was answered, "ballots" or "hands"; empty before it is counted."""
    voted: int | None
    """None before round 1 is counted."""
    questionnaire: Questionnaire
    results: str = ""
    """Of round 1, by question of ``questionnaire``: see ``join_results``. Read it with ``result``."""
    felt_results: str = ""
    """Of felt change, by attribute of ``questionnaire``. Read it with ``felt``."""
    decided: bytes | Later = b""
    """Agreed levels, promises and follow-up: see ``write_decided``. Kept as written, and so are the results,
    as reading all of it for ten thousand sessions takes longer than anybody should wait. Read it with
    ``agreed``, ``promises`` and ``follow_up``."""


class Outcome(_Fields):
    """One session among many: its head, its counts of round 1, and what the team decided."""

    @property
    def needed(self) -> int:
        """Fewest answers that are shown: the threshold; one in open mode and for a show of hands."""
        return self.threshold if self.mode == "confidential" and self.method != "hands" else 1

    def result(self, attribute: str, item: str = _LADDER) -> Result | None:
        """Return what round 1 kept of a question; None when it was not asked, or nothing is counted."""
        place = self.questionnaire.places.get((attribute, item))
        if place is None or not self.results:
            return None
        text = self._results[place]
        return _parsed(text) if text else None

    @cached_property
    def ladders(self) -> Mapping[str, Result]:
        """What round 1 kept of the ladders that were asked, by attribute id: for who looks at all of them."""
        if not self.results:
            return {}
        texts = self.results.split(";")
        return {key: _parsed(text) for key, place in self.questionnaire.ladders if (text := texts[place])}

    def felt(self, attribute: str) -> Result | None:
        """Return worse, same, better as three levels, and as not sure who was not here; None if unasked."""
        ids = [asked.id for asked in self.questionnaire.attributes]
        return _result(self._felt, ids.index(attribute)) if attribute in ids else None

    @property
    def agreed(self) -> Mapping[str, Agreed]:
        """What was decided, by attribute id."""
        found = ((key, Agreed(*rest)) for key, *rest in self._decided.get("agreed", ()))
        return {key: one._replace(range=_pair(one.range)) for key, one in found}

    def agreed_level(self, attribute: str) -> int | None:
        """Return the level that was agreed on for one attribute; None when none was."""
        return next((level for key, level, *_ in self._decided.get("agreed", ()) if key == attribute), None)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What the team wanted to try and to stop."""
        return tuple(
            Promise(kind, key, text, owner, date.fromisoformat(due) if due else None, status)
            for kind, key, text, owner, due, status in self._decided.get("promises", ())
        )

    @property
    def follow_up(self) -> tuple[Became, ...]:
        """What became of the promises of the session before."""
        return tuple(map(Became._make, self._decided.get("follow_up", ())))

    @property
    def decided_text(self) -> bytes:
        """What was decided as it is written, wherever it is kept."""
        return self.decided if isinstance(self.decided, bytes) else self.decided.of(self.file)

    @cached_property
    def _results(self) -> Sequence[str]:
        return self.results.split(";")

    @cached_property
    def _felt(self) -> Sequence[str]:
        return self.felt_results.split(";")

    @property
    def _decided(self) -> Mapping[str, Any]:
        return _read_decided(written) if (written := self.decided_text) else {}


def join_results(results: Sequence[Result | str | None]) -> str:
    """Return results as a session file writes them, joined by ``;``; one that was not asked is empty."""
    texts = ["" if result is None else str(result) for result in results]
    return ";".join(texts) if any(texts) else ""


def write_decided(
    agreed: Mapping[str, Agreed], promises: Sequence[Promise], follow_up: Sequence[Became]
) -> bytes:
    """Return what was decided as JSON, as ``Outcome.decided`` holds it; empty when nothing was."""
    if not (agreed or promises or follow_up):
        return b""
    values = {
        "agreed": [[key, *one] for key, one in agreed.items()],
        "promises": promises,
        "follow_up": follow_up,
    }
    return json.dumps(values, ensure_ascii=False, default=str, separators=(",", ":")).encode()


@lru_cache(maxsize=16)
def _read_decided(written: bytes) -> Mapping[str, Any]:
    """Read what ``write_decided`` wrote; a session's parts are looked at one after the other."""
    read: Mapping[str, Any] = json.loads(written)
    return read


@lru_cache(maxsize=50_000)
def _parsed(text: str) -> Result:
    """Parse a result of ``join_results``; ladders of small teams look alike, so most were parsed before."""
    counts, bar, not_sure = text.partition(" | ")
    return Tally(tuple(map(int, counts.split())), int(not_sure)) if bar else parse_result(text)


def _result(texts: Sequence[str], place: int) -> Result | None:
    return _parsed(texts[place]) if place < len(texts) and texts[place] else None


def _pair(found: Any) -> tuple[int, int] | None:
    return (found[0], found[1]) if found else None
