"""`workshop show` and `workshop compare`: findings and charts, printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from workshop.analysis.change import compare, footer_through
from workshop.analysis.lines import lines
from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.charts.scene import Scene
from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.printing import Printer, Wanted, look_options
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError, legible
from workshop.language import _
from workshop.model.session import Session
from workshop.report import pictures, prose
from workshop.report.as_json import compared, shown
from workshop.report.exercises import blocks
from workshop.report.exercises.became import became
from workshop.report.exercises.lines import block_rows
from workshop.report.groups import split_name, split_rows
from workshop.report.next_step import RoomState, next_step, standing
from workshop.report.questions import asked
from workshop.report.record import record
from workshop.report.topics import about_all, topics
from workshop.store.ballot_box import BallotBox
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room
from workshop.store.workspace import Workspace

__all__ = ["compare_command", "room_state", "show_command"]

_TALL: Final = 200
"""Rows a print may take: nothing has to be squeezed."""

_ROOMY: Final = 100
"""Cells from which compared attributes have their full names on the chart."""

_RADAR: Final = 30
"""Rows of a printed radar."""


@click.command("show", epilog=example("workshop show north-branch", "workshop show north-branch --json"))
@session_argument()
@click.option("--all", "each", is_flag=True, help=_("Also how the answers to each question lie."))
@click.option("--radar", is_flag=True, help=_("Also the shape of it all, as a radar."))
@json_option
@look_options
@pass_workspace
def show_command(
    workspace: Workspace,
    session: str,
    *,
    each: bool,
    radar: bool,
    as_json: bool,
    width: int | None,
    plain: bool,
    color: Wanted,
    light: bool | None,
) -> None:
    """Print the findings and charts of SESSION."""
    path = workspace.find(session)
    found = load(path)
    if as_json:
        _print_json(shown(found))
        return
    printer = Printer.for_output(width=width, plain=plain, color=color, light=light)
    printer.rows(prose.session_head(found, printer.width))
    _print_file(printer, path)
    state = room_state(path, found)
    _print_standing(printer, standing(found, state))
    if found.first:
        _print_results(printer, found, each=each, radar=radar)
    for block in blocks(found):
        printer.gap()
        printer.rows(block_rows(block, printer.width))
    for section in record(found):
        printer.gap()
        printer.rows(prose.section_rows(section, printer.width))
    printer.gap()
    before = earlier(path, found)
    step = next_step(found, path.stem, state, before.path.stem if before else "")
    printer.rows(prose.unbroken(step))


@click.command(
    "compare",
    epilog=example("workshop compare 2025-05-14-north 2026-11-23-north", "workshop compare a b c --json"),
)
@session_argument(many=True)
@click.option("--all", "each", is_flag=True, help=_("Also question by question."))
@json_option
@look_options
@pass_workspace
def compare_command(
    workspace: Workspace,
    sessions: tuple[str, ...],
    *,
    each: bool,
    as_json: bool,
    width: int | None,
    plain: bool,
    color: Wanted,
    light: bool | None,
) -> None:
    """Print what moved between SESSIONs, two or more; they are put in order of their dates."""
    paths = [workspace.find(session) for session in sessions]
    if len(set(paths)) < max(2, len(paths)):
        raise WorkshopError(
            _("comparing takes two different sessions or more"),
            _("Named: {join}").format(join=", ".join(map(str, paths))),
        )
    found = sorted(((load(path), path) for path in paths), key=lambda pair: pair[0].held_on)
    loaded = [session for session, _ in found]
    if as_json:
        _print_json(compared(loaded))
        return
    printer = Printer.for_output(width=width, plain=plain, color=color, light=light)
    printer.rows(prose.compared_head(loaded, printer.width))
    for _session, path in found:
        _print_file(printer, path)
    _print_moves(printer, loaded, each=each)
    printer.gap()
    last = found[-1][1].stem
    printer.rows(prose.unbroken(_("To see the newest by itself: workshop show {last}").format(last=last)))


def room_state(path: Path, session: Session) -> RoomState:
    """Return how far the room of the session at ``path`` is; nothing is finished or changed by looking."""
    room = Room(path)
    if not room.exists:
        return RoomState.NONE
    number = room.number
    if number is None or number in session.counted_numbers:
        return RoomState.COUNTED
    counting = BallotBox(room.folder, number).counting.is_dir()
    return RoomState.COUNTING if counting else RoomState.OPEN


def _print_results(printer: Printer, session: Session, *, each: bool, radar: bool) -> None:
    _print_scene(printer, pictures.rows_of(session))
    printer.gap()
    printer.rows([prose.heading(_("In the order to talk about"), printer.width)])
    for sentence in about_all(session):
        printer.rows(prose.paragraph(sentence, printer.width))
    for number, topic in enumerate(topics(session), start=1):
        printer.rows(prose.topic_rows(topic, number, printer.width))
    if heat := pictures.heat_of(session):
        printer.gap()
        printer.rows([prose.heading(_("Statements"), printer.width)])
        _print_scene(printer, heat)
    if session.has_groups:
        printer.gap()
        printer.rows([prose.heading(split_name(session), printer.width), prose.EMPTY])
        printer.rows(split_rows(session, printer.width, _TALL))
    if each:
        _print_each(printer, session)
    if radar:
        _print_scene(printer, pictures.radar_of(session), _RADAR)


def _print_each(printer: Printer, session: Session) -> None:
    for attribute in session.instrument.attributes:
        printer.gap()
        printer.rows([prose.heading(session.fill(attribute.name), printer.width)])
        for question in asked(session, attribute):
            _print_scene(printer, pictures.strip_of(session, question))


def _print_moves(printer: Printer, sessions: Sequence[Session], *, each: bool) -> None:
    comparison = compare(sessions[0], sessions[-1])
    short, footer = printer.width < _ROOMY, comparison.footer
    if len(sessions) > 2:
        through = lines(sessions)
        footer = footer_through(through)
        _print_scene(printer, pictures.trend_of(sessions, through, short=short))
        said = prose.line_rows(through, sessions[-1], printer.width)
    else:
        _print_scene(printer, pictures.moves_of(comparison, short=short))
        said = prose.moved_rows(comparison, printer.width)
    printer.gap()
    for rows in said:
        printer.rows(rows)
    for entry in comparison.attributes:
        if each or (len(sessions) == 2 and entry.ladder is None):
            printer.gap()
            printer.rows([prose.heading(comparison.second.fill(entry.name), printer.width)])
            _print_scene(printer, pictures.questions_of(comparison, entry))
            printer.gap()
            for rows in prose.question_rows(entry, printer.width):
                printer.rows(rows)
    if said_became := became(sessions[0], sessions[-1]):
        printer.gap()
        printer.rows([prose.heading(_("What became of it"), printer.width)])
        for sentence in said_became:
            printer.rows(prose.paragraph(sentence, printer.width))
    printer.gap()
    for note in (*comparison.notes, *footer):
        printer.rows(prose.paragraph(note, printer.width, role=Role.MUTED))


def _print_scene(printer: Printer, scene: Scene, height: int = _TALL) -> None:
    printer.gap()
    printer.rows(draw(scene, printer.width, height).rows)


def _print_file(printer: Printer, path: Path) -> None:
    printer.rows(prose.unbroken(_("File: {path}").format(path=legible(path))))


def _print_standing(printer: Printer, said: str) -> None:
    if said:
        printer.gap()
        printer.rows(prose.paragraph(said, printer.width, role=Role.WARN))


def _print_json(found: Mapping[str, Any]) -> None:
    click.echo(json_line(found))
