"""What a round about an exercise is counted against."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from workshop import language
from workshop.model.exercise_questions import digest_of
from workshop.model.exercises import Exercises, Phrase, Policy, TouchPoint

LISTED = Exercises(
    touch_points=(TouchPoint(id="t1", name="The door"),),
    policies=(Policy(id="p1", policy="Only two renewals"),),
    phrases=(Phrase(id="s1", phrase="Not my desk"),),
)


def test_a_round_is_counted_against_its_own_list_alone() -> None:
    before = digest_of(LISTED, "touch-points")
    other = LISTED.changed(policies=(Policy(id="p1", policy="Only one renewal"),))
    assert digest_of(other, "touch-points") == before
    assert digest_of(other, "policies") != digest_of(LISTED, "policies")
    renamed = LISTED.changed(touch_points=(TouchPoint(id="t1", name="The gate"),))
    assert digest_of(renamed, "touch-points") != before
    assert digest_of(LISTED.changed(phrases=()), "phrases") != digest_of(LISTED, "phrases")


def test_programs_of_two_languages_count_the_same_round() -> None:
    script = (
        "import json, os; from workshop import language; language.speak(os.environ['WORKSHOP_LANGUAGE'])\n"
        "from tests.model.test_exercise_questions import LISTED, digest_of\n"
        "names = ('touch-points', 'policies', 'phrases', 'qualities')\n"
        "print(json.dumps([digest_of(LISTED, name) for name in names]))"
    )
    said = [
        json.loads(
            subprocess.check_output(
                [sys.executable, "-c", script], env=os.environ | {language.VARIABLE: code}
            )
        )
        for code in ("en", "fr")
    ]
    assert said[0] == said[1]
