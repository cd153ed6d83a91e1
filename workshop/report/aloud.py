"""Words to read aloud, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from workshop.language import _

if TYPE_CHECKING:
    from workshop.model.exercises import ExerciseName
    from workshop.model.session import Session, Stage

__all__ = ["FAITH", "PROMPTS", "WHEN", "about_exercise", "aloud"]

FAITH: Final = _(
    "People did what made sense with what they knew and had. We look at how work is set up, not at who."
)
"""In what faith a team meets."""

_ALOUD: Final[Mapping[Stage, tuple[str, ...]]] = {
    "welcome": (
        FAITH,
        _(
            "We will rate six sides of how we work for {users}, look at the answers together, "
            "and leave with one thing to try and one thing to stop."
        ),
        _("What is kept is how many chose each answer. Who chose what is not kept anywhere."),
    ),
    "follow-up": (
        _("Last time we said we would try some things and stop some. Let us see what became of them."),
        _("Nobody has to defend anything. If it came back, something needed it."),
        _("Is this our first time? Then tell one story about {users} from this month."),
    ),
    "rate": (
        _("Now each of us alone, in silence. Rate how it is here, not how it should be."),
        _("Not sure is an answer, and a useful one. If torn between two levels, take the lower."),
        _("Nobody sees a result before all are done, and I do not either."),
    ),
    "reveal": (
        _("Here is how we answered. Take half a minute and just look."),
        _("Nobody owns a dot. We do not ask who chose what."),
        _("What should we talk about first?"),
    ),
    "discuss": (
        _("One minute alone: what did you see that led to your answer? Then in pairs, then all together."),
        _("What might someone on 2 be seeing that the rest of us do not?"),
        _("Leaders answer last."),
    ),
    "revote": (
        _(
            "We vote once more on this one, in private. Change your answer if you see it "
            "differently now; keep it if you do not."
        ),
    ),
    "agree": (
        _("Which level do we agree on? We need an example from our work that shows it."),
        _("If we do not agree, that is a result too: we keep the range."),
    ),
    "actions": (
        _("One thing to try, one thing to stop. Who takes it, until when?"),
        _("How will {users} notice? Who may object, and what good reason might they have?"),
        _("Who here does this well already, and who will ask them?"),
    ),
    "close": (
        _("One word each: how do you leave this room?"),
        _("This is how it is now, not for good. We look again on the next date."),
    ),
}

WHEN: Final = (
    (_("Someone dominates"), _("Thank you. Let us hear from someone who has not spoken yet.")),
    (
        _("Someone guesses whose answer it was"),
        _("Nobody owns a dot. What might lead a person to that answer?"),
    ),
    (_("Someone is upset"), _("Let us stop for a moment. What would help right now?")),
)
"""What to say when it gets difficult."""

PROMPTS: Final = (
    _("How could we guarantee a bad experience for {users}? Say it freely."),
    _("Which of these do we do now, at least a little?"),
    _("Which one stops first?"),
)
"""The questions of the stop-doing list, asked one after the other."""

_MEETING: Final = _(
    "We meet for a short exercise about how we work for {users}. What matters is what we see together; "
    "nobody is named."
)
"""Said instead of what a whole workshop is for."""

_EXERCISES: Final[Mapping[ExerciseName, tuple[str, ...]]] = {
    "touch-points": (
        _("How well does each of these work for {users} now? And which three make or break the visit?"),
        _("Good points do not make up for a bad one. What would make the weakest one better?"),
    ),
    "policies": (
        _("Whom does each make things easier for, us or {users}? And can I explain why we have it?"),
        _("What the law requires we explain. The rest we may keep, explain, change or drop."),
        _("Who may object, and what good reason might they have?"),
    ),
    "stop-list": (
        *PROMPTS[:-1],
        _("Which one stops first? A task, a rule or a form; never a person or a job."),
    ),
    "phrases": (
        _("How often did I hear each of them last month? Count what you heard, not who said it."),
        _("What could we ask instead?"),
    ),
    "qualities": (
        _("How often did {users} meet each of these in the last two weeks?"),
        _("Which one would we grow next?"),
    ),
    "values": (
        _("What would we see each other do? What makes it hard?"),
        _("What do leaders do first?"),
    ),
}


def aloud(session: Session, stage: Stage) -> tuple[str, ...]:
    """Return the words for ``stage`` of ``session``; among exercises, for the one the team is at."""
    from workshop.model.agenda import Agenda
    from workshop.report.exercises.course import here

    if stage == "exercises":
        return about_exercise(session, here(session) or "stop-list")
    words = _ALOUD[stage]
    if stage == "welcome" and not Agenda.planned(session.agenda).rates:
        words = (FAITH, _MEETING)
    return tuple(map(session.fill, words))


def about_exercise(session: Session, name: ExerciseName) -> tuple[str, ...]:
    """Return the words for one exercise: what it is about, then what to ask."""
    from workshop.model.exercise_words import ABOUT

    return tuple(map(session.fill, (ABOUT[name].intro, *_EXERCISES[name])))
