"""What must not be projected: the words before it, the same on a screen and line by line."""

from __future__ import annotations

from typing import Final

__all__ = ["ALONE", "FREEZE", "HAND_OVER", "SHUFFLED", "THAWED"]

FREEZE: Final = "Freeze the picture, switch the projector to another source, or turn this screen away."
"""Said before anything that only one person may see."""

HAND_OVER: Final = "Hand the keyboard to the next person."

SHUFFLED: Final = "Shuffle the papers first, so that their order says nothing. Then type one after the other."

ALONE: Final = "Then {comments} to be read by you alone, one by one. Nobody else should see or hear them."

THAWED: Final = "The projector may come back."
