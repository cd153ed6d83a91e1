"""The lines of a result: its rows, its topics, its questions, its record."""

from __future__ import annotations

from typing import Final

from workshop.analysis.findings import sentence
from workshop.charts.cells import Drawing, Run, draw
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _
from workshop.model.session import Session
from workshop.report import pictures, prose
from workshop.report.groups import groups_said, split_name, split_rows
from workshop.report.questions import Asked, asked
from workshop.report.record import about, record
from workshop.report.topics import Topic, about_all, topics
from workshop.report.words import say_agreed
from workshop.ui.screens.browsing import itemised, marked, texts
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["ResultLines"]

_LEAST: Final = 4
"""Fewest lines below the rows: a gap, a name, a sentence, and where the rest is."""

_ROOMY: Final = 112
"""Cells from which findings stand beside the rows."""

_NARROW: Final = 72
"""Cells below which attributes have their short names on the chart."""

_BESIDE: Final = 40
"""Cells that they take."""

_RADAR: Final = 36
"""Most rows of the radar."""


class ResultLines:
    """Lays out one session; ``at`` is the attribute one is on, as its place in the instrument."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.attributes = session.instrument.attributes
        self.topics = topics(session)

    @property
    def talk_order(self) -> list[int]:
        """The attributes as places in the instrument, the one to talk about first at the head."""
        ids = [attribute.id for attribute in self.attributes]
        return [ids.index(topic.attribute) for topic in self.topics]

    def asked(self, at: int) -> tuple[Asked, ...]:
        """Return what was asked about an attribute."""
        return asked(self.session, self.attributes[at])

    def overview(self, at: int, width: int, height: int, *, lit: bool = True) -> list[Line]:
        """Return the rows, and below them what is found about the one we are on."""
        number, topic = self._topic(at)
        here = prose.topic_rows(topic, number, width)
        scene = pictures.rows_of(self.session, short=width < _NARROW)
        wide = width - _BESIDE if width >= _ROOMY else width
        most = max(len(prose.topic_rows(topic, 1, width)) for topic in self.topics)
        drawing = draw(scene, wide, height - most - 1)
        if len(drawing.rows) + most + 1 > height:
            drawing = draw(scene, wide, height - _LEAST)
        room = max(_LEAST - 1, height - len(drawing.rows) - 1)
        if len(here) > room:
            here = [*here[: room - 1], *prose.paragraph(_("Enter shows the rest."), width, indent=4)]
        lines = itemised(drawing, at, lit=lit)
        if wide < width:
            self._put_beside(lines, drawing, wide, at)
        lines += [BLANK, *texts(here)]
        whole = self._whole(width)
        return [*lines, BLANK, *whole] if whole and len(lines) + 1 + len(whole) <= height else lines

    def _put_beside(self, lines: list[Line], drawing: Drawing, column: int, at: int) -> None:
        """Write beside each row what stands out: its place in the order of talking, and the first finding."""
        for place, rows in enumerate(drawing.items):
            number, topic = self._topic(place)
            said = [
                (f"{number}  {topic.reason}", Role.STRONG),
                *((text, Role.MUTED) for text in wrap("".join(topic.sentences[:1]), _BESIDE - 6, 2)),
            ]
            after = [row for row in (rows[-1] + 1,) if row < len(lines) and not lines[row].runs]
            for row, (text, role) in zip((*rows, *after), said, strict=False):
                indent = 1 if role is Role.STRONG else 4
                gap = " " * (column + indent - cell_len(lines[row].text))
                beside = (Run(gap, Role.TEXT), Run(cut(text, _BESIDE - indent - 1), role))
                lines[row] = Line(
                    (*lines[row].runs, *beside),
                    (Target(0, 500, place),),
                    lit=lines[row].lit,
                )

    def _whole(self, width: int) -> list[Line]:
        return texts(row for text in about_all(self.session) for row in prose.paragraph(text, width))

    def talk(self, at: int, width: int) -> list[Line]:
        """Return every attribute with what is found about it, the one to talk about first at the head."""
        lines = self._whole(width)
        for number, (place, topic) in enumerate(zip(self.talk_order, self.topics, strict=True), start=1):
            lines += [BLANK] if lines else []
            first, *rest = prose.topic_rows(topic, number, width)
            here = place == at
            lines.append(Line(marked(first) if here else first, (Target(0, 500, place),), lit=here))
            lines += [Line(row, (Target(0, 500, place),)) for row in rest]
        return lines

    def statements(self, width: int, height: int) -> list[Line]:
        """Return the statements by levels."""
        heat = pictures.heat_of(self.session)
        return texts(draw(heat, width, height).rows) if heat else [line(_(" No statement was asked."))]

    def by_group(self, width: int, height: int) -> list[Line]:
        """Return the ladders by group, as far as they may be shown, and what is not."""
        heading = prose.heading(split_name(self.session), width)
        return texts([heading, prose.EMPTY, *split_rows(self.session, width, height)])

    def shape(self, earlier: Session | None, width: int, height: int) -> list[Line]:
        """Return the radar, with the earlier session's outline."""
        return texts(draw(pictures.radar_of(self.session, earlier), width, min(height, _RADAR)).rows)

    def record(self, width: int) -> list[Line]:
        """Return what was written down."""
        lines: list[Line] = []
        for section in record(self.session):
            lines += [BLANK] if lines else []
            lines += texts(prose.section_rows(section, width))
        return lines or [line(_(" Nothing was written down: no actions, stops, notes or comments."))]

    def detail(self, at: int, number: int, width: int) -> list[Line]:
        """Return one question: how its answers lie, in dots and in words."""
        attribute, questions = self.attributes[at], self.asked(at)
        if not questions:
            return [line(_(" Not asked."))]
        question = questions[number]
        rows = [*draw(pictures.strip_of(self.session, question), width).rows, prose.EMPTY]
        ladder = question.question.is_ladder and question.latest
        said = self._topic(at)[1].sentences if ladder else (sentence(question.result, self.session.needed),)
        for text in said:
            rows += prose.paragraph(f"{_when(question)}{text}" if text is said[0] else text, width)
        if ladder:
            agreed = say_agreed(self.session, attribute.id)
            rows += prose.paragraph(agreed, width, role=Role.AGREED) if agreed else []
        by_group = groups_said(self.session, attribute.id, question.question.item)
        if question.round == 1 and by_group:
            rows += [prose.EMPTY, prose.heading(split_name(self.session), width)]
            rows += [row for text in by_group for row in prose.paragraph(text, width)]
        for section in about(self.session, attribute.id):
            rows += [prose.EMPTY, *prose.section_rows(section, width)]
        return texts(rows)

    def _topic(self, at: int) -> tuple[int, Topic]:
        """Return what is found about an attribute, and its place in the order of talking."""
        wanted = self.attributes[at].id
        places = enumerate(self.topics, start=1)
        return next((number, topic) for number, topic in places if topic.attribute == wanted)


def _when(question: Asked) -> str:
    """Tell the rounds of a question apart that was voted on twice."""
    if question.latest and question.round == 1:
        return ""
    return _("After talking. ") if question.latest else _("Before talking. ")
