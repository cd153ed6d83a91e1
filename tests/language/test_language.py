"""Which language is spoken, and how it writes dates and numbers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.language.catalogue import compiled
from workshop import language
from workshop.language import _, chosen, n_, say_date, say_number, speak

FRENCH = {"LANG": "fr_FR.UTF-8"}


@pytest.fixture
def french() -> Iterator[None]:
    speak("fr")
    yield
    speak(language.ENGLISH)


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        ([], {}, "en"),
        ([], {"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "tlh_KX.UTF-8"}, "en"),
        ([], {language.VARIABLE: "fr"}, "fr"),
        ([], {language.VARIABLE: "xx"}, "en"),
        (["show", "x", "--language", "fr"], {}, "fr"),
        (["--language=fr", "show"], {"LANG": "en_GB"}, "fr"),
        (["--language", "en"], {language.VARIABLE: "fr"}, "en"),
        (["--language"], {}, "en"),
    ],
)
def test_who_decides(arguments: list[str], environment: dict[str, str], spoken: str) -> None:
    assert chosen(arguments, environment) == spoken


def test_the_locale_decides() -> None:
    assert chosen([], FRENCH) == "fr"
    assert chosen([], {"LANG": "de_DE", "LANGUAGE": "tlh:fr"}) == "fr"
    assert chosen([], {**FRENCH, "LC_ALL": "C"}) == "en"


@pytest.mark.usefixtures("french")
def test_french_texts_dates_and_numbers() -> None:
    assert _("the round is closed") == "le tour est clos"
    assert n_("one minute", "{n} minutes", 0) == "0 minutes"
    assert n_("one minute", "{n} minutes", 1234).replace("\u202f", " ") == "1 234 minutes"
    assert say_date(date(2026, 3, 1)) == "1 mars 2026"
    assert say_number(2.56, 1) == "2,6"


def test_english_texts_dates_and_numbers() -> None:
    assert say_date(date(2026, 3, 1)) == "1 March 2026"
    assert say_number(1234.56, 1) == "1,234.6"
    assert n_("one minute", "{n} minutes", 0) == "0 minutes"


def test_a_program_speaks_the_language_it_is_started_in() -> None:
    program = [sys.executable, "-m", "workshop", "show", "no-such-session"]
    done = subprocess.run(
        program, env={**os.environ, language.VARIABLE: "fr"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "aucune session" in done.stderr


def test_a_catalogue_in_any_folder_makes_a_language(tmp_path: Path) -> None:
    """Also what click says is looked up there, whatever the locale of the system is."""
    folder = tmp_path / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="eo", domain="workshop")
    catalog.add("Usage:", "Uzo:")
    catalog.add("Print a ballot on paper.", "Presi balotilon.")
    (folder / "workshop.mo").write_bytes(compiled(catalog))
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--help"],
        env={**os.environ, "LANG": "C", language.FOLDER: str(tmp_path), language.VARIABLE: "eo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Uzo: " in done.stdout
    assert "Presi balotilon." in done.stdout
    assert "[en|eo|fr]" in done.stdout


def test_english_needs_no_catalogue_to_start() -> None:
    program = "import sys, workshop.language as l; l.speak('en'); l._('x'); print('gettext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_click_speaks_it_too() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "workshop", "--language", "fr", "show"],
        capture_output=True,
        env={**os.environ, "LANG": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    assert "Usage :" in run.stderr.decode()
    assert "Erreur : Il manque l'argument" in run.stderr.decode()
