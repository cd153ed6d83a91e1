"""Makes the sample sessions through the program's own counting: python -m tests.samples.make

Everybody takes a seat and hands in a ballot; what the file keeps is what closing the round counted.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.samples import ASSESSMENTS
from tests.samples.autumn_2026 import AUTUMN_2026
from tests.samples.spring_2025 import SPRING_2025
from tests.samples.told import Answers, Told
from tests.samples.winter_2026 import WINTER_2026
from workshop.model.ballot import FELT, Felt
from workshop.model.instrument import question_key
from workshop.model.session import Session
from workshop.model.tally import Tally
from workshop.store import reviewing, sealing, sessions
from workshop.store.instruments import find_instrument
from workshop.store.room import Room
from workshop.store.seat import forget, take_seat
from workshop.store.workspace import Workspace

__all__ = ["TOLD", "make"]

TOLD = (SPRING_2025, WINTER_2026, AUTUMN_2026)
"""Oldest first."""


def make(workspace: Workspace) -> list[Path]:
    """Hold every sample workshop in ``workspace``; return the session files, oldest first."""
    return [_hold(told, workspace) for told in TOLD]


def _hold(told: Told, workspace: Workspace) -> Path:
    planned = Session(**told.plan, instrument=find_instrument(workspace))
    path = sessions.create(planned, workspace.assessments)
    sealing.open_round(path)
    _vote(told, path)
    sealing.close_round(path)
    _review(told, path)
    sealing.close_session(path)
    sessions.change(path, lambda counted: counted.changed(comments=told.comments, **told.afterwards))
    return path


def _vote(told: Told, path: Path) -> None:
    chance = random.Random(told.plan["title"])
    answers = _dealt(told.answers, told.voted, chance)
    felt = _dealt_felt(told.felt, told.voted, chance)
    written = [(comment.attribute, comment.text) for comment in told.comments] + list(told.aimed_at_a_person)
    for number in range(told.voted):
        seat = take_seat(path, as_new=True)
        comments = dict(written[number : number + 1])
        seat.cast(
            seat.ballot.changed(answers=answers[number], felt=felt[number], comments=comments, handed_in=True)
        )
    forget(path)


def _review(told: Told, path: Path) -> None:
    for comment in Room(path).pending():
        if (comment.attribute, comment.text) in told.aimed_at_a_person:
            reviewing.set_aside(path, comment, "about a person")
        else:
            reviewing.keep(path, comment)


def _dealt(answers: Answers, people: int, chance: random.Random) -> list[dict[str, int]]:
    """Deal the answers to every question out to ``people``, each question in an order of its own."""
    hands: list[dict[str, int]] = [{} for _ in range(people)]
    for attribute, items in answers.items():
        for item, tally in items.items():
            for hand, level in zip(hands, _shuffled(Tally.parse(tally), chance), strict=True):
                hand[question_key(attribute, item)] = level
    return hands


def _dealt_felt(felt: Mapping[str, str], people: int, chance: random.Random) -> list[dict[str, Felt]]:
    words: tuple[Felt, ...] = ("was not here", *FELT)
    hands: list[dict[str, Felt]] = [{} for _ in range(people)]
    for attribute, tally in felt.items():
        for hand, step in zip(hands, _shuffled(Tally.parse(tally, len(FELT)), chance), strict=True):
            hand[attribute] = words[step]
    return hands


def _shuffled(tally: Tally, chance: random.Random) -> Sequence[int]:
    answers = [level for level, count in tally for _ in range(count)] + [0] * tally.not_sure
    chance.shuffle(answers)
    return answers


def main() -> None:
    """Replace the samples in ``assessments/``."""
    with tempfile.TemporaryDirectory() as folder:
        for path in make(Workspace(Path(folder))):
            (ASSESSMENTS / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
