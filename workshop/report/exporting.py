"""Reports as files: speaking names, nothing overwritten unasked, and never half a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop.errors import Where, WorkshopError
from workshop.language import _, n_
from workshop.model.session import Audience
from workshop.report.formats import FORMATS, Format, Made, Noted
from workshop.report.report import Paper, Report, build, promised
from workshop.report.tables import Kept
from workshop.store import atomic
from workshop.store.codec import load

__all__ = ["AlreadyThere", "Exported", "Planned", "export", "plan", "refuse", "stem", "write_report"]

_WRITTEN: Final = ".written"
"""In a folder of charts or counts: the names of what an export wrote there, a line each."""


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


class AlreadyThere(WorkshopError):
    """Files of these names are there, and nobody said that they may be written anew."""

    def __init__(self, paths: Sequence[Path]) -> None:
        said = n_("{file} is there already", "{file} and others, {n} in all, are there already", len(paths))
        super().__init__(said.replace("{file}", str(paths[0])), _("--force writes anew what is there."))


def stem(kept: Sequence[Kept], audience: Audience | None = None) -> str:
    """Return what the files of a report are called: after its session, or the first and the last.

    Bytes that are no UTF-8 become ``_``: not everybody who reads reports could open them.
    """
    ordered = sorted(kept, key=lambda one: one.session.held_on)
    name = "".join("_" if "\ud800" <= letter <= "\udfff" else letter for letter in ordered[-1].name)
    if len(ordered) > 1:
        name = f"{ordered[0].session.held_on}-to-{name}"
    beyond = audience and audience != promised([one.session for one in ordered])
    return f"{name}-for-{audience}" if beyond else name


def plan(
    kept: Sequence[Kept],
    formats: Sequence[Format],
    folder: Path,
    *,
    out: Path | None = None,
    audience: Audience | None = None,
) -> tuple[Planned, ...]:
    """Return where each format goes: into ``folder``, or to ``out``, a folder or the one file's name.

    ``out`` is one file when it ends as files of a format do. Raises WorkshopError when that is another
    format, or there are several.
    """
    if out is not None and out.suffix in {one.suffix for one in FORMATS.values()} and not out.is_dir():
        if len(formats) > 1:
            raise _one_file(out)
        if formats[0].suffix != out.suffix:
            raise WorkshopError(
                _("{out} is no name for {format}").format(out=out, format=formats[0].name),
                _("Name a folder, or let the name end in {suffix}.").format(suffix=formats[0].suffix)
                if formats[0].suffix
                else _("Name a folder: each chart becomes a file of its own."),
            )
        return (Planned(formats[0], out),)
    where, name = out or folder, stem(kept, audience)
    return tuple(Planned(one, where / f"{name}-{one.kind}{one.suffix}") for one in formats)


def refuse(planned: Sequence[Planned]) -> None:
    """Raise AlreadyThere when a file is there; WorkshopError when two would be written to one place."""
    paths = [one.path for one in planned]
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        raise _one_file(twice)
    if there := [path for path in paths if path.exists()]:
        raise AlreadyThere(there)


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

    All is rendered before anything is written. Raises AlreadyThere when a file is there and ``force`` is not
    given, WorkshopError when a package is missing or it cannot be written; what was there is as it was then.
    """
    planned = plan(kept, formats, folder, out=out, audience=audience)
    if not force:
        refuse(planned)
    report = build(kept, audience, paper)
    made = []
    notes = list(report.warnings)
    for one in planned:
        progress(one.format.name)
        content = _made(one, report)
        if isinstance(content, Noted):
            notes.append(content.note)
            content = content.content
        if content:
            made.append((one.path, content))
        else:
            notes.append(_("{format}: there is no chart to draw yet.").format(format=one.format.name))
    if not made:
        raise WorkshopError(
            _("there is no chart to draw yet"),
            _("Charts come with the first counted round; md, html and pdf do not wait."),
        )
    for path, content in made:
        _write(path, content)
    return Exported(tuple(path for path, _content in made), tuple(notes))


def write_report(path: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the session at ``path`` as Markdown and HTML into ``exports``.

    Return what was written. Raises WorkshopError, and AlreadyThere without ``force``.
    """
    wanted = [FORMATS["md"], FORMATS["html"]]
    folder = path.parent.parent / "exports"
    return export([Kept(path.stem, load(path))], wanted, folder, force=force).paths


def _one_file(path: Path) -> WorkshopError:
    return WorkshopError(
        _("several reports do not go into one file"),
        _("Name a folder instead of {out}.").format(out=path),
    )


def _made(one: Planned, report: Report) -> Made:
    """Render, where what is made aside on the way may find no room."""
    try:
        return one.format.make(report)
    except OSError as error:
        raise _unwritten(one.path, error) from None


def _unwritten(path: Path, error: OSError) -> WorkshopError:
    return WorkshopError(
        _("it cannot be written: {why}").format(why=error.strerror or error),
        _("Nothing half-written was left. Choose another place with --out."),
        Where(str(path)),
    )


def _write(path: Path, content: bytes | Mapping[str, bytes]) -> None:
    """Write one file or folder; only the folder it goes into is made, never a way to it that is gone."""
    try:
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, bytes):
            atomic.replace(path, content)
        else:
            _write_folder(path, content)
    except OSError as error:
        raise _unwritten(path, error) from None


def _write_folder(path: Path, content: Mapping[str, bytes]) -> None:
    """Fill a folder beside ``path``, then put it in its place. A folder that is not ours is refused."""
    beside = path.with_name(f".{path.name}{atomic.TEMPORARY}")
    if path.exists():
        _refuse_others(path, content)
    written = "".join(f"{name}\n" for name in content).encode()
    try:
        for name, piece in {**content, _WRITTEN: written}.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(piece)
        atomic.replace_folder(path, beside)
    finally:
        atomic.sweep(beside)


def _refuse_others(path: Path, content: Mapping[str, bytes]) -> None:
    """Raise WorkshopError when ``path`` holds what no export wrote, nor will write now: it would be lost."""
    ours = {_WRITTEN, *content}
    with suppress(OSError):
        ours.update((path / _WRITTEN).read_text("utf-8", "replace").splitlines())
    others = [
        file for file in path.rglob("*") if not file.is_dir() and str(file.relative_to(path)) not in ours
    ]
    if not path.is_dir():
        others = [path]
    if others:
        raise WorkshopError(
            _("{path} holds other things too").format(path=path),
            _("Name another folder with --out."),
            Where(str(others[0])),
        )
