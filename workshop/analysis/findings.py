"""Plain sentences that the numbers support: modest, and fit to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.analysis.order import Placement, most_urgent, reasons, say_median, talk_first
from workshop.analysis.spread import describe
from workshop.model.instrument import LADDER, Attribute
from workshop.model.session import Session
from workshop.model.tally import FEWEST, TOGETHER_SHARE, Band, Hidden, Result, Shape, Tally

__all__ = ["Finding", "Placement", "findings", "say_felt", "sentence", "talk_first"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One plain sentence, or two that belong together."""

    text: str
    attribute: str = ""
    """The id of the attribute it is about; empty for the whole session."""


def findings(session: Session) -> tuple[Finding, ...]:
    """Return what can be said of a session: about all of it, then by attribute, most urgent first."""
    found = [Finding(text) for text in about_all(session)]
    for placement in talk_first(session) if session.rounds else ():
        attribute = session.instrument.attribute(placement.attribute)
        found += [Finding(text, attribute.id) for text in _of_attribute(session, attribute)]
    return tuple(found)


def about_all(session: Session) -> tuple[str, ...]:
    """Return what is to be said of the session as a whole."""
    return tuple(_whole(session)) if session.rounds else ("Nothing is counted yet.",)


def sentence(result: Result | None, needed: int) -> str:
    """Say how the answers to one question lie; ``needed`` is the fewest valid answers that are shown."""
    if result is None:
        return "Not asked."
    if isinstance(result, Hidden):
        return f"Fewer than {needed} answers: not shown."
    if isinstance(result, Band):
        return _of_band(result)
    if not result.voted:
        return "No answers."
    if not result.n:
        return "Nobody could say – what evidence would help?"
    lies = _lie(result)
    if 3 * result.not_sure < result.voted:
        return lies
    were = "was" if result.not_sure == 1 else "were"
    return f"{lies} {result.not_sure} of {result.voted} {were} not sure: we do not know yet."


def _whole(session: Session) -> Iterable[str]:
    if session.solo:
        yield "This is one person's view."
    voted, invited = session.voted, session.invited
    if voted is not None and invited is not None and 5 * voted < 3 * invited:
        yield f"{voted} of {invited} answered; the others may see it differently."
    for counted in session.rounds:
        if counted.method == "hands":
            corrected = ", corrected afterwards" if counted.corrected else ""
            yield f"Round {counted.number} was a show of hands, open to everybody{corrected}."
    tallies = session.first.tally.values() if session.first else ()
    hidden = sum(isinstance(result, Hidden) for items in tallies for result in items.values())
    if hidden:
        one = hidden == 1
        yield (
            f"{hidden} question{'' if one else 's'} had fewer than {session.needed} answers "
            f"and {'is' if one else 'are'} not shown."
        )


def _of_attribute(session: Session, attribute: Attribute) -> Iterable[str]:
    if attribute.ladder:
        yield from _of_ladder(session, attribute.id)
    yield from _of_statements(session, attribute)
    felt = session.first.felt.get(attribute.id) if session.first else None
    if isinstance(felt, Tally) and felt.n:
        yield say_felt(felt)


def _of_ladder(session: Session, attribute: str) -> Iterable[str]:
    last = session.last(attribute, LADDER)
    first = session.first.result(attribute, LADDER) if session.first else None
    said = sentence(last, session.needed)
    yield said
    if first is not None and first is not last:
        before = sentence(first, session.needed)
        yield f"Before talking, {before[0].lower()}{before[1:]}"
    agreed = session.agreed.get(attribute)
    if agreed and agreed.level and isinstance(last, Tally) and last.n >= FEWEST:
        low, high = describe(last).range or (agreed.level, agreed.level)
        if not low <= agreed.level <= high:
            where = f"are {low}" if low == high else f"lie between {low} and {high}"
            yield f"The team agreed on {agreed.level}; most answers {where}."


def _of_statements(session: Session, attribute: Attribute) -> Iterable[str]:
    """Name the statement to look at first, where one stands out."""
    asked = [
        (session.fill(statement.text), result)
        for statement in attribute.statements
        if (result := session.last(attribute.id, statement.id)) is not None
    ]
    if not asked:
        if not attribute.ladder:
            yield sentence(None, session.needed)
        return
    results = [result for _, result in asked]
    text, result = asked[most_urgent(results)]
    if not attribute.ladder:
        yield f"“{text}” {sentence(result, session.needed)}"
    elif _stands_out(result, results):
        yield f"Look first at “{text}” ({reasons(results)[most_urgent(results)]})."


def _stands_out(result: Result, results: Sequence[Result]) -> bool:
    """Whether the most urgent statement is apart, or has the one lowest median of several."""
    if isinstance(result, Hidden) or result.median is None:
        return False
    if result.shape in {Shape.APART, Shape.TWO_GROUPS}:
        return True
    medians = [sum(r.median) for r in results if not isinstance(r, Hidden) and r.median]
    return len(medians) > 1 and medians.count(min(medians)) == 1


# The wording of how answers lie.


def _of_band(band: Band) -> str:
    shape = {Shape.TWO_GROUPS: ", two groups of answers", Shape.FEW: ""}.get(band.shape, f", {band.shape}")
    median = f"Median {say_median(band.median)}{shape}"
    return f"{median}; how many chose what is not shown, to keep the answers confidential."


def say_felt(felt: Tally) -> str:
    """Say a felt change that somebody answered, in one sentence."""
    said = zip(("worse", "the same", "better"), felt.counts, strict=True)
    by_count = sorted(((count, word) for word, count in said if count), key=lambda entry: -entry[0])
    parts = [f"{count} said {word}" for count, word in by_count[1:]]
    first = f"{by_count[0][0]} of {felt.n} said {by_count[0][1]}"
    return f"Asked what changed since last time, {', '.join([first, *parts])}."


def _lie(tally: Tally) -> str:
    """Say a tally with at least one answer."""
    if tally.shape is Shape.APART:
        levels = [level for level, count in tally if count]
        return (
            f"Apart: {tally.n} answers from {levels[0]} to {levels[-1]}, "
            f"on average {tally.spread:.1f} levels from the middle."
        )
    if tally.shape is Shape.FEW:
        return f"Too few answers to say more: {_chose(tally, [(level,) for level, _ in tally])}."
    if tally.shape is Shape.TWO_GROUPS:
        return f"Two groups of answers: {_chose(tally, [(1, 2), (4, 5), (3,)])}."
    most = _most(tally)
    if tally.shape is Shape.TOGETHER:
        return f"Together: {_chose(tally, [most])}."
    rest = sorted((level for level, _ in tally if level not in most), key=lambda x: -tally.counts[x - 1])
    return f"Mixed: {_chose(tally, [most, *((level,) for level in rest)])}."


def _most(tally: Tally) -> tuple[int, ...]:
    """Return the level with three quarters of the answers or else the two adjacent ones with most of them."""
    top = max(range(1, len(tally.counts) + 1), key=lambda level: tally.counts[level - 1])
    if tally.counts[top - 1] >= TOGETHER_SHARE * tally.n:
        return (top,)
    return max(
        ((level, level + 1) for level in range(1, len(tally.counts))),
        key=lambda pair: tally.counts[pair[0] - 1] + tally.counts[pair[1] - 1],
    )


def _chose(tally: Tally, groups: Sequence[tuple[int, ...]]) -> str:
    """Say how many chose each group of levels, the first as a share: "8 of 11 chose 3 or 4, 1 chose 5"."""
    parts: list[str] = []
    for group in groups:
        chosen = [level for level in group if tally.counts[level - 1]]
        if not chosen:
            continue
        count = sum(tally.counts[level - 1] for level in chosen)
        share = f"{count} of {tally.n}"
        if count == tally.n > 1:
            share = "both" if count == 2 else f"all {count}"
        parts.append(f"{count if parts else share} chose {' or '.join(map(str, chosen))}")
    return ", ".join(parts)
