"""From rows to sessions: one for each unit, under the privacy rules; all of them or none."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store_import.build import HELD_ON, OWN, bring_in, files, people, read, terms
from workshop.errors import WorkshopError
from workshop.model.session import Session
from workshop.model.tally import HIDDEN
from workshop.store import atomic, sessions
from workshop.store.codec import load, problems
from workshop.store.importer import ImportOutcome, import_ratings
from workshop.store.ratings_csv import BadCells
from workshop.store.workspace import Workspace


def made(outcome: ImportOutcome) -> dict[str, Session]:
    """The sessions of an outcome by unit."""
    return {written.unit: load(written.path) for written in outcome.sessions}


def test_all_rows_become_one_closed_session(workspace: Path) -> None:
    outcome = bring_in(workspace, people(A=5, B=6))
    session = made(outcome)[""]
    assert (session.voted, session.unit, session.title) == (11, "", "survey")
    assert (session.held_on, session.mode, session.threshold) == (HELD_ON, "confidential", 5)
    assert (session.stage, session.depth, session.instrument) == ("close", "full", OWN)
    assert session.first
    assert (session.first.method, session.first.number) == ("ballots", 1)
    assert str(session.last("leadership", "lead01")) == "0 6 0 5 0 | 0"
    assert problems(outcome.sessions[0].path) == []


def test_a_column_splits_the_rows_into_units_in_natural_order(workspace: Path) -> None:
    text = "Unit,L1,L2\n" + "".join(f"{unit},3,3\n" * 5 for unit in ("10", "2", "b", "A", " 2"))
    outcome = bring_in(workspace, text, "Unit", agreed=terms(organisation="Riverside"))
    assert [(written.unit, written.voted) for written in outcome.sessions] == [
        ("2", 10),
        ("10", 5),
        ("A", 5),
        ("b", 5),
    ]
    assert made(outcome)["2"].title == "Riverside, 2"


def test_a_title_goes_on_with_the_unit(workspace: Path) -> None:
    outcome = bring_in(workspace, people(North=5), "Unit", agreed=terms(title="Spring", organisation="R"))
    assert made(outcome)["North"].title == "Spring, North"


def test_a_row_without_an_answer_is_nobodys_ballot_and_not_sure_is_one(workspace: Path) -> None:
    text = "L1,L2\n" + "3,3\n" * 5 + "NA,\n?,?\n"
    outcome = bring_in(workspace, text)
    session = made(outcome)[""]
    assert session.voted == 6
    assert str(session.last("leadership", "lead01")) == "0 0 5 0 0 | 1"


def test_a_question_with_too_few_answers_is_hidden(workspace: Path) -> None:
    session = made(bring_in(workspace, "L1,L2\n" + "3,3\n" * 4 + "?,3\n"))[""]
    assert session.last("leadership", "lead01") is HIDDEN


def test_only_mapped_questions_are_counted(workspace: Path) -> None:
    ratings = read(workspace, people(A=5), columns='[columns]\nL2 = "leadership.lead02"\n')
    outcome = import_ratings(ratings, Workspace(workspace), terms())
    first = made(outcome)[""].first
    assert first
    assert list(first.tally["leadership"]) == ["lead02"]


def test_nobody_answering_is_an_error(workspace: Path) -> None:
    with pytest.raises(WorkshopError, match="nobody answered anything"):
        bring_in(workspace, "L1,L2\n,\nNA,NA\n")


def test_what_a_session_refuses_is_told_before_anything_is_written(workspace: Path) -> None:
    with pytest.raises(WorkshopError, match="organisation: 300 characters, at most 200"):
        bring_in(workspace, people(A=5), agreed=terms(organisation="x" * 300))
    assert list((workspace / "assessments").iterdir()) == []


class TestSmallUnits:
    """Rule 12: under k a unit is not written, and nobody is told how many they are."""

    def test_they_come_back_by_name_only(self, workspace: Path) -> None:
        outcome = bring_in(workspace, people(A=5, B=4, C=1, D=0), "Unit")
        assert [written.unit for written in outcome.sessions] == ["A"]
        assert outcome.not_counted == ("B", "C")
        assert not any(b'"B"' in content for content in files(workspace).values())

    def test_the_threshold_decides(self, workspace: Path) -> None:
        outcome = bring_in(workspace, people(A=5, B=4, C=3, D=2), "Unit", agreed=terms(threshold=3))
        assert [written.unit for written in outcome.sessions] == ["A", "B", "C"]
        assert outcome.not_counted == ("D",)

    def test_rows_without_an_answer_do_not_help_a_unit_over_it(self, workspace: Path) -> None:
        outcome = bring_in(workspace, people(A=5, B=4) + "B,,\nB,NA,\n", "Unit")
        assert outcome.not_counted == ("B",)

    def test_open_mode_writes_every_unit_in_which_somebody_answered(self, workspace: Path) -> None:
        outcome = bring_in(workspace, people(A=5, B=1) + "C,,\n", "Unit", agreed=terms(mode="open"))
        assert [(written.unit, written.voted) for written in outcome.sessions] == [("A", 5), ("B", 1)]
        assert outcome.not_counted == ("C",)

    def test_when_all_are_small_nothing_is_written(self, workspace: Path) -> None:
        outcome = bring_in(workspace, people(A=4, B=4), "Unit")
        assert (outcome.sessions, outcome.not_counted) == ((), ("A", "B"))
        assert list((workspace / "assessments").iterdir()) == []

    def test_after_that_the_rows_may_still_become_one_session(self, workspace: Path) -> None:
        """Nothing was shown yet that could be subtracted."""
        bring_in(workspace, people(A=4, B=4), "Unit")
        assert bring_in(workspace, people(A=4, B=4)).sessions[0].voted == 8


class TestTheSameRowsAgain:
    """A digest of the rows is kept: they are never split a second way."""

    def test_change_nothing_and_name_the_files(self, workspace: Path) -> None:
        first = bring_in(workspace, people(A=5, B=6), "Unit")
        before = files(workspace)
        again = bring_in(workspace, people(A=5, B=6), "Unit")
        assert again.sessions == ()
        assert again.unchanged == tuple(written.path for written in first.sessions)
        assert files(workspace) == before

    @pytest.mark.parametrize("mode_and_threshold", [("open", 5), ("confidential", 3)])
    def test_do_so_under_laxer_rules_too(self, workspace: Path, mode_and_threshold: tuple[str, int]) -> None:
        mode, threshold = mode_and_threshold
        bring_in(workspace, people(A=5, B=4), "Unit")
        before = files(workspace)
        laxer = terms(mode="open" if mode == "open" else "confidential", threshold=threshold)
        again = bring_in(workspace, people(A=5, B=4), "Unit", agreed=laxer)
        assert again.unchanged
        assert files(workspace) == before

    def test_are_known_in_any_order_of_rows_and_columns(self, workspace: Path) -> None:
        bring_in(workspace, "Unit,L1,L2\n" + "A,1,2\n" * 3 + "A,3,?\n" * 3, "Unit")
        again = bring_in(
            workspace, "L2,Unit,New,L1\n" + "?,A,x,3.0\n" * 3 + "2,A,y,1\n" * 3 + ",A,,\n", "Unit"
        )
        assert again.unchanged

    def test_are_not_known_when_one_answer_differs(self, workspace: Path) -> None:
        bring_in(workspace, people(A=5), "Unit")
        assert bring_in(workspace, people(A=5).replace("A,4,3", "A,5,3", 1), "Unit").sessions

    def test_are_not_known_when_answers_change_questions(self, workspace: Path) -> None:
        bring_in(workspace, "L1,L2\n" + "1,2\n" * 5)
        assert bring_in(workspace, "L2,L1\n" + "1,2\n" * 5).sessions

    @pytest.mark.parametrize(("first", "second"), [("Unit", ""), ("", "Unit"), ("Unit", "Role")])
    def test_are_refused_when_split_another_way(self, workspace: Path, first: str, second: str) -> None:
        text = "Unit,Role,L1,L2\n" + "A,x,3,3\n" * 6 + "B,y,3,4\n" * 6
        path = bring_in(workspace, text, first).sessions[0].path
        before = files(workspace)
        with pytest.raises(WorkshopError) as caught:
            bring_in(workspace, text, second)
        assert str(path) in caught.value.message
        assert "subtracting one split from the other" in caught.value.hint
        assert files(workspace) == before

    def test_are_refused_when_a_unit_was_left_out(self, workspace: Path) -> None:
        """The whole minus the units shown would be the unit that was too small."""
        bring_in(workspace, people(A=5, B=4), "Unit")
        with pytest.raises(WorkshopError, match='by "Unit" before'):
            bring_in(workspace, people(A=5, B=4))

    def test_stay_as_they_are_when_a_small_unit_is_renamed_into_another(self, workspace: Path) -> None:
        bring_in(workspace, people(A=5, B=4), "Unit")
        before = files(workspace)
        assert bring_in(workspace, people(A=5, B=4).replace("B,", "A,"), "Unit").unchanged
        assert files(workspace) == before

    def test_are_known_with_people_who_named_no_unit(self, workspace: Path) -> None:
        text = people(A=6) + ",1,1\n"
        bring_in(workspace, text, "Unit", skip_bad=True)
        with pytest.raises(WorkshopError, match="before"):
            bring_in(workspace, text)

    def test_are_known_after_a_session_was_renamed(self, workspace: Path) -> None:
        sessions.rename(bring_in(workspace, people(A=5)).sessions[0].path, "Another name")
        assert bring_in(workspace, people(A=5)).unchanged

    def test_may_be_imported_anew_when_the_sessions_were_deleted(self, workspace: Path) -> None:
        sessions.delete(bring_in(workspace, people(A=5)).sessions[0].path)
        assert bring_in(workspace, people(A=5), "Unit").sessions


class TestTheDigest:
    """It tells nothing to whoever has only the session files."""

    def test_cannot_be_made_again_without_the_key(self, tmp_path: Path) -> None:
        """With few people and questions a plain digest could be guessed, row by row."""
        kept = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            session = made(bring_in(tmp_path / name, people(A=5)))[""]
            assert session.imported
            kept.append(session.imported.digest)
        assert kept[0] != kept[1]

    def test_has_its_key_in_a_private_folder_out_of_version_control(self, workspace: Path) -> None:
        bring_in(workspace, people(A=5))
        folder = workspace / "assessments" / ".imports"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "key").stat().st_mode & 0o777 == 0o600
        assert (folder / ".gitignore").read_text() == "*\n"

    def test_says_when_it_cannot_know_earlier_imports(self, workspace: Path) -> None:
        """As in a clone of the folder, which comes without the key."""
        bring_in(workspace, people(A=5))
        (workspace / "assessments" / ".imports" / "key").unlink()
        (note,) = bring_in(workspace, people(A=6)).notes
        assert "imported elsewhere" in note


class TestBadCells:
    """Nothing is written unless all is good, or the caller says to skip."""

    TEXT = "Unit,L1,L2\n" + "A,1,2\n" * 5 + "A,9,2\nA,x,7\n,1,2\nA,1\n"

    def test_are_all_told_and_nothing_is_written(self, workspace: Path) -> None:
        with pytest.raises(BadCells) as caught:
            bring_in(workspace, self.TEXT, "Unit")
        places = [(cell.row, cell.column) for cell in caught.value.cells]
        assert places == [(7, "L1"), (8, "L1"), (8, "L2"), (9, "Unit"), (10, "")]
        assert all(str(cell) in str(caught.value) for cell in caught.value.cells)
        assert list((workspace / "assessments").iterdir()) == []

    def test_forty_of_them_are_forty_lines(self, workspace: Path) -> None:
        text = "L1,L2\n" + "".join(f"{n},{n}\n" for n in range(6, 26))
        with pytest.raises(BadCells) as caught:
            bring_in(workspace, text)
        assert len(caught.value.cells) == 40
        assert sum(line.startswith("  row ") for line in str(caught.value).splitlines()) == 40
        assert list((workspace / "assessments").iterdir()) == []

    def test_count_as_not_answered_when_skipped(self, workspace: Path) -> None:
        outcome = bring_in(workspace, self.TEXT, "Unit", skip_bad=True)
        session = made(outcome)["A"]
        assert (outcome.skipped, session.voted) == (5, 6)
        assert str(session.last("leadership", "lead01")) == "5 0 0 0 0 | 0"
        assert str(session.last("leadership", "lead02")) == "0 6 0 0 0 | 0"


class TestSaving:
    """All sessions, or none."""

    @pytest.fixture
    def full_disk(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """A disk with room for two sessions."""
        really = atomic.replace
        saved: list[Path] = []

        def replace(path: Path, content: bytes, *, backup: bool = False, private: bool = False) -> None:
            if path.suffix == ".toml":
                if len(saved) == 2:
                    raise OSError(errno.ENOSPC, "No space left on device")
                saved.append(path)
            really(path, content, backup=backup, private=private)

        with monkeypatch.context() as patched:
            patched.setattr(atomic, "replace", replace)
            yield

    @pytest.mark.usefixtures("full_disk")
    def test_a_full_disk_takes_back_what_was_written(self, workspace: Path) -> None:
        with pytest.raises(WorkshopError, match="No space left") as caught:
            bring_in(workspace, people(A=5, B=5, C=5), "Unit")
        assert "of 3 sessions none is kept" in caught.value.hint
        assert files(workspace) == {}

    def test_an_interrupt_takes_back_what_was_written(self, workspace: Path) -> None:
        def interrupt(done: int, of: int) -> None:
            if done == of - 1:
                raise KeyboardInterrupt

        ratings = read(workspace, people(A=5, B=5, C=5), by="Unit")
        with pytest.raises(KeyboardInterrupt):
            import_ratings(ratings, Workspace(workspace), terms(), progress=interrupt)
        assert files(workspace) == {}
        assert len(bring_in(workspace, people(A=5, B=5, C=5), "Unit").sessions) == 3

    def test_a_killed_import_is_done_again_whole(self, workspace: Path) -> None:
        program = (
            "import os, sys; from pathlib import Path\n"
            "from tests.store_import.build import people, read, terms\n"
            "from workshop.store.importer import import_ratings\n"
            "from workshop.store.workspace import Workspace\n"
            "folder = Path(sys.argv[1])\n"
            "ratings = read(folder, people(A=5, B=5, C=5), by='Unit')\n"
            "import_ratings(ratings, Workspace(folder), terms(), progress=lambda done, of: os._exit(9))\n"
        )
        root = Path(__file__).parents[2]
        assert subprocess.run([sys.executable, "-c", program, str(workspace)], cwd=root).returncode == 9
        assert len(files(workspace)) == 1
        outcome = bring_in(workspace, people(A=5, B=5, C=5), "Unit")
        assert [written.unit for written in outcome.sessions] == ["A", "B", "C"]
        assert len(files(workspace)) == 3
        assert "cut off" in outcome.notes[0]

    def test_no_mark_of_a_finished_import_stays(self, workspace: Path) -> None:
        bring_in(workspace, people(A=5))
        assert {path.name for path in (workspace / "assessments" / ".imports").iterdir()} == {
            "key",
            "lock",
            ".gitignore",
        }

    def test_the_folder_is_made_when_missing(self, tmp_path: Path) -> None:
        outcome = bring_in(tmp_path, people(A=5))
        assert outcome.sessions[0].path.parent == tmp_path / "assessments"

    def test_more_people_than_a_session_counts_are_refused(self, workspace: Path) -> None:
        with pytest.raises(WorkshopError, match="100,001 people in one session"):
            bring_in(workspace, "L1,L2\n" + "1,2\n" * 100_001)
        assert files(workspace) == {}
