"""The formats a report can have: one registry for the command line, the export screen and the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final, TypeAlias

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.report.extras import install, lacking
from workshop.report.report import Report

__all__ = ["FORMATS", "Format", "Made", "Noted", "format_named"]


@dataclass(frozen=True, slots=True)
class Noted:
    """The content of a file, and what could not be had in it."""

    content: bytes
    note: str


Made: TypeAlias = bytes | Noted | Mapping[str, bytes]
"""The content of one file; or of a folder, by the path inside it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format; its renderer is imported when it is asked for."""

    name: str
    suffix: str
    """The ending of its file or folder."""
    description: str
    renderer: str
    """Module and function, such as ``"markdown.render"``."""
    extra: str = ""
    """What has to be installed besides, if anything."""
    needs: str = ""
    """The package that this extra brings."""
    kind: str = "report"
    """What its file is called after the session: a report, counts, charts."""

    @property
    def missing(self) -> str:
        """The command that installs what is missing; "" when nothing is."""
        return "" if not self.needs or find_spec(self.needs) else install(self.extra)

    def need(self) -> None:
        """Raise WorkshopError when what it needs is not installed."""
        if self.missing:
            raise lacking(self.name, self.extra)

    def make(self, report: Report) -> Made:
        """Render ``report``. Raises WorkshopError when what it needs is not installed."""
        self.need()
        module, _dot, function = self.renderer.partition(".")
        render: Callable[[Report], Made] = getattr(import_module(f"workshop.report.{module}"), function)
        return render(report)


FORMATS: Final[Mapping[str, Format]] = {
    entry.name: entry
    for entry in (
        Format("md", ".md", _("Text to paste into minutes or a forge"), "markdown.render"),
        Format("html", ".html", _("One page for any browser, with charts"), "html.render"),
        Format("pdf", ".pdf", _("A report to print or to forward"), "pdf.render", "pdf", "typst"),
        Format("svg", "", _("Each chart as a picture"), "figures.as_svg", kind="charts-svg"),
        Format("txt", "", _("Each chart as text"), "figures.as_text", kind="charts-txt"),
        Format(
            "csv", ".csv", _("Every count, for R, pandas or a spreadsheet"), "tables.render", kind="counts"
        ),
        Format("xlsx", ".xlsx", _("A workbook with charts"), "workbook.render", "xlsx", "xlsxwriter"),
        Format("json", ".json", _("All of it for programs; workshop schema describes it"), "document.render"),
        Format(
            "parquet",
            ".parquet",
            _("Every count, for many sessions"),
            "parquet.render",
            "parquet",
            "duckdb",
            "counts",
        ),
    )
}
"""Every format by its name."""


def format_named(name: str) -> Format:
    """Return a format; raises WorkshopError with those there are."""
    if name not in FORMATS:
        raise WorkshopError(
            _('"{name}" is not a format').format(name=name[:40]),
            _("There are {names}.").format(names=", ".join(FORMATS)),
        )
    return FORMATS[name]
