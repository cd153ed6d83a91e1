"""The folder a team works in: ``assessments/`` with sessions, ``exports/`` with reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop.errors import WorkshopError, legible
from workshop.language import _
from workshop.model.text import clean, fit, slug
from workshop.store import listing
from workshop.store.shelf import Shelf
from workshop.store.summary import Summary

__all__ = ["Workspace"]

ENVIRONMENT: Final = "WORKSHOP_DIR"

_NAMED: Final = 6
"""Sessions that are named; of more, how many there are is said."""


@dataclass(frozen=True)
class Workspace:
    """Where sessions and reports are. ``chosen_by`` says why it is this folder, for people who wonder."""

    root: Path
    chosen_by: str = ""

    @classmethod
    def locate(cls, named: Path | None = None) -> Workspace:
        """Find it: the one named, the folder one is in, ``WORKSHOP_DIR``, or the user's data folder."""
        if named is not None:
            return cls(named, "--workspace")
        if Path("assessments").is_dir():
            return cls(Path(), _("this folder"))
        if folder := os.environ.get(ENVIRONMENT):
            return cls(Path(folder).expanduser(), ENVIRONMENT)
        from platformdirs import user_data_path  # only who needs it pays for it

        return cls(user_data_path("workshop", appauthor=False), _("your data folder"))

    @property
    def assessments(self) -> Path:
        """The folder of sessions."""
        return self.root / "assessments"

    @property
    def exports(self) -> Path:
        """The folder of reports."""
        return self.root / "exports"

    @property
    def instruments(self) -> Path:
        """The folder of a team's own instruments."""
        return self.assessments / "instruments"

    def files(self) -> Iterator[Path]:
        """Yield the session files, newest name first; an absent or unreadable folder has none."""
        return (self.assessments / name for name in listing.names(self.assessments))

    def find(self, wanted: str) -> Path:
        """Return the session file that ``wanted`` means: a path, a file name, a part of one, or of a title.

        A title counts only when no file name fits.

        Raises WorkshopError with the names there are when none or several fit.
        """
        with suppress(OSError):  # a name longer than the system knows is no path
            if os.sep in wanted or Path(wanted).is_file():
                return Path(wanted)
        names = {path.stem: path for path in self.files()}
        if exact := names.get(wanted.removesuffix(".toml")):
            return exact
        part = slug(wanted.removesuffix(".toml"))
        fitting = [stem for stem in names if part and part in stem] or [
            entry.path.stem for entry in self._sessions() if part and part in slug(entry.title, 200)
        ]
        if len(fitting) == 1:
            return names[fitting[0]]
        wanted = fit(clean(wanted), 60)
        if fitting:
            raise WorkshopError(
                _('several sessions fit "{wanted}"').format(wanted=wanted),
                _("Which one: {fitting}?").format(fitting=_some(fitting)),
            )
        there = (
            _("There are {some}.").format(some=_some(list(names)))
            if names
            else _("`workshop new` makes the first one.")
        )
        raise WorkshopError(
            _('no session in {assessments} fits "{wanted}"').format(
                assessments=self.assessments, wanted=wanted
            ),
            there,
        )

    def _sessions(self) -> list[Summary]:
        return [entry for entry in Shelf(self.assessments).entries() if isinstance(entry, Summary)]


def _some(names: list[str]) -> str:
    more = _(" and {names} more").format(names=len(names) - _NAMED) if len(names) > _NAMED else ""
    return ", ".join(map(legible, names[:_NAMED])) + more
