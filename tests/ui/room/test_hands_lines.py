"""A show of hands as rows: what each is about can be read without going there."""

from __future__ import annotations

from workshop.model.exercise_questions import asked_in, by_hands
from workshop.model.exercises import ExerciseName, Exercises, Policy, TouchPoint
from workshop.store.drafts import HandsDraft
from workshop.ui.room.hands_lines import grid, level_words

LISTED = Exercises(
    policies=(Policy(id="p1", policy="Fees 20 €"), Policy(id="p2", policy="Only two renewals")),
    touch_points=(TouchPoint(id="t1", name="The door"), TouchPoint(id="t2", name="The desk")),
)


def rows(name: ExerciseName, row: int = 0) -> list[str]:
    asked = by_hands(asked_in(LISTED, name))
    lines = [
        *grid(HandsDraft(), asked, (row, 0), 6, str, 80),
        *level_words(asked[row], 0, str, 80, 12),
    ]
    return ["".join(run.text for run in one.runs).strip() for one in lines]


def test_each_policy_stands_above_its_rows_and_in_the_headline() -> None:
    shown = rows("policies", 2)
    assert "Policy 1: Fees 20 €" in shown
    assert shown.index("Policy 2: Only two renewals") > shown.index("Policy 1: Fees 20 €")
    assert "POLICY 2: Only two renewals: It makes things easier for …" in shown


def test_the_tokens_are_a_block_of_their_own_that_says_how_many_one_has() -> None:
    shown = rows("touch-points")
    above = shown.index("Make or break: You have 2 tokens, at most one for each point")
    assert [row.startswith(("The door", "▸ The door", "The desk")) for row in shown[above - 2 : above]] == [
        True,
        True,
    ]
    assert shown[above + 1].startswith("The door")
