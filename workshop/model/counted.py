"""Tallies as fields of a model: short strings in files, values in memory."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, InstanceOf, PlainSerializer

from workshop.language import _
from workshop.model.share import Share, parse_share
from workshop.model.tally import LEVELS, Band, Hidden, Result, Tally, WrongTally, parse_result

__all__ = ["Counted", "CountedThree", "Picked", "TypedIn"]


def _reader(levels: int | None) -> BeforeValidator:
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

    return BeforeValidator(read)


def _share(value: Any) -> Share | Hidden:
    if isinstance(value, str):
        return parse_share(value)
    if isinstance(value, (Share, Hidden)):
        return value
    raise ValueError(_('a share is text, such as "4 of 11", not {found}').format(found=type(value).__name__))


_Kept = InstanceOf[Tally] | InstanceOf[Band] | InstanceOf[Hidden]

Counted = Annotated[_Kept, _reader(LEVELS), PlainSerializer(str)]
"""A tally of levels 1 to 5, a band, or hidden."""

CountedThree = Annotated[_Kept, _reader(3), PlainSerializer(str)]
"""The same over three steps, such as worse, same, better."""

TypedIn = Annotated[_Kept, _reader(None), PlainSerializer(str)]
"""The same over as many levels as were counted: hands as they are typed in."""

Picked = Annotated[InstanceOf[Share] | InstanceOf[Hidden], BeforeValidator(_share), PlainSerializer(str)]
"""A share of those who picked, or hidden."""
