"""Plain sentences that the numbers support: modest, and fit to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workshop.analysis.order import Placement, most_urgent, reasons, say_median, say_shape, talk_first
from workshop.analysis.spread import describe
from workshop.language import _, n_, say_number
from workshop.model.tally import FEWEST, TOGETHER_SHARE, Band, Hidden, Result, Shape, Tally
from workshop.model.wording import LADDER

if TYPE_CHECKING:
    from workshop.model.instrument import Attribute
    from workshop.model.session import Session

__all__ = ["Finding", "Placement", "findings", "say_felt", "sentence", "talk_first"]


class Finding(NamedTuple):
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
    return tuple(_whole(session)) if session.rounds else (_("Nothing is counted yet."),)


def sentence(result: Result | None, needed: int) -> str:
    """Say how the answers to one question lie; ``needed`` is the fewest valid answers that are shown."""
    if result is None:
        return _("Not asked.")
    if isinstance(result, Hidden):
        return _("Fewer than {needed} answers: not shown.").format(needed=needed)
    if isinstance(result, Band):
        return _of_band(result)
    if not result.voted:
        return _("No answers.")
    if not result.n:
        return _("Nobody could say – what evidence would help?")
    lies = _lie(result)
    if 3 * result.not_sure < result.voted:
        return lies
    return n_(
        "{lies} {n} of {voted} was not sure: we do not know yet.",
        "{lies} {n} of {voted} were not sure: we do not know yet.",
        result.not_sure,
    ).format(lies=lies, voted=result.voted)


def _whole(session: Session) -> Iterable[str]:
    if session.solo:
        yield _("This is one person's view.")
    voted, invited = session.voted, session.invited
    if voted is not None and invited is not None and 5 * voted < 3 * invited:
        yield _("{voted} of {invited} answered; the others may see it differently.").format(
            voted=voted, invited=invited
        )
    for counted in session.rounds:
        if counted.method == "hands":
            said = _("Round {number} was a show of hands, open to everybody.")
            if counted.corrected:
                said = _("Round {number} was a show of hands, open to everybody, corrected afterwards.")
            yield said.format(number=counted.number)
    tallies = session.first.tally.values() if session.first else ()
    hidden = sum(isinstance(result, Hidden) for items in tallies for result in items.values())
    if hidden:
        yield n_(
            "{n} question had fewer than {needed} answers and is not shown.",
            "{n} questions had fewer than {needed} answers and are not shown.",
            hidden,
        ).format(needed=session.needed)


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
        yield _("Before talking, {before}").format(before=before[0].lower() + before[1:])
    agreed = session.agreed.get(attribute)
    if agreed and agreed.level and isinstance(last, Tally) and last.n >= FEWEST:
        low, high = describe(last).range or (agreed.level, agreed.level)
        if not low <= agreed.level <= high:
            said = _("The team agreed on {level}; most answers lie between {low} and {high}.")
            if low == high:
                said = _("The team agreed on {level}; most answers are {low}.")
            yield said.format(level=agreed.level, low=low, high=high)


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
    results = [result for _text, result in asked]
    text, result = asked[most_urgent(results)]
    if not attribute.ladder:
        yield _("“{text}” {sentence}").format(text=text, sentence=sentence(result, session.needed))
    elif _stands_out(result, results):
        yield _("Look first at “{text}” ({reason}).").format(
            text=text, reason=reasons(results)[most_urgent(results)]
        )


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
    median = say_median(band.median)
    if band.shape is Shape.FEW:
        return _(
            "Median {median}; how many chose what is not shown, to keep the answers confidential."
        ).format(median=median)
    shape = _("two groups of answers") if band.shape is Shape.TWO_GROUPS else say_shape(band.shape)
    return _(
        "Median {median}, {shape}; how many chose what is not shown, to keep the answers confidential."
    ).format(median=median, shape=shape)


def say_felt(felt: Tally) -> str:
    """Say a felt change that somebody answered, in one sentence."""
    words = (_("worse"), _("the same"), _("better"))
    said = zip(words, felt.counts, strict=True)
    by_count = sorted(((count, word) for word, count in said if count), key=lambda entry: -entry[0])
    most, most_said = by_count[0]
    parts = [
        n_("{n} of {all} said {word}", "{n} of {all} said {word}", most).format(all=felt.n, word=most_said)
    ]
    parts += [
        n_("{n} said {word}", "{n} said {word}", count).format(word=word) for count, word in by_count[1:]
    ]
    return _("Asked what changed since last time, {said}.").format(said=", ".join(parts))


def _lie(tally: Tally) -> str:
    """Say a tally with at least one answer."""
    if tally.shape is Shape.APART:
        levels = [level for level, count in tally if count]
        return _(
            "Apart: {n} answers from {low} to {high}, on average {spread} levels from the middle."
        ).format(n=tally.n, low=levels[0], high=levels[-1], spread=say_number(tally.spread or 0.0, 1))
    if tally.shape is Shape.FEW:
        chose = _chose(tally, [(level,) for level, _count in tally])
        return _("Too few answers to say more: {chose}.").format(chose=chose)
    if tally.shape is Shape.TWO_GROUPS:
        return _("Two groups of answers: {chose}.").format(chose=_chose(tally, [(1, 2), (4, 5), (3,)]))
    most = _most(tally)
    if tally.shape is Shape.TOGETHER:
        return _("Together: {chose}.").format(chose=_chose(tally, [most]))
    rest = sorted((level for level, _count in tally if level not in most), key=lambda x: -tally.counts[x - 1])
    return _("Mixed: {chose}.").format(chose=_chose(tally, [most, *((level,) for level in rest)]))


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
        levels = _(" or ").join(map(str, chosen))
        parts.append(_share(count, tally.n, first=not parts).format(levels=levels))
    return ", ".join(parts)


def _share(count: int, n: int, *, first: bool) -> str:
    """Return what is said of ``count`` who chose {levels}, the first of a list as a share of ``n``."""
    if not first:
        return n_("{n} chose {levels}", "{n} chose {levels}", count)
    if count == n == 2:
        return _("both chose {levels}")
    if count == n > 1:
        return n_("all {n} chose {levels}", "all {n} chose {levels}", count)
    return n_("{n} of {all} chose {levels}", "{n} of {all} chose {levels}", count).replace("{all}", str(n))
