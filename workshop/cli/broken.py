"""Files that cannot be read, named on a command's line: the first few, and how many more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from workshop.errors import WorkshopError
from workshop.language import _, n_

__all__ = ["name_broken", "nothing_whole"]

_FEW: Final = 5
"""Files that are named; `workshop check` names them all."""


def name_broken(broken: Sequence[WorkshopError]) -> None:
    """Say on standard error which files are left out of what is printed or written, and why."""
    if broken:
        said = n_(
            "{n} file cannot be read and is left out:",
            "{n} files cannot be read and are left out:",
            len(broken),
        )
        click.echo("\n".join([said, *_named(broken)]), err=True)


def nothing_whole(message: str, broken: Sequence[WorkshopError], hint: str = "") -> WorkshopError:
    """Return the error that ``message`` is so; beside ``hint`` it names the files that cannot be read."""
    said = n_("{n} file cannot be read:", "{n} files cannot be read:", len(broken))
    return WorkshopError(message, "\n  ".join([*filter(None, [hint]), said, *_named(broken)]))


def _named(broken: Sequence[WorkshopError]) -> list[str]:
    """Return the lines of the first few, how many more there are, and what names them all."""
    named = [said for error in broken[:_FEW] for said in str(error).splitlines()]
    if (more := len(broken) - _FEW) > 0:
        named.append(n_("and {n} more", "and {n} more", more))
    return [*named, _("`workshop check` names all that is wrong.")]
