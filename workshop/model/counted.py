"""Tallies as fields of a model: short strings in files, values in memory."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, InstanceOf, PlainSerializer

from workshop.model.tally import LEVELS, Band, Hidden, Result, Tally, parse_result

__all__ = ["Counted", "CountedThree"]


def _reader(levels: int) -> BeforeValidator:
    def read(value: Any) -> Result:
        if isinstance(value, str):
            return parse_result(value, levels)
        if isinstance(value, (Tally, Band, Hidden)):
            return value
        example = " ".join(["0", "2", "5", "3", "1"][:levels])
        raise ValueError(f'a tally is text, such as "{example} | 0", not {type(value).__name__}')

    return BeforeValidator(read)


_Kept = InstanceOf[Tally] | InstanceOf[Band] | InstanceOf[Hidden]

Counted = Annotated[_Kept, _reader(LEVELS), PlainSerializer(str)]
"""A tally of levels 1 to 5, a band, or hidden."""

CountedThree = Annotated[_Kept, _reader(3), PlainSerializer(str)]
"""The same over three steps, such as worse, same, better."""
