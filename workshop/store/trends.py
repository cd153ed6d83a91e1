"""What is kept of a page over many sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.store import atomic
from workshop.store.sessions import ensure_folder
from workshop.store.workspace import Workspace

__all__ = ["keep_page"]


def keep_page(workspace: Workspace, text: str, numbers: Iterable[str], today: date) -> Path:
    """Write a page as Markdown into the folder of reports, over none that is there; return its path.

    Beside it lie its ``numbers``, line by line as CSV. Raises WorkshopError where they cannot be written.
    """
    ensure_folder(workspace.exports)
    names = (f"trends-{today}{f'-{number}' if number > 1 else ''}.md" for number in range(1, 1000))
    path = next(path for name in names if not (path := workspace.exports / name).exists())
    fence = "`" * 12
    page = f"# Trends, {today}\n\n{fence}text\n{text}\n{fence}\n"
    try:
        atomic.replace(path, page.encode(errors="replace"))
        atomic.replace(path.with_suffix(".csv"), b"".join(line.encode(errors="replace") for line in numbers))
    except OSError as error:
        said = _("it cannot be written: {why}").format(why=error.strerror or error)
        raise WorkshopError(said, "", Where(str(path))) from None
    return path
