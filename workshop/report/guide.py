"""The facilitator's words, stage by stage, to print: what to say, to ask, and when it gets difficult."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.language import _, labelled, n_, say_date
from workshop.model.agenda import STAGE_NAMES, TALK, Agenda
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import RATED, ExerciseName
from workshop.model.instrument import Attribute
from workshop.model.session import Session, Stage
from workshop.report.aloud import WHEN, about_exercise, aloud
from workshop.report.pages import Part

__all__ = ["guide"]


def guide(session: Session) -> tuple[Part, ...]:
    """Return the guide to ``session``: its agenda, each stage with its words, then what it talks about."""
    agenda = Agenda.planned(session.agenda)
    return (
        _head(session, agenda),
        *(part for stage in agenda.stages for part in _stage(session, agenda, stage)),
        *(_attribute(session, attribute) for attribute in session.instrument.attributes if agenda.rates),
        Part(
            _("WHEN IT GETS DIFFICULT"),
            points=tuple(labelled(when, say) for when, say in WHEN),
        ),
    )


def _head(session: Session, agenda: Agenda) -> Part:
    clock = [
        _("{start} to {end} minutes: {stage}").format(
            start=agenda.beginning(stage),
            end=agenda.beginning(stage) + agenda.minutes[stage],
            stage=STAGE_NAMES[stage],
        )
        for stage in agenda.stages
    ]
    about = _("{day}. {total} minutes; people join before minute 0.").format(
        day=say_date(session.held_on), total=agenda.total
    )
    return Part(session.title, (about,), tuple(clock))


def _stage(session: Session, agenda: Agenda, stage: Stage) -> Iterator[Part]:
    minutes = n_("one minute", "{n} minutes", agenda.minutes[stage])
    planned = session.exercises.planned if stage == "exercises" else ()
    said = () if planned else aloud(session, stage)
    yield Part(f"{STAGE_NAMES[stage].upper()} ({minutes})", _to_do(session, stage), said)
    for name in planned:
        yield Part(session.fill(ABOUT[name].name).upper(), _steps(name), about_exercise(session, name))
    if stage == "discuss":
        for inner in ("revote", "agree"):
            yield Part(STAGE_NAMES[inner].upper(), _to_do(session, inner), aloud(session, inner))


def _steps(name: ExerciseName) -> tuple[str, ...]:
    """Return how an exercise goes, in the order of its screens."""
    if name == "qualities":
        return (_("Each rates alone, then look together."),)
    if name in RATED:
        return (_("Fill the list together, rate it each alone, then look together."),)
    return ()


def _to_do(session: Session, stage: Stage) -> tuple[str, ...]:
    """Return what is to be done at a stage besides saying its words."""
    if stage == "welcome" and session.check_in:
        return (_("Ask, one word each: {question}").format(question=session.check_in),)
    if stage == "discuss":
        steps = ", ".join(f"{minutes} {step}" for step, minutes in TALK)
        return (_("Minutes for each attribute: {steps}. Leaders answer last.").format(steps=steps),)
    if stage == "revote":
        return (_("Only when flagged, or when two people ask; once for each attribute."),)
    if stage == "close" and session.next_on:
        return (_("We meet again on {day}.").format(day=say_date(session.next_on)),)
    return ()


def _attribute(session: Session, attribute: Attribute) -> Part:
    asked = [session.fill(text) for text in (attribute.question, *attribute.probes)]
    if attribute.stop:
        asked.append(_("To stop: {question}").format(question=session.fill(attribute.stop)))
    if attribute.evidence:
        found = _("; ").join(session.fill(text) for text in attribute.evidence)
        asked.append(_("Where to look: {evidence}.").format(evidence=found))
    title = session.fill(attribute.name).upper()
    return Part(title, (session.fill(attribute.definition),), tuple(filter(None, asked)))
