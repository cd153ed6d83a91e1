"""Whole sessions at random: every optional home filled now and then, every character a person may type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from tests.model.build import INSTRUMENT
from workshop.model.exercises import (
    EXERCISES as NAMES,
)
from workshop.model.exercises import (
    Change,
    Evidence,
    ExerciseRound,
    Exercises,
    Phrase,
    Policy,
    Quality,
    TouchPoint,
    Value,
)
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.instrument import LADDER, Words
from workshop.model.rules import Rules
from workshop.model.session import (
    STAGES,
    AgreedLevel,
    Comment,
    Grouping,
    Imported,
    Note,
    Round,
    Session,
    SetAside,
)
from workshop.model.share import Share
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally

__all__ = ["sessions"]

DATES = st.dates(date(1000, 1, 1), date(2999, 12, 31))
TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\"'\\\n\t#=[]{}|é\u0301\u200b\u2028"), max_size=30
)
AWKWARD = st.sampled_from(
    [
        '"',
        '"""',
        "'''",
        "\\",
        '\\"',
        "a\nb",
        '\n"""\n',
        "a\\\nb",
        "x = 1\n[table]\ny = 2",
        "# no",
        "ends in \\",
        "{users}",
    ]
)
LINES = TEXTS | AWKWARD
NOTES = st.lists(LINES, max_size=4).map("\n".join)
IDS = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
HEADS = st.integers(0, 500)
ATTRIBUTES = st.sampled_from(["vision", "staff"])
EVIDENCE: st.SearchStrategy[Evidence | None] = st.sampled_from([*get_args(Evidence), None])
BANDS = st.builds(
    lambda low, more, shape: Band((low, min(5, low + more)), shape),
    st.integers(1, 5),
    st.integers(0, 2),
    st.sampled_from(list(Shape)),
)


def results(levels: int = 5) -> st.SearchStrategy[Result]:
    counts = st.lists(st.integers(0, 80), min_size=levels, max_size=levels).map(tuple)
    return st.builds(Tally, counts, st.integers(0, 80)) | BANDS | st.just(HIDDEN)


TALLY = st.fixed_dictionaries(
    {},
    optional={
        "vision": st.fixed_dictionaries(
            {}, optional={LADDER: results(), "shared": results(), "used": results()}
        ),
        "staff": st.fixed_dictionaries({}, optional={LADDER: results()}),
    },
)
FELT = st.dictionaries(ATTRIBUTES, results(3))


def _entries(model: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three entries with ids that differ."""
    made = st.lists(st.builds(model, id=IDS, **fields), max_size=3, unique_by=lambda entry: entry.id)
    return made.map(tuple)


@st.composite
def _rounds(draw: st.DrawFn) -> tuple[Round, ...]:
    numbers = draw(st.lists(st.integers(1, 9), max_size=3, unique=True))
    return tuple(
        Round(
            number=number,
            method=draw(st.sampled_from(["ballots", "hands"])),
            voted=draw(st.integers(500, 1000)),
            corrected=draw(st.booleans()),
            tally=draw(TALLY),
            groups=draw(st.dictionaries(LINES, TALLY, max_size=2)),
            felt=draw(FELT),
        )
        for number in numbers
    )


@st.composite
def _agreed(draw: st.DrawFn) -> AgreedLevel:
    said: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"level": 3},
                {"range": (2, 4)},
                {"range": (3, 3)},
                {"discussed": False},
                {"discussed": False, "range": (1, 2)},
            ]
        )
    )
    return AgreedLevel(**said, example=draw(NOTES), evidence=draw(EVIDENCE))


COUNTED = st.none() | results()
COUNTED_THREE = st.none() | results(3)
SHARES = st.none() | st.just(HIDDEN) | st.tuples(HEADS, HEADS).map(lambda two: Share(min(two), max(two)))
EXERCISES = st.builds(
    Exercises,
    planned=st.sampled_from([(), ("touch-points",), NAMES]),
    at=st.sampled_from([None, "values"]),
    rounds=st.sampled_from([{}, {"policies": ExerciseRound(number=90, method="ballots", voted=500)}]),
    touch_points=_entries(
        TouchPoint,
        name=LINES,
        stage=LINES,
        performance=COUNTED,
        tokens=SHARES,
        lowest=SHARES,
        evidence=EVIDENCE,
    ),
    policies=_entries(
        Policy,
        policy=NOTES,
        owner=LINES,
        legally_required=st.booleans(),
        easier_for=COUNTED,
        explained=COUNTED_THREE,
        objection=NOTES,
        verdict=st.sampled_from(["keep", "explain", "change"]) | st.none(),
    ),
    phrases=_entries(Phrase, phrase=NOTES, heard=COUNTED_THREE, instead=NOTES),
    qualities=st.just(())
    | st.just((Quality(id="calm", met=HIDDEN, grow_next=Share(2, 5)), Quality(id="warm"))),
    change=st.none()
    | st.builds(
        Change,
        change=NOTES,
        values=st.lists(st.builds(Value, value=LINES, seen=NOTES, hard=NOTES, leaders=NOTES), max_size=3).map(
            tuple
        ),
    ),
)


RULES = st.builds(Rules, st.sampled_from(["confidential", "open"]), st.integers(3, 500))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A whole session of the small instrument; a confidential one holds what counting would keep."""
    session, rules = draw(_open_sessions()), draw(RULES)
    if rules.mode == "open":
        return session.changed(threshold=rules.threshold)
    return session.changed(
        mode=rules.mode,
        threshold=rules.threshold,
        rounds=tuple(
            counted if counted.method == "hands" else _kept(counted, rules) for counted in session.rounds
        ),
        exercises=session.exercises.changed(
            **{
                name: tuple(_kept_of_entry(entry, rules) for entry in getattr(session.exercises, name))
                for name in ("touch_points", "policies", "phrases", "qualities")
            }
        ),
    )


def _kept(counted: Round, rules: Rules) -> Round:
    return counted.model_copy(
        update={
            "tally": {key: _shown(items, rules) for key, items in counted.tally.items()},
            "felt": _shown(counted.felt, rules),
            "groups": {
                name: {key: dict.fromkeys(items, HIDDEN) for key, items in tally.items()}
                for name, tally in counted.groups.items()
            },
        }
    )


def _shown(items: Mapping[str, Result], rules: Rules) -> Mapping[str, Result]:
    return {item: result if rules.allow(result) else HIDDEN for item, result in items.items()}


def _kept_of_entry(entry: Any, rules: Rules) -> Any:
    counts = ((name, getattr(entry, name)) for name in type(entry).model_fields)
    hidden = [
        name for name, kept in counts if isinstance(kept, (Tally, Band, Share)) and not rules.allow(kept)
    ]
    return entry.model_copy(update=dict.fromkeys(hidden, HIDDEN))


def _open_sessions() -> st.SearchStrategy[Session]:
    about = ATTRIBUTES | st.just("")
    return st.builds(
        Session,
        title=LINES,
        organisation=LINES,
        unit=LINES,
        held_on=DATES,
        mode=st.just("open"),
        invited=HEADS | st.none(),
        present=HEADS | st.none(),
        audience=st.sampled_from(["team", "organisation", "board"]),
        depth=st.sampled_from(["full", "quick"]),
        stage=st.sampled_from(STAGES),
        check_in=LINES,
        next_on=DATES | st.none(),
        order=st.lists(ATTRIBUTES, unique=True, max_size=2).map(tuple),
        words=st.builds(Words, user=LINES, users=LINES) | st.just(Words()),
        grouping=st.none() | st.builds(Grouping, name=LINES, groups=st.just(("North", "Süd # 2"))),
        imported=st.none() | st.builds(Imported, digest=IDS, by=LINES),
        rounds=_rounds(),
        agreed=st.dictionaries(ATTRIBUTES, _agreed()),
        notes=_entries(Note, text=NOTES, attribute=about),
        parking=_entries(Note, text=NOTES, attribute=about),
        comments=_entries(Comment, text=NOTES, attribute=about),
        set_aside=st.lists(st.builds(SetAside, reason=LINES, count=st.integers(1, 9)), max_size=2).map(tuple),
        follow_up=_entries(
            FollowUp,
            text=NOTES,
            became=st.sampled_from(["done", "not yet", "kept with a reason"]),
            noticed=st.sampled_from(["better", "unknown"]),
            note=NOTES,
        ),
        actions=_entries(
            Action,
            text=NOTES,
            owner=LINES,
            due=DATES | st.none(),
            notice=NOTES,
            objection=NOTES,
            done=st.booleans(),
        ),
        stops=_entries(
            StopItem,
            item=NOTES,
            began=NOTES,
            keep=NOTES,
            test=NOTES,
            due=DATES | st.none(),
            status=st.sampled_from(["proposed", "kept with a reason"]),
        ),
        exercises=EXERCISES,
        instrument=st.just(INSTRUMENT),
    )
