from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from workshop.model.outcome import Outcome
from workshop.store.codec import load
from workshop.store.index import read_all
from workshop.store.outcome import Unreadable, read_outcome

SAMPLE = SAMPLES[-1]


def outcome(path: Path) -> Outcome:
    found = read_outcome(path)
    assert isinstance(found, Outcome)
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_says_what_the_whole_session_says(path: Path) -> None:
    """Read without the models, nothing is told that the validated session would not tell."""
    found, session = outcome(path), load(path)
    assert session.first is not None
    head = ("title", "organisation", "unit", "held_on", "stage", "mode", "threshold", "audience", "voted")
    assert [getattr(found, name) for name in head] == [getattr(session, name) for name in head]
    assert (found.method, found.user, found.users) == (
        session.first.method,
        session.words.user,
        session.words.users,
    )
    for question in session.instrument.questions():
        key = question.attribute.id
        asked = found.questionnaire.question(key, question.item)
        assert asked is not None
        assert asked.wording == (
            session.instrument.language,
            question.stem,
            question.text,
            question.levels,
        )
        assert found.result(key, question.item) == session.first.result(key, question.item)
        assert found.felt(key) == session.first.felt.get(key)
    for key, level in session.agreed.items():
        kept = found.agreed[key]
        assert (kept.level, kept.range, kept.example, kept.discussed) == (
            level.level,
            level.range,
            level.example,
            level.discussed,
        )
    assert [(p.id, p.due) for p in found.promises] == [
        *((action.id, action.due) for action in session.actions),
        *((stop.id, stop.due) for stop in session.stops),
    ]
    assert [p.status for p in found.promises] == [
        *("done" if action.done else "open" for action in session.actions),
        *(stop.status for stop in session.stops),
    ]
    assert [tuple(f) for f in found.follow_up] == [
        (f.id, f.text, f.became, f.noticed) for f in session.follow_up
    ]


def test_sessions_with_the_same_questions_share_them() -> None:
    assert outcome(SAMPLES[0]).questionnaire is outcome(SAMPLES[1]).questionnaire


def test_a_show_of_hands_is_open_whatever_the_session_is(tmp_path: Path) -> None:
    copy = tmp_path / "hands.toml"
    copy.write_text(SAMPLE.read_text().replace('method = "ballots"', 'method = "hands"', 1))
    assert (outcome(SAMPLE).needed, outcome(copy).needed) == (5, 1)


def test_a_question_that_was_not_asked_has_no_result() -> None:
    assert outcome(SAMPLE).result("vision", "no-such") is None
    assert outcome(SAMPLE).felt("no-such") is None


def test_all_of_a_folder_the_newest_name_first_and_broken_files_with_their_complaint(samples: Path) -> None:
    (samples / "assessments" / "2099-01-01-broken.toml").write_text("format = 1\ntitle = \n")
    broken, *good = read_all(samples / "assessments")
    assert isinstance(broken, Unreadable)
    assert "Invalid value" in str(broken.error) or "invalid value" in str(broken.error)
    assert [found.held_on for found in good if isinstance(found, Outcome)] == sorted(
        (load(path).held_on for path in SAMPLES), reverse=True
    )
    assert isinstance(good[0], Outcome)
    assert good[0].held_on == date(2026, 11, 18)
