"""The built-in instrument is complete, and reads well whatever a team calls its users."""

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest
import tomli

from workshop.model.instrument import TOKENS, Attribute, Instrument, Words
from workshop.model.text import clean

SOURCE = (files("workshop.instruments") / "user-centred.toml").read_text(encoding="utf-8")

PATRONS = Words(user="patron", users="patrons")
PATIENTS = Words(user="patient", users="patients")
LONG = Words(user="community member", users="community members")

NAMES = {
    "vision": "Strong vision",
    "staff": "Empowered staff",
    "purpose": "Clear purpose",
    "culture": "Flexible, adaptable, supportive culture",
    "thinking": "Divergent thinking",
    "resources": "Deliberate use of resources",
}


def frozen(value: object) -> object:
    """Turn lists into tuples all the way down: the models are strict."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if isinstance(value, Mapping):
        return {key: frozen(each) for key, each in value.items()}
    return value


def load() -> Instrument:
    table = tomli.loads(SOURCE)
    assert table.pop("format") == 1
    return Instrument.model_validate(frozen(table))


INSTRUMENT = load()


def prose(attribute: Attribute) -> list[str]:
    """Everything of an attribute that is read aloud as whole sentences."""
    statements = [statement.text for statement in attribute.statements]
    levels = list(attribute.ladder or ())
    return [attribute.definition, attribute.question, attribute.stop, *attribute.probes, *levels, *statements]


def words_on_screen(attribute: Attribute) -> list[str]:
    return [attribute.name, attribute.tab, *prose(attribute), *attribute.evidence]


PROSE = [INSTRUMENT.stem, INSTRUMENT.ladder_stem, *(text for a in INSTRUMENT.attributes for text in prose(a))]
TEXTS = [INSTRUMENT.title, *PROSE, *(text for a in INSTRUMENT.attributes for text in words_on_screen(a))]


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


def test_it_has_the_six_attributes_in_their_order() -> None:
    assert {attribute.id: attribute.name for attribute in INSTRUMENT.attributes} == NAMES


def test_it_asks_24_statements_and_6_ladders() -> None:
    asked = INSTRUMENT.questions("full")
    assert len(asked) == 30
    assert sum(question.is_ladder for question in asked) == 6
    assert len(INSTRUMENT.questions("quick")) == 6


@pytest.mark.parametrize("attribute", INSTRUMENT.attributes, ids=lambda attribute: attribute.id)
def test_every_attribute_has_all_that_a_talk_needs(attribute: Attribute) -> None:
    assert len(attribute.statements) == 4
    assert attribute.ladder is not None and len(attribute.ladder) == 5
    assert len(attribute.probes) == 2
    assert len(attribute.evidence) >= 3
    assert all(words_on_screen(attribute))


def test_the_scale_runs_from_never_to_nearly_always() -> None:
    assert INSTRUMENT.scale == ("never", "rarely", "sometimes", "often", "nearly always")


def test_a_statement_can_be_named_by_its_id_alone() -> None:
    ids = [statement.id for attribute in INSTRUMENT.attributes for statement in attribute.statements]
    assert len(set(ids)) == len(ids) == 24
    assert not set(ids) & set(NAMES)


def test_nothing_is_asked_twice() -> None:
    assert len(set(PROSE)) == len(PROSE)


def test_every_token_is_known() -> None:
    found = set(re.findall(r"\{(.*?)\}", SOURCE))
    assert found <= TOKENS
    assert "users" in found


def test_no_brace_is_left_open() -> None:
    assert all("{" not in text and "}" not in text for text in map(LONG.fill, TEXTS))


def test_no_article_or_apostrophe_depends_on_a_token() -> None:
    assert not re.findall(r"\b(?:a|an|the)\s+\{", SOURCE, re.IGNORECASE)
    assert not re.findall(r"\}\w|\}['’]", SOURCE)


def test_a_token_has_a_capital_where_a_sentence_begins_and_only_there() -> None:
    for sentence in (sentence for text in PROSE for sentence in sentences(text)):
        assert not re.match(r"\{[a-z]", sentence), sentence
        assert "{Users}" not in sentence[1:], sentence


@pytest.mark.parametrize("words", [PATRONS, PATIENTS, LONG], ids=lambda words: words.user)
def test_a_statement_fits_one_line_of_80_columns(words: Words) -> None:
    texts = [statement.text for attribute in INSTRUMENT.attributes for statement in attribute.statements]
    assert max(map(len, map(words.fill, texts))) <= 80


@pytest.mark.parametrize("text", PROSE)
def test_sentences_are_short_enough_to_read_aloud(text: str) -> None:
    assert all(len(sentence.split()) <= 20 for sentence in sentences(text))


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_whole_sentences(text: str) -> None:
    assert text[-1] in ".?"
    assert text == clean(text)


def test_levels_are_statements_and_talk_prompts_are_questions() -> None:
    for attribute in INSTRUMENT.attributes:
        assert all(level.endswith(".") for level in attribute.ladder or ())
        assert all(text.endswith("?") for text in (attribute.question, attribute.stop, *attribute.probes))


def test_no_statement_is_reverse_keyed_by_a_bare_negation() -> None:
    opening = re.compile(r"^(?:We|Staff|Leaders|Colleagues|\{Users\}) (?:do not|never|rarely|cannot)\b")
    statements = [statement.text for attribute in INSTRUMENT.attributes for statement in attribute.statements]
    assert not list(filter(opening.match, statements))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (PATRONS, "Patrons get help from the first person they ask."),
        (PATIENTS, "Patients get help from the first person they ask."),
    ],
)
def test_a_team_reads_its_own_word(words: Words, expected: str) -> None:
    assert words.fill(INSTRUMENT.question("staff", "first-person").text) == expected


@pytest.mark.parametrize("words", [PATRONS, PATIENTS], ids=lambda words: words.user)
def test_the_word_user_is_gone_once_a_team_has_its_own(words: Words) -> None:
    filled = [words.fill(text) for text in PROSE]
    assert not [text for text in filled if re.search(r"\busers?\b", text, re.IGNORECASE)]
