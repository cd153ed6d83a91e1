"""`workshop new`: all by options, or by being asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke
from workshop.errors import WorkshopError
from workshop.language import ENGLISH, speak
from workshop.model.agenda import AGENDAS
from workshop.model.instrument import Words
from workshop.model.session import Grouping, Session
from workshop.store.codec import load


@pytest.fixture
def french() -> Iterator[None]:
    speak("fr")
    yield
    speak(ENGLISH)


def planned(workspace: Path, *options: str) -> Session:
    return load(Path(as_json(workspace, "new", "--title", "Autumn", *options)["file"]))


OPTIONS = [
    (["--organisation", "Library"], {"organisation": "Library"}),
    (["--unit", "North"], {"unit": "North"}),
    (["--invited", "12"], {"invited": 12, "mode": "confidential", "solo": False}),
    (["--invited", "1"], {"invited": 1, "mode": "open", "solo": True}),
    (["--invited", "1", "--mode", "confidential"], {"mode": "confidential", "solo": False}),
    (["--mode", "open"], {"mode": "open"}),
    (["--threshold", "3"], {"threshold": 3}),
    (["--audience", "board"], {"audience": "board"}),
    (["--quick"], {"depth": "quick"}),
    (["--full"], {"depth": "full"}),
    ([], {"depth": "full", "mode": "confidential", "threshold": 5, "held_on": date.today()}),
    (["--held-on", "2027-01-31"], {"held_on": date(2027, 1, 31)}),
]


@pytest.mark.parametrize(("options", "fields"), OPTIONS, ids=[" ".join(o) or "none" for o, _ in OPTIONS])
def test_what_each_option_does(workspace: Path, options: list[str], fields: dict[str, object]) -> None:
    session = planned(workspace, *options)
    assert {name: getattr(session, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "user users"),
        (["--user", "patron"], "patron patrons"),
        (["--user", "child", "--users", "children"], "child children"),
        (["--users", "guests"], "user guests"),
    ],
)
def test_the_words_for_users(workspace: Path, options: list[str], said: str) -> None:
    assert planned(workspace, *options).fill("{user} {users}") == said


@pytest.mark.parametrize(
    ("given", "name", "groups"),
    [
        ("Role: desk, back office", "Role", ("desk", "back office")),
        ("desk,back", "Group", ("desk", "back")),
        ("Site: A: north, B", "Site: A", ("north", "B")),
    ],
)
def test_groups(workspace: Path, given: str, name: str, groups: tuple[str, ...]) -> None:
    grouping = planned(workspace, "--group-by", given).grouping
    assert grouping
    assert (grouping.name, grouping.groups) == (name, groups)


def test_two_sessions_on_one_day_have_two_files(workspace: Path) -> None:
    assert as_json(workspace, "new", "--title", "A") != as_json(workspace, "new", "--title", "A")


def test_one_like_another_with_nothing_that_was_said(workspace: Path) -> None:
    first = as_json(workspace, "new", "--title", "Autumn", "--unit", "North", "--quick")["file"]
    again = as_json(workspace, "new", "--like", Path(first).stem, "--held-on", "2027-05-01")["file"]
    session = load(Path(again))
    assert (session.title, session.unit, session.depth) == ("Autumn", "North", "quick")
    assert session.held_on == date(2027, 5, 1)
    assert session.stage == "welcome"


@pytest.mark.parametrize(
    ("title", "options", "titled"),
    [
        ("North, March 2026", (), "North, May 2027"),
        ("North, 2026-03-02", (), "North, 2027-05-01"),
        ("Our third, autumn 2026", (), "Our third, autumn 2026"),
        ("Our third, autumn 2026", ("--title", "Our fourth"), "Our fourth"),
    ],
)
def test_one_like_another_has_its_own_month_in_its_title_and_says_how_it_can_have_another_title(
    workspace: Path, title: str, options: tuple[str, ...], titled: str
) -> None:
    first = Path(as_json(workspace, "new", "--title", title, "--held-on", "2026-03-02")["file"])
    done = invoke(workspace, "new", "--like", first.stem, "--held-on", "2027-05-01", *options)
    (path,) = set((workspace / "assessments").glob("*.toml")) - {first}
    assert load(path).title == titled
    assert f"Its title: {titled}. --title gives it another." in done.output


def test_one_like_another_is_not_planned_with_a_title_that_is_none(workspace: Path) -> None:
    first = Path(as_json(workspace, "new", "--title", "Autumn")["file"])
    assert "nothing that can be read" in invoke(workspace, "new", "--like", first.stem, "--title", " ").output
    with pytest.raises(WorkshopError, match="at most 200 are kept"):
        invoke(workspace, "new", "--like", first.stem, "--title", "x" * 5000)
    assert list((workspace / "assessments").glob("*.toml")) == [first]


def test_one_like_another_may_take_longer(workspace: Path) -> None:
    first = as_json(workspace, "new", "--title", "Autumn", "--unit", "North")["file"]
    again = as_json(workspace, "new", "--like", Path(first).stem, "--agenda", "90")["file"]
    assert load(Path(again)).agenda == AGENDAS[90]
    assert load(Path(again)).unit == "North"


def test_beside_like_no_option_is_silently_left_out(workspace: Path) -> None:
    first = as_json(workspace, "new", "--title", "Autumn")["file"]
    done = invoke(workspace, "new", "--like", Path(first).stem, "--unit", "Other")
    assert done.exit_code == 2
    assert "leave out --unit" in done.output


def test_asked_with_enter_alone(workspace: Path) -> None:
    """Enter to everything plans a session for oneself."""
    done = invoke(workspace, "new", typed="\n" * 12)
    assert done.exit_code == 0, done.output
    (path,) = (workspace / "assessments").glob("*.toml")
    session = load(path)
    assert session.solo
    assert session.title == f"Our workshop, {date.today():%B %Y}"
    assert f"Planned: {path}" in done.output


def test_the_title_that_is_proposed_says_the_month_it_is_held_in(workspace: Path) -> None:
    invoke(workspace, "new", "--held-on", "2027-02-01", typed="\n" * 12)
    (path,) = (workspace / "assessments").glob("*.toml")
    assert load(path).title == "Our workshop, February 2027"


def test_the_word_for_several_that_was_given_is_not_asked_again(workspace: Path) -> None:
    done = invoke(workspace, "new", "--users", "people", typed="\n\n\n\n\npatron\n")
    assert done.exit_code == 0, done.output
    (path,) = (workspace / "assessments").glob("*.toml")
    assert load(path).words == Words(user="patron", users="people")


def test_asked_what_was_not_given(workspace: Path) -> None:
    answers = ["Library", "North", "North, autumn", "8", "open", "", "n", "patron", ""]
    done = invoke(workspace, "new", typed="".join(f"{answer}\n" for answer in answers))
    assert done.exit_code == 0, done.output
    (path,) = (workspace / "assessments").glob("*.toml")
    session = load(path)
    assert (session.organisation, session.unit, session.title) == ("Library", "North", "North, autumn")
    assert (session.invited, session.mode, session.depth) == (8, "open", "quick")
    assert session.fill("{users}") == "patrons"
    assert session.grouping is None


def test_asked_for_groups_until_they_are_groups(workspace: Path) -> None:
    typed = ["", "", "", "20", "", "Role: desk", "Role: desk, back office", "", "", ""]
    done = invoke(workspace, "new", typed="".join(f"{answer}\n" for answer in typed))
    assert done.exit_code == 0, done.output
    (path,) = (workspace / "assessments").glob("*.toml")
    assert load(path).grouping == Grouping(name="Role", groups=("desk", "back office"))
    assert "two to 9" in done.output
    assert "Shown from 8 people in each." in " ".join(done.output.split())


def test_of_groups_it_is_said_from_how_many_as_the_mode_has_it(workspace: Path) -> None:
    done = invoke(workspace, "new", "--mode", "open", typed="\n\n\n20\n\n\n\n\n")
    assert "Shown however few are in each." in " ".join(done.output.split())
    told = invoke(workspace, "new", "--threshold", "10", typed="\n\n\n20\n\n\n\n\n\n")
    assert "from fewer than 10 answers" in " ".join(told.output.split())
    assert "Shown from 10 people in each." in " ".join(told.output.split())


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_is_explained_is_broken_at_words(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    said = invoke(workspace, "new", typed="\n\n\n20\n\n\n\n\n\n").output.splitlines()
    start = next(number for number, line in enumerate(said) if line.startswith("Confidential:"))
    end = next(number for number, line in enumerate(said) if line.startswith("Mode"))
    assert all(len(line) < columns for line in said[start:end])
    told = "Confidential: nothing is shown from fewer than 5 answers. Open: everything is shown."
    assert " ".join(said[start:end]) == told


def test_known_names_are_offered_by_number(workspace: Path) -> None:
    for unit in ("North", "South"):
        planned(workspace, "--organisation", "Library", "--unit", unit, "--held-on", "2026-01-01")
    done = invoke(workspace, "new", typed="1\n2\n" + "\n" * 10)
    assert "  1  Library" in done.output
    units = [line.split("  ")[-1] for line in done.output.splitlines() if line.startswith(("  1  ", "  2  "))]
    newest = load(max((workspace / "assessments").glob("*.toml")))
    assert newest.organisation == "Library"
    assert newest.unit == units[-1]


@pytest.mark.parametrize("said", ["7", "9" * 5000, "²", "Archive"])
def test_a_number_that_is_not_offered_is_a_name(workspace: Path, said: str) -> None:
    planned(workspace, "--unit", "North", "--held-on", "2026-01-01")
    done = invoke(workspace, "new", typed=f"\n{said}\n" + "\n" * 10)
    if len(said) > 200:
        assert done.exit_code == 2
    else:
        assert load(max((workspace / "assessments").glob("*.toml"))).unit == said


def test_an_end_of_input_while_asked_plans_nothing(workspace: Path) -> None:
    done = invoke(workspace, "new", typed="Library\n")
    assert done.exit_code == 1
    assert list((workspace / "assessments").glob("*.toml")) == []


def test_alone_the_next_step_is_to_rate(workspace: Path) -> None:
    assert "Next: workshop rate " in invoke(workspace, "new", "--title", "x", "--invited", "1").output
    team = invoke(workspace, "new", "--title", "y", "--invited", "8").output
    assert "Next: workshop run " in team
    assert "Without a shared screen: workshop open " in team


@pytest.mark.usefixtures("french")
def test_without_words_for_users_the_language_gives_them(workspace: Path) -> None:
    """The file keeps them: it reads the same wherever it is opened."""
    assert planned(workspace).words == Words(user="usager", users="usagers")


def test_a_session_that_can_never_be_counted_is_said_once_it_is_planned(workspace: Path) -> None:
    planned = invoke(workspace, "new", "--title", "Four", "--invited", "4")
    assert "With fewer than 5 ballots nothing will be counted" in planned.stderr
    assert "a threshold of at most 4, or open mode" in planned.stderr
    for other in (("--invited", "5"), ("--invited", "4", "--mode", "open"), ("--invited", "1")):
        assert "nothing will be counted" not in invoke(workspace, "new", "--title", "X", *other).stderr
