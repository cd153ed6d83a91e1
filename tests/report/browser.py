"""Real Chromium over the pages the program writes: what it looks like, and what axe-core says of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

__all__ = ["CHROMIUM", "Scheme", "browsing", "opened", "violations"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

CHROMIUM: Final = next(filter(None, map(shutil.which, _NAMES)), None)
"""The Chromium of this machine, if it has one; nothing is downloaded."""

Scheme = Literal["light", "dark"]

_AXE: Final = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, path: Path, width: int, scheme: Scheme) -> Iterator[Page]:
    """Open the file at ``path`` as a reader does, in a window of ``width`` pixels; nothing else is loaded."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, offline=True
    )
    try:
        page = context.new_page()
        page.goto(path.as_uri())
        yield page
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong by WCAG 2.2 AA and by its best practices: rule, and where."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    run = "axe.run(document, {resultTypes: ['violations']}).then(results => results.violations)"
    found: list[Any] = page.evaluate(run)
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"][:5]]
