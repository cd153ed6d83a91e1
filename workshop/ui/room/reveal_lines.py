"""All attributes at once, as lines: the rows chart in the order of talking, or larger, or without numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workshop.charts.cells import draw
from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.scene import Pile, Piles, Scene
from workshop.charts.terminal.glyphs import GLYPHS, MEDIAN_HIGH, MEDIAN_LOW, agreed_role
from workshop.charts.terminal.line import Line as Cells
from workshop.charts.terminal.line import lines
from workshop.charts.terminal.measure import cut, wrap
from workshop.charts.terminal.strip import scale
from workshop.model.session import Session
from workshop.model.tally import LEVELS
from workshop.report.pictures import rows_of
from workshop.report.topics import Topic
from workshop.ui.room.discs import Discs, disc
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["listed", "reveal_body", "reveal_large", "rows_in_order"]

_GUTTER: Final = 4
_READABLE: Final = 100


def rows_in_order(session: Session, order: Sequence[str]) -> Scene:
    """Return the rows chart with the attributes in ``order``."""
    scene = rows_of(session)
    assert isinstance(scene.body, Piles)
    known = {
        attribute.id: pile
        for attribute, pile in zip(session.instrument.attributes, scene.body.rows, strict=True)
    }
    return replace(scene, body=Piles(tuple(known[key] for key in order)))


def reveal_body(
    scene: Scene, topics: Sequence[Topic], at: int, width: int, height: int, talked: Sequence[str] = ()
) -> list[Line]:
    """Return the chart with the chosen row lit, and why it is there; all reasons where there is room."""
    room = min(width, _READABLE)
    about = _about(topics[at], at, room)
    drawing = draw(scene, width - _GUTTER, height - len(about) - 1)
    rows = []
    starts = {item.start: number for number, item in enumerate(drawing.items)}
    inside = {row: number for number, item in enumerate(drawing.items) for row in item}
    for row, runs in enumerate(drawing.rows):
        number = inside.get(row)
        mark = ("    ", Role.TEXT)
        if row in starts:
            place = starts[row]
            done = "✓" if topics[place].attribute in talked else " "
            mark = (
                f"{'▸' if place == at else ' '}{place + 1} {done}",
                Role.NEWER if place == at else Role.MUTED,
            )
        targets = (Target(0, 500, number),) if number is not None else ()
        rows.append(Line((Run(*mark), *runs), targets, lit=number == at))
    if height - len(rows) - len(about) - 1 > len(topics) + 3:
        return [*rows, BLANK, *about, BLANK, *_reasons(topics, at, room)]
    return [*rows, BLANK, *about]


def _about(topic: Topic, at: int, room: int) -> list[Line]:
    """Say why the chosen attribute stands where it does, and what the numbers support."""
    reason = f"{at + 1}. {topic.name} – {topic.reason}."
    lines = [line((f" {part}", Role.STRONG)) for part in wrap(reason, room - 2, 2)]
    for sentence in topic.sentences[:1]:
        lines += [line(f" {part}") for part in wrap(sentence, room - 2, 2)]
    return lines


def _reasons(topics: Sequence[Topic], at: int, room: int) -> list[Line]:
    lines = [line((" To talk about first, and why:", Role.MUTED))]
    for number, topic in enumerate(topics):
        role = Role.STRONG if number == at else Role.TEXT
        text = cut(f"{topic.name} – {topic.reason}", room - 7)
        lines.append(line((f"   {number + 1}  {text}", role), means=number))
    return lines


def listed(
    session: Session, order: Sequence[str], at: int, width: int, talked: Sequence[str] = ()
) -> list[Line]:
    """Return the attributes without numbers, to talk without them."""
    room = min(width, _READABLE)
    shown = [*(line((f" {part}", Role.MUTED)) for part in wrap(_WITHOUT, room - 2, 3)), BLANK]
    for number, key in enumerate(order):
        attribute = session.instrument.attribute(key)
        here = number == at
        done = " ✓" if key in talked else ""
        mark = f" {'▸' if here else ' '} {number + 1}  "
        name = (f"{session.fill(attribute.name)}{done}", Role.STRONG)
        shown.append(line((mark, Role.NEWER), name, lit=here, means=number))
        about = wrap(session.fill(attribute.definition), room - 8, 2)
        shown += [line((f"      {part}", Role.MUTED), means=number) for part in about]
    return shown


_WITHOUT: Final = "Nothing is counted: you talk without numbers. Choose what to begin with."


def reveal_large(scene: Scene, at: int, width: int, height: int, labels: Sequence[str]) -> list[Line]:
    """Return all attributes over the whole screen: discs at their level, the counts below them."""
    assert isinstance(scene.body, Piles)
    piles = scene.body.rows
    label = min(34, max(15, width // 5))
    slot = (width - label - 1) // LEVELS
    band = max(2, (height - 1) // max(1, len(piles)))
    most = max((max(pile.counts) for pile in piles if pile.counts), default=0)
    heap = band - 1 if band < 5 else band - 2
    discs, across = _heaped(most, slot - 2, heap)
    axis = Cells(width)
    for level in range(1, LEVELS + 1):
        axis.put_centre(label + (level - 1) * slot + slot // 2, str(level), Role.STRONG)
    rows = [Line(axis.runs())]
    for number, (pile, name) in enumerate(zip(piles, labels, strict=True)):
        cells = lines(band, width)
        text = wrap(f"{'▸ ' if number == at else ''}{name}", label - 2, min(4, band))
        for row, part in zip(cells, text, strict=False):
            row.put(1, part, Role.STRONG)
        for level in range(1, LEVELS + 1):
            _put_level(cells, pile, level, label + (level - 1) * slot, slot, heap, discs, across)
        if pile.message:
            cells[heap // 2].put(label + 1, pile.message, Role.MUTED)
        target = (Target(0, 500, number),)
        rows += [Line(row.runs(), target, lit=number == at) for row in cells]
    return rows


def _heaped(most: int, room: int, high: int) -> tuple[Discs, int]:
    """Return the largest discs of which ``most`` fit into ``room`` × ``high`` cells, how many in a row."""
    for rows in range(high, 1, -1):
        pitch = 2 * rows + 1
        across = (room + 1) // pitch
        if across * (high // rows) >= most:
            return Discs(rows, pitch), across
    pitch = 2 if (room + 1) // 2 * high >= most else 1
    across = max(1, (room + pitch - 1) // pitch)
    return Discs(1, pitch, scale(most, across * high)), across


def _put_level(
    cells: Sequence[Cells],
    pile: Pile,
    level: int,
    left: int,
    slot: int,
    heap: int,
    discs: Discs,
    across: int,
) -> None:
    """Heap the discs of one level from the bottom up, each row centred; the count between marks below."""
    count = pile.counts[level - 1] if pile.counts else 0
    centre = left + slot // 2
    waiting, bottom = -(-count // discs.each), heap
    while waiting > 0 and bottom >= discs.high:
        here = min(across, waiting)
        start = centre - (here * discs.pitch - (discs.pitch - discs.wide)) // 2
        for place in range(here):
            for row, text in zip(cells[bottom - discs.high :], disc(discs.high), strict=False):
                row.put(start + place * discs.pitch, text, Role.DOT)
        waiting, bottom = waiting - here, bottom - discs.high
    low, high = pile.median or (0, 0)
    text = str(count) if count else "·" if pile.median else ""
    said = f"{MEDIAN_LOW if level == low else ''}{text}{MEDIAN_HIGH if level == high else ''}"
    role = Role.MEDIAN if level in (low, high) else Role.TEXT if count else Role.AXIS
    cells[heap].put_centre(centre, said, role)
    if pile.agreed and level in pile.agreed:
        agreed = agreed_role(pile.agreed)
        cells[heap].put(centre + 4, GLYPHS[agreed], agreed)
