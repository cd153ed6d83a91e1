"""A file that holds what its own privacy rules forbid to show is refused, by whatever reads it.

Counting never writes such a file; one typed or edited by hand may be one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.build import ballot, plan, vision
from tests.samples import SAMPLES
from tests.store.strategies import sessions
from tests.store.test_bad_files import line_of, refused
from workshop.model.ballot import FELT
from workshop.model.outcome import Outcome
from workshop.model.privacy import count
from workshop.model.rules import Rules
from workshop.model.session import Session
from workshop.store import index as index_module
from workshop.store import listing
from workshop.store.codec import encode, load, problems
from workshop.store.index import VERSION, read_all
from workshop.store.outcome import Unreadable, read_outcome

INSTRUMENT = """
[instrument]
id = "small"
version = "1"
title = "Small"
stem = "How often?"
scale = ["never", "rarely", "sometimes", "often", "nearly always"]
ladder_stem = "Which is closest?"

[[instrument.attributes]]
id = "vision"
name = "Strong vision"
ladder = ["none", "a little", "some", "much", "all"]
[[instrument.attributes.statements]]
id = "shared"
text = "We share it."
"""


def written(body: str, head: str = "") -> str:
    """A confidential session of threshold 5; ``body`` comes after its head."""
    return f'format = 1\ntitle = "North"\nheld_on = 2026-11-23\n{head}\n{body}\n{INSTRUMENT}'


def of_round(
    ladder: str = "0 2 5 3 1 | 0", more: str = "", *, voted: int = 30, method: str = "ballots"
) -> str:
    """A round 1 with ``ladder`` as the count of its one ladder."""
    return (
        f'[[rounds]]\nnumber = 1\nmethod = "{method}"\nvoted = {voted}\n'
        f'[rounds.tally.vision]\nladder = "{ladder}"\n{more}'
    )


def grouped(total: str, **groups: str) -> str:
    """A round 1 of which the ladder is shown by ``groups``."""
    split = (f'[rounds.groups.{name}.vision]\nladder = "{counts}"\n' for name, counts in groups.items())
    return of_round(total, "".join(split))


def of_exercise(name: str, entry: str, *, voted: int = 30, method: str = "ballots") -> str:
    """An exercise that was rated, with one entry."""
    return (
        f'[exercises.rounds.{name}]\nnumber = 2\nmethod = "{method}"\nvoted = {voted}\n\n'
        f"[[exercises.{name.replace('-', '_')}]]\n{entry}\n"
    )


TOUCH = 'id = "a"\nname = "At the desk"\n'
POLICY = 'id = "a"\npolicy = "Fines"\n'
PHRASE = 'id = "a"\nphrase = "Never did"\n'

FORBIDDEN: dict[str, tuple[str, str, str, str]] = {
    # what: the body, the line to be named, what is said, what would be right
    "a question below k (rule 2)": (
        of_round("0 1 2 1 0 | 0"),
        'ladder = "0 1 2 1 0 | 0"',
        "rounds 1, tally, vision, ladder: 4 answers, and this confidential session shows none from fewer "
        "than 5",
        'Write "hidden"',
    ),
    "one answer (rule 2)": (of_round("0 0 1 0 0 | 0"), 'ladder = "0 0 1', "one answer, and", 'mode = "open"'),
    "not-sure does not count (rule 2)": (
        of_round("0 1 2 1 0 | 9"),
        'ladder = "0 1 2',
        "4 answers, and",
        'Write "hidden"',
    ),
    "nobody could say (rule 2)": (of_round("0 0 0 0 0 | 7"), 'ladder = "0 0', "0 answers, and", "hidden"),
    "a band of too few (rule 2)": (
        of_round("median 3, too few"),
        'ladder = "median',
        "a band of fewer than 3 answers, and",
        'Write "hidden"',
    ),
    "felt change below k (rule 2)": (
        of_round(more='[rounds.felt]\nvision = "1 2 1 | 4"\n'),
        'vision = "1 2 1',
        "rounds 1, felt, vision: 4 answers, and",
        'Write "hidden"',
    ),
    "a re-vote below k (rule 2)": (
        of_round() + '[[rounds]]\nnumber = 2\nmethod = "ballots"\nvoted = 9\n'
        '[rounds.tally.vision]\nladder = "0 4 0 0 0 | 5"\n',
        'ladder = "0 4 0',
        "rounds 2, tally, vision, ladder: 4 answers, and",
        'Write "hidden"',
    ),
    "fewer than k voted (rule 10)": (
        of_round("hidden", voted=4),
        "voted = 4",
        "rounds 1, voted: 4 voted, and a confidential round of fewer than 5 is not counted",
        'method = "hands"',
    ),
    "a small group (rule 3)": (
        grouped("3 4 4 3 1 | 0", desk="1 2 2 2 1 | 0", back="2 2 2 1 0 | 0"),
        'ladder = "2 2 2 1 0 | 0"',
        "rounds 1, groups, back, vision, ladder: 7 answers, and a group of this confidential session shows "
        "none from fewer than 8",
        'Write "hidden" for this question in every group',
    ),
    "the band of a group (rule 3)": (
        grouped("3 4 4 3 1 | 0", desk="1 2 2 2 1 | 0", back="median 2, mixed"),
        'ladder = "median 2',
        "a band, and a group of a confidential session shows its counts or nothing",
        'Write "hidden" for this question in every group',
    ),
    "a group beside a hidden one (rule 4)": (
        grouped("3 4 4 3 1 | 0", desk="1 2 2 2 1 | 0", back="hidden"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "two groups beside a hidden one (rule 4)": (
        grouped("5 8 6 5 2 | 0", desk="1 2 2 2 1 | 0", back="2 3 2 2 0 | 0", van="hidden"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "a group beside those who named none (rule 4)": (
        grouped("4 6 6 5 2 | 0", desk="1 2 2 2 1 | 0", back="2 3 2 2 0 | 0"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "one who named no group and was not sure (rule 4)": (
        grouped("3 5 4 4 1 | 1", desk="1 2 2 2 1 | 0", back="2 3 2 2 0 | 0"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "one group alone (rule 4)": (
        grouped("2 4 4 4 2 | 0", desk="1 2 2 2 1 | 0"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "groups beside a hidden total (rule 4)": (
        grouped("hidden", desk="1 2 2 2 1 | 0", back="2 3 2 2 0 | 0"),
        'ladder = "1 2 2 2 1 | 0"',
        "what is hidden could be worked out",
        'Write "hidden" for this question in every group',
    ),
    "a group of one mind (rule 6)": (
        grouped("1 2 2 11 1 | 0", desk="1 2 2 2 1 | 0", back="0 0 0 9 0 | 0"),
        'ladder = "0 0 0 9 0 | 0"',
        "in this group all answered alike, or all but one or two",
        'Write "hidden" for this question in every group',
    ),
}

OF_EXERCISES: dict[str, tuple[str, str, str, str]] = {
    "a touch point below k": (
        of_exercise("touch-points", TOUCH + 'performance = "1 2 1 0 0 | 0"'),
        "performance",
        "exercises, touch_points 1, performance: 4 answers, and",
        'Write "hidden"',
    ),
    "tokens of fewer than k": (
        of_exercise("touch-points", TOUCH + 'tokens = "2 of 4"'),
        "tokens",
        "exercises, touch_points 1, tokens: 4 answers, and",
        'Write "hidden"',
    ),
    "the lowest of fewer than k": (
        of_exercise("touch-points", TOUCH + 'lowest = "2 of 4"'),
        "lowest",
        "lowest: 4 answers, and",
        'Write "hidden"',
    ),
    "a policy below k": (
        of_exercise("policies", POLICY + 'easier_for = "1 2 1 0 0 | 0"'),
        "easier_for",
        "policies 1, easier_for: 4 answers, and",
        'Write "hidden"',
    ),
    "a policy that few can explain": (
        of_exercise("policies", POLICY + 'explained = "1 2 1 | 3"'),
        "explained",
        "policies 1, explained: 4 answers, and",
        'Write "hidden"',
    ),
    "a phrase heard by few": (
        of_exercise("phrases", PHRASE + 'heard = "1 2 1 | 0"'),
        "heard",
        "phrases 1, heard: 4 answers, and",
        'Write "hidden"',
    ),
    "a quality met by few": (
        of_exercise("qualities", 'id = "calm"\nmet = "1 2 1 0 0 | 0"'),
        'met = "1 2',
        "qualities 1, met: 4 answers, and",
        'Write "hidden"',
    ),
    "a quality few would grow": (
        of_exercise("qualities", 'id = "calm"\ngrow_next = "2 of 4"'),
        "grow_next",
        "qualities 1, grow_next: 4 answers, and",
        'Write "hidden"',
    ),
    "an exercise fewer than k rated": (
        of_exercise("phrases", PHRASE + 'heard = "hidden"', voted=3),
        "voted = 3",
        "exercises, rounds, phrases, voted: 3 voted, and a confidential round of fewer than 5 is not counted",
        'method = "hands"',
    ),
    "counts that no round of an exercise goes with": (
        f'[[exercises.phrases]]\n{PHRASE}heard = "1 2 1 | 0"\n',
        "heard",
        "phrases 1, heard: 4 answers, and",
        'Write "hidden"',
    ),
}

ALL = FORBIDDEN | OF_EXERCISES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "assessments").mkdir()
    return tmp_path / "assessments" / "2026-11-23-north.toml"


@pytest.mark.parametrize("case", ALL)
def test_what_may_not_be_shown_is_refused_with_its_place(file: Path, case: str) -> None:
    body, at, found, right = ALL[case]
    text = written(body)
    file.write_text(text)
    error = refused(file)
    assert error.where is not None
    assert (error.where.file, error.where.line) == (str(file), line_of(at, text))
    assert found in error.message
    assert right in error.hint
    assert 'mode = "open"' in error.hint


@pytest.mark.parametrize("case", FORBIDDEN)
def test_the_list_and_trends_refuse_it_with_the_same_words(file: Path, case: str) -> None:
    file.write_text(written(FORBIDDEN[case][0]))
    found = read_outcome(file)
    assert isinstance(found, Unreadable)
    assert str(found.error) == str(refused(file))


@pytest.mark.parametrize("case", ALL)
def test_an_open_session_shows_all_of_it(file: Path, case: str) -> None:
    file.write_text(written(ALL[case][0], 'mode = "open"'))
    assert problems(file) == []
    assert isinstance(read_outcome(file), Outcome)


@pytest.mark.parametrize("case", ALL)
def test_hands_were_seen_by_everybody(file: Path, case: str) -> None:
    file.write_text(written(ALL[case][0].replace('"ballots"', '"hands"')))
    if "no round" not in case:
        assert problems(file) == []
    assert isinstance(read_outcome(file), Outcome)


GOOD = {
    "k answers": of_round("0 1 3 1 0 | 0"),
    "hidden": of_round("hidden"),
    "a band": of_round("median 3, together"),
    "no round": "",
    "groups of eight": grouped("3 5 4 4 1 | 0", desk="1 2 2 2 1 | 0", back="2 3 2 2 0 | 0"),
    "groups that show nothing": grouped("3 4 4 3 1 | 0", desk="hidden", back="hidden"),
    "shares": of_exercise("touch-points", TOUCH + 'tokens = "0 of 5"\nlowest = "hidden"'),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_may_be_shown_is_read(file: Path, case: str) -> None:
    file.write_text(written(GOOD[case]))
    assert problems(file) == []
    assert isinstance(read_outcome(file), Outcome)


@pytest.mark.parametrize(("threshold", "good"), [(3, True), (4, True), (5, False), (6, False)])
def test_the_threshold_is_the_one_of_the_file(file: Path, threshold: int, *, good: bool) -> None:
    file.write_text(written(of_round("0 1 2 1 0 | 0"), f"threshold = {threshold}"))
    assert (problems(file) == []) is good
    assert isinstance(read_outcome(file), Outcome) is good


@pytest.mark.parametrize(("threshold", "good"), [(8, True), (9, False)])
def test_a_higher_threshold_holds_for_groups_too(file: Path, threshold: int, *, good: bool) -> None:
    file.write_text(written(GOOD["groups of eight"], f"threshold = {threshold}"))
    assert (problems(file) == []) is good
    assert isinstance(read_outcome(file), Outcome) is good


@pytest.mark.parametrize("head", ["threshold = 2", "threshold = 1", "threshold = -1", 'mode = "opne"'])
def test_no_slip_in_the_head_takes_the_threshold_away(file: Path, head: str) -> None:
    """What feeds the list and trends reads no model: it took any number and any word."""
    file.write_text(written(of_round("0 1 1 0 0 | 0"), head))
    found = read_outcome(file)
    assert isinstance(found, Unreadable)
    assert str(found.error) == str(refused(file))


QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@QUIET
@given(
    levels=st.sampled_from([0, 16, 30]).flatmap(
        lambda fewest: st.lists(
            st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["desk", "back", ""])),
            min_size=fewest,
        )
    ),
    rules=st.sampled_from([Rules("confidential", k) for k in (3, 4, 5, 9)] + [Rules("open", 5)]),
    bands_only=st.booleans(),
)
def test_whatever_counting_writes_is_read(
    file: Path, levels: list[tuple[int, int, str]], rules: Rules, *, bands_only: bool
) -> None:
    voters = [
        ballot({"vision.ladder": one, "vision.used": other}, group=group, felt={"vision": FELT[one % 3]})
        for one, other, group in levels
    ]
    if len(voters) < rules.needed:
        return
    session = plan(mode=rules.mode, threshold=rules.threshold)
    counted = count(voters, session.asked, rules, groups=("desk", "back"), bands_only=bands_only)
    session = session.changed(rounds=(counted,))
    file.write_bytes(encode(session))
    assert load(file) == session
    assert isinstance(read_outcome(file), Outcome)


@QUIET
@given(session=sessions())
def test_both_readers_take_any_session_that_can_be_made(file: Path, session: Session) -> None:
    file.write_bytes(encode(session))
    assert load(file) == session
    assert isinstance(read_outcome(file), Outcome)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_hold_nothing_forbidden(path: Path) -> None:
    assert problems(path) == []


def test_an_index_made_before_the_rule_is_not_believed(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knew the file as good, by a stamp that still holds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(listing, "SETTLED", 0)
    monkeypatch.setattr(index_module, "FEW", 0)
    file.write_text(written(of_round("0 0 1 0 0 | 0"), 'mode = "open"'))
    known = read_outcome(file)
    assert isinstance(known, Outcome)
    file.write_text(written(of_round("0 0 1 0 0 | 0")))
    with monkeypatch.context() as before:
        before.setattr(index_module, "VERSION", 5)
        before.setattr(index_module, "read_outcome", lambda _: known)
        assert list(read_all(file.parent)) == [known]
        before.setattr(index_module, "read_outcome", read_outcome)
        assert isinstance(next(read_all(file.parent)), Outcome)  # as it is kept
    assert VERSION > 5
    (found,) = read_all(file.parent)
    assert isinstance(found, Unreadable)


def test_the_index_remembers_that_it_was_refused(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(listing, "SETTLED", 0)
    monkeypatch.setattr(index_module, "FEW", 0)
    file.write_text(written(of_round("0 0 1 0 0 | 0")))
    told = [str(read.error) for read in read_all(file.parent) if isinstance(read, Unreadable)]
    monkeypatch.setattr(index_module, "read_outcome", lambda _: pytest.fail("it was known"))
    assert told == [str(read.error) for read in read_all(file.parent) if isinstance(read, Unreadable)]
    assert "one answer, and" in told[0]


def test_raising_the_threshold_of_what_was_counted_asks_for_what_it_hides(file: Path) -> None:
    """Rule 1: it may rise, but a file never shows what its own threshold hides."""
    counted = count([ballot(level) for level in (1, 2, 3, 3, 0)], vision(), Rules("confidential", 3))
    file.write_bytes(encode(plan(threshold=3, rounds=(counted,))))
    session = load(file)
    with pytest.raises(ValueError, match="4 answers, and this confidential session shows none"):
        session.changed(threshold=5)
