"""A ballot of an exercise to print: the same questions as on a screen, with boxes to tick."""

from __future__ import annotations

from itertools import groupby

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.exercise_questions import asked_in
from workshop.model.exercise_round import begun
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.report.paper import WIDTH, beside, hanging, wrapped

__all__ = ["exercise_ballot"]


def exercise_ballot(session: Session, name: ExerciseName) -> tuple[str, ...]:
    """Return the lines of one ballot, without a name, number or mark that could tell whose it is.

    Raises WorkshopError when the exercise asks nothing yet.
    """
    questions = asked_in(begun(session.exercises, name), name)
    if not questions:
        raise WorkshopError(
            _("there is nothing to rate in this exercise yet"), _("List it first: workshop run")
        )
    shown = (
        _("This session is open: every count is shown.")
        if session.mode == "open"
        else _("Nothing is shown from fewer than {threshold} answers.").format(threshold=session.threshold)
    )
    lines = [*wrapped(f"{session.title} – {session.fill(ABOUT[name].name)}")]
    lines += wrapped(_("Write no name. The count is kept, never the ballot. {shown}").format(shown=shown))
    lines += wrapped(session.fill(_("Here means {unit}, as you see it. ? is not sure.")))
    for _id, asked in groupby(questions, key=lambda question: question.attribute.id):
        lines += ["", *_part(session, tuple(asked))]
    return tuple(lines)


def _part(session: Session, asked: tuple[Question, ...]) -> list[str]:
    first = asked[0]
    lines = wrapped(f"{session.fill(first.attribute.name).upper()} ".ljust(WIDTH, "-"))
    lines += wrapped(session.fill(first.attribute.definition)) if first.attribute.definition else []
    steps: tuple[str, ...] = ()
    for question in asked:
        if question.is_pick:
            tick = n_("{question} Tick one.", "{question} Tick up to {n}.", question.most)
            lines += wrapped(session.fill(tick.replace("{question}", question.stem)))
            lines += [part for option in question.options for part in hanging(f"[ ] {option.text}")]
            continue
        if question.levels != steps:
            steps = question.levels
            said = ", ".join(f"{level} {words}" for level, words in enumerate(steps, start=1))
            lines += wrapped(session.fill(f"{question.stem} {said}."))
        boxes = " ".join([*(f"[{level}]" for level in range(1, len(steps) + 1)), "[?]"])
        lines += beside(session.fill(question.text), boxes)
    return lines
