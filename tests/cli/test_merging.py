from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.words import as_json, invoke
from tests.model.build import INSTRUMENT, plan
from workshop.errors import WorkshopError
from workshop.model.followup import Action
from workshop.model.joining import join
from workshop.model.session import AgreedLevel, Comment, Note, Round, Session
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally
from workshop.store.codec import load
from workshop.store.sessions import create

NORTH = Tally((0, 2, 3, 1, 0), 1)
SOUTH = Tally((1, 0, 2, 4, 0), 0)


def counted(results: Mapping[str, Result], method: str = "ballots", number: int = 1, **fields: Any) -> Round:
    tally = {"vision": dict(results)}
    return Round(**{"number": number, "method": method, "voted": 9, "tally": tally, **fields})


def site(unit: str, result: Result, **fields: Any) -> Session:
    return plan(**{"unit": unit, "rounds": (counted({"ladder": result}),), **fields})


def test_counts_are_added_and_lists_united() -> None:
    try_it, other = Action(id="a", text="Try it"), Action(id="b", text="Try that")
    one = site("North", NORTH, actions=(try_it,), invited=8, agreed={"vision": AgreedLevel(level=3)})
    joined = join(one, site("South", SOUTH, actions=(try_it, other), invited=9))
    whole = joined.session
    assert whole.first is not None
    assert whole.first.result("vision") == Tally((1, 2, 5, 5, 0), 1)
    assert (whole.voted, whole.invited, whole.unit, joined.added) == (18, 17, "North + South", 1)
    assert [action.id for action in whole.actions] == ["a", "b"]
    assert whole.agreed == {}
    assert joined.left_out == ("Agreed levels on which the sites differ, or which one site has alone: 1.",)


@pytest.mark.parametrize("kept", [HIDDEN, Band((3, 3), Shape.TOGETHER)], ids=["hidden", "banded"])
def test_what_one_site_may_not_show_is_not_shown_of_both(kept: Result) -> None:
    """Whoever has the other site's count would only have to subtract it."""
    rounds = (counted({"ladder": NORTH, "shared": NORTH}), counted({"ladder": SOUTH, "shared": kept}))
    joined = join(plan(rounds=rounds[:1]), plan(rounds=rounds[1:]))
    assert joined.session.first is not None
    assert joined.session.first.result("vision", "shared") == HIDDEN
    assert (joined.added, joined.hidden) == (1, 1)


def test_groups_are_not_joined() -> None:
    split = {name: {"vision": {"ladder": HIDDEN}} for name in ("desk", "office")}
    joined = join(
        plan(rounds=(counted({"ladder": NORTH}, groups=split),)), plan(rounds=(counted({"ladder": SOUTH}),))
    )
    assert joined.session.first is not None
    assert joined.session.first.groups == {}
    assert "groups" in joined.left_out[-1]


WHOLE = Tally((1, 2, 5, 5, 0), 1)
OTHER_WORDS = INSTRUMENT.model_copy(update={"stem": "How seldom?"})


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (site("N", NORTH), plan(), "not counted"),
        (site("N", NORTH), site("S", SOUTH, instrument=OTHER_WORDS), "different questions"),
        (site("N", NORTH), site("S", SOUTH, mode="open"), "confidential, the other open"),
        (
            site("N", NORTH, held_on=date(2026, 5, 1)),
            site("S", SOUTH, held_on=date(2026, 6, 2)),
            "more than a month apart",
        ),
        (
            site("N", NORTH),
            site("S", SOUTH, rounds=(counted({"ladder": SOUTH}, "hands"),)),
            "a show of hands",
        ),
        (site("N", NORTH), site("S", HIDDEN), "no question may be shown"),
        (site("N", NORTH), site("S", NORTH), "the same answers"),
        (
            site("N", NORTH, notes=(Note(id="a", text="x"),)),
            site("N", NORTH, notes=(Note(id="b", text="y"),)),
            "the same answers",
        ),
        (
            site("N + S", NORTH, comments=(Comment(id="a", text="x"),)),
            site("S + W", SOUTH, comments=(Comment(id="a", text="x"), Comment(id="b", text="y"))),
            "the same answers",
        ),
        (
            site("N", NORTH, actions=(Action(id="a", text="x"),)),
            site(
                "N + S",
                WHOLE,
                rounds=(counted({"ladder": WHOLE}, voted=18),),
                actions=(Action(id="a", text="x"),),
            ),
            "the same answers",
        ),
        (
            site("N", NORTH, actions=(Action(id="a", text="x"),)),
            site("S", SOUTH, actions=(Action(id="a", text="y"),)),
            'the entry "a" in actions differs',
        ),
    ],
    ids=[
        "uncounted",
        "words",
        "mode",
        "days",
        "method",
        "all hidden",
        "a copy",
        "a copy with a note",
        "a part in common",
        "a part and its whole",
        "one id",
    ],
)
def test_what_must_not_be_joined_is_refused(first: Session, second: Session, said: str) -> None:
    for pair in ((first, second), (second, first)):
        with pytest.raises(WorkshopError, match=said):
            join(*pair)


def test_a_later_round_of_one_site_alone_is_left_out() -> None:
    again = counted({"ladder": NORTH}, number=2)
    joined = join(site("N", NORTH, rounds=(*site("N", NORTH).rounds, again)), site("S", SOUTH))
    assert [counted.number for counted in joined.session.rounds] == [1]
    assert joined.left_out == ("Later rounds that only one site held, or each in another way: 1.",)


def test_a_joined_file_is_joined_with_another_site_but_never_with_its_own_parts(workspace: Path) -> None:
    """It counted the people of a site twice: nothing in the file said whose counts it held."""
    folder = workspace / "assessments"
    west = Tally((2, 2, 2, 1, 0), 1)
    sites = {"n": site("North", NORTH), "s": site("South", SOUTH), "w": site("West", west)}
    paths = {name: str(create(made, folder)) for name, made in sites.items()}
    both, whole = str(workspace / "both.toml"), str(workspace / "whole.toml")
    invoke(workspace, "merge", paths["n"], paths["s"], "--out", both)
    invoke(workspace, "merge", both, paths["w"], "--out", whole)
    assert load(Path(whole)).voted == 27
    assert len(load(Path(whole)).joined_from) == 3
    files = {name: load(Path(path)) for name, path in {**paths, "both": both, "whole": whole}.items()}
    for pair in (("both", "n"), ("s", "both"), ("whole", "w"), ("n", "whole"), ("both", "whole")):
        with pytest.raises(WorkshopError, match="the same answers"):
            join(*(files[name] for name in pair))


def test_the_command_writes_a_third_file_and_says_what_was_joined(workspace: Path) -> None:
    folder = workspace / "assessments"
    before = {
        path: path.read_bytes()
        for path in (create(site("North", NORTH), folder), create(site("South", SOUTH), folder))
    }
    names = [path.stem for path in before]
    done = invoke(workspace, "merge", *names)
    assert "18 voted at both sites together; all 1 questions were added." in done.output
    assert "The files of both sites stay: move them" in done.output
    (made,) = set(folder.glob("*.toml")) - set(before)
    assert load(made).voted == 18
    assert {path: path.read_bytes() for path in before} == before
    out = workspace / "joined.toml"
    said = as_json(workspace, "merge", *names, "--out", str(out))
    assert said == {"file": str(out), "voted": 18, "added": 1, "hidden": 0, "left_out": []}
    assert load(out).voted == 18
