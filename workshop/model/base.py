"""What all models share: frozen, strict, closed to keys they do not know, and made of cleaned text."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function, str_schema

from workshop.language import _
from workshop.model.text import LINE, PARAGRAPH, clean, clean_lines

__all__ = ["FORMAT", "CheckedBy", "Frozen", "Id", "Line", "Paragraph", "RandomId", "random_id", "wrong"]

FORMAT: Final = 1
"""The number of the file format; it stays 1 until the first release."""


class Frozen(BaseModel):
    """A value: never changed, only replaced. An unknown key is an error, because a typo must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def wrong(message: str, *at: str | int, hint: str = "") -> PydanticCustomError:
    """Return what a validator raises to name the place ``at`` below its model: so its line can be told.

    ``hint`` says what would be right, where that can be said.
    """
    return PydanticCustomError("wrong", "{message}", {"message": message, "at": at, "hint": hint})


class CheckedBy:
    """An annotation that gives the check of a field whole, so that pydantic finds out nothing about its type.

    A session has a hundred such fields; inspecting each took longer than reading the session.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the check, whatever the field's type says."""
        return self._schema


def _cleaned(by: Callable[[str], str], most: int) -> CheckedBy:
    def bounded(text: str) -> str:
        text = by(text)
        if len(text) > most:
            raise ValueError(
                _("{many} characters, at most {most} are kept").format(many=len(text), most=most)
            )
        return text

    return CheckedBy(no_info_after_validator_function(bounded, str_schema()))


Line = Annotated[str, _cleaned(clean, LINE)]
"""One cleaned line of at most ``LINE`` characters."""

Paragraph = Annotated[str, _cleaned(clean_lines, PARAGRAPH)]
"""Cleaned lines of at most ``PARAGRAPH`` characters together."""

Id = Annotated[str, CheckedBy(str_schema(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$"))]
"""A name inside an instrument: lower-case letters, digits and dashes."""

RandomId = Annotated[str, CheckedBy(str_schema(pattern=r"^[a-z0-9-]{1,40}$"))]
"""What tells two entries of a list apart when two people's files are merged."""


def random_id() -> str:
    """Return a fresh id of 48 random bits: it tells nothing about who or when."""
    return secrets.token_hex(6)
