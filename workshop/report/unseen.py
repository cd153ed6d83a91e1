"""What must not be projected: the words before it, the same on a screen and line by line."""

from __future__ import annotations

from typing import Final

from workshop.language import _

__all__ = ["ALONE", "FREEZE", "HAND_OVER", "SHUFFLED", "THAWED"]

FREEZE: Final = _("Freeze the picture, switch the projector to another source, or turn this screen away.")
"""Said before anything that only one person may see."""

HAND_OVER: Final = _("Hand the keyboard to the next person.")

SHUFFLED: Final = _(
    "Shuffle the papers first, so that their order says nothing. Then type one after the other."
)

ALONE: Final = _("Then {comments} to be read by you alone, one by one. Nobody else should see or hear them.")

THAWED: Final = _("The projector may come back.")
