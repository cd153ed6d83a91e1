"""The questions: attributes, each with statements and a ladder of five described levels."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from workshop.language import _
from workshop.model.base import Frozen, Id, Line, Paragraph, wrong
from workshop.model.tally import LEVELS
from workshop.model.wording import LADDER, TOKEN, filled

__all__ = [
    "LADDER",
    "Attribute",
    "Depth",
    "Instrument",
    "Option",
    "Part",
    "Question",
    "Statement",
    "Words",
    "question_key",
    "words_for",
]

Depth = Literal["full", "quick"]
"""``full``: statements and ladders; ``quick``: ladders only."""


_FiveLines = Annotated[tuple[Line, ...], Field(min_length=LEVELS, max_length=LEVELS)]


def question_key(attribute: str, item: str) -> str:
    """Return the address of a question, such as ``"vision.ladder"`` or ``"vision.own-words"``."""
    return f"{attribute}.{item}"


class Words(Frozen):
    """The words a session puts in place of tokens such as ``{users}``."""

    user: Line = "user"
    users: Line = "users"

    def fill(self, text: str, organisation: str = "", unit: str = "") -> str:
        """Replace the tokens of ``text``; an empty organisation or unit reads as "our organisation"."""
        return filled(text, self.user, self.users, organisation, unit)


def words_for(user: str = "", users: str = "") -> Words:
    """Return the words for one user and for several: those given, else those of the language spoken."""
    user = user or _("user")
    return Words(user=user, users=users or (_("users") if user == _("user") else f"{user}s"))


TOKENS: Final = frozenset({"user", "users", "Users", "organisation", "unit"})
"""The tokens an instrument's text may hold."""


class Statement(Frozen):
    """One sentence rated by frequency: 1 never … 5 nearly always, or not sure."""

    id: Id
    text: Line


class Attribute(Frozen):
    """One dimension: what it means, how to talk about it, its statements and its ladder."""

    id: Id
    name: Line
    tab: Line = ""
    """A short name for narrow places; the name itself when empty."""
    definition: Paragraph = ""
    question: Paragraph = ""
    """The guiding question that opens the talk."""
    probes: tuple[Paragraph, ...] = ()
    stop: Paragraph = ""
    """A question that points at something to stop doing."""
    evidence: tuple[Line, ...] = ()
    """Where one could look instead of guessing."""
    ladder: _FiveLines | None = None
    """The described levels 1 to 5; an attribute may do without."""
    statements: tuple[Statement, ...] = ()

    @property
    def label(self) -> str:
        """The short name."""
        return self.tab or self.name

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.ladder is None and not self.statements:
            raise ValueError(_("an attribute needs a ladder, statements, or both"))
        _unique("statements", [statement.id for statement in self.statements])
        if any(statement.id == LADDER for statement in self.statements):
            raise ValueError(
                _('"{name}" is the name of the ladder; give the statement another id').format(name=LADDER)
            )
        return self


class Part(Attribute):
    """What some questions of an exercise are about: a name above them; it asks nothing by itself."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to pick from."""

    id: str
    text: str


@dataclass(frozen=True)
class Question:
    """One thing to answer, words not yet filled in: by a level, or by picking among ``options``."""

    attribute: Attribute
    item: str
    """``LADDER`` or the statement's id."""
    text: str
    """The statement; for a ladder the attribute's name."""
    stem: str
    levels: tuple[str, ...]
    """What levels 1 and up stand for: five, or three in some exercises; none where one picks."""
    options: tuple[Option, ...] = ()
    """What may be picked, each once."""
    most: int = 0
    """How many of ``options`` may be picked."""

    @cached_property
    def key(self) -> str:
        """The address of this question in ballots and files."""
        return question_key(self.attribute.id, self.item)

    @property
    def is_ladder(self) -> bool:
        """Whether levels are described one by one."""
        return self.item == LADDER

    @property
    def is_pick(self) -> bool:
        """Whether one picks among options here, instead of choosing a level."""
        return bool(self.options)


class Instrument(Frozen):
    """A versioned set of questions. A session carries the one it used, whole."""

    id: Id
    version: Line
    title: Line
    language: Line = "en"
    stem: Line
    scale: _FiveLines
    ladder_stem: Line = ""
    attributes: Annotated[tuple[Attribute, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _unique("attributes", [attribute.id for attribute in self.attributes])
        if not self.ladder_stem and any(attribute.ladder for attribute in self.attributes):
            raise ValueError(_("ladder_stem is missing: it says how to choose among the levels of a ladder"))
        _check_tokens((self.title, self.stem, self.ladder_stem, *self.scale), "stem")
        for place, attribute in enumerate(self.attributes):
            _check_tokens(_texts(attribute), "attributes", place)
        return self

    def attribute(self, key: str) -> Attribute:
        """Return the attribute with this id; raises KeyError."""
        return {attribute.id: attribute for attribute in self.attributes}[key]

    def questions(self, depth: Depth = "full") -> tuple[Question, ...]:
        """Return what is asked, in order: per attribute its statements, then its ladder.

        ``quick`` asks ladders only; an instrument without any ladder is always asked in full.
        """
        quick = depth == "quick" and any(attribute.ladder for attribute in self.attributes)
        return tuple(
            question
            for attribute in self.attributes
            for question in self._about(attribute)
            if question.is_ladder or not quick
        )

    def question(self, attribute: str, item: str) -> Question:
        """Return one question of the full set; raises KeyError."""
        for question in self._about(self.attribute(attribute)):
            if question.item == item:
                return question
        raise KeyError(item)

    def _about(self, attribute: Attribute) -> Iterator[Question]:
        for statement in attribute.statements:
            yield Question(attribute, statement.id, statement.text, self.stem, self.scale)
        if attribute.ladder:
            yield Question(attribute, LADDER, attribute.name, self.ladder_stem, attribute.ladder)

    @property
    def digest(self) -> str:
        """A fingerprint of every word of it: a round is counted only against the questions it asked."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _texts(attribute: Attribute) -> Iterable[str]:
    yield from (attribute.name, attribute.tab, attribute.definition, attribute.question, attribute.stop)
    yield from attribute.probes
    yield from attribute.evidence
    yield from attribute.ladder or ()
    yield from (statement.text for statement in attribute.statements)


def _check_tokens(texts: Iterable[str], *at: str | int) -> None:
    for token in TOKEN.findall(" ".join(texts)):
        if token not in TOKENS:
            known = ", ".join(f"{{{known}}}" for known in sorted(TOKENS))
            raise wrong(
                _("{token} is not a word that can be replaced; there are {known}").format(
                    token="{" + token + "}", known=known
                ),
                *at,
            )


def _unique(what: str, ids: list[str]) -> None:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise wrong(_('two {what} have the id "{name}"').format(what=what, name=name), what, place, "id")
