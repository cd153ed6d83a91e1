"""A session: one workshop with everything it keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from workshop.language import _
from workshop.model.base import Frozen, Line, Paragraph, RandomId, random_id, wrong
from workshop.model.counted import Counted, CountedThree
from workshop.model.exercises import Evidence, Exercises
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.forbidden import forbidden_in
from workshop.model.instrument import LADDER, Depth, Instrument, Question, Words
from workshop.model.references import check_references
from workshop.model.rules import LOWEST, THRESHOLD, Mode
from workshop.model.tally import LEVELS, Result
from workshop.model.text import clean

__all__ = [
    "STAGES",
    "THRESHOLD",
    "AgreedLevel",
    "Audience",
    "Comment",
    "Grouping",
    "Imported",
    "Method",
    "Mode",
    "Note",
    "Round",
    "Session",
    "SetAside",
    "Stage",
]

Audience = Literal["team", "organisation", "board"]
Method = Literal["ballots", "hands"]
Stage = Literal[
    "welcome", "follow-up", "rate", "reveal", "discuss", "revote", "agree", "exercises", "actions", "close"
]
STAGES: Final[tuple[Stage, ...]] = (
    "welcome",
    "follow-up",
    "rate",
    "reveal",
    "discuss",
    "revote",
    "agree",
    "exercises",
    "actions",
    "close",
)

MOST_GROUPS: Final = 9
"""Most groups to choose from: each is chosen by a digit."""

_ABOUT_ONE: Final = ("discuss", "revote", "agree")

Head = Annotated[int, Field(ge=0, le=100_000)]
"""A number of people."""

Level = Annotated[int, Field(ge=1, le=LEVELS)]


class Grouping(Frozen):
    """The one way, if any, in which answers may also be shown by group (role, site …); never crossed."""

    name: Line
    groups: Annotated[tuple[Line, ...], Field(min_length=2, max_length=20)]

    @classmethod
    def typed(cls, text: str) -> Self:
        """Read ``"Role: desk, back office"``; raises ValueError unless it names two groups to nine."""
        name, _colon, listed = text.rpartition(":")
        groups = tuple(dict.fromkeys(group for found in listed.split(",") if (group := clean(found))))
        if not 2 <= len(groups) <= MOST_GROUPS:
            raise ValueError(
                _('Groups are written like "Role: desk, back office": two to {most}.').format(
                    most=MOST_GROUPS
                )
            )
        return cls(name=clean(name) or _("Group"), groups=groups)


class Round(Frozen):
    """A private vote, or a show of hands, as counted. ``tally`` is by attribute id, then by item."""

    number: Annotated[int, Field(ge=1)]
    method: Method
    voted: Head
    corrected: bool = False
    """A show of hands that was corrected afterwards."""
    tally: Mapping[str, Mapping[str, Counted]] = {}
    groups: Mapping[Line, Mapping[str, Mapping[str, Counted]]] = {}
    """By group name; only what the privacy rules let be shown."""
    felt: Mapping[str, CountedThree] = {}
    """By attribute id: worse, same, better, and as not sure those who were not here."""

    def result(self, attribute: str, item: str = LADDER) -> Result | None:
        """Return what is kept of a question; None when it was not asked."""
        return self.tally.get(attribute, {}).get(item)


class AgreedLevel(Frozen):
    """What the team decided after talking: a level, or none and the range, or that it was not discussed."""

    level: Level | None = None
    range: Annotated[tuple[Level, ...], Field(min_length=2, max_length=2)] | None = None
    example: Paragraph = ""
    evidence: Evidence | None = None
    """Where the example comes from."""
    discussed: bool = True

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.level is not None and (self.range or not self.discussed):
            raise ValueError(_("an agreed level has no range and was discussed"))
        if self.discussed and self.level is None and self.range is None:
            raise ValueError(_("give a level, a range, or discussed = false"))
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(_("the range runs from the lower level to the higher"))
        return self


class Note(Frozen):
    """Something typed during the workshop; about one attribute, or about all of it."""

    id: RandomId = Field(default_factory=random_id)
    text: Paragraph
    attribute: str = ""


class Comment(Frozen):
    """A comment from a ballot, kept after review; beside no answer, group or time."""

    id: RandomId = Field(default_factory=random_id)
    text: Paragraph
    attribute: str = ""


class SetAside(Frozen):
    """How many comments were set aside for one reason; the room hears only this."""

    reason: Line
    count: Annotated[int, Field(ge=1)]


class Imported(Frozen):
    """Where ratings collected elsewhere came from: the same rows are never split a second way."""

    digest: Line
    """Fingerprint of the rows' answers, without the column they were split by."""
    by: Line = ""
    """The column they were split by, if any."""


class Session(Frozen):
    """One workshop, complete by itself: it carries the instrument it used."""

    title: Line
    organisation: Line = ""
    unit: Line = ""
    held_on: date
    mode: Mode = "confidential"
    threshold: Annotated[int, Field(ge=LOWEST, le=1000)] = THRESHOLD
    invited: Head | None = None
    present: Head | None = None
    audience: Audience = "team"
    depth: Depth = "full"
    stage: Stage = "welcome"
    ended: bool = False
    """Whether the workshop is over: it is only looked at, until somebody takes it up again."""
    about: str = ""
    """The attribute the team is talking about, in a stage that is about one; else empty."""
    check_in: Line = ""
    """The check-in question."""
    next_on: date | None = None
    """When the team meets again."""
    order: tuple[str, ...] = ()
    """Attribute ids as the team wants to talk about them; those not named follow as proposed."""
    words: Words = Words.model_construct()
    grouping: Grouping | None = None
    agenda: Mapping[Stage, Annotated[int, Field(ge=0, le=600)]] = {}
    """Minutes by stage; empty for the agenda of 60 minutes."""
    imported: Imported | None = None
    joined_from: tuple[Line, ...] = ()
    """Of a session joined of several sites: a fingerprint of the first round of each."""
    rounds: tuple[Round, ...] = ()
    agreed: Mapping[str, AgreedLevel] = {}
    notes: tuple[Note, ...] = ()
    parking: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    actions: tuple[Action, ...] = ()
    stops: tuple[StopItem, ...] = ()
    exercises: Exercises = Exercises.model_construct()
    instrument: Instrument

    @model_validator(mode="after")
    def _fits_its_instrument(self) -> Self:
        check_references(self)
        return self

    @model_validator(mode="after")
    def _holds_nothing_forbidden(self) -> Self:
        if found := next(forbidden_in(self), None):
            raise wrong(found.message, *found.at, hint=found.hint)
        return self

    @property
    def counted_numbers(self) -> frozenset[int]:
        """The numbers of all rounds that are counted, those about exercises included."""
        about = (counted.number for counted in self.exercises.rounds.values())
        return frozenset((*(counted.number for counted in self.rounds), *about))

    @property
    def next_number(self) -> int:
        """The number of the next round after the first, which is 1 whether it was held or not."""
        return max(1, *self.counted_numbers) + 1 if self.counted_numbers else 2

    @property
    def needed(self) -> int:
        """Fewest valid answers that are shown: the threshold, or one in open mode."""
        return self.threshold if self.mode == "confidential" else 1

    @property
    def solo(self) -> bool:
        """Whether one person rates alone: no ballot to protect from anybody."""
        return self.mode == "open" and self.invited == 1

    @property
    def expected(self) -> int | None:
        """How many are to hand in: those who are here where that was said, else those invited."""
        return self.invited if self.present is None else self.present

    @property
    def first(self) -> Round | None:
        """Round 1, independent and before talking: what trends are made of."""
        return next((counted for counted in self.rounds if counted.number == 1), None)

    @property
    def voted(self) -> int | None:
        """How many voted in round 1; None before it is counted."""
        return self.first.voted if self.first else None

    @property
    def has_groups(self) -> bool:
        """Whether there is anything to say about groups: they were asked for, or are there."""
        return self.first is not None and bool(self.first.groups or (self.grouping and not self.solo))

    def choices(self, number: int = 1) -> tuple[str, ...]:
        """Return the groups to choose from when joining round ``number``: only round 1 is split.

        Who rates alone has none to choose from.
        """
        return () if self.grouping is None or number > 1 or self.solo else self.grouping.groups

    def split(self, counted: Round) -> Mapping[str, Mapping[str, Mapping[str, Result]]]:
        """Return what a round keeps by group: in the planned order, what was put together last."""
        planned = self.grouping.groups if self.grouping else ()
        places = {name: place for place, name in enumerate(planned)}
        return dict(sorted(counted.groups.items(), key=lambda group: places.get(group[0], len(places))))

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions of round 1, in order."""
        return self.instrument.questions(self.depth)

    def last(self, attribute: str, item: str = LADDER) -> Result | None:
        """Return the result of the last round that asked this question: what the decision is made of."""
        results = (counted.result(attribute, item) for counted in reversed(self.rounds))
        return next((result for result in results if result is not None), None)

    def at(self, stage: Stage, attribute: str = "") -> Self:
        """Return the session in ``stage``; in one that is about an attribute, at that, or where it was."""
        about = (attribute or self.about) if stage in _ABOUT_ONE else ""
        return self.changed(stage=stage, about=about)

    def fill(self, text: str) -> str:
        """Put this session's words in place of the tokens of ``text``."""
        return self.words.fill(text, self.organisation, self.unit)

    def changed(self, **values: object) -> Self:
        """Return the session with ``values`` in place, validated; raises pydantic's ValidationError."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**fields, **values})
