"""The homes of the six exercises in a session file (instrument.md, "Exercises").

Where people rate, the count is a tally like any other, hidden or banded under the same rules; what they pick
is kept as a share of those who picked.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import Frozen, Id, Line, Paragraph, RandomId, random_id, wrong
from workshop.model.counted import Counted, CountedThree, Picked

__all__ = [
    "EXERCISES",
    "MOST_VALUES",
    "RATED",
    "Change",
    "Evidence",
    "ExerciseName",
    "ExerciseRound",
    "Exercises",
    "Phrase",
    "Policy",
    "Quality",
    "TouchPoint",
    "Value",
    "Verdict",
]

Evidence = Literal["users told us", "records", "own sense"]
"""Where something that was said comes from."""

Verdict = Literal["keep", "explain", "change", "drop"]
"""What becomes of a policy."""

ExerciseName = Literal["touch-points", "policies", "stop-list", "phrases", "qualities", "values"]
"""What an exercise is called in files and on the command line."""

EXERCISES: Final[tuple[ExerciseName, ...]] = (
    "touch-points",
    "policies",
    "stop-list",
    "phrases",
    "qualities",
    "values",
)

RATED: Final[tuple[ExerciseName, ...]] = ("touch-points", "policies", "phrases", "qualities")
"""Those in which people rate: in a round like any other."""

MOST_VALUES: Final = 3
"""Most values to hold on to through a change."""

_Heads = Annotated[int, Field(ge=0, le=100_000)]


class ExerciseRound(Frozen):
    """The round in which an exercise was rated; its counts stand with what was rated."""

    number: Annotated[int, Field(ge=2)]
    """Counted with the other rounds of the session; 1 is always the first, silent rating."""
    method: Literal["ballots", "hands"]
    voted: _Heads
    corrected: bool = False
    """A show of hands that was corrected afterwards."""


class TouchPoint(Frozen):
    """One meeting point with users; any one, done badly, can spoil the whole visit."""

    id: RandomId = Field(default_factory=random_id)
    name: Line
    stage: Line = ""
    """The stage of the journey."""
    performance: Counted | None = None
    tokens: Picked | None = None
    """How many gave it one of their three make-or-break tokens, of those who gave any."""
    lowest: Picked | None = None
    """How many rated no other point lower, of those who rated it and another; unknown of hands."""
    evidence: Evidence | None = None


class Policy(Frozen):
    """A policy seen from the user's side: easier for us, or easier for them."""

    id: RandomId = Field(default_factory=random_id)
    policy: Paragraph
    owner: Line = ""
    legally_required: bool = False
    easier_for: Counted | None = None
    """Five steps from -2 (easier for us) to +2 (easier for users)."""
    explained: CountedThree | None = None
    """"I can explain why": no, partly, yes."""
    objection: Paragraph = ""
    """Who may object to a change, and what good reason they might have."""
    verdict: Verdict | None = None

    @model_validator(mode="after")
    def _keeps_the_law(self) -> Self:
        if self.legally_required and self.verdict == "drop":
            raise wrong(_("a policy the law requires cannot be dropped, only explained"), "verdict")
        return self


class Phrase(Frozen):
    """A phrase worth retiring, and how often it was heard last month: 0, 1-2, 3 or more."""

    id: RandomId = Field(default_factory=random_id)
    phrase: Paragraph
    heard: CountedThree | None = None
    instead: Paragraph = ""
    """The question to ask instead."""


class Quality(Frozen):
    """One of the seven service qualities: how often users met it, and who would grow it next."""

    id: Id
    met: Counted | None = None
    grow_next: Picked | None = None
    """How many would grow this one next, of those who picked one."""


class Value(Frozen):
    """A value to hold on to through a change."""

    value: Line
    seen: Paragraph = ""
    """What we would see each other do."""
    hard: Paragraph = ""
    """What makes it hard."""
    leaders: Paragraph = ""
    """What leaders do first."""


class Change(Frozen):
    """The coming change and up to three values; never scored."""

    change: Paragraph = ""
    values: Annotated[tuple[Value, ...], Field(max_length=MOST_VALUES)] = ()


class Exercises(Frozen):
    """What the exercises of one session brought."""

    planned: tuple[ExerciseName, ...] = ()
    """Those the session was planned for, in order; empty for the stop-doing list alone."""
    at: ExerciseName | None = None
    """The one the team was at last: where a screen opens again."""
    rounds: Mapping[ExerciseName, ExerciseRound] = {}
    touch_points: tuple[TouchPoint, ...] = ()
    """In the order of the journey."""
    policies: tuple[Policy, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    qualities: tuple[Quality, ...] = ()
    change: Change | None = None

    @model_validator(mode="after")
    def _tells_entries_apart(self) -> Self:
        for name in ("touch_points", "policies", "phrases", "qualities"):
            _check_ids(name, getattr(self, name))
        numbers = [counted.number for counted in self.rounds.values()]
        for place, name in enumerate(self.rounds):
            if name not in RATED:
                raise wrong(_('nobody rates in the exercise "{name}"').format(name=name), "rounds", name)
            if numbers[place] in numbers[:place]:
                raise wrong(
                    _("two rounds have the number {number}").format(number=numbers[place]),
                    "rounds",
                    name,
                    "number",
                )
        return self

    @property
    def begun(self) -> bool:
        """Whether anything was entered or counted in any of them."""
        return bool(self.rounds or self.touch_points or self.policies or self.phrases or self.change)

    def coming(self, **values: Any) -> Self:
        """Return the exercises, the team at this one, with ``values`` in the coming change; none if empty.

        Raises WorkshopError for more values than are held on to.
        """
        if len(values.get("values", ())) > MOST_VALUES:
            raise WorkshopError(_("three values at most"), _("Hold on to what matters most."))
        now = self.change or Change()
        change = Change(**{"change": now.change, "values": now.values, **values})
        return self.changed(change=change if change.change or change.values else None, at="values")

    def changed(self, **values: object) -> Self:
        """Return the exercises with ``values`` in place, validated; raises pydantic's ValidationError."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**fields, **values})


def _check_ids(name: str, entries: Iterable[TouchPoint | Policy | Phrase | Quality]) -> None:
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        if entry.id in seen:
            raise wrong(_('two entries have the id "{id}"').format(id=entry.id), name, place, "id")
        seen.add(entry.id)
