"""What whoever leads is told about leading, the same on a screen and line by line."""

from __future__ import annotations

from typing import Final

from workshop.language import _

__all__ = ["TAKEN_OVER", "YOURS_AGAIN"]

TAKEN_OVER: Final = _("Somebody else leads this session now.")

YOURS_AGAIN: Final = _("They have left: you lead this session again.")
