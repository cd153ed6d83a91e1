"""Session files in a real git repository, merged by `workshop merge-driver`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from workshop.store.codec import load

WORKSHOP = Path(sys.executable).with_name("workshop")
NAME = SAMPLES[-1].name


def git(folder: Path, *words: str, fails: bool = False) -> str:
    """Run git where no `workshop` is found: from a window, or in a shell that activated nothing."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    path = os.pathsep.join(
        p for p in os.environ["PATH"].split(os.pathsep) if not Path(p, "workshop").exists()
    )
    done = subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(samples: Path) -> Path:
    """A repository of the sample sessions, set up with the two lines of the README."""
    git(samples, "init", "-q", "-b", "main")
    (samples / ".gitattributes").write_text("assessments/*.toml merge=workshop\n")
    done = subprocess.run(
        [WORKSHOP, "merge-driver", "--install"], cwd=samples, capture_output=True, text=True
    )
    assert "git calls from now on" in done.stdout, done.stderr
    git(samples, "add", "-A")
    git(samples, "commit", "-qm", "Samples")
    return samples


def session(repository: Path) -> Path:
    return repository / "assessments" / NAME


def branch(repository: Path, name: str, before: str, after: str) -> None:
    """Commit a change of the session on a branch of its own."""
    git(repository, "checkout", "-q", "-b", name, "main")
    path = session(repository)
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    git(repository, "commit", "-qam", name)


FIRST_STOP = "[[stops]]\n"
FIRST_NOTE = "[[notes]]\n"


def action(key: str) -> str:
    return f'[[actions]]\nid = "{key}"\ntext = "Try {key}."\n\n'


def test_two_branches_that_each_add_an_action_merge_without_a_conflict(repository: Path) -> None:
    branch(repository, "one", FIRST_STOP, action("one") + FIRST_STOP)
    branch(repository, "two", FIRST_STOP, action("two") + FIRST_STOP)
    git(repository, "merge", "-q", "one")
    assert [a.id for a in load(session(repository)).actions][-2:] == ["two", "one"]
    assert "<<<<" not in session(repository).read_text()


def test_actions_typed_by_hand_without_an_id_merge_too(repository: Path) -> None:
    """Each branch made up another id for the one that both had: the whole list contradicted itself."""
    path = session(repository)
    path.write_text(
        path.read_text().replace(FIRST_STOP, '[[actions]]\ntext = "By hand."\n\n' + FIRST_STOP, 1)
    )
    git(repository, "commit", "-qam", "By hand")
    branch(repository, "one", FIRST_STOP, '[[actions]]\ntext = "One."\n\n' + FIRST_STOP)
    branch(repository, "two", FIRST_STOP, '[[actions]]\ntext = "Two."\n\n' + FIRST_STOP)
    git(repository, "merge", "-q", "one")
    assert [a.text for a in load(session(repository)).actions][-3:] == ["By hand.", "Two.", "One."]
    assert "<<<<" not in session(repository).read_text()


def test_where_the_program_is_gone_git_merges_by_lines_and_loses_nothing(repository: Path) -> None:
    """It left only our side, without a mark: the next commit would have lost theirs."""
    driver = git(repository, "config", "merge.workshop.driver").strip()
    git(repository, "config", "merge.workshop.driver", driver.replace(sys.executable, "/nowhere/python"))
    branch(repository, "one", "level = 4", "level = 3")
    branch(repository, "two", "level = 4", "level = 2")
    git(repository, "merge", "-q", "one", fails=True)
    text = session(repository).read_text()
    assert "<<<<<<< ours\nlevel = 2\n=======\nlevel = 3\n>>>>>>> theirs\n" in text


def test_a_folder_of_the_same_name_in_the_repository_is_not_the_program(repository: Path) -> None:
    (repository / "workshop").mkdir()
    (repository / "workshop" / "__main__.py").write_text("raise SystemExit(1)")
    test_two_branches_that_each_add_an_action_merge_without_a_conflict(repository)


def test_outside_a_repository_it_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [WORKSHOP, "merge-driver", "--install"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "git takes no settings here" in done.stderr


def test_without_the_driver_they_would_conflict(repository: Path) -> None:
    (repository / ".gitattributes").write_text("")
    git(repository, "commit", "-qam", "Without")
    branch(repository, "one", FIRST_STOP, action("one") + FIRST_STOP)
    branch(repository, "two", FIRST_STOP, action("two") + FIRST_STOP)
    git(repository, "merge", "-q", "one", fails=True)


def test_one_ticks_off_an_action_that_the_other_words_anew(repository: Path) -> None:
    branch(repository, "one", 'owner = "scheduling team"', 'owner = "scheduling team"\ndone = true')
    branch(repository, "two", "Lay the door counter", "Put the door counter")
    git(repository, "merge", "-q", "one")
    first = load(session(repository)).actions[0]
    assert (first.done, first.text[:20]) == (True, "Put the door counter")


def test_the_session_goes_on_from_the_later_stage(repository: Path) -> None:
    branch(repository, "one", 'stage = "close"', 'stage = "agree"')
    branch(repository, "two", 'stage = "close"', 'stage = "actions"')
    git(repository, "merge", "-q", "one")
    assert load(session(repository)).stage == "actions"


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "place"),
    [
        ("level = 4", "level = 3", "level = 2", "agreed.staff.level"),
        ('ladder = "0 2 6 3 0 | 0"', 'ladder = "0 3 5 3 0 | 0"', 'ladder = "0 2 5 4 0 | 0"', "rounds.1"),
        ("held_on = 2026-11-18", "held_on = 2026-11-19", "held_on = 2026-11-20", "held_on"),
    ],
)
def test_a_real_contradiction_is_left_between_marks_and_named(
    repository: Path, before: str, ours: str, theirs: str, place: str
) -> None:
    branch(repository, "one", before, theirs)
    branch(repository, "two", before, ours)
    said = git(repository, "merge", "-q", "one", fails=True)
    assert f"assessments/{NAME}: both sides changed {place}" in said
    text = session(repository).read_text()
    assert f"<<<<<<< ours\n{ours}\n=======\n{theirs}\n>>>>>>> theirs\n" in text
    assert text.count("<<<<<<<") == 1
    assert f"UU assessments/{NAME}" in git(repository, "status", "--short")


def test_an_action_deleted_here_and_changed_there_is_a_contradiction(repository: Path) -> None:
    text = session(repository).read_text()
    begins = text.index('[[actions]]\nid = "c1-action-idea"')
    gone = text[begins : text.index(FIRST_STOP)]
    branch(repository, "one", "One idea a season", "Two ideas a season")
    branch(repository, "two", gone, "")
    said = git(repository, "merge", "-q", "one", fails=True)
    assert "both sides changed actions.c1-action-idea" in said


def test_what_cannot_be_read_is_left_to_git(repository: Path) -> None:
    """As git itself would have merged it: with its marks where the lines contradict, else whole."""
    branch(repository, "one", "level = 4", "level = 3")
    branch(repository, "two", "level = 4", "level = = 2")
    said = git(repository, "merge", "-q", "one", fails=True)
    assert "line by line" in said
    assert (
        "<<<<<<< ours\nlevel = = 2\n=======\nlevel = 3\n>>>>>>> theirs\n" in session(repository).read_text()
    )


def test_a_session_that_both_branches_began_under_one_name(repository: Path) -> None:
    other = SAMPLES[0].read_text()
    for name, title in (("one", "Here"), ("two", "There")):
        git(repository, "checkout", "-q", "-b", name, "main")
        (repository / "assessments" / "new.toml").write_text(other.replace("North branch, spring", title, 1))
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", name)
    said = git(repository, "merge", "-q", "one", fails=True)
    assert "both sides changed title" in said
