"""Two sessions side by side: what moved by more than groups this small usually vary, and what did not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from workshop.analysis.lines import Line, Point, agreed_level, lines, statement_mean
from workshop.analysis.outcome import outcome
from workshop.analysis.verdict import NUMERIC, Change, Verdict, change, difference, question_change
from workshop.analysis.verdict_words import say_agreed, say_change, say_statements
from workshop.language import _, n_
from workshop.model.outcome import Outcome
from workshop.model.wording import LADDER

if TYPE_CHECKING:
    from workshop.model.instrument import Attribute
    from workshop.model.session import Session

__all__ = [
    "AttributeChange",
    "Change",
    "Comparison",
    "Line",
    "Point",
    "Verdict",
    "change",
    "compare",
    "footer",
    "footer_through",
    "how_often",
    "lines",
    "statement_mean",
]


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """One attribute in two sessions; pairs are (first, second)."""

    attribute: str
    """The attribute's id."""
    name: str
    """Its name in the second session, where it has one there."""
    ladder: Change | None
    """None when neither session has a ladder for it."""
    statements: tuple[tuple[str, str, Change], ...]
    """Id, text with the session's words, and change of each statement that either session asked."""
    agreed: tuple[int | None, int | None]
    """What the team agreed on after talking."""
    sentence: str
    """What moved, in words to be read aloud."""

    @property
    def headline(self) -> tuple[Change, ...]:
        """What the sentence speaks of: the ladder, or the statements where no ladder can be compared."""
        if self.ladder is not None and self.ladder.verdict is not Verdict.NOT_COMPARABLE:
            return (self.ladder,)
        return tuple(change for _, _, change in self.statements)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sessions have to say about change."""

    first: Session
    second: Session
    comparable: bool
    """Whether any question can be compared."""
    notes: tuple[str, ...]
    """What differs between the sessions as a whole."""
    attributes: tuple[AttributeChange, ...]
    """In the order of the second session, then those that only the first had."""
    compared: int
    """Comparisons with a numeric verdict among the headlines."""
    footer: tuple[str, ...]
    """What to keep in mind when reading; empty when nothing is compared."""


def compare(first: Session, second: Session) -> Comparison:
    """Compare the first rounds of two sessions, question by question; ``first`` is the earlier one."""
    both = outcome(first), outcome(second)
    attributes = tuple(
        _attribute_change(first, second, attribute, both) for attribute in _either(second, first)
    )
    changes = [entry.ladder for entry in attributes if entry.ladder]
    changes += [change for entry in attributes for _, _, change in entry.statements]
    comparable = any(change.verdict is not Verdict.NOT_COMPARABLE for change in changes)
    compared = sum(change.verdict in NUMERIC for entry in attributes for change in entry.headline)
    return Comparison(
        first, second, comparable, _notes(first, second), attributes, compared, footer(comparable, compared)
    )


def _either(*sessions: Session) -> Iterable[Attribute]:
    found: dict[str, Attribute] = {}
    for session in sessions:
        for attribute in session.instrument.attributes:
            found.setdefault(attribute.id, attribute)
    return found.values()


_Both: TypeAlias = tuple[Outcome, Outcome]


def _attribute_change(first: Session, second: Session, attribute: Attribute, both: _Both) -> AttributeChange:
    ladders = [a.ladder for s in (first, second) for a in s.instrument.attributes if a.id == attribute.id]
    entry = AttributeChange(
        attribute=attribute.id,
        name=attribute.name,
        ladder=question_change(*both, attribute.id, LADDER) if any(ladders) else None,
        statements=tuple(_statement_changes(first, second, attribute.id, both)),
        agreed=(agreed_level(both[0], attribute.id), agreed_level(both[1], attribute.id)),
        sentence="",
    )
    return _with_sentence(entry, both)


def _statement_changes(
    first: Session, second: Session, attribute: str, both: _Both
) -> Iterable[tuple[str, str, Change]]:
    texts: dict[str, str] = {}
    asked: set[str] = set()
    for session in (second, first):
        asked |= set(session.first.tally.get(attribute, ())) if session.first else set()
        for found in session.instrument.attributes:
            if found.id == attribute:
                for statement in found.statements:
                    texts.setdefault(statement.id, session.fill(statement.text))
    for key, text in texts.items():
        if key in asked:
            yield key, text, question_change(*both, attribute, key)


# The wording, all in one place.


def _with_sentence(entry: AttributeChange, both: _Both) -> AttributeChange:
    parts = []
    if entry.ladder is not None:
        parts.append(say_change(entry.ladder))
    speaks_of_ladder = entry.ladder in entry.headline
    if entry.ladder is None or (not speaks_of_ladder and any(c.verdict in NUMERIC for c in entry.headline)):
        parts.append(say_statements(entry.headline))
    if entry.ladder is not None and not difference(*both, entry.attribute, LADDER, votes=False):
        parts.append(say_agreed(entry.agreed, entry.ladder.verdict, both[1]))
    return replace(entry, sentence=" ".join(part for part in parts if part))


def _notes(first: Session, second: Session) -> tuple[str, ...]:
    """Say what differs between the sessions as a whole."""
    notes = [
        _("Round 1 of “{title}” is not counted.").format(title=session.title)
        for session in (first, second)
        if not session.first
    ]
    places = [", ".join(filter(None, (s.unit, s.organisation))) or s.title for s in (first, second)]
    if (first.organisation, first.unit) != (second.organisation, second.unit):
        notes.append(
            _("Two different teams ({one}; {other}): this is no change over time.").format(
                one=places[0], other=places[1]
            )
        )
    used = [
        _("“{title}” {version}").format(title=s.instrument.title, version=s.instrument.version)
        for s in (first, second)
    ]
    if (first.instrument.id, first.instrument.version) != (second.instrument.id, second.instrument.version):
        notes.append(
            _("Different questions ({first}, then {second}): only what is worded alike is compared.").format(
                first=used[0], second=used[1]
            )
        )
    if first.instrument.language != second.instrument.language:
        notes.append(_("The language differs: nothing is compared."))
    methods = [session.first.method for session in (first, second) if session.first]
    if len(set(methods)) > 1:
        notes.append(_("One session used ballots, the other a show of hands: nothing is compared."))
    if first.depth != second.depth:
        notes.append(_("One session was quick, the other full: what both asked is compared."))
    if first.words.users != second.words.users:
        notes.append(
            _("The first session spoke of {first}, the second of {second}.").format(
                first=first.words.users, second=second.words.users
            )
        )
    return tuple(notes)


def footer(comparable: bool, compared: int) -> tuple[str, ...]:
    """Say what to keep in mind when reading a page with ``compared`` numeric verdicts."""
    said = [_("Different people may have answered.")] if comparable else []
    if compared:
        said.append(
            _(
                "If nothing had changed, a page like this would show at least one “higher” or “lower” "
                "{how_often}."
            ).format(how_often=how_often(compared))
        )
    return tuple(said)


def footer_through(through: Sequence[Line]) -> tuple[str, ...]:
    """Say what ``footer`` does on a page with the lines of three sessions or more."""
    return footer(any(line.comparisons for line in through), sum(line.compared for line in through))


def how_often(compared: int) -> str:
    """Say 1 − 0.95^m, the chance that one of m comparisons stands out though nothing changed."""
    if compared == 1:
        return _("about 1 time in 20")
    tenths = round(10 * (1 - 0.95**compared))
    if tenths == 10:
        return _("nearly always")
    return n_("about {n} time in 10", "about {n} times in 10", tenths)
