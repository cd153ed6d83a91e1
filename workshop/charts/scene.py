"""What a chart shows, before anybody knows how wide the screen is.

A scene is values on a 1–5 axis with a role each: no glyph, no colour, no cell. The terminal draws it
(``cells``), and any other renderer can draw the same one. Its parts are named tuples: making so many
dataclasses would take longer than drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from workshop.charts.roles import Role

__all__ = [
    "Bar",
    "Body",
    "Cell",
    "Course",
    "Diverging",
    "Key",
    "Lane",
    "Lanes",
    "Level",
    "Lines",
    "Mark",
    "Pile",
    "Piles",
    "Polyline",
    "Role",
    "Scene",
    "Span",
    "Stop",
    "Strip",
    "Table",
    "TableRow",
    "Told",
    "Web",
]


class Key(NamedTuple):
    """One entry of the legend: how a role is drawn and what it stands for."""

    role: Role
    text: str


class Level(NamedTuple):
    """One line of a strip: a level 1–5, or None for the answers "not sure"."""

    level: int | None
    label: str
    answers: int | None
    """None where counts may not be shown."""


class Strip(NamedTuple):
    """One question: its levels from the top down, a dot per answer."""

    levels: tuple[Level, ...]
    median: tuple[int, int] | None
    agreed: tuple[int, int] | None
    """Lowest and highest agreed level; equal when the team agreed on one."""
    message: str = ""
    """What is said where, or why, no dots are drawn."""


class Pile(NamedTuple):
    """One attribute on the axis: how many answers lie at each level."""

    label: str
    counts: tuple[int, ...] | None
    """At levels 1 to 5; None where they may not be shown."""
    not_sure: int | None
    median: tuple[int, int] | None
    agreed: tuple[int, int] | None
    message: str = ""


class Piles(NamedTuple):
    """Attributes as aligned rows on one 1–5 axis."""

    rows: tuple[Pile, ...]


class Cell(NamedTuple):
    """One cell of a heat table: how many answers, and their share of all as a heat role."""

    answers: int
    heat: Role


class TableRow(NamedTuple):
    """One statement, or with ``heading`` the name of what follows."""

    label: str
    cells: tuple[Cell, ...] = ()
    n: int | None = None
    not_sure: int | None = None
    median: tuple[int, int] | None = None
    message: str = ""
    heading: bool = False
    alone: str = ""
    """The label as it stands where no heading is drawn."""


class Table(NamedTuple):
    """Statements by their answers: a column for each answer one could give."""

    rows: tuple[TableRow, ...]
    columns: tuple[str, ...]
    """What stands above them; levels 1 to 5, or steps that are no levels."""


class Mark(NamedTuple):
    """A point on the axis, 1.0 to 5.0."""

    at: float
    role: Role


class Span(NamedTuple):
    """A stretch of the axis, 1.0 to 5.0, fading away from ``centre``, out to ``reach`` levels."""

    low: float
    high: float
    centre: float
    reach: float


class Lane(NamedTuple):
    """One attribute in two sessions: marks on the axis, and what is printed beside them."""

    label: str
    marks: tuple[Mark, ...] = ()
    band: Span | None = None
    values: str = ""
    counts: str = ""
    change: str = ""
    verdict: str = ""
    message: str = ""
    """Why nothing is drawn."""


class Lanes(NamedTuple):
    """Attributes in two sessions, aligned on one 1–5 axis."""

    rows: tuple[Lane, ...]


class Polyline(NamedTuple):
    """A closed outline: a radius 0 to 5 for each spoke, None where there is nothing to show."""

    radii: tuple[float | None, ...]
    role: Role
    dashed: bool = False


class Web(NamedTuple):
    """A radar: spokes in a fixed order, the first at the top, clockwise; outlines from back to front."""

    labels: tuple[str, ...]
    values: tuple[str, ...]
    """What is printed at the end of each spoke."""
    outlines: tuple[Polyline, ...]
    message: str = ""
    """Why no outline is drawn; the values are listed then."""


class Stop(NamedTuple):
    """One session on a line: the mean 1.0 to 5.0 (None: a gap), n and the agreed level."""

    mean: float | None
    n: int | None
    agreed: int | None = None
    interval: tuple[float, float] | None = None
    """Where the mean of a group this size is pinned down to, as a band; None where none is drawn."""
    felt: str = ""
    """What most said changed since the stop before: "better", "same", "worse" or "divided"; "" if unknown."""


class Course(NamedTuple):
    """One attribute over sessions."""

    label: str
    stops: tuple[Stop, ...]
    breaks: tuple[int, ...] = ()
    """Indexes of the stops before which a new line starts."""


class Lines(NamedTuple):
    """A small line per attribute over the same sessions, oldest first."""

    sessions: tuple[str, ...]
    rows: tuple[Course, ...]
    at: int | None = None
    """The session that must be drawn where not all fit; without one the newest are."""


class Bar(NamedTuple):
    """One thing on five steps, from -2 to +2."""

    label: str
    counts: tuple[int, ...] | None
    """At the steps from -2 up; None where they may not be shown."""
    not_sure: int | None
    median: tuple[int, int] | None
    """As levels 1 to 5: 3 is the middle."""
    aside: str = ""
    message: str = ""
    """Why no bar is drawn."""
    flagged: bool = False


class Diverging(NamedTuple):
    """Bars around one middle: what they say on its left and on its right."""

    bars: tuple[Bar, ...]
    left: str
    right: str


class Told(NamedTuple):
    """One item of a chart in words: its name, empty where the words do without, and what is said of it."""

    label: str
    said: str


Body: TypeAlias = Strip | Piles | Table | Lanes | Web | Lines | Diverging


@dataclass(frozen=True, slots=True)
class Scene:
    """A chart: its body, what surrounds it, and the sentence that says the same in words."""

    title: str
    body: Body
    summary: str
    aside: str = ""
    """What stands opposite the title."""
    keys: tuple[Key, ...] = ()
    told: tuple[Told, ...] = ()
    """The same item by item, for where it is too narrow to draw; empty where the summary says it best."""
