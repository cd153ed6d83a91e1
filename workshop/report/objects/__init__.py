"""What the JSON objects look like, as models: the JSON Schema is made from them.

They describe what ``as_json`` and ``document`` make; a test holds the two together.
"""

from __future__ import annotations

from workshop.report.objects.compared import ComparedSessions
from workshop.report.objects.shown import ReportObject, ShownSession

__all__ = ["ComparedSessions", "ReportObject", "ShownSession"]
