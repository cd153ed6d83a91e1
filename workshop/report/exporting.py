"""Reports as files: speaking names, nothing overwritten unasked, and never half a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import Where, WorkshopError
from workshop.language import _, n_
from workshop.model.session import Audience
from workshop.report.formats import FORMATS, Format, Noted
from workshop.report.report import Paper, Report, build
from workshop.report.tables import Kept
from workshop.store import atomic
from workshop.store.codec import load

__all__ = ["Exported", "Planned", "export", "plan", "stem", "write_report"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One format and where it goes."""

    format: Format
    path: Path


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what whoever wrote it should know."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...]


def stem(report: Report, promised: Audience) -> str:
    """Return what the files of a report are called: after its session, or the first and the last."""
    names = [one.name for one in report.kept]
    name = names[0] if len(names) == 1 else f"{report.sessions[0].held_on}-to-{names[-1]}"
    return f"{name}-for-{report.audience}" if report.audience != promised else name


def plan(name: str, formats: Sequence[Format], folder: Path, out: Path | None = None) -> tuple[Planned, ...]:
    """Return where each format goes: into ``folder``, or to ``out``, a folder or the one file's name.

    Raises WorkshopError when ``out`` names one file and there are several formats.
    """
    if out is not None and out.suffix and not out.is_dir():
        if len(formats) > 1:
            raise WorkshopError(
                _("several formats do not go into one file"),
                _("Name a folder instead of {out}.").format(out=out),
            )
        return (Planned(formats[0], out),)
    where = out or folder
    return tuple(Planned(one, where / f"{name}-{one.kind}{one.suffix}") for one in formats)


def export(
    kept: Sequence[Kept],
    formats: Sequence[Format],
    folder: Path,
    *,
    out: Path | None = None,
    audience: Audience | None = None,
    paper: Paper = "a4",
    force: bool = False,
    progress: Callable[[str], None] = lambda _said: None,
) -> Exported:
    """Write a report of ``kept`` in each of ``formats``.

    All is rendered before anything is written. Raises WorkshopError when a package is missing, when a file is
    there already and ``force`` is not given, or when it cannot be written; what was there is as it was then.
    """
    report = build(kept, audience, paper)
    planned = plan(stem(report, build(kept[-1:]).audience), formats, folder, out)
    if not force:
        _refuse_existing(planned)
    made = []
    notes = list(report.warnings)
    for one in planned:
        progress(one.format.name)
        content = one.format.make(report)
        if isinstance(content, Noted):
            notes.append(content.note)
            content = content.content
        made.append((one.path, content))
    for path, content in made:
        _write(path, content)
    return Exported(tuple(one.path for one in planned), tuple(notes))


def write_report(path: Path) -> tuple[Path, ...]:
    """Write the session at ``path`` as Markdown and HTML into ``exports``, anew each time.

    Return what was written. Raises WorkshopError.
    """
    wanted = [FORMATS["md"], FORMATS["html"]]
    folder = path.parent.parent / "exports"
    return export([Kept(path.stem, load(path))], wanted, folder, force=True).paths


def _refuse_existing(planned: Sequence[Planned]) -> None:
    there = [str(one.path) for one in planned if one.path.exists()]
    if there:
        more = len(there) - 1
        said = n_("{file} and {n} more is there already", "{file} and {n} more is there already", more)
        raise WorkshopError(
            (said if more else _("{file} is there already")).format(file=there[0]),
            _("--force writes it anew."),
        )


def _write(path: Path, content: bytes | Mapping[str, bytes]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            atomic.replace(path, content)
        else:
            _write_folder(path, content)
    except OSError as error:
        hint = _("Nothing half-written was left. Choose another place with --out.")
        raise WorkshopError(
            _("it cannot be written: {why}").format(why=error.strerror or error), hint, Where(str(path))
        ) from None


def _write_folder(path: Path, content: Mapping[str, bytes]) -> None:
    """Fill a folder beside ``path``, then put it in its place. A folder that is not ours is refused."""
    beside = path.with_name(f".{path.name}{atomic.TEMPORARY}")
    if path.exists():
        _refuse_others(path, content)
    try:
        for name, piece in content.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(piece)
        beside.mkdir(exist_ok=True)
        atomic.discard(path)
        beside.rename(path)
        atomic.sync_folder(path.parent)
    finally:
        atomic.sweep(beside)


def _refuse_others(path: Path, content: Mapping[str, bytes]) -> None:
    """Raise WorkshopError when ``path`` holds what no export of this kind puts there: it would be lost."""
    kinds = {Path(name).suffix for name in content}
    others = (
        [f for f in path.rglob("*") if f.is_file() and f.suffix not in kinds] if path.is_dir() else [path]
    )
    if kinds and others:
        raise WorkshopError(
            _("{path} holds other things too").format(path=path),
            _("Name another folder with --out."),
            Where(str(others[0])),
        )
