"""Which sessions came before: the same organisation and unit, on an earlier day."""

from __future__ import annotations

from pathlib import Path

from workshop.model.session import Session
from workshop.store.shelf import Shelf
from workshop.store.summary import Summary

__all__ = ["earlier"]


def earlier(path: Path, session: Session) -> Summary | None:
    """Return the newest counted session of the same organisation and unit before this one, beside it."""
    about = (session.organisation, session.unit, session.held_on)
    found = [
        summary
        for summary in Shelf(path.parent).entries()
        if isinstance(summary, Summary) and summary.path != path and summary.precedes(*about)
    ]
    return max(found, key=lambda summary: summary.held_on, default=None)
