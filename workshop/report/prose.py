"""Sentences laid out as rows of runs, so that prints and screens read the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from workshop.analysis.lines import Line
from workshop.analysis.verdict_words import say_change
from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.errors import legible
from workshop.language import _, n_, say_date
from workshop.report.words import labels, place, turnout

if TYPE_CHECKING:
    from workshop.analysis.change import AttributeChange, Comparison
    from workshop.model.session import Session
    from workshop.report.record import Section
    from workshop.report.topics import Topic

__all__ = [
    "EMPTY",
    "Row",
    "compared_facts",
    "compared_head",
    "compared_title",
    "heading",
    "line_rows",
    "moved_rows",
    "paragraph",
    "question_rows",
    "section_rows",
    "session_head",
    "titled",
    "topic_rows",
    "unbroken",
]

Row: TypeAlias = tuple[Run, ...]

EMPTY: Final[Row] = ()

READABLE: Final = 100
"""Most cells a line of prose takes, however wide the screen."""


def paragraph(
    text: str, width: int, *, indent: int = 1, role: Role = Role.TEXT, bullet: str = ""
) -> list[Row]:
    """Wrap ``text``, each of its lines on its own; they hang below the first, which has the ``bullet``."""
    hang = indent + (cell_len(bullet) + 1 if bullet else 0)
    wide = min(width, READABLE) - hang - 1
    lines = [part for line in text.split("\n") for part in (wrap(line, wide, 200) or [""])]
    rows: list[Row] = []
    for number, line in enumerate(lines):
        lead = Run(" " * hang, Role.TEXT)
        if bullet and not number:
            lead = Run(f"{' ' * indent}{bullet} ", Role.MUTED)
        rows.append((lead, Run(line, role)) if line else EMPTY)
    return rows


def unbroken(text: str) -> list[Row]:
    """Return each line of ``text`` as a row, however long: a path or a command is there to be copied."""
    return [(Run(f" {legible(line)}", Role.MUTED),) for line in text.split("\n")]


def heading(text: str, width: int) -> Row:
    """Return the title of a part."""
    return (Run(f" {cut(text.upper(), width - 2)}", Role.STRONG),)


def titled(left: str, right: str, width: int) -> list[Row]:
    """Return ``left`` in strong letters, wrapped where it is long, and ``right`` opposite its first line."""
    first, *more = wrap(left, width - 4 - cell_len(right), 3) or [""]
    gap = max(1, width - 2 - cell_len(first) - cell_len(right))
    rows: list[Row] = [(Run(f" {first}", Role.STRONG), Run(" " * gap, Role.TEXT), Run(right, Role.MUTED))]
    return rows + [(Run(f" {line}", Role.STRONG),) for line in more]


def session_head(session: Session, width: int) -> list[Row]:
    """Return title, date, place and turnout of a session."""
    facts = " · ".join(filter(None, (place(session), *turnout(session))))
    head = titled(session.title, say_date(session.held_on), width)
    return head + paragraph(facts, width, role=Role.MUTED)


def compared_head(sessions: Sequence[Session], width: int) -> list[Row]:
    """Return what is compared: a line for each session, with the name it has on the chart."""
    rows = titled(compared_title(sessions), n_("{n} session", "{n} sessions", len(sessions)), width)
    for facts in compared_facts(sessions):
        rows += paragraph(" · ".join(facts), width, role=Role.MUTED)
    return rows


def compared_title(sessions: Sequence[Session]) -> str:
    """Return whose sessions are compared, if they are of one place."""
    places = {place(session) for session in sessions}
    if len(places) > 1:
        return _("Side by side")
    where = places.pop()
    return _("{place}: what moved").format(place=where) if where else _("Sessions: what moved")


def compared_facts(sessions: Sequence[Session]) -> list[tuple[str, ...]]:
    """Return, for each session, its name on the chart, then what tells it from the others, then turnout."""
    one_place = len({place(session) for session in sessions}) == 1
    found = []
    for session, name in zip(sessions, labels(sessions), strict=True):
        where = "" if one_place else place(session)
        facts = (name, session.title, where, say_date(session.held_on), *turnout(session)[:2])
        found.append(tuple(dict.fromkeys(filter(None, facts))))
    return found


def topic_rows(topic: Topic, number: int, width: int) -> list[Row]:
    """Return one topic: its name and place, the reason, and its sentences."""
    name = f" {number}  {topic.name}"
    rows: list[Row] = [(Run(cut(name, width), Role.STRONG),)]
    room = min(width, READABLE) - cell_len(name) - 4
    if cell_len(topic.reason) <= room:
        rows = [(Run(name, Role.STRONG), Run(f" – {topic.reason}", Role.MUTED))]
    else:
        rows += paragraph(topic.reason, width, indent=4, role=Role.MUTED)
    for sentence in topic.sentences:
        rows += paragraph(sentence, width, indent=4)
    if topic.agreed:
        rows += paragraph(topic.agreed, width, indent=4, role=Role.AGREED)
    return rows


def section_rows(section: Section, width: int) -> list[Row]:
    """Return one section of what was said."""
    rows = [heading(section.title, width)]
    for entry in section.entries:
        rows += paragraph(entry.said, width, bullet="•")
        for detail in entry.details:
            rows += paragraph(detail, width, indent=3, role=Role.MUTED)
    return rows


def moved_rows(comparison: Comparison, width: int) -> list[list[Row]]:
    """Return, for each attribute of two sessions, what moved."""
    return [
        _named(comparison.second.fill(entry.name), entry.sentence, width) for entry in comparison.attributes
    ]


def question_rows(entry: AttributeChange, width: int) -> list[list[Row]]:
    """Return, for each question of an attribute in two sessions, its text whole and what moved."""
    named = [(_("The ladder"), entry.ladder)] if entry.ladder else []
    named += [(_("“{text}”").format(text=text), change) for _id, text, change in entry.statements]
    return [
        [*paragraph(name, width, role=Role.STRONG), *paragraph(say_change(change), width, indent=4)]
        for name, change in named
    ]


def line_rows(through: Iterable[Line], session: Session, width: int) -> list[list[Row]]:
    """Return, for each attribute of many sessions, what its line says; ``session`` gives its words."""
    return [_named(session.fill(line.name), line.sentence, width) for line in through]


def _named(name: str, sentence: str, width: int) -> list[Row]:
    return [(Run(f" {cut(name, width - 2)}", Role.STRONG),), *paragraph(sentence, width, indent=4)]
