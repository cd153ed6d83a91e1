"""Many sessions as rows to read and as JSON: one unit over time, and units beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workshop.analysis.across import Across
from workshop.analysis.change import how_often
from workshop.analysis.fate import Fate, say_fate, say_fates
from workshop.analysis.lines import Point, say_new_line
from workshop.analysis.trend import Course, Mover, Moves, most_felt
from workshop.analysis.units import Names, Unit
from workshop.analysis.verdict import Verdict
from workshop.analysis.verdict_words import say_numbers, say_statements
from workshop.charts import trend
from workshop.charts.drawing import Drawing, Run
from workshop.charts.roles import Role
from workshop.charts.scene import Scene
from workshop.charts.terminal.measure import cut
from workshop.charts.wording import answers, decimal
from workshop.language import _, labelled, n_, say_day
from workshop.model.outcome import Outcome
from workshop.model.wording import filled as fill
from workshop.report.prose import Row, paragraph

__all__ = [
    "course_rows",
    "example_rows",
    "fate_rows",
    "filled",
    "footer_rows",
    "mover_rows",
    "quoted",
    "span_shown",
    "team_alone",
    "unit_scene",
]

_NAMED: Final = 50
"""Units of which each promise that came back or is overdue is told; of more, nobody would read it."""

_LEGEND: Final = _(
    "Each cell: the mean of the ladder in round 1 (answers), darker where it is higher. "
    "+ clearly higher than the other units together · ! answers apart · ? many not sure "
    "· * asked or answered in another way · – may not be shown, or not asked."
)
_STATEMENTS: Final = _(
    "~ mean of the statements, where no session here has a ladder (the fewest answers to one of them); "
    "! and ? hold for at least one of them."
)


def filled(text: str, session: Outcome) -> str:
    """Put the words of ``session`` in place of the tokens of ``text``."""
    return fill(text, session.user, session.users, session.organisation, session.unit)


def example_rows(table: Across, names: Names, width: int) -> list[Row]:
    """Return who to learn from, attribute by attribute, with the evidence that is shared."""
    if len(table.without_ladder) == len(table.attributes):
        return paragraph(_("Only ladders are compared between units, and no attribute here has one."), width)
    rows = _examples(table, names, width)
    if table.among > len(table.rows):
        said = n_(
            "Compared with all {n} units of this period, shown here or not.",
            "Compared with all {n} units of this period, shown here or not.",
            table.among,
        )
        rows += paragraph(said, width, role=Role.MUTED)
    if table.without_ladder:
        said = _("Only ladders are compared between units; without one: {attributes}.")
        named = ", ".join(filled(name, table.rows[0].session) for name in table.without_ladder)
        rows += paragraph(said.format(attributes=named), width)
    return rows


def _examples(table: Across, names: Names, width: int) -> list[Row]:
    found = table.examples
    if table.among == 1:
        return paragraph(
            _("No other unit has a session in this period: there is none to compare with."), width
        )
    if not found:
        return paragraph(_("No unit stands clearly higher than the others together."), width)
    rows = paragraph(
        _("These stand higher than the others together, by more than groups this size usually vary:"), width
    )
    for one in found:
        said = _("{attribute}: {unit} ({mean}; {answers}).").format(
            attribute=filled(one.name, one.session),
            unit=names.of(one.unit),
            mean=decimal(one.cell.mean or 0.0),
            answers=answers(one.cell.n or 0),
        )
        if one.evidence:
            noted = _("They noted: {evidence}").format(evidence=filled(one.evidence, one.session))
            said = f"{said} {noted}"
        rows += paragraph(said, width, bullet="•")
    if all(one.evidence for one in found):
        return rows
    if all(one.holds_notes for one in found):
        return rows + paragraph(_("What is not noted here stays in the team: ask them."), width)
    return rows + paragraph(_("A data set holds no notes: ask these teams what they do."), width)


def mover_rows(moved: Moves, names: Names, width: int) -> list[Row]:
    """Return what moved over time, unit by unit."""
    if not moved.compared:
        return paragraph(
            _("Nothing to compare yet: it takes two sessions of a unit that asked alike."), width
        )
    if not moved.movers:
        return paragraph(_("Nothing moved by more than groups this size usually vary."), width)
    return [
        row for one in moved.movers for row in paragraph(_moved(one, names.of(one.unit)), width, bullet="•")
    ]


def _moved(one: Mover, unit: str) -> str:
    """Say what moved: the ladder or, where there is none, how many of the statements."""
    name = filled(one.name, one.unit.sessions[-1])
    newest = one.until == one.unit.sessions[-1].held_on
    if not one.has_ladder:
        said = say_statements(one.changes, one.then)
        if not newest:
            said = _("The last figure is of {day}. {said}").format(day=say_day(one.until), said=said)
        return _("{unit}, {attribute}. {statements}").format(unit=unit, attribute=name, statements=said)
    (change,) = one.changes
    said = _moved_ladder(change.verdict, newest=newest)
    days = {"than": one.then.than, "until": say_day(one.until)}
    return said.format(unit=unit, attribute=name, numbers=say_numbers(change), **days)


def _moved_ladder(verdict: Verdict, *, newest: bool) -> str:
    """Return what is said of a ladder that moved; the later day where it is not the newest session's."""
    if verdict is Verdict.HIGHER:
        if newest:
            return _("{unit}, {attribute}: higher {than} ({numbers}).")
        return _("{unit}, {attribute}: higher on {until} {than} ({numbers}).")
    if newest:
        return _("{unit}, {attribute}: lower {than} ({numbers}).")
    return _("{unit}, {attribute}: lower on {until} {than} ({numbers}).")


def footer_rows(compared: int, width: int, table: Across | None = None) -> list[Row]:
    """Return what to keep in mind on a page with ``compared`` comparisons, and how to read its ``table``."""
    rows: list[Row] = []
    if table:
        legend = f"{_LEGEND} {_STATEMENTS}" if table.without_ladder else _LEGEND
        rows = paragraph(legend, width, role=Role.MUTED)
    said = _("Different people may have answered.")
    if compared:
        counted = n_(
            "{n} comparison on this page: if nothing differed or had changed, a page like this would show "
            "at least one “higher” or “lower” {how_often}.",
            "{n} comparisons on this page: if nothing differed or had changed, a page like this would show "
            "at least one “higher” or “lower” {how_often}.",
            compared,
        )
        said = f"{said} {counted.format(how_often=how_often(compared))}"
    return rows + paragraph(said, width, role=Role.MUTED)


def unit_scene(unit: Unit, found: Sequence[Course], *, short: bool = False, at: int | None = None) -> Scene:
    """Show one unit's small lines, n at each point, broken where a new line starts.

    Where not all sessions fit, those around session ``at`` are shown; without it the newest.
    """
    names = {a.id: a.label if short else a.name for s in unit.sessions for a in s.questionnaire.attributes}
    paths = [
        trend.Path(
            filled(names[course.line.attribute], unit.sessions[-1]),
            tuple(
                trend.Point(
                    point.mean,
                    point.n,
                    point.agreed,
                    point.why if point.starts_new_line else "",
                    point.interval,
                    most_felt(felt),
                )
                for point, felt in zip(course.line.points, course.felt, strict=True)
            ),
        )
        for course in found
    ]
    return trend.trend(paths, _dates(unit.sessions), at=at)


def span_shown(drawing: Drawing) -> range | None:
    """Return which sessions are drawn, by their places; None where all are."""
    drawn = [place for place, column in enumerate(drawing.columns) if column]
    return range(drawn[0], drawn[-1] + 1) if 0 < len(drawn) < len(drawing.columns) else None


def course_rows(unit: Unit, course: Course, width: int, at: int | None = None) -> list[Row]:
    """Return what an attribute did: measured, then felt; first its figures in session ``at``."""
    name = filled(course.line.name, unit.sessions[-1])
    rows: list[Row] = [(Run(f" {cut(name, width - 2)}", Role.STRONG),)]
    if at is not None:
        point = course.line.points[at]
        begins = say_new_line(point, unit.sessions)
        told = "" if begins in course.line.sentence else f" {begins}"
        rows += paragraph(f"{_say_point(point)}{told}", width, indent=4)
    rows += paragraph(course.line.sentence, width, indent=4)
    newest = course.line.points[-1]
    if at is None and newest.interval:
        low, high = map(decimal, newest.interval)
        said = _("Now {mean}; a group this size pins the mean down to {low}–{high}.")
        said = said.format(mean=decimal(newest.mean or 0.0), low=low, high=high)
        rows += paragraph(said, width, indent=4, role=Role.MUTED)
    for said in _other_points(unit, course) if at is None else ():
        rows += paragraph(said, width, indent=4, role=Role.MUTED)
    if course.felt_sentence:
        rows += paragraph(course.felt_sentence, width, indent=4, role=Role.MUTED)
    return rows


def _other_points(unit: Unit, course: Course) -> Iterator[str]:
    """Say why earlier lines started, and when and why there is no figure: no point is told by itself."""
    gaps: dict[str, list[str]] = {}
    for point, session in zip(course.line.points, unit.sessions, strict=True):
        said = say_new_line(point, unit.sessions)
        if said and said not in course.line.sentence:
            yield said
        if point.mean is None:
            gaps.setdefault(point.why, []).append(say_day(session.held_on))
    for why, days in gaps.items():
        yield _("No figure on {days}: {why}.").format(days=", ".join(days), why=why)


def _say_point(point: Point) -> str:
    """Say an attribute's figures in one session."""
    said = _("No figure: {why}.").format(why=point.why)
    if point.mean is not None:
        mean, by = decimal(point.mean), answers(point.n or 0)
        said = _("{mean} by {answers}.").format(mean=mean, answers=by)
        if point.interval:
            low, high = map(decimal, point.interval)
            said = _("{mean} by {answers}; a group this size pins it down to {low}–{high}.")
            said = said.format(mean=mean, answers=by, low=low, high=high)
    agreed = _("Agreed: {level}.").format(level=point.agreed)
    return said if point.agreed is None else f"{said} {agreed}"


def fate_rows(found: Sequence[tuple[str, Fate]], width: int) -> list[Row]:
    """Return what became of actions and stops, each with the name of its unit where that is to be said.

    First the counts, then those that ask for a word: all stops of one unit, but only what came back or is
    overdue where units are named. Of many units they are only counted.
    """
    rows = [row for said in say_fates(fate for _, fate in found) for row in paragraph(said, width)]
    for unit, fate in quoted(found):
        rows += paragraph(_told(unit, fate), width, bullet="•")
    return rows


def quoted(found: Sequence[tuple[str, Fate]]) -> list[tuple[str, Fate]]:
    """Return those of ``found`` that ask for a word, and are told in their own; none where units are many."""
    if len({unit for unit, _ in found}) > _NAMED:
        return []
    return [
        (unit, fate)
        for unit, fate in found
        if fate.came_back or fate.overdue or (fate.kind == "stop" and not unit)
    ]


def team_alone(told: Iterable[Fate], found: Sequence[Unit]) -> str:
    """Return what is to be known before a page or numbers that tell these promises leave the team, or ""."""
    files = {fate.file for fate in told}
    ours = [one for unit in found for one in unit.sessions if one.file in files and one.audience == "team"]
    if not ours:
        return ""
    newest = max(ours, key=lambda one: one.held_on)
    return n_(
        "It quotes what was planned in a session that was promised to be seen by the team alone, “{title}”. "
        "Ask the team first.",
        "It quotes what was planned in {n} sessions that were promised to be seen by the team alone, the "
        "newest of them “{title}”. Ask the teams first.",
        len(ours),
    ).format(title=newest.title)


def _told(unit: str, fate: Fate) -> str:
    return labelled(unit, say_fate(fate)) if unit else say_fate(fate)


def _dates(sessions: Iterable[Outcome]) -> tuple[str, ...]:
    days = [session.held_on for session in sessions]
    months = [f"{day:%Y-%m}" for day in days]
    return tuple(months if len(set(months)) == len(months) else map(str, days))
