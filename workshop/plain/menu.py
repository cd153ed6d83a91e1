"""Commands by their words: each is declared where it is done, and every menu explains itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic, TypeVar

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.text import fit
from workshop.plain.voice import Voice

__all__ = ["Command", "Menu", "command", "number", "with_now"]

_Result = TypeVar("_Result")
_Method = TypeVar("_Method", bound=Callable[..., Any])

_SHORT: Final = {"n": "next", "b": "back", "h": "help", "?": "help", "q": "quit"}
"""Letters that mean the same in every menu that has the word."""


@dataclass(frozen=True, slots=True)
class Command:
    """What one may type, such as ``"note TEXT"``, what it does, and the method that does it."""

    usage: str
    does: str
    method: str = ""

    @property
    def word(self) -> str:
        """The word it begins with."""
        return self.usage.split()[0]


def command(usage: str, does: str) -> Callable[[_Method], _Method]:
    """Declare a method of a menu as the command ``usage``; it takes the rest of the line."""

    def declare(method: _Method) -> _Method:
        method._command = Command(usage, does, method.__name__)  # type: ignore[attr-defined]  # noqa: SLF001
        return method

    return declare


class Menu(Generic[_Result]):
    """Takes one line after another until a command returns something.

    A subclass declares commands with ``@command``; one that overrides a method keeps its command, or declares
    it anew. ``None`` stays here.
    """

    commands: ClassVar[Mapping[str, Command]] = {}
    """By word: those of the class itself first, then those it inherits."""

    def __init_subclass__(cls) -> None:
        """Gather the commands."""
        super().__init_subclass__()
        gathered: dict[str, Command] = {}
        for base in cls.__mro__:
            for declared in vars(base).values():
                if isinstance(found := getattr(declared, "_command", None), Command):
                    gathered.setdefault(found.word, found)
        cls.commands = gathered

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def following(self) -> str:
        """Return the one next step, as a sentence: said before every line."""
        raise NotImplementedError

    def pausing(self) -> None:
        """Say what changed while nobody typed; nothing, unless something did."""

    def before(self) -> None:
        """Make sure that a line may still be taken."""

    def run(self) -> _Result:
        """Take lines until one leads elsewhere."""
        while True:
            said = self.voice.hear(self.following(), pausing=self.pausing)
            self.before()
            if (done := self.guarded(lambda said=said: self.take(said))) is not None:  # type: ignore[misc]
                return done

    def guarded(self, act: Callable[[], _Result | None]) -> _Result | None:
        """Do it; say what could not be done."""
        try:
            return act()
        except WorkshopError as error:
            self.voice.say(_("Not done: {error}").format(error=error))
            return None

    def take(self, said: str) -> _Result | None:
        """Do what was typed; nothing typed says the next step again."""
        typed, _space, rest = said.partition(" ")
        if not typed or (found := self.find(typed.lower())) is None:
            return None
        done: _Result | None = getattr(self, found.method)(rest.strip())
        return done

    def find(self, typed: str) -> Command | None:
        """Return the command that ``typed`` begins, or say which there are."""
        if known := self.commands.get(_SHORT.get(typed, typed)):
            return known
        begun = [each for word, each in self.commands.items() if word.startswith(typed)]
        if len(begun) == 1:
            return begun[0]
        if begun:
            words = ", ".join(each.word for each in begun)
            self.voice.say(
                _('"{typed}" could be one of {words}: type a letter more.').format(
                    typed=fit(typed, 20), words=words
                )
            )
        else:
            self.voice.say(
                _('"{typed}" is no command here. ? says which there are.').format(typed=fit(typed, 20))
            )
        return None

    @command("help", _("says all commands; ? too"))
    def help(self, _rest: str) -> None:
        """Say the commands."""
        self.voice.say(
            *(
                _("{command}: {does}.").format(command=each.usage, does=each.does)
                for each in self.commands.values()
            )
        )
        self.voice.say(_("The beginning of a word is enough."))


def with_now(question: str, now: object) -> str:
    """Return a question about something, with what it is now, if it is anything."""
    return _("{question} (now: {now})").format(question=question, now=now) if now else question


def number(typed: str, most: int) -> int:
    """Return a typed number from 1 to ``most``. Raises WorkshopError."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= most):
        there = _("There is a number from 1 to {most}.").format(most=most) if most > 1 else _("There is 1.")
        raise WorkshopError(
            _('"{typed}" is not in the list').format(typed=fit(typed, 20)),
            there if most else _("There is nothing: the list is empty."),
        )
    return int(typed)
