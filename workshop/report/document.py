"""A report as one JSON object, and the JSON Schema that describes it, made from the models of ``objects``.

``sessions`` holds what ``workshop show --json`` prints of each, and what else the session keeps;
``comparison`` what ``workshop compare --json`` prints, or null for one session.
"""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import BaseModel

from workshop.model.instrument import Instrument
from workshop.model.session import Session
from workshop.report.as_json import compared, shown
from workshop.report.blocks import Text
from workshop.report.objects import ComparedSessions, ReportObject, ShownSession
from workshop.report.record import record
from workshop.report.report import Report
from workshop.report.tables import Kept

__all__ = ["SCHEMAS", "document", "render", "schema"]

FORMAT: Final = 1

SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "report": ReportObject,
    "show": ShownSession,
    "compare": ComparedSessions,
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
