"""Pictures, topics, records and next steps: what prints and screens take from a session."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.analysis.build import STAFF, VISION, only, round_of
from tests.report.build import before, branch, talked
from workshop.analysis.change import compare
from workshop.charts.cells import draw
from workshop.model.instrument import Statement
from workshop.model.session import Session
from workshop.report import pictures, prose
from workshop.report.next_step import RoomState, next_step, standing
from workshop.report.questions import asked
from workshop.report.record import about, record
from workshop.report.topics import topics
from workshop.report.words import labels, say_agreed


def text(rows: list[prose.Row]) -> str:
    return "\n".join("".join(run.text for run in row) for row in rows)


def test_the_rows_show_the_newest_vote_and_what_was_agreed() -> None:
    summary = pictures.rows_of(talked()).summary
    assert "Strong vision median 4 of 11 answers, together, agreed 4" in summary
    assert "Empowered staff median 4 of 11 answers, together, no agreed level, range 3–5" in summary


def test_an_attribute_without_ladder_says_so_in_its_row() -> None:
    bare = VISION.model_copy(update={"ladder": None})
    shown = branch(
        instrument=only(bare, STAFF),
        rounds=(round_of({"vision": {"used": "0 0 5 5 1 | 0"}}, voted=11),),
    )
    assert "Strong vision no ladder; 1 statement, mean 3.6" in pictures.rows_of(shown).summary


def test_the_questions_of_an_attribute_begin_with_its_ladder_newest_vote_first() -> None:
    vision = asked(talked(), VISION)
    assert [(question.question.item, question.round, question.latest) for question in vision] == [
        ("ladder", 2, True),
        ("ladder", 1, False),
        ("shared", 1, True),
        ("used", 1, True),
    ]
    assert vision[2].text == "Users are told where we are heading."


def test_the_agreed_level_stands_on_the_newest_ladder_alone() -> None:
    newest, first, statement, _ = asked(talked(), VISION)
    drawn = [
        draw(pictures.strip_of(talked(), question), 80).plain() for question in (newest, first, statement)
    ]
    assert ["agreed" in picture for picture in drawn] == [True, False, False]


def test_a_quick_session_has_no_table_of_statements() -> None:
    assert pictures.heat_of(branch(rounds=(round_of({"vision": {"ladder": "0 2 5 3 1 | 0"}}),))) is None


def test_the_radar_has_the_earlier_outline_only_where_the_same_was_asked() -> None:
    levels = ("a", "b", "c", "d", "e")
    other = before(instrument=only(VISION, STAFF.model_copy(update={"ladder": levels})))
    assert pictures.radar_of(branch(), before()).summary.count("→") == 3
    summary = pictures.radar_of(branch(), other).summary
    assert "Empowered staff – → 4" in summary


def test_what_moved_is_drawn_with_both_dates() -> None:
    drawn = draw(pictures.moves_of(compare(before(), branch())), 80).plain()
    assert "○ 2025-05   ● 2026-11" in drawn
    assert "2.0 → 4.3" in drawn
    assert "higher" in drawn


def test_different_wording_is_said_in_the_lane_of_its_question() -> None:
    worded = VISION.model_copy(
        update={"statements": (Statement(id="shared", text="We tell {users}."), VISION.statements[1])}
    )
    comparison = compare(before(instrument=only(worded, STAFF)), branch())
    drawn = draw(pictures.questions_of(comparison, comparison.attributes[0]), 80).plain()
    assert "the wording differs" in drawn


def test_topics_come_in_the_order_of_talking_with_their_reasons() -> None:
    found = topics(branch())
    assert [(topic.name, topic.reason) for topic in found] == [
        ("Strong vision", "lowest median: 3"),
        ("Empowered staff", "median: 4"),
    ]
    assert found[0].sentences[0] == "Mixed: 8 of 11 chose 3 or 4, 2 chose 2, 1 chose 5."


def test_an_agreement_is_said_with_its_example_and_where_it_comes_from() -> None:
    shown = talked()
    assert say_agreed(shown, "vision") == "Agreed level 4. Example: The plan for users. (records)"
    assert say_agreed(shown, "staff") == "No agreed level, range 3–5."
    assert say_agreed(branch(), "vision") == ""


def test_the_record_keeps_its_sections_in_order_and_leaves_out_empty_ones() -> None:
    assert record(branch()) == ()
    found = record(talked())
    assert [section.title for section in found] == [
        "Since last time",
        "To try",
        "To stop",
        "Notes",
        "Comments",
    ]
    assert found[0].entries[0].details == ("Done, users noticed: better.",)
    assert found[1].entries[0].details == ("Jo, by 15 January 2027",)
    assert [entry.text for entry in found[4].entries] == [
        "We ask too often.",
        "1 comment was set aside: aimed at a person.",
    ]
    assert [section.title for section in about(talked(), "staff")] == ["Notes"]


@pytest.mark.parametrize(
    ("sessions", "names"),
    [
        ((before(), branch()), ("2025-05", "2026-11")),
        ((branch(held_on=date(2026, 11, 2)), branch()), ("2026-11-02", "2026-11-23")),
        ((branch(unit="East"), branch(unit="West")), ("East", "West")),
        ((branch(title="One"), branch(title="Two")), ("One", "Two")),
        ((branch(), branch()), ("1 2026-11-23", "2 2026-11-23")),
    ],
)
def test_sessions_are_named_as_shortly_as_tells_them_apart(
    sessions: tuple[Session, ...], names: tuple[str, ...]
) -> None:
    assert labels(sessions) == names


@pytest.mark.parametrize(
    ("session", "room", "said", "step"),
    [
        (branch(rounds=()), RoomState.NONE, "Not counted yet", "workshop open north"),
        (branch(rounds=()), RoomState.OPEN, "nobody sees a result", "workshop close north"),
        (branch(rounds=()), RoomState.COUNTING, "No ballot is lost", "To finish the count"),
        (branch(), RoomState.COUNTED, "", "workshop close north"),
        (branch(), RoomState.NONE, "", "Talk first about: Strong vision"),
        (talked(), RoomState.NONE, "", "workshop compare spring north"),
    ],
)
def test_every_state_says_what_to_do_next(session: Session, room: RoomState, said: str, step: str) -> None:
    assert said in standing(session, room)
    assert bool(said) == bool(standing(session, room))
    assert step in next_step(session, "north", room, "spring")


@given(st.text(max_size=300), st.integers(60, 200), st.sampled_from(["", "•"]))
def test_a_paragraph_is_never_wider_than_its_page(said: str, width: int, bullet: str) -> None:
    for row in prose.paragraph(said, width, bullet=bullet):
        assert sum(cell_len(run.text) for run in row) <= width


def test_a_sentence_hangs_below_its_bullet() -> None:
    rows = prose.paragraph("one two three " * 8, 60, bullet="•")
    assert text(rows).startswith(" • one two")
    assert text(rows[1:]).startswith("   ")


def test_the_head_says_who_when_how_many_and_under_what_promise() -> None:
    assert text(prose.session_head(branch(), 100)).split("\n") == [
        " North branch, autumn" + " " * 62 + "23 November 2026",
        " Riverside, North branch · 11 of 12 answered · ballots · confidential, shown from 5 answers",
    ]


def test_the_same_words_fill_every_text() -> None:
    """Tokens never reach the reader."""
    shown = talked()
    rows = [row for topic in topics(shown) for row in prose.topic_rows(topic, 1, 80)]
    rows += [row for section in record(shown) for row in prose.section_rows(section, 80)]
    assert "{" not in text(rows)
