"""The unit that is open on the trends screen, and where in it one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workshop.analysis.trend import Course, courses
from workshop.analysis.units import Unit
from workshop.model.outcome import Outcome

__all__ = ["OpenUnit", "place"]

_Name = TypeVar("_Name")


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """One unit over time; one is on an attribute and a session of it."""

    unit: Unit
    courses: tuple[Course, ...]
    session: int
    attribute: int = 0

    @classmethod
    def at(cls, unit: Unit, file: str = "") -> OpenUnit:
        """Open ``unit`` at the session in ``file``; at its newest where it has none."""
        files = [session.file for session in unit.sessions]
        return cls(unit, courses(unit), place(files, file, len(files)))

    @property
    def here(self) -> Outcome:
        """The session one is on."""
        return self.unit.sessions[self.session]

    def moved(self, step: int) -> OpenUnit:
        """Go ``step`` attributes down."""
        return replace(self, attribute=max(0, min(len(self.courses) - 1, self.attribute + step)))

    def turned(self, step: int) -> OpenUnit:
        """Go ``step`` sessions on."""
        return replace(self, session=max(0, min(len(self.unit.sessions) - 1, self.session + step)))

    def on(self, attribute: int, file: str = "") -> OpenUnit:
        """Go to the attribute at that place and, where it is named, to a session."""
        files = [session.file for session in self.unit.sessions]
        return replace(self, attribute=attribute, session=place(files, file, self.session))

    def renewed(self, found: Sequence[Unit]) -> OpenUnit | None:
        """Return it as it is in ``found``, at the same attribute and session; None where it is gone."""
        unit = next((unit for unit in found if unit.key == self.unit.key), None)
        if unit is None:
            return None
        new = OpenUnit.at(unit)
        attributes = [course.line.attribute for course in new.courses]
        attribute = place(attributes, self.courses[self.attribute].line.attribute, self.attribute)
        return replace(new, session=self.session).turned(0).on(attribute, self.here.file)


def place(names: Sequence[_Name], name: _Name | None, otherwise: int) -> int:
    """Return where ``name`` stands now; where it is no more, the place nearest to where it was."""
    return names.index(name) if name in names else max(0, min(len(names) - 1, otherwise))
