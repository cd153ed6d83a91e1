"""What every stage led line by line has in common: words in, sentences out, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Final, TextIO

from workshop.errors import WorkshopError
from workshop.model.agenda import STAGE_NAMES, Agenda
from workshop.model.session import Note, Session, Stage
from workshop.model.text import PARAGRAPH, clean, fit
from workshop.model.typed import as_head_count
from workshop.report.aloud import ALOUD, WHEN
from workshop.report.words import count_of
from workshop.store import facilitating, sessions
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room

__all__ = ["Go", "Lead", "Left", "Step", "sentence_case"]

_TAKEN_OVER: Final = "Somebody else leads this session now."


class Left(Exception):
    """The facilitator left, or the input ended."""


@dataclass(frozen=True, slots=True)
class Go:
    """Where to go: a stage, and there an attribute to talk about, if one is meant."""

    stage: Stage
    attribute: str = ""


class Lead:
    """The session one leads, as it stands on the disk after one's last change, and how one talks about it."""

    def __init__(self, path: Path, session: Session, reader: TextIO, writer: TextIO) -> None:
        self.path = path
        self.session = session
        self.room = Room(path)
        before = earlier(path, session)
        self.before = load(before.path) if before else None
        self._started = facilitating.started(path) or datetime.now(UTC)
        self._reader = reader
        self._writer = writer

    @property
    def agenda(self) -> Agenda:
        """The stages and their minutes."""
        return Agenda.planned(self.session.agenda)

    @property
    def elapsed(self) -> float:
        """Minutes since the workshop began."""
        return (datetime.now(UTC) - self._started).total_seconds() / 60

    def change(self, apply: Callable[[Session], Session]) -> None:
        """Apply a change to the session as it is on the disk now and save it. Raises WorkshopError."""
        self.session = sessions.change(self.path, apply)

    def say(self, *lines: str) -> None:
        """Write lines, at once."""
        self._writer.write("".join(f"{line}\n" for line in lines if line))
        self._writer.flush()

    def hear(self, prompt: str = "", most: int = PARAGRAPH) -> str:
        """Return the next line, cleaned and at most ``most`` characters long. Raises Left at the end."""
        self.say(prompt)
        line = self._reader.readline()
        if not line:
            raise Left
        return fit(clean(line), most)

    def sure(self, question: str) -> bool:
        """Ask a question that only a yes answers with yes."""
        return self.hear(f"{question} y or n.").lower() in {"y", "yes"}

    def fill(self, text: str) -> str:
        """Put the session's words into ``text``."""
        return self.session.fill(text)

    def name_of(self, attribute: str) -> str:
        """Return an attribute's name in the session's words."""
        return self.fill(self.session.instrument.attribute(attribute).name)


class Step:
    """One stage. A subclass adds ``OWN``: commands by word, each with what it does; ``do_word`` does it."""

    STAGE: ClassVar[Stage]
    OWN: ClassVar[dict[str, str]] = {}
    COMMON: ClassVar[dict[str, str]] = {
        "next": "goes on",
        "back": "goes to the stage before",
        "words": "says the words to read aloud",
        "agenda": "lists the stages; agenda 3 goes to the third",
        "park TEXT": "puts something on the parking lot",
        "help": "says the commands",
        "quit": "leaves; everything is saved",
    }
    LAST: ClassVar[dict[str, str]] = {"present N": "says how many are here"}

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        self.lead = lead
        self.attribute = attribute

    @property
    def session(self) -> Session:
        """The session as saved."""
        return self.lead.session

    def heading(self) -> str:
        """Return the name of the stage, and what it is about."""
        return STAGE_NAMES[self.STAGE]

    def announce(self) -> None:
        """Say what there is to know in this stage."""

    def following(self) -> str:
        """Return the one next step, as a sentence."""
        return "next goes on."

    def run(self) -> Go:
        """Say where we are, then take commands until one leads elsewhere."""
        standing = self.lead.agenda.standing(self.STAGE, self.lead.elapsed)
        left = f"{standing.left} minutes left" if standing.left >= 0 else f"{-standing.left} minutes over"
        self.lead.say("\n" + f"{self.heading()}. {left}, {standing.said}.")
        self._guarded(self.announce)
        self.lead.say(self.following())
        while True:
            said = self.lead.hear()
            if not facilitating.leads(self.lead.path):
                self.lead.say(_TAKEN_OVER)
                raise Left
            if (there := self._guarded(lambda said=said: self.take(said))) is not None:  # type: ignore[misc]
                return there

    def _guarded(self, act: Callable[[], Go | None]) -> Go | None:
        try:
            return act()
        except WorkshopError as error:
            self.lead.say(f"Not done: {error}")
            return None

    def take(self, said: str) -> Go | None:
        """Do what was typed: a command by its word, or as much of its beginning as tells it from others."""
        typed, _, rest = said.partition(" ")
        if not typed:
            self.lead.say(self.following())
            return None
        words = [*self.COMMON, *self.OWN, *self.LAST]
        names = [word.split()[0] for word in words]
        found = next((name for name in names if name.startswith(typed.lower())), "")
        if not found:
            self.lead.say(f'"{fit(typed, 20)}" is no command here. h says which there are.')
            return None
        done: Go | None = getattr(self, f"do_{found}")(rest.strip())
        return done

    def number(self, typed: str, most: int) -> int:
        """Return a typed number from 1 to ``most``. Raises WorkshopError."""
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= most):
            many = f"a number from 1 to {most}" if most > 1 else "1" if most else "nothing: the list is empty"
            raise WorkshopError(f'"{fit(typed, 20)}" is not in the list', f"There is {many}.")
        return int(typed)

    def leave_for(self, stage: Stage | None) -> Go | None:
        """Go to ``stage``; a subclass may ask before."""
        return Go(stage) if stage else None

    # What can be done everywhere

    def do_next(self, _rest: str) -> Go | None:
        """Go to the next stage."""
        return self.leave_for(self.lead.agenda.after(self.STAGE))

    def do_back(self, _rest: str) -> Go | None:
        """Go to the stage before."""
        before = self.lead.agenda.before(self.STAGE)
        if before is None:
            self.lead.say("This is the first stage.")
        return self.leave_for(before)

    def do_words(self, _rest: str) -> None:
        """Say the words to read aloud."""
        self.lead.say(*map(self.lead.fill, ALOUD[self.STAGE]))
        if self.STAGE in {"reveal", "discuss", "revote", "agree"}:
            self.lead.say(*(f"{moment}: {words}" for moment, words in WHEN))

    def do_agenda(self, rest: str) -> Go | None:
        """Say the stages with their minutes, and go to one."""
        agenda = self.lead.agenda
        standing = agenda.standing(self.STAGE, self.lead.elapsed)
        if not rest:
            self.lead.say(f"Minute {round(self.lead.elapsed)} of {agenda.total}, {standing.said}.")
            for number, stage in enumerate(agenda.stages, start=1):
                here = ", we are here" if stage == agenda.slot(self.STAGE) else ""
                self.lead.say(f"{number} {STAGE_NAMES[stage]}, {agenda.minutes[stage]} minutes{here}")
            for stage, minutes in standing.shorten:
                self.lead.say(f"Could be shortened: {STAGE_NAMES[stage]} by {minutes} minutes.")
            rest = self.lead.hear("A number goes there, Enter stays.")
        if not rest:
            return None
        return self.leave_for(agenda.stages[self.number(rest, len(agenda.stages)) - 1])

    def do_park(self, rest: str) -> None:
        """Put something on the parking lot."""
        if text := rest or self.lead.hear("What is to be parked? Enter for nothing."):
            note = Note(text=text)
            self.lead.change(lambda session: session.changed(parking=(*session.parking, note)))
            self.lead.say(f"Parked, and saved. {len(self.session.parking)} in all.")

    def do_present(self, rest: str) -> None:
        """Say how many are here."""
        here = as_head_count(rest or self.lead.hear("How many are here?"))
        self.lead.change(lambda session: session.changed(present=here))
        self.lead.say("Not said." if here is None else f"{count_of(here, 'person', 'people')} here. Saved.")

    def do_help(self, _rest: str) -> None:
        """Say the commands."""
        for words in (self.OWN, self.COMMON, self.LAST):
            self.lead.say(*(f"{word}: {does}." for word, does in words.items()))
        self.lead.say("The beginning of a word is enough.", self.following())

    def do_quit(self, _rest: str) -> Go:
        """Leave."""
        raise Left


def sentence_case(text: str) -> str:
    """Return ``text`` with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"
