"""The catalogues say everything the program says."""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tests.language.catalogue import compiled, extracted, files, saved, written

FILES = list(files())


def forms(message: Message) -> list[str]:
    """Return what stands for a text in the other language: one string, or one for each number."""
    found = message.string
    return [form or "" for form in found] if isinstance(found, (list, tuple)) else [found or ""]


def put_in(text: str) -> set[str]:
    return set(re.findall(r"\{\w*[^}]*\}", text))


def _around(text: str) -> tuple[str, str]:
    """Return the white space before and behind ``text``: parts of a line are put together by it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def spoken(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
class TestCatalogue:
    def test_everything_the_program_says_is_translated(self, file: Path) -> None:
        kept = {message.id: message for message in spoken(saved(file))}
        missing = [m.id for m in spoken(extracted()) if m.id not in kept or not all(forms(kept[m.id]))]
        assert not missing, "run python -m tests.language.catalogue, and translate"

    def test_it_holds_nothing_the_program_does_not_say(self, file: Path) -> None:
        said = {message.id for message in spoken(extracted())}
        assert [m.id for m in spoken(saved(file)) if m.id not in said] == []

    def test_a_translation_takes_in_what_the_original_takes_in(self, file: Path) -> None:
        for message in spoken(saved(file)):
            ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
            wanted = [put_in(text) for text in ids]
            for form in forms(message):
                missing = wanted[-1] ^ put_in(form)
                assert put_in(form) in wanted or (message.pluralizable and missing == {"{n}"}), message.id

    def test_a_translation_has_the_blanks_around_it_that_the_original_has(self, file: Path) -> None:
        for message in spoken(saved(file)):
            original = message.id[-1] if isinstance(message.id, (list, tuple)) else message.id
            for form in forms(message):
                before, behind = _around(original)
                assert form.startswith(before), original
                assert form.endswith(behind), original

    def test_nothing_is_fuzzy(self, file: Path) -> None:
        assert [message.id for message in spoken(saved(file)) if message.fuzzy] == []

    def test_it_is_kept_sorted_and_compiled(self, file: Path) -> None:
        catalog = saved(file)
        assert file.read_bytes() == written(catalog)
        with file.with_suffix(".mo").open("rb") as opened:
            spoken_now = GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
        with io.BytesIO(compiled(catalog)) as opened:
            assert {k: v for k, v in spoken_now.items() if k} == {
                k: v
                for k, v in GNUTranslations(opened)._catalog.items()  # type: ignore[attr-defined]
                if k
            }
