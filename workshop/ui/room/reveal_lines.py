"""All attributes at once, as lines: the rows chart in the order of talking, or without numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workshop.charts.cells import draw
from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.scene import Piles, Scene
from workshop.charts.terminal.measure import cut, wrap
from workshop.language import _
from workshop.model.session import Session
from workshop.report.pictures import rows_of
from workshop.report.topics import Topic
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["listed", "reveal_body", "rows_in_order"]

_GUTTER: Final = 4
_READABLE: Final = 100


def rows_in_order(session: Session, order: Sequence[str], *, short: bool = False) -> Scene:
    """Return the rows chart with the attributes in ``order``; ``short`` takes their short names."""
    scene = rows_of(session, short=short)
    assert isinstance(scene.body, Piles)
    known = {
        attribute.id: pile
        for attribute, pile in zip(session.instrument.attributes, scene.body.rows, strict=True)
    }
    return replace(scene, body=Piles(tuple(known[key] for key in order)))


def reveal_body(
    session: Session, topics: Sequence[Topic], at: int, width: int, height: int, talked: Sequence[str] = ()
) -> list[Line]:
    """Return the chart with the chosen row lit, and why it is there; all reasons where there is room."""
    room = min(width, _READABLE)
    about = _about(topics[at], at, room)
    order, space = [topic.attribute for topic in topics], height - len(about) - 1
    drawing = draw(rows_in_order(session, order), width - _GUTTER, space)
    if len(drawing.rows) > space:
        drawing = draw(rows_in_order(session, order, short=True), width - _GUTTER, space)
    rows = []
    names = {drawing.named(item): number for number, item in enumerate(drawing.items)}
    inside = {row: number for number, item in enumerate(drawing.items) for row in item}
    for row, runs in enumerate(drawing.rows):
        number = inside.get(row)
        mark = ("    ", Role.TEXT)
        if row in names:
            place = names[row]
            done = "✓" if topics[place].attribute in talked else " "
            mark = (
                f"{'▸' if place == at else ' '}{place + 1} {done}",
                Role.NEWER if place == at else Role.MUTED,
            )
        targets = (Target(0, 500, number),) if number is not None else ()
        rows.append(Line((Run(*mark), *runs), targets, lit=number == at))
    if height - len(rows) - len(about) - 1 > len(topics) + 3:
        reasons = _reasons(topics, at, room)
        return [*rows, BLANK, *_supported(topics[at], room), BLANK, *reasons]
    return [*rows, BLANK, *about]


def _about(topic: Topic, at: int, room: int) -> list[Line]:
    """Say why the chosen attribute stands where it does, and what the numbers support."""
    reason = f"{at + 1}. {topic.name} – {topic.reason}."
    lines = [line((f" {part}", Role.STRONG)) for part in wrap(reason, room - 2, 2)]
    return [*lines, *_supported(topic, room)]


def _supported(topic: Topic, room: int) -> list[Line]:
    return [line(f" {part}") for sentence in topic.sentences[:1] for part in wrap(sentence, room - 2, 2)]


def _reasons(topics: Sequence[Topic], at: int, room: int) -> list[Line]:
    lines = [line((_(" To talk about first, and why:"), Role.MUTED))]
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


_WITHOUT: Final = _("Nothing is counted: you talk without numbers. Choose what to begin with.")
