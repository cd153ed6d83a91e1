"""Ratings collected elsewhere become sessions, one for each unit, counted as a workshop's own are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from workshop.errors import Where, WorkshopError
from workshop.language import _, say_number
from workshop.model.ballot import Ballot
from workshop.model.instrument import Instrument
from workshop.model.privacy import count
from workshop.model.rules import Rules
from workshop.model.session import THRESHOLD, Imported, Mode, Session
from workshop.model.tally import MOST
from workshop.model.text import LINE, clean, fit
from workshop.store import atomic
from workshop.store.codec import load
from workshop.store.complaint import said
from workshop.store.ratings_csv import BadCells, Ratings
from workshop.store.released import Released, releasing
from workshop.store.sessions import create
from workshop.store.workspace import Workspace

__all__ = ["ImportOutcome", "Terms", "Written", "import_ratings"]

_DIFFERENTLY: Final = _(
    "The same rows are not split a second way: subtracting one split from the other "
    "would show the answers of those who were left out. While nobody has seen these "
    "sessions, delete them and import again."
)


@dataclass(frozen=True)
class Terms:
    """What all sessions of one import have in common."""

    instrument: Instrument
    held_on: date
    organisation: str = ""
    title: str = ""
    """With several units each session's title goes on with its unit."""
    mode: Mode = "confidential"
    threshold: int = THRESHOLD

    @property
    def rules(self) -> Rules:
        """What may be counted."""
        return Rules(self.mode, self.threshold)


@dataclass(frozen=True)
class Written:
    """One session that was made."""

    path: Path
    unit: str
    voted: int


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did. ``unchanged`` is filled instead of ``sessions`` when all was there already."""

    sessions: tuple[Written, ...] = ()
    not_counted: tuple[str, ...] = ()
    """Units with fewer people than the threshold, in natural order; how many they are is told to nobody."""
    unchanged: tuple[Path, ...] = ()
    """The sessions that the same rows were split into before, in the same way."""
    skipped: int = 0
    """Bad cells and rows that were left out because the caller said so."""
    notes: tuple[str, ...] = ()
    """Sentences the user should read besides."""


Progress = Callable[[int, int], None]
"""Is told how many sessions are written, and of how many."""


def import_ratings(
    ratings: Ratings,
    workspace: Workspace,
    terms: Terms,
    *,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Count ``ratings`` unit by unit and write a session for each: all of them, or none.

    Raises BadCells unless ``skip_bad``, and WorkshopError when nobody answered, when the same rows were split
    another way before, or when saving fails.
    """
    if ratings.bad and not skip_bad:
        raise BadCells(ratings.bad, Where(str(ratings.path)))
    units = _by_unit(ratings)
    if not any(units.values()):
        raise WorkshopError(
            _("nobody answered anything in it"), _("Look at the columns."), Where(str(ratings.path))
        )
    counted = {unit: ballots for unit, ballots in units.items() if len(ballots) >= terms.rules.needed}
    not_counted = tuple(unit for unit in units if unit not in counted)
    if not counted:
        return ImportOutcome(not_counted=not_counted, skipped=len(ratings.bad))
    # Counted before anything is touched: what a model refuses is refused here.
    planned = [_session(ratings, terms, unit, ballots) for unit, ballots in counted.items()]
    with releasing(workspace) as released:
        digest = released.digest(row.answers for row in ratings.rows if row.answers)
        swept = released.sweep(digest)
        if earlier := released.sessions(digest):
            _refuse_second_split(earlier, ratings.by)
            earlier.sort(key=lambda path: _natural(path.stem))
            return ImportOutcome(unchanged=tuple(earlier), skipped=len(ratings.bad))
        imported = Imported(digest=digest, by=ratings.by)
        with released.unfinished(digest):
            sessions = [session.model_copy(update={"imported": imported}) for session in planned]
            written = _write(sessions, workspace.assessments, progress)
    return ImportOutcome(written, not_counted, skipped=len(ratings.bad), notes=_notes(released, swept))


def _by_unit(ratings: Ratings) -> Mapping[str, Sequence[Ballot]]:
    """Return the ballots of each unit, units in natural order; a row without an answer is no ballot."""
    units: dict[str, list[Ballot]] = {}
    for row in ratings.rows:
        if row.unit is None:
            continue
        ballots = units.setdefault(row.unit, [])
        if row.answers:
            ballots.append(Ballot(answers=row.answers))
    return {unit: units[unit] for unit in sorted(units, key=_natural)}


def _natural(name: str) -> tuple[list[str | int], str]:
    """Sort "2" before "10"; the parts alternate between text and number, so that like meets like."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name


def _session(ratings: Ratings, terms: Terms, unit: str, ballots: Sequence[Ballot]) -> Session:
    """Return the session of one unit, without its digest. Raises WorkshopError."""
    if len(ballots) > MOST:
        found = _("{many} people in one session, at most {most} are counted").format(
            many=say_number(len(ballots)), most=say_number(MOST)
        )
        raise WorkshopError(found, _("Split them with --by COLUMN."), Where(str(ratings.path)))
    about = terms.title or terms.organisation or ratings.path.stem
    title = ", ".join(part for part in (clean(about), unit) if part) or _("Imported ratings")
    try:
        return Session(
            title=fit(title, LINE),
            organisation=terms.organisation,
            unit=unit,
            held_on=terms.held_on,
            mode=terms.mode,
            threshold=terms.threshold,
            stage="close",
            ended=True,
            rounds=(count(ballots, ratings.questions, terms.rules),),
            instrument=terms.instrument,
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = " ".join(map(str, first["loc"]))
        raise WorkshopError(f"{name}: {said(first)}", _("Nothing was written.")) from None


def _refuse_second_split(earlier: Sequence[Path], by: str) -> None:
    for path in earlier:
        imported = load(path).imported
        if imported and imported.by != by:
            how = _('by "{by}"').format(by=imported.by) if imported.by else _("as one unit")
            also = _(" and {earlier} more").format(earlier=len(earlier) - 1) if len(earlier) > 1 else ""
            raise WorkshopError(
                _("these rows were imported {how} before: {path}{also}").format(
                    how=how, path=path, also=also
                ),
                _DIFFERENTLY,
            )


def _write(sessions: Sequence[Session], folder: Path, progress: Progress | None) -> tuple[Written, ...]:
    """Save all, or none when one cannot be saved or the user stops it."""
    written: list[Written] = []
    try:
        for session in sessions:
            written.append(Written(create(session, folder), session.unit, session.voted or 0))
            if progress:
                progress(len(written), len(sessions))
    except WorkshopError as error:
        left = _take_back(written)
        if left:
            hint = _("Delete what is left of this import: {names}").format(names=", ".join(map(str, left)))
        else:
            hint = _("Nothing was imported: of {sessions} sessions none is kept.").format(
                sessions=len(sessions)
            )
        raise WorkshopError(error.message, hint, error.where) from None
    except BaseException:
        _take_back(written)
        raise
    return tuple(written)


def _take_back(written: Sequence[Written]) -> list[Path]:
    """Remove the sessions that were just made; return those that would not go."""
    for session in written:
        with suppress(OSError):
            session.path.unlink(missing_ok=True)
    if written:
        with suppress(OSError):
            atomic.sync_folder(written[0].path.parent)
    return [session.path for session in written if session.path.exists()]


def _notes(released: Released, swept: int) -> tuple[str, ...]:
    notes = []
    if swept:
        notes.append(
            _("An earlier import of these rows was cut off; its {swept} sessions went to the trash.").format(
                swept=swept
            )
        )
    if released.strangers:
        notes.append(
            _(
                "Other sessions here were imported elsewhere; whether from the same rows cannot be "
                "told. If so, delete the new ones: the same rows are not split a second way."
            )
        )
    return tuple(notes)
