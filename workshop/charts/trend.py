"""Three or more sessions: a small line for each attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Course, Key, Lines, Role, Scene, Stop, Told
from workshop.charts.wording import FELT_WORDS, answers, decimal
from workshop.language import _, n_

__all__ = ["Path", "Point", "trend"]


@dataclass(frozen=True, slots=True)
class Point:
    """One attribute in one session; ``mean`` is None where nothing may be, or was, shown."""

    mean: float | None
    n: int | None
    agreed: int | None = None
    new_line: str = ""
    """Why this cannot be joined to what came before; empty when it can."""
    interval: tuple[float, float] | None = None
    """The interval of the mean, to be drawn as a band."""
    felt: str = ""
    """What most said changed since the session before, as `Stop` has it."""


@dataclass(frozen=True, slots=True)
class Path:
    """One attribute over all sessions, oldest first."""

    label: str
    points: tuple[Point, ...]


def trend(
    paths: Sequence[Path],
    sessions: Sequence[str],
    *,
    title: str = "",
    at: int | None = None,
) -> Scene:
    """Show the mean of each attribute over ``sessions``, named shortly (such as ``"2025-05"``), oldest first.

    Where not all fit, those around session ``at`` are drawn. Raises ValueError when a path does not have a
    point for each session.
    """
    for path in paths:
        if len(path.points) != len(sessions):
            raise ValueError(f"{path.label}: {len(path.points)} points for {len(sessions)} sessions")
    courses = tuple(_course(path) for path in paths)
    keys = (
        [Key(Role.AGREED, _("agreed level"))] if any(p.agreed for path in paths for p in path.points) else []
    )
    if any(point.interval for path in paths for point in path.points):
        keys.append(Key(Role.BAND3, _("what a group this size pins the mean down to")))
    if any(point.felt for path in paths for point in path.points):
        keys.append(Key(Role.FELT, _("most felt: better, the same, worse; or divided")))
    if any(point.new_line for path in paths for point in path.points):
        keys.append(Key(Role.BREAK, _("a new line: asked or answered in another way")))
    told = tuple(Told(path.label, _said(path, sessions)) for path in paths)
    clauses = _("; ").join(f"{label} {said}" for label, said in told) or _("nothing to show")
    summary = n_(
        "{title} over {n} session: {means}.", "{title} over {n} sessions: {means}.", len(sessions)
    ).format(title=title or _("Means"), means=clauses)
    body = Lines(tuple(sessions), courses, at)
    return Scene(title, body, summary, keys=tuple(keys), told=told)


def _course(path: Path) -> Course:
    return Course(
        path.label,
        tuple(Stop(point.mean, point.n, point.agreed, point.interval, point.felt) for point in path.points),
        tuple(index for index, point in enumerate(path.points) if point.new_line),
    )


def _said(path: Path, sessions: Sequence[str]) -> str:
    said = []
    for session, point in zip(sessions, path.points, strict=True):
        words = _("no figure") if point.mean is None else decimal(point.mean)
        words = f"{session} {words}"
        if point.n is not None:
            words += f" ({answers(point.n)})"
        if point.agreed is not None:
            words = _("{point}, agreed {level}").format(point=words, level=point.agreed)
        if point.felt:
            words = _("{point}, felt {felt}").format(point=words, felt=FELT_WORDS[point.felt])
        if point.new_line:
            words = _("{point}, a new line ({why})").format(point=words, why=point.new_line)
        said.append(words)
    return ", ".join(said)
