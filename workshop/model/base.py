"""What all models share: frozen, strict, closed to keys they do not know, and made of cleaned text."""

from __future__ import annotations

import secrets
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from workshop.language import _
from workshop.model.text import LINE, PARAGRAPH, clean, clean_lines

__all__ = ["FORMAT", "Frozen", "Id", "Line", "Paragraph", "RandomId", "random_id", "wrong"]

FORMAT: Final = 1
"""The number of the file format; it stays 1 until the first release."""


class Frozen(BaseModel):
    """A value: never changed, only replaced. An unknown key is an error, because a typo must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def wrong(message: str, *at: str | int) -> PydanticCustomError:
    """Return what a validator raises to name the place ``at`` below its model: so its line can be told."""
    return PydanticCustomError("wrong", "{message}", {"message": message, "at": at})


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(_("{many} characters, at most {most} are kept").format(many=len(text), most=most))
    return text


Line = Annotated[str, AfterValidator(lambda text: _bounded(clean(text), LINE))]
"""One cleaned line of at most ``LINE`` characters."""

Paragraph = Annotated[str, AfterValidator(lambda text: _bounded(clean_lines(text), PARAGRAPH))]
"""Cleaned lines of at most ``PARAGRAPH`` characters together."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""A name inside an instrument: lower-case letters, digits and dashes."""

RandomId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
"""What tells two entries of a list apart when two people's files are merged."""


def random_id() -> str:
    """Return a fresh id of 48 random bits: it tells nothing about who or when."""
    return secrets.token_hex(6)
