"""One report of one session or of several, built once; every format renders it.

The order is the reader's: the story on a page, then the findings attribute by attribute, what was decided,
and last the method. What an audience is not to see is left out here, before any format could show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from workshop.analysis.change import compare, footer_through
from workshop.analysis.lines import lines
from workshop.charts.scene import Web
from workshop.language import _, language, n_, say_date
from workshop.model.session import Audience, Session
from workshop.model.shown import shown
from workshop.report import pictures
from workshop.report.blocks import Block, Chapter, Figure, Passage, Points, Text
from workshop.report.exercised import exercised
from workshop.report.groups import about_groups, heat_by_group, split_name
from workshop.report.method import method
from workshop.report.moved import moves
from workshop.report.prose import compared_facts, compared_title
from workshop.report.questions import Asked, asked
from workshop.report.record import Entry, Section, about, record
from workshop.report.story import story
from workshop.report.tables import Kept
from workshop.report.topics import Topic, about_all, topics
from workshop.report.words import place, turnout

__all__ = ["AUDIENCES", "Paper", "Report", "as_seen", "build", "promised"]

AUDIENCES: Final[tuple[Audience, ...]] = ("team", "organisation", "board")
"""From the narrowest to the widest."""


Paper = Literal["a4", "us-letter"]

_MOST: Final = 8
"""Most lines on the first page for the sessions compared."""


@dataclass(frozen=True)
class Report:
    """Everything that is told, in its order."""

    title: str
    subtitle: str
    facts: tuple[str, ...]
    audience: Audience
    language: str
    warnings: tuple[str, ...]
    """What whoever exports should know; not part of the report."""
    chapters: tuple[Chapter, ...]
    paper: Paper
    """What it is printed on."""
    kept: tuple[Kept, ...]
    """The sessions, the earliest first, as this audience may see them."""

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions alone."""
        return tuple(one.session for one in self.kept)

    @property
    def story(self) -> tuple[Passage, ...]:
        """The story, passage by passage."""
        return tuple(b for chapter in self.chapters for b in chapter.blocks if isinstance(b, Passage))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every chart, in the order of the report."""
        return tuple(
            block for chapter in self.chapters for block in chapter.blocks if isinstance(block, Figure)
        )


def build(kept: Sequence[Kept], audience: Audience | None = None, paper: Paper = "a4") -> Report:
    """Build the report of one session or more for ``audience``; by default the one that was promised."""
    ordered = sorted(kept, key=lambda one: one.session.held_on)
    audience = audience or promised([one.session for one in ordered])
    seen = tuple(Kept(one.name, as_seen(one.session, audience)) for one in ordered)
    sessions = [one.session for one in seen]
    last = sessions[-1]
    several = len(sessions) > 1
    return Report(
        title=compared_title(sessions) if several else last.title,
        subtitle="" if several else " · ".join(filter(None, (place(last), say_date(last.held_on)))),
        facts=_shortened([" · ".join(facts) for facts in compared_facts(sessions)])
        if several
        else (" · ".join(turnout(last)),),
        audience=audience,
        language=language(),
        warnings=_warnings(ordered, audience),
        chapters=_chapters(sessions),
        paper=paper,
        kept=seen,
    )


def _shortened(facts: Sequence[str]) -> tuple[str, ...]:
    """Return what there is to say of each session; of very many, of the first and the last ones."""
    if len(facts) <= _MOST:
        return tuple(facts)
    between = len(facts) - _MOST + 1
    last = facts[len(facts) - _MOST + 2 :]
    return (facts[0], n_("{n} session between them", "{n} sessions between them", between), *last)


def promised(sessions: Sequence[Session]) -> Audience:
    """Return the widest audience that was promised in each of ``sessions``."""
    return min((session.audience for session in sessions), key=AUDIENCES.index)


def as_seen(session: Session, audience: Audience) -> Session:
    """Return what ``audience`` may see: the board gets no notes, comments, examples and owners."""
    if audience != "board":
        return session
    unnamed = {"owner": "", "objection": ""}
    return session.model_copy(
        update={
            "notes": (),
            "parking": (),
            "comments": (),
            "set_aside": (),
            "agreed": {
                key: agreed.model_copy(update={"example": "", "evidence": None})
                for key, agreed in session.agreed.items()
            },
            "actions": tuple(a.model_copy(update={**unnamed, "example": ""}) for a in session.actions),
            "stops": tuple(stop.model_copy(update=unnamed) for stop in session.stops),
            "exercises": session.exercises.model_copy(
                update={"policies": tuple(p.model_copy(update=unnamed) for p in session.exercises.policies)}
            ),
            "follow_up": tuple(entry.model_copy(update={"note": ""}) for entry in session.follow_up),
        }
    )


def _warnings(kept: Sequence[Kept], audience: Audience) -> tuple[str, ...]:
    beyond = [one for one in kept if AUDIENCES.index(audience) > AUDIENCES.index(one.session.audience)]
    return tuple(
        _(
            "“{title}” was promised to be seen by the {promised}; this report is for the "
            "{audience}. Ask the team first."
        ).format(
            title=one.session.title,
            promised=shown(one.session.audience),
            audience=shown(audience),
        )
        for one in beyond
    )


def _chapters(sessions: Sequence[Session]) -> tuple[Chapter, ...]:
    last = sessions[-1]
    talked_of = topics(last)
    chapters = [Chapter("story", _("The story"), "story", story(sessions, talked_of))]
    if len(sessions) > 1:
        chapters.append(_moved(sessions))
    if last.first:
        chapters += [_overview(last), *_attributes(last, talked_of), *_by_group(last)]
    chapters += exercised(last)
    if sections := tuple(_points(section) for section in record(last)):
        chapters.append(Chapter("decided", _("What we take away"), "list", sections))
    chapters.append(Chapter("method", _("How to read this"), "method", tuple(map(Text, method(sessions)))))
    return tuple(chapters)


def _moved(sessions: Sequence[Session]) -> Chapter:
    comparison = compare(sessions[0], sessions[-1])
    figure, footer = Figure("change", pictures.moves_of(comparison)), comparison.footer
    if len(sessions) > 2:
        through = lines(sessions)
        figure, footer = Figure("trend", pictures.trend_of(sessions, through)), footer_through(through)
    entries = tuple(Entry(move.sentence, about=move.name) for move in moves(sessions))
    notes = tuple(Text(note, "muted") for note in (*comparison.notes, *footer))
    return Chapter(
        "moved", _("What moved"), "overview", (figure, Points(_("Attribute by attribute"), entries), *notes)
    )


def _overview(session: Session) -> Chapter:
    said = tuple(Text(sentence) for sentence in about_all(session))
    figures = [Figure("attributes", pictures.rows_of(session))]
    radar = pictures.radar_of(session)
    if isinstance(radar.body, Web) and radar.body.outlines:
        figures.append(Figure("radar", radar))
    return Chapter("overview", _("At a glance"), "overview", (*said, *figures))


def _attributes(session: Session, talked_of: Sequence[Topic]) -> list[Chapter]:
    """Return a chapter for each attribute, in the order of talking."""
    chapters = []
    for topic in talked_of:
        attribute = session.instrument.attribute(topic.attribute)
        blocks: list[Block] = (
            [Text(session.fill(attribute.definition), "muted")] if attribute.definition else []
        )
        blocks += [
            Text(sentence, "body" if number else "lead") for number, sentence in enumerate(topic.sentences)
        ]
        if topic.agreed:
            blocks.append(Text(topic.agreed, "agreed"))
        ladders = [found for found in asked(session, attribute) if found.question.is_ladder]
        for found in ladders:
            name = topic.attribute if found.latest else f"{topic.attribute}-round-{found.round}"
            scene = pictures.strip_of(session, found, titled=False)
            blocks.append(Figure(name, replace(scene, title=_when(found) if len(ladders) > 1 else "")))
        if (heat := pictures.heat_of(session, (attribute,))) is not None:
            blocks.append(Figure(f"{topic.attribute}-statements", heat))
        blocks += [_points(section) for section in about(session, topic.attribute)]
        chapters.append(Chapter(topic.attribute, topic.name, "attribute", tuple(blocks)))
    return chapters


def _by_group(session: Session) -> list[Chapter]:
    if not session.has_groups:
        return []
    heat = heat_by_group(session)
    figures = (Figure("groups", replace(heat, title="")),) if heat else ()
    said = tuple(Text(sentence, "muted") for sentence in about_groups(session))
    return [Chapter("groups", split_name(session), "groups", (*said, *figures))]


def _when(found: Asked) -> str:
    said = _("Before talking, round {number}") if found.round == 1 else _("After talking, round {number}")
    return said.format(number=found.round)


def _points(section: Section) -> Points:
    return Points(section.title, section.entries)
