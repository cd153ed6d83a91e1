"""What an optional package is asked for with: one message, and the command the README gives too."""

from __future__ import annotations

from workshop.errors import WorkshopError
from workshop.language import _

__all__ = ["install", "lacking"]


def install(extra: str) -> str:
    """Return the command that adds ``extra``, typed where the program's own folder is."""
    return f".venv/bin/pip install -e '.[{extra}]'"


def lacking(what: str, extra: str) -> WorkshopError:
    """Return what to say when ``what`` cannot be had without ``extra``."""
    return WorkshopError(
        _('{what} needs the extra "{extra}"').format(what=what, extra=extra),
        _("To install it, in the program's own folder: {command}").format(command=install(extra)),
    )
