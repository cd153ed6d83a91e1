"""Words that files keep in English, as they are shown, and as they may be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from workshop.language import _

__all__ = ["shown", "typed_as"]

_SHOWN: Final[Mapping[str, str]] = {
    "team": _("team"),
    "organisation": _("organisation"),
    "board": _("board"),
    "confidential": _("confidential"),
    "open": _("open"),
    "ballots": _("ballots"),
    "hands": _("show of hands"),
    "users told us": _("{users} told us"),
    "records": _("records"),
    "own sense": _("own sense"),
    "keep": _("keep"),
    "explain": _("explain"),
    "change": _("change"),
    "drop": _("drop"),
    "proposed": _("proposed"),
    "paused": _("paused"),
    "stopped": _("stopped"),
    "kept with a reason": _("kept with a reason"),
    "returned": _("returned"),
    "done": _("done"),
    "not yet": _("not yet"),
    "dropped": _("dropped"),
    "better": _("better"),
    "same": _("same"),
    "worse": _("worse"),
    "no": _("no"),
    "yes": _("yes"),
    "unknown": _("unknown"),
    "was not here": _("was not here"),
    "none": _("none"),
    "full": _("full"),
    "quick": _("quick"),
    "saved": _("saved"),
    "saving": _("saving"),
    "not saved": _("not saved"),
    "planned": _("planned"),
    "counted": _("counted"),
    "next": _("next"),
    "next one": _("next one"),
    "start talking": _("start talking"),
    "agree": _("agree"),
    "re-vote": _("re-vote"),
    "alone": _("alone"),
    "in pairs": _("in pairs"),
    "all together": _("all together"),
}


def shown(word: str) -> str:
    """Return a word that a file keeps, in the language spoken; any other text as it is.

    Where users are meant it says ``{users}``: the session fills in its own word for them.
    """
    return _SHOWN.get(word, word)


def typed_as(typed: str, words: Iterable[str], fill: Callable[[str], str] = str) -> str:
    """Return which of ``words`` was typed, as it is shown or as it is kept; ``typed`` where it was none.

    ``fill`` puts the session's own words into what is shown.
    """
    return next((word for word in words if typed.casefold() in {word, fill(shown(word)).casefold()}), typed)
