"""A report as one JSON object, and the JSON Schema that describes it, made from the models below.

``sessions`` holds what ``workshop show --json`` prints of each, and what else the session keeps;
``comparison`` what ``workshop compare --json`` prints, or null for one session.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop.model.exercises import ExerciseName
from workshop.model.instrument import Instrument
from workshop.model.session import Session
from workshop.report.as_json import compared, shown
from workshop.report.blocks import Text
from workshop.report.record import record
from workshop.report.report import Report
from workshop.report.tables import Kept

__all__ = ["SCHEMAS", "document", "render", "schema"]

FORMAT: Final = 1

_Level = Annotated[float, Field(ge=1, le=5)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Count = Annotated[int, Field(ge=0)]
_Pair = Annotated[list[_Level], Field(min_length=2, max_length=2)]


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HiddenNumbers(_Object):
    """A question with too few answers: nothing is shown."""

    hidden: Literal[True]


class BandNumbers(_Object):
    """A question of which only the median and the spread in a word may be shown."""

    median: _Pair
    shape: str
    band: Literal[True]
    hidden: Literal[False]


class Numbers(_Object):
    """A question with its counts; numbers are unrounded."""

    counts: Annotated[list[_Count], Field(min_length=5, max_length=5)]
    not_sure: _Count
    n: _Count
    median: _Pair | None
    mean: _Level | None
    ad: Annotated[float, Field(ge=0, le=2)] | None
    interval: _Pair | None
    shape: str
    r_wg: _Share | None
    consensus: _Share | None
    hidden: Literal[False]


class _Again(_Object):
    round: Annotated[int, Field(ge=2)]


class NumbersAgain(Numbers, _Again):
    """The same of a later round."""


class HiddenAgain(HiddenNumbers, _Again):
    """The same of a later round."""


class BandAgain(BandNumbers, _Again):
    """The same of a later round."""


class _WithRevotes(_Object):
    revotes: list[NumbersAgain | BandAgain | HiddenAgain] = []


class LadderNumbers(Numbers, _WithRevotes):
    """The first round of a ladder, with its later rounds, if any."""


class HiddenLadder(HiddenNumbers, _WithRevotes):
    """The same, hidden."""


class BandLadder(BandNumbers, _WithRevotes):
    """The same, of which no counts may be shown."""


class _Named(_Object):
    id: str
    text: str


class Statement(Numbers, _Named):
    """A statement with its counts."""


class HiddenStatement(HiddenNumbers, _Named):
    """A statement with too few answers."""


class BandStatement(BandNumbers, _Named):
    """A statement of which no counts may be shown."""


class Agreement(_Object):
    """r_wg(j) over the shown statements."""

    value: _Share | None
    items: list[str]


class ShownAttribute(_Object):
    """One attribute of a session."""

    id: str
    name: str
    ladder: LadderNumbers | BandLadder | HiddenLadder | None
    statements: list[Statement | BandStatement | HiddenStatement]
    r_wg_j: Agreement | None
    agreed: Annotated[int, Field(ge=1, le=5)] | None


class ShownExercise(BaseModel):
    """One exercise: how it was rated, what the counts support, and its entries, which differ by exercise."""

    method: Literal["ballots", "hands"] | None
    voted: int | None
    sentences: list[str]


class ShownSession(_Object):
    """What ``workshop show --json`` prints."""

    title: str
    held_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    mode: Literal["confidential", "open"]
    threshold: int
    invited: int | None
    round: int | None
    voted: int | None
    attributes: list[ShownAttribute]
    findings: list[str]
    exercises: dict[ExerciseName, ShownExercise] | None = None
    """By exercise, those in which something was entered or counted."""


class Said(_Object):
    """One thing that was said or decided."""

    text: str
    about: str
    details: list[str]


class Recorded(_Object):
    """Things of one kind: to try, to stop, notes."""

    title: str
    entries: list[Said]


class ReportedSession(ShownSession):
    """The same with where it was, and what was said and decided."""

    file: str
    organisation: str
    unit: str
    record: list[Recorded]


class Told(_Object):
    """One step of the story."""

    title: str
    said: list[str]


class ReportObject(_Object):
    """A report as ``workshop export --to json`` writes it."""

    format: Literal[1]
    title: str
    audience: Literal["team", "organisation", "board"]
    story: list[Told]
    sessions: Annotated[list[ReportedSession], Field(min_length=1)]
    comparison: dict[str, Any] | None
    method: list[str]


SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "report": ReportObject,
    "show": ShownSession,
    "session": Session,
    "instrument": Instrument,
}
"""What can be described, by name."""


def schema(name: str = "report") -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one of ``SCHEMAS``."""
    made = SCHEMAS[name].model_json_schema(
        mode="serialization" if name in {"session", "instrument"} else "validation"
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def render(report: Report) -> bytes:
    """Return the report as JSON."""
    return (json.dumps(document(report), ensure_ascii=False, indent=1) + "\n").encode()


def document(report: Report) -> dict[str, Any]:
    """Return the report as the object that ``schema`` describes."""
    last = report.chapters[-1].blocks
    return {
        "format": FORMAT,
        "title": report.title,
        "audience": report.audience,
        "story": [{"title": passage.title, "said": list(passage.said)} for passage in report.story],
        "sessions": [_session(one) for one in report.kept],
        "comparison": compared(report.sessions) if len(report.kept) > 1 else None,
        "method": [block.text for block in last if isinstance(block, Text)],
    }


def _session(one: Kept) -> dict[str, Any]:
    session = one.session
    said = [
        {
            "title": section.title,
            "entries": [
                {"text": e.text, "about": e.about, "details": list(e.details)} for e in section.entries
            ],
        }
        for section in record(session)
    ]
    return {
        **shown(session),
        "file": one.name,
        "organisation": session.organisation,
        "unit": session.unit,
        "record": said,
    }
