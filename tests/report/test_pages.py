"""The HTML report and the gallery in real Chromium: for every eye, by keyboard, at any width, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final, get_args

import pytest
from playwright.sync_api import Browser

from tests.charts.test_palette import contrast
from tests.pictures.reports import charted, gallery
from tests.report import poppler
from tests.report.browser import CHROMIUM, Scheme, browsing, opened, violations
from tests.report.build import before, branch, practised
from tests.samples import SAMPLES
from workshop.charts.palette import Theme
from workshop.charts.scene import Body
from workshop.model.session import Session
from workshop.report.formats import FORMATS
from workshop.report.report import Report, build
from workshop.report.tables import Kept
from workshop.store.codec import load

needs_chromium: Final = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

WIDTHS: Final = (360, 1280)
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")


def _report(*sessions: Session) -> Report:
    return build([Kept(f"s{number}", session) for number, session in enumerate(sessions)])


def _html(report: Report) -> str:
    made = FORMATS["html"].make(report)
    assert isinstance(made, bytes)
    return made.decode()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a page of every kind: what a session has least and most, two and three compared, the board's."""
    kept = [Kept(path.stem, load(path)) for path in SAMPLES]
    kinds = {
        "one": _html(build(kept[-1:])),
        "two": _html(build(kept[1:])),
        "three": _html(build(kept)),
        "exercises": _html(_report(practised())),
        "board": _html(build([Kept("a", before()), Kept("b", practised())], "board")),
        "uncounted": _html(_report(branch(rounds=()))),
        "gallery": gallery(build(kept[-1:]), _report(practised())),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, page in kinds.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in kinds}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as started:
        yield started


def test_the_gallery_has_every_kind_of_chart() -> None:
    reports = charted([Kept(path.stem, load(path)) for path in SAMPLES])
    kinds = {type(figure.scene.body) for report in reports for figure in report.figures}
    assert kinds == set(get_args(Body))
    page = gallery(*reports)
    names = {figure.name for report in reports for figure in report.figures}
    assert page.count("<img") == 2 * len(Theme) * len(names)


@needs_chromium
def test_axe_core_finds_nothing_wrong_and_no_page_is_wider_than_its_window(
    pages: dict[str, Path], browser: Browser
) -> None:
    looks = list(product(WIDTHS, SCHEMES))
    for name, path in pages.items():
        for width, scheme in looks if name in {"one", "exercises"} else (looks[1], looks[2]):
            with opened(browser, path, width, scheme) as page:
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
                assert violations(page) == [], (name, width, scheme)


@needs_chromium
def test_axe_core_would_find_what_is_wrong(pages: dict[str, Path], browser: Browser, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    faint = pages["one"].read_text("utf-8").replace("</head>", "<style>.muted{color:#bbb}</style></head>", 1)
    wrong.write_text(faint.replace(' lang="en"', "", 1), encoding="utf-8")
    with opened(browser, wrong, 1280, "light") as page:
        assert {found.partition(":")[0] for found in violations(page)} == {"color-contrast", "html-has-lang"}


@needs_chromium
def test_the_keyboard_leads_past_the_chapters_and_to_each_of_them(
    pages: dict[str, Path], browser: Browser
) -> None:
    with opened(browser, pages["one"], 1280, "light") as page:
        focused = "[document.activeElement.textContent, document.activeElement.getBoundingClientRect().left]"
        page.keyboard.press("Tab")
        said, left = page.evaluate(focused)
        assert said == "To the report"
        assert left >= 0, "the skip link shows when it has the focus"
        chapters = page.locator("nav a").all_inner_texts()
        for chapter in chapters:
            page.keyboard.press("Tab")
            assert page.evaluate(focused)[0] == chapter
            assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector(':target h2').textContent") == chapters[-1]


@needs_chromium
def test_a_page_on_paper_tells_the_story_on_the_first_and_an_attribute_on_each(
    pages: dict[str, Path], browser: Browser
) -> None:
    with opened(browser, pages["two"], 1280, "dark") as page:
        leaves = poppler.pages_of(page.pdf(prefer_css_page_size=True))
    assert "The story" in leaves[0]
    assert "Since last time" in leaves[0]
    assert leaves[1].strip().startswith("What moved")
    session = load(SAMPLES[-1])
    starts = [leaf.strip().partition("\n")[0] for leaf in leaves]
    assert {attribute.name for attribute in session.instrument.attributes} <= set(starts)
    assert "What we take away" in starts


def test_a_page_loads_nothing_and_runs_nothing(pages: dict[str, Path]) -> None:
    for path in pages.values():
        page = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|<script|<link|<iframe|@import|url\((?!data:)", page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_of_a_page_reach_the_contrast_of_wcag_aa(pages: dict[str, Path], scheme: Scheme) -> None:
    """Text 4.5 on whatever it stands on; the lines that carry meaning 3 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    found = re.findall(r":root\{(.*?)\}", pages["one"].read_text("utf-8"))
    colours = dict(re.findall(r"--(\w+):(#\w+)", found[SCHEMES.index(scheme)]))
    for text, ground in product(("text", "muted", "strong", "accent"), ("ground", "panel")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["agreed"], colours["ground"]) >= 3
