"""The workshop by the clock: stages, their minutes, and how far ahead or behind a team is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.session import STAGES, Session, Stage
from workshop.model.typed import ONE_AT_LEAST

__all__ = ["AGENDAS", "MEETING", "SHORTEST", "SLOTS", "STAGE_NAMES", "TALK", "Agenda", "Standing", "Timing"]

STAGE_NAMES: Final[Mapping[Stage, str]] = {
    "welcome": _("Welcome"),
    "follow-up": _("Follow-up"),
    "rate": _("Rate"),
    "reveal": _("Reveal"),
    "discuss": _("Discuss"),
    "revote": _("Re-vote"),
    "agree": _("Agree"),
    "exercises": _("Exercises"),
    "actions": _("Actions"),
    "close": _("Close"),
}

SLOTS: Final[tuple[Stage, ...]] = tuple(stage for stage in STAGES if stage not in ("revote", "agree"))
"""The stages that have minutes of their own, on the agenda or not: re-vote and agree use those of discuss."""

AGENDAS: Final[Mapping[int, Mapping[Stage, int]]] = {
    60: {
        "welcome": 4,
        "follow-up": 5,
        "rate": 8,
        "reveal": 4,
        "discuss": 20,
        "exercises": 10,
        "actions": 6,
        "close": 3,
    },
    90: {
        "welcome": 5,
        "follow-up": 7,
        "rate": 15,
        "reveal": 5,
        "discuss": 30,
        "exercises": 20,
        "actions": 6,
        "close": 2,
    },
}
"""Minutes by stage, for 60 and 90 minutes (instrument.md)."""

MEETING: Final[Mapping[Stage, int]] = {"welcome": 3, "exercises": 15, "close": 2}
"""A meeting of 20 minutes for an exercise alone."""

TALK: Final[tuple[tuple[str, int], ...]] = (
    (_("alone"), 1),
    (_("in pairs"), 2),
    (_("all together"), 5),
    (_("re-vote"), 2),
)
"""A talk round about one attribute: steps and their minutes, ten together."""

SHORTEST: Final[Mapping[Stage, int]] = {"follow-up": 2, "reveal": 2, "discuss": 10, "exercises": 5}
"""Down to how many minutes a stage may be shortened when a team is behind."""


class Standing(NamedTuple):
    """Where a team is on the clock, in whole minutes."""

    ahead: int
    """Minutes ahead of the agenda; negative behind it."""
    left: int
    """Minutes the agenda still gives this stage; negative over it."""
    shorten: tuple[tuple[Stage, int], ...]
    """When behind: stages to come that could be shortened, and by how many minutes."""

    @property
    def remaining(self) -> str:
        """What the agenda still gives this stage, in short: ``"4 min left"``, ``"2 min over"``."""
        if self.left >= 0:
            return _("{left} min left").format(left=self.left)
        return _("{over} min over").format(over=-self.left)

    @property
    def said(self) -> str:
        """Return it in words: ``"3 minutes behind"``."""
        if not self.ahead:
            return _("on time")
        if self.ahead > 0:
            return n_("{n} minute ahead", "{n} minutes ahead", self.ahead)
        return n_("{n} minute behind", "{n} minutes behind", -self.ahead)


class Agenda(NamedTuple):
    """Minutes by stage; a stage without minutes is not on the agenda."""

    minutes: Mapping[Stage, int]

    @classmethod
    def planned(cls, minutes: Mapping[Stage, int]) -> Agenda:
        """Return the agenda of a session: its own minutes, else the 60-minute one."""
        return cls(minutes or AGENDAS[60])

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages on the agenda, in order."""
        return tuple(stage for stage in STAGES if self.minutes.get(stage))

    @property
    def rates(self) -> bool:
        """Whether the team rates itself; else it meets for exercises alone."""
        return bool(self.minutes.get("rate"))

    @property
    def total(self) -> int:
        """Minutes of the whole workshop."""
        return sum(self.minutes.values())

    def beginning(self, stage: Stage) -> int:
        """Return the minute at which ``stage`` is to begin."""
        earlier = STAGES[: STAGES.index(self.slot(stage))]
        return sum(self.minutes.get(other, 0) for other in earlier)

    def slot(self, stage: Stage) -> Stage:
        """Return the stage whose minutes ``stage`` uses."""
        return stage if stage in SLOTS else "discuss"

    def after(self, stage: Stage) -> Stage | None:
        """Return the stage that follows; None after the last."""
        later = STAGES[STAGES.index(self.slot(stage)) + 1 :]
        return next((other for other in later if self.minutes.get(other)), None)

    def before(self, stage: Stage) -> Stage | None:
        """Return the stage before; None at the first."""
        earlier = STAGES[: STAGES.index(self.slot(stage))]
        return next((other for other in reversed(earlier) if self.minutes.get(other)), None)

    def standing(self, stage: Stage, elapsed: float) -> Standing:
        """Return where a team is that has reached ``stage`` after ``elapsed`` minutes.

        It is behind once it is longer in a stage than the agenda gives, and ahead when it came early.
        """
        start = self.beginning(stage)
        end = start + self.minutes.get(self.slot(stage), 0)
        left = round(end - elapsed)
        ahead = round(start - elapsed) if elapsed < start else min(0, left)
        return Standing(ahead, left, self._shortenable(stage) if ahead < 0 else ())

    def _shortenable(self, stage: Stage) -> tuple[tuple[Stage, int], ...]:
        here = STAGES.index(self.slot(stage))
        later = (other for other in self.stages if STAGES.index(other) > here)
        gains = ((other, self.minutes[other] - SHORTEST.get(other, self.minutes[other])) for other in later)
        return tuple((other, gain) for other, gain in gains if gain > 0)


@dataclass
class Timing:
    """Minutes that one leader gives some stages: what a session on the disk is changed with.

    What somebody else gave other stages meanwhile stays.
    """

    seen: Agenda
    """The agenda as the leader saw it."""
    minutes: Mapping[Stage, int]
    """Of these, those that are as they were seen are none of theirs."""
    said: str = ""
    """What the leader is told, when somebody else had just given the same stage other minutes."""

    def __call__(self, session: Session) -> Session:
        """Return ``session`` with the minutes in its agenda. Raises WorkshopError when none are left."""
        there = Agenda.planned(session.agenda).minutes
        given = {
            stage: minutes
            for stage, minutes in self.minutes.items()
            if minutes != self.seen.minutes.get(stage, 0)
        }
        now = {**there, **given}
        if not any(now.values()):
            raise WorkshopError(_("somebody else has taken all other stages off the agenda"), ONE_AT_LEAST)
        clashing = (
            _("Somebody else had just given {stage} {minutes} min; yours stand there now.").format(
                stage=STAGE_NAMES[stage], minutes=there.get(stage, 0)
            )
            for stage in given
            if there.get(stage, 0) not in (self.seen.minutes.get(stage, 0), given[stage])
        )
        self.said = " ".join(clashing)
        return session.changed(agenda=now)
