"""One parsed style sheet for all guests: each app would parse, and keep, the same rules of its own."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

__all__ = ["SharedStylesheet"]

_PARSED: Final[dict[tuple[object, ...], list[RuleSet]]] = {}
"""Rules by all that they are made from; there are as many as themes times kinds of widget."""

_THEMES: Final[dict[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]] = {}
"""The variables of each theme, once."""


class SharedStylesheet(Stylesheet):
    """A style sheet that parses what no other one with the same variables has parsed."""

    def _parse_rules(self, css: str, *arguments: Any, **options: Any) -> list[RuleSet]:
        source = (css, *arguments, *sorted(options.items()), self._theme)
        if source not in _PARSED:
            _PARSED[source] = super()._parse_rules(css, *arguments, **options)
        return _PARSED[source]

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours of another theme."""
        super().set_variables(variables)
        self.__dict__.pop("_theme", None)

    @cached_property
    def _theme(self) -> frozenset[tuple[str, str]]:
        theme = frozenset(self._variables.items())
        return _THEMES.setdefault(theme, theme)
