"""What must be equal for two answers to mean the same, and the words that are put into it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from workshop.language import _

__all__ = ["LADDER", "TOKEN", "Wording", "filled"]

LADDER: Final = "ladder"
"""The item name of an attribute's ladder; no statement may be called so."""

TOKEN: Final = re.compile(r"\{(\w*)\}")
"""A word of a text that a session puts another in the place of."""


class Wording(NamedTuple):
    """All that a question says, words such as {users} not filled in (statistics.md, "Change")."""

    language: str
    stem: str
    text: str
    """The statement; of a ladder the attribute's name."""
    levels: tuple[str, ...]
    """What levels 1 to 5 stand for."""


def filled(text: str, user: str, users: str, organisation: str = "", unit: str = "") -> str:
    """Replace the tokens of ``text``; an empty organisation or unit reads as "our organisation"."""
    if "{" not in text:
        return text
    organisation = organisation or _("our organisation")
    words = {
        "user": user,
        "users": users,
        "Users": users[:1].upper() + users[1:],
        "organisation": organisation,
        "unit": unit or organisation,
    }
    return TOKEN.sub(lambda match: words.get(match[1], match[0]), text)
