"""Models to TOML and back."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import FORMAT
from workshop.model.instrument import Instrument
from workshop.model.session import Session
from workshop.store.complaint import complaints, shown
from workshop.store.entry_ids import with_ids
from workshop.store.toml import Document, content_of, dump, nested_too_deep, parse, read

__all__ = ["decode", "encode", "encode_instrument", "load", "load_instrument", "problems"]

_Model = TypeVar("_Model", bound=BaseModel)

_ALWAYS: Final = (
    "title",
    "organisation",
    "unit",
    "held_on",
    "mode",
    "threshold",
    "audience",
    "depth",
    "stage",
)
"""Keys that are written even where they hold what would be assumed: a reader should see them."""


def load(path: Path) -> Session:
    """Read a session file. Raises WorkshopError with the place of the first thing that is wrong."""
    return _session(content_of(path), str(path))


@lru_cache(maxsize=4)
def _session(content: bytes, file: str) -> Session:
    """Return the session in ``content``: hundreds of guests of one host share one."""
    return decode(parse(content, file), Session)


def load_instrument(path: Path) -> Instrument:
    """Read an instrument file. Raises WorkshopError with the place of the first thing that is wrong."""
    return decode(read(path), Instrument)


def decode(document: Document, model: type[_Model]) -> _Model:
    """Return ``document`` as ``model``; raises WorkshopError for the first thing that is wrong."""
    decoded = _decode(document, model)
    if isinstance(decoded, list):
        first, *others = decoded
        more = _(" ({others} more: workshop check lists them)").format(others=len(others)) if others else ""
        raise WorkshopError(first.message + more, first.hint, first.where)
    return decoded


def problems(path: Path, model: type[BaseModel] | None = None) -> list[WorkshopError]:
    """Return everything that is wrong with a file of ``model``; empty when it is good.

    Without ``model`` the file itself tells whether it is an instrument or a session.
    """
    try:
        document = read(path)
        is_instrument = "attributes" in document.values and "instrument" not in document.values
        decoded = _decode(document, model or (Instrument if is_instrument else Session))
    except WorkshopError as error:
        return [error]
    return decoded if isinstance(decoded, list) else []


def encode(session: Session) -> bytes:
    """Return the text of a session file: the same session always gives the same bytes."""
    kept = session.model_dump(exclude_defaults=True)
    always = {key: value for key in _ALWAYS if (value := getattr(session, key)) != ""}
    order = dict.fromkeys(Session.model_fields)
    values = {**order, **always, **kept}
    return dump({"format": FORMAT} | {key: value for key, value in values.items() if value is not None})


def encode_instrument(instrument: Instrument) -> bytes:
    """Return the text of an instrument file."""
    return dump(
        {"format": FORMAT, **instrument.model_dump(exclude_defaults=True), "language": instrument.language}
    )


def _decode(document: Document, model: type[_Model]) -> _Model | list[WorkshopError]:
    _check_format(document)
    try:
        known = with_ids(document.values) if model is Session else document.values
        values = {key: _frozen(value) for key, value in known.items() if key != "format"}
        return model(**values)
    except ValidationError as error:
        return complaints(error, document, model)
    except RecursionError:  # tables in tables by dotted keys: the parser takes more than one can walk
        raise nested_too_deep(document.file) from None


def _check_format(document: Document) -> None:
    found = document.values.get("format")
    if found is None:
        said, hint = (
            _("the key format is missing"),
            _("A session file begins: format = {number}").format(number=FORMAT),
        )
    elif not isinstance(found, int) or isinstance(found, bool) or found < 1:
        said, hint = (
            _("format is {found}").format(found=shown(found)),
            _("Here the whole number {number} is wanted.").format(number=FORMAT),
        )
    elif found > FORMAT:
        said = _("the file has format {found}").format(found=shown(found))
        hint = _(
            "This program reads format {number}; a newer one is needed. The file was left as it is."
        ).format(number=FORMAT)
    else:
        return
    raise WorkshopError(said, hint, document.where(("format",)))


def _frozen(value: Any) -> Any:
    """Return ``value`` with tuples in place of lists: the models are strict and frozen."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value
