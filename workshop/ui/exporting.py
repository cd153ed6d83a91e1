"""Reports written from screens: chosen with a preview, and nothing is overwritten unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.session import Audience
from workshop.report.exporting import AlreadyThere, export, write_report
from workshop.report.report import AUDIENCES, Report, build
from workshop.report.tables import Kept
from workshop.store.codec import load
from workshop.ui.flows import in_thread
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.export import ExportScreen

__all__ = ["export_ended", "export_flow", "report_written", "written", "written_at_end"]

_Done = TypeVar("_Done")

_MANY = 20
"""Sessions from which it takes so long that one is told how far it is."""


async def export_flow(app: App[Any], paths: Sequence[Path]) -> None:
    """Let somebody choose what to export of one session, or of several compared, and write it."""
    kept, reports = await in_thread(_read, paths)
    folder = paths[0].parent.parent / "exports"
    report = reports[None]
    screen = ExportScreen(report.title, str(folder), _previews(reports), report.audience)
    chosen = await app.push_screen_wait(screen)
    if not chosen:
        return

    def told(name: str) -> None:
        if len(kept) >= _MANY:
            app.call_from_thread(app.notify, _("making {name}").format(name=name), markup=False)

    done = await written(
        app,
        lambda force: export(
            kept, chosen.formats, folder, audience=chosen.audience, force=force, progress=told
        ),
    )
    if done:
        names = ", ".join(path.name for path in done.paths)
        app.notify(_("Written into {folder}: {files}").format(folder=folder, files=names), markup=False)
        for warning in done.warnings:
            app.notify(warning, severity="warning", timeout=12, markup=False)


async def export_ended(app: App[Any], path: Path) -> None:
    """Export a session that has ended, as ``export_flow``; what cannot be written is said."""
    try:
        await export_flow(app, [path])
    except WorkshopError as error:
        app.notify(str(error), severity="error", timeout=12, markup=False)


async def report_written(app: App[Any], path: Path) -> str:
    """Write the session at ``path`` as a report into exports/; return where it is, empty when it was not."""
    paths = await written(app, lambda force: write_report(path, force=force))
    if not paths:
        return ""
    names = ", ".join(path.name for path in paths)
    return _("Report written to {parent}: {names}").format(parent=paths[0].parent, names=names)


async def written_at_end(app: App[Any], path: Path) -> str:
    """Write the report of a session that has just ended; return what became of it: the end stands anyhow."""
    try:
        done = await report_written(app, path) or _("The report in exports/ was left as it was; x exports.")
    except WorkshopError as error:
        done = _("The report was not written: {why}. {hint} x exports.").format(
            why=error.message, hint=error.hint
        )
    return _("The session has ended. {done}").format(done=done)


async def written(app: App[Any], write: Callable[[bool], _Done]) -> _Done | None:
    """Call ``write`` with whether it may overwrite: not unless asked; None when the answer was no."""
    try:
        return await in_thread(write, False)
    except AlreadyThere as there:
        question = ConfirmScreen(_("Write it anew?"), f"{there.message}.")
    return await in_thread(write, True) if await app.push_screen_wait(question) else None


def _read(paths: Sequence[Path]) -> tuple[list[Kept], Mapping[Audience | None, Report]]:
    """Return the sessions and their reports for each audience; None stands for the one that was promised."""
    kept = [Kept(path.stem, load(path)) for path in paths]
    return kept, {audience: build(kept, audience) for audience in (None, *AUDIENCES)}


def _previews(reports: Mapping[Audience | None, Report]) -> dict[Audience, tuple[str, ...]]:
    return {
        audience: tuple(
            said
            for passage in report.story
            for said in (passage.title, *(f"  {one}" for one in passage.said))
        )
        for audience, report in reports.items()
        if audience
    }
