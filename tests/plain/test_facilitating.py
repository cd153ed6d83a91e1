"""Leading a workshop line by line: each stage, what goes wrong in it, and coming back to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from tests.acceptance.people import plan
from tests.ui.room.team import EAST, WEST, held
from workshop.errors import WorkshopError
from workshop.model.base import random_id
from workshop.model.poll import FIRST, Poll
from workshop.model.session import STAGES, Session, Stage
from workshop.plain.facilitating import facilitate
from workshop.store import atomic, drafts, sealing, sessions
from workshop.store.codec import load
from workshop.store.room import VOTE_CLOCK, PendingComment, Room
from workshop.store.toml import dump

HOSTILE = ("[/]", "[@click=app.exit]x[/]", "\x1b[2J\x1b]0;x\x07", "\u202eabc", "x" * 10_000)
HANDS = ["hands", "0 2 5 3 1", "0 0 1 6 4", "3 3 0 3 2", "0 2 5 3 1", "1 2 5 3 0", "0 4 4 2 0 | 1", "y"]
IDS = ("vision", "staff", "purpose", "culture", "thinking", "resources")


def lead(path: Path, *lines: str) -> str:
    """Lead the session with these lines, until the input ends; return what was said."""
    said = StringIO()
    facilitate(path, StringIO("".join(f"{line}\n" for line in lines)), said)
    text = said.getvalue()
    assert "\x1b" not in text
    assert "\u202e" not in text
    return text


def team(workspace: Path, **changes: object) -> Path:
    return plan(workspace, invited=12, present=11, **changes)


def at(path: Path, stage: Stage) -> Session:
    return sessions.change(path, lambda session: session.changed(stage=stage))


def test_each_stage_names_itself_and_one_next_step(workspace: Path) -> None:
    said = lead(team(workspace))
    assert "Welcome. 4 minutes left, on time." in said
    assert "next begins." in said
    assert "Saved. To go on from here: workshop run" in said


@pytest.mark.parametrize("stage", STAGES)
def test_the_input_may_end_at_every_stage_and_it_opens_there_again(workspace: Path, stage: Stage) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    at(path, stage)
    assert "Saved. To go on" in lead(path)
    assert load(path).stage == stage
    assert "Saved. To go on" in lead(path, "words", "help", "no such thing", "quit")
    assert load(path).stage == stage


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_change_nothing_and_show_harmlessly(workspace: Path, stage: Stage, line: str) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    before = at(path, stage)
    lead(path, line)
    assert load(path) == before
    lead(path, f"park {line}", line)
    assert all(len(note.text) <= 4000 for note in load(path).parking)


def test_hands_are_kept_line_by_line_and_go_on_after_the_input_ended(workspace: Path) -> None:
    path = team(workspace)
    said = lead(path, "n", "n", "hands", "0 2 5 3", "7", "0 2 5 3 1", "0 0 1 6 9")
    assert "4 counts before the bar" in said
    assert "1 count before the bar" in said
    assert "Recorded: 0 2 5 3 1 | 0. ✓ 11 of 11." in said
    assert "16 hands, 11 here" in said
    draft = drafts.begun(path, FIRST)
    assert draft is not None
    assert len(draft.tallies) == 2
    again = lead(path, "hands", "", "b", "0 2 5 4 0", "0 0 1 6 4", "", "", "", "", "y")
    assert "half counted" in again
    assert "So far: 0 2 5 3 1 | 0" in again
    counted = load(path).first
    assert counted is not None
    assert str(counted.tally["vision"]["ladder"]) == "0 2 5 4 0 | 0"
    assert str(counted.tally["staff"]["ladder"]) == "0 0 1 6 4 | 0"


def test_too_few_ballots_are_explained_and_none_is_lost(workspace: Path) -> None:
    path = team(workspace)
    said = lead(path, "n", "n", "open", "status", "close", "y", "1", "close", "y", "2")
    assert "Nothing was counted, and no ballot is lost." in said
    assert "1 Keep it open" in said
    assert load(path).stage == "discuss"


def test_the_order_can_be_changed_and_hostile_numbers_are_refused(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    before = [line for line in lead(path).splitlines() if line[:2] in {"1 ", "3 "}]
    said = lead(path, "move 3 1", "move 9 1", "move", "talk ٣", f"talk {'9' * 99}")
    assert said.count("Not done") == 4
    assert before[1].split(",")[0][2:] in said
    assert len(load(path).order) == 6


def test_what_was_not_reached_is_recorded_as_not_discussed_after_a_question(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS, "n", "n", "3", "we did", "1")
    assert len(load(path).agreed) == 1
    lead(path, "agenda 6", "n")
    assert len(load(path).agreed) == 1
    lead(path, "agenda 6", "y")
    session = load(path)
    assert session.stage == "exercises"
    assert len(session.agreed) == 6
    assert sum(entry.discussed for entry in session.agreed.values()) == 1


def test_lists_are_saved_field_by_field_and_changed_removed_and_brought_back(workspace: Path) -> None:
    path = team(workspace)
    at(path, "actions")
    lead(path, "add Open at nine", "Jo", "soon", "2027-02-10")
    action = load(path).actions[0]
    assert (action.text, action.owner, str(action.due)) == ("Open at nine", "Jo", "2027-02-10")
    lead(path, "change 1", "Open at eight", "-", "", "", "", "", "stop The form", *[""] * 8)
    assert (load(path).actions[0].text, load(path).actions[0].owner) == ("Open at eight", "")
    assert load(path).stops[0].item == "The form"
    said = lead(path, "remove 1", "undo", "remove 7", "undo")
    assert "Not done" in said
    assert len(load(path).actions) == 1


def test_an_ended_session_is_only_shown_until_it_is_taken_up_again(workspace: Path) -> None:
    """Without numbers from the first vote to the close; then nothing changes, and "continue" goes on."""
    path = team(workspace)
    lead(path, "n", "n", "open", "close", "y", "2", "note We talked.", "agenda 8", "y", "end", "n", "y", "y")
    ended = load(path)
    assert ended.ended
    assert not ended.rounds
    (report,) = (workspace / "exports").glob("*.md")
    report.write_text("mine")
    assert "Write it anew?" in lead(path, "y", "end", "y", "n")
    assert (load(path).ended, report.read_text()) == (True, "mine")
    before = path.read_bytes()
    said = lead(path, "n", "present 3")
    assert "has ended: it is shown as it is" in said
    assert "To try" in said or "We look again: no date yet." in said
    with pytest.raises(WorkshopError, match="ended"):
        sealing.open_round(path)
    assert path.read_bytes() == before
    assert "Close." in lead(path, "y", "present 3")
    assert (load(path).ended, load(path).present) == (False, 3)


def test_a_decision_that_was_saved_is_come_back_to(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS, "n", "agree", "3")
    about = load(path).about
    assert about in load(path).agreed
    session = load(path)
    assert f"Agree: {session.fill(session.instrument.attribute(about).name)}" in lead(path)


def voted(workspace: Path, *keys: str, **fields: object) -> Path:
    """A session in the open, rated on papers that hold ``keys``, a line for each."""
    path = plan(workspace, **{"invited": 6, "mode": "open", **fields})
    said = lead(
        path, "n", "n", "paper", "y", str(len(keys)), *(line for typed in keys for line in (typed, "y"))
    )
    assert "All papers are typed in, and saved." in said
    lead(path, "close", "y")
    return path


def test_a_paper_is_typed_in_one_line(workspace: Path) -> None:
    path = voted(workspace, "12345?", "1 1 1 1 1 1", depth="quick")
    first = load(path).first
    assert first is not None
    ladders = [str(first.tally[key]["ladder"]) for key in IDS]
    assert ladders[0] == "2 0 0 0 0 | 0"
    assert ladders[4:] == ["1 0 0 0 1 | 0", "1 0 0 0 0 | 1"]


def test_a_line_with_more_answers_than_questions_records_none(workspace: Path) -> None:
    path = plan(workspace, invited=6, mode="open", depth="quick")
    said = lead(path, "n", "n", "paper", "y", "1", "4", "444444", "44444", "y", "status")
    assert "There are 5 questions left." in said
    assert "Recorded: 5 answers." in said
    assert "1 of 6 invited handed in." in said


def test_a_line_of_digits_is_no_answer_where_nobody_types_a_paper_in(workspace: Path) -> None:
    path = plan(workspace, invited=6, mode="open", depth="quick")
    said = lead(path, "n", "n", "pass", "y", "", "444444", "4")
    assert '"444444" is no answer.' in said
    assert "Recorded: level 4" in said


def test_the_statements_are_said_with_their_counts_and_the_levels(workspace: Path) -> None:
    path = voted(workspace, "4" * 30, "5" * 30, "4" * 30)
    said = lead(path, "talk 1", "statements")
    assert "We tell users what we are working towards. median 4 of 3 answers" in said
    assert "together; from 1 to 5: 0, 0, 0, 2, 1." in said
    assert "5 The vision settles daily choices." in said
    quick = voted(workspace, "444444", depth="quick", title="Quick")
    assert "The statements were not asked." in lead(quick, "talk 1", "statements")


def test_statements_that_are_hidden_are_said_without_a_number(workspace: Path) -> None:
    path = voted(workspace, *["4" * 30] * 4, "?" * 30, mode="confidential")
    said = lead(path, "talk 1", "statements")
    assert "We tell users what we are working towards. fewer than 5 answers: not shown." in said
    assert "from 1 to 5" not in said


def test_before_and_after_are_said_in_one_sentence(workspace: Path) -> None:
    path = voted(workspace, "144444", "544444", "544444", depth="quick")
    assert "Before talking" not in lead(path, "talk 1", "sentence")
    said = lead(path, "revote", "y", "paper", "y", "3", *["3", "y"] * 3, "close", "y")
    assert "Agree: " in said
    assert "Before talking: median 5 of 3 answers, apart. Now: median 3 of 3 answers, together." in said


def test_a_ladder_is_chosen_where_one_votes_again(workspace: Path) -> None:
    path = voted(workspace, *["444444"] * 3, depth="quick")
    sessions.change(path, lambda session: session.changed(stage="revote", about=""))
    said = lead(path, "ladder 9", "open", "ladder 2", "open", "ladder 1")
    assert "2 Empowered staff" in said
    assert 'Not done: "9" is not in the list' in said
    assert "ladder chooses one." in said
    assert "Re-vote: Empowered staff." in said
    assert "Not done: a round is open" in said
    assert Room(path).opening().asks == ("staff.ladder",)


def test_it_says_for_how_long_a_round_has_been_open_also_after_it_was_left(workspace: Path) -> None:
    path = plan(workspace, invited=6)
    said = lead(path, "n", "n", "time", "open", "time")
    assert "No round is open." in said
    assert "The round has been open for 0 minutes." in said
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=7)
    atomic.replace(Room(path).folder / VOTE_CLOCK, dump({"format": 1, "number": 1, "started": began}))
    assert "The round has been open for 7 minutes." in lead(path, "time")


def test_the_close_writes_the_report_and_asks_before_it_overwrites(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    at(path, "close")
    said = lead(path, "report")
    assert "report writes the report into exports/." in said
    (report,) = (workspace / "exports").glob("*.md")
    assert f"Report written: {report}" in said
    report.write_text("mine")
    assert "Write it anew?" in lead(path, "report", "n")
    assert report.read_text() == "mine"
    lead(path, "report", "y")
    assert report.read_text().startswith("# ")


def test_what_each_group_chose_is_said_as_far_as_it_may_be_shown(tmp_path: Path) -> None:
    path = held(tmp_path)
    said = lead(path, "groups", "talk 1", "groups")
    reveal, _found, discuss = said.partition("Discuss: ")
    assert f"Clearwater: {EAST}: " in reveal
    assert reveal.index(f"{EAST}: ") < reveal.index(f"{WEST}: ")
    assert "Not shown by group: Splitriver" in reveal
    assert "Round 1." in discuss


def test_without_groups_that_is_what_is_said(workspace: Path) -> None:
    assert "Nothing was counted by group in this session." in lead(
        team(workspace), "n", "n", *HANDS, "groups"
    )


def test_a_comment_about_no_attribute_is_reviewed_like_any_other(workspace: Path) -> None:
    """Such as one from an exercise: it killed the program that leads the room."""
    path = team(workspace)
    at(path, "close")
    Room(path).ensure()
    Room(path).keep_pending([PendingComment(id=random_id(), round=2, attribute="", text="Too slow")])
    said = lead(path, "comments", "y", "k")
    assert "1 of 1, about an exercise:\nToo slow" in said
    assert [comment.text for comment in load(path).comments] == ["Too slow"]


def test_hands_of_another_vote_stay_while_hands_are_counted(workspace: Path) -> None:
    """They were gone with the first line, although it had been said that they were kept."""
    path = team(workspace)
    lead(path, "n", "n")
    about, begun = Poll(exercise="qualities"), drafts.HandsDraft(asks=("a.b",))
    drafts.keep_hands(path, about, begun)
    assert "Kept for later" in lead(path, "hands", "0 2 5 3 1", "q")
    lead(path, *HANDS[:1], "0 2 5 3 1", *HANDS[2:])
    assert load(path).first
    assert drafts.begun(path, about) == begun
    assert drafts.begun(path, FIRST) is None


def test_a_revote_by_hands_that_was_left_is_named_and_gone_on_with(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    at(path, "revote")
    lead(path, "ladder 2", "hands", "0 0 1 9 1")
    again = lead(path, "hands", "", "y")
    assert "Re-vote: Empowered staff" in again
    assert "half counted" in again
    assert str(load(path).rounds[1].tally["staff"]["ladder"]) == "0 0 1 9 1 | 0"
