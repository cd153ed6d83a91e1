"""Tallies as fields of a model: short strings in files, values in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic_core.core_schema import no_info_plain_validator_function, to_string_ser_schema

from workshop.language import _
from workshop.model.base import CheckedBy
from workshop.model.share import Share, parse_share
from workshop.model.tally import LEVELS, Band, Hidden, Result, Tally, WrongTally, parse_result

__all__ = ["Counted", "CountedThree", "Picked", "TypedIn"]


def _text(read: Callable[[Any], object]) -> CheckedBy:
    """Return how a value is read that is a short string in files."""
    return CheckedBy(
        no_info_plain_validator_function(read, serialization=to_string_ser_schema(when_used="always"))
    )


def _tally(levels: int | None) -> CheckedBy:
    def read(value: Any) -> Result:
        if isinstance(value, str):
            return parse_result(value, levels)
        if isinstance(value, (Tally, Band, Hidden)):
            return value
        example = " ".join(["0", "2", "5", "3", "1"][: levels or LEVELS])
        raise WrongTally(
            _('a tally is text, such as "{example} | 0", not {found}').format(
                example=example, found=type(value).__name__
            )
        )

    return _text(read)


def _share(value: Any) -> Share | Hidden:
    if isinstance(value, str):
        return parse_share(value)
    if isinstance(value, (Share, Hidden)):
        return value
    raise ValueError(_('a share is text, such as "4 of 11", not {found}').format(found=type(value).__name__))


Counted = Annotated[Result, _tally(LEVELS)]
"""A tally of levels 1 to 5, a band, or hidden."""

CountedThree = Annotated[Result, _tally(3)]
"""The same over three steps, such as worse, same, better."""

TypedIn = Annotated[Result, _tally(None)]
"""The same over as many levels as were counted: hands as they are typed in."""

Picked = Annotated[Share | Hidden, _text(_share)]
"""A share of those who picked, or hidden."""
