"""What a model found wrong becomes errors with a place: what was found, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.tally import WrongBand, WrongTally
from workshop.model.text import LINE, clean, fit
from workshop.store.toml import Document, KeyPath

__all__ = ["complaints", "said", "shown"]

_KINDS: Final[dict[type, str]] = {
    bool: _("true or false"),
    int: _("a whole number"),
    float: _("a number with a point"),
    str: _("text"),
    datetime: _("a date with a time"),
    date: _("a date"),
    time: _("a time"),
    list: _("a list"),
    tuple: _("a list"),
    dict: _("a table"),
}
_ENDLESS: Final = 10**100  # Python writes no number of more than 4,300 digits

_WANTED: Final = {
    "string_type": _('text is wanted, in quotes: "…"'),
    "int_type": _("a whole number is wanted, without quotes: 12"),
    "bool_type": _("true or false is wanted, without quotes"),
    "date_type": _("a date is wanted, without quotes: 2026-11-23"),
    "tuple_type": _("a list is wanted: […]"),
    "dict_type": _("a table is wanted"),
    "mapping_type": _("a table is wanted"),
    "model_type": _("a table is wanted"),
    "model_attributes_type": _("a table is wanted"),
}

_BOUNDS: Final = {
    "greater_than_equal": _("it should be greater than or equal to {ge}"),
    "less_than_equal": _("it should be less than or equal to {le}"),
    "string_too_short": _("it should have some text"),
    "string_too_long": _("it should have {max_length} characters at most"),
    "string_pattern_mismatch": _("it should be lower-case letters, digits and dashes"),
    "too_short": _("it should have {min_length} entries at least"),
    "too_long": _("it should have {max_length} entries at most"),
    "literal_error": _("it should be one of {expected}"),
}
"""What pydantic says of values, by its kinds of error."""


def said(detail: ErrorDetails) -> str:
    """Return what pydantic found wrong, without the place, as it is shown to a person."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in {"value_error", "wrong"}:
        return str(context.get("message", "")) or str(context.get("error", ""))
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**{**context, "expected": _listed(context)})
    if kind in _WANTED:
        return _WANTED[kind]
    return detail["msg"].replace("Input should", "it should")


def _listed(context: Mapping[str, Any]) -> str:
    *others, last = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
    return _("{others} or {last}").format(others=", ".join(others), last=last) if others else last


def complaints(error: ValidationError, document: Document, model: type[BaseModel]) -> list[WorkshopError]:
    """Return one error for each thing ``error`` found in ``document``, in the order of the file's lines."""
    details = _without_misspelt(list(_without_echoes(error)))
    found = [_complaint(detail, document, model) for detail in details]
    return sorted(found, key=lambda complaint: (complaint.where and complaint.where.line) or 0)


def _without_echoes(error: ValidationError) -> Iterator[ErrorDetails]:
    """Yield the errors once a place: of a value that may be one of several kinds, each kind complains."""
    seen: set[KeyPath] = set()
    for detail in error.errors(include_url=False):
        if (place := _place(detail)) not in seen:
            seen.add(place)
            yield detail


def _without_misspelt(details: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield all errors but those of keys that are missing because an unknown key beside them means them."""
    unknown = [_place(detail) for detail in details if detail["type"] == "extra_forbidden"]
    for detail in details:
        *table, key = _place(detail)
        beside = [str(name) for *other, name in unknown if other == table]
        if detail["type"] != "missing" or not get_close_matches(str(key), beside, n=1):
            yield detail


def _place(detail: ErrorDetails) -> KeyPath:
    within = detail.get("ctx", {}).get("at", ())
    return (*detail["loc"], *within)


def _complaint(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> WorkshopError:
    path = _place(detail)
    name = _spelled(path)
    kind = detail["type"]
    where = document.where(path[:-1] if kind == "missing" else path)
    match kind:
        case "extra_forbidden":
            where = document.where(path, key=True)
            return _error(_('unknown key "{path}"').format(path=path[-1]), _nearest(path, model), where)
        case "missing":
            return _error(
                _("{name} is missing").format(name=name),
                _("Add a line: {path} = …").format(path=path[-1]),
                where,
            )
        case "literal_error":
            wanted = _listed(detail.get("ctx", {}))
            found = _("{name} is {found}").format(name=name, found=shown(detail["input"]))
            return _error(found, _("It is one of {wanted}.").format(wanted=wanted), where)
        case "value_error" | "wrong":
            wrong = said(detail)
            return _error(f"{name}: {wrong}" if name else wrong, _hint(name, detail), where)
    if kind in _WANTED:
        found = _KINDS.get(type(detail["input"]), _("something else"))
        seen = shown(detail["input"])
        found = found if seen == found else f"{found}: {seen}"
        found = _("{name} is {found}").format(name=name, found=found)
        return _error(found, _("Here {wanted}.").format(wanted=_WANTED[kind]), where)
    found = _("{name} is {found}").format(name=name, found=shown(detail["input"]))
    return _error(f"{found}: {said(detail)}", _bounds(detail), where)


def _error(message: str, hint: str, where: Where) -> WorkshopError:
    """Return an error that is safe to show, whatever keys and values the file holds."""
    return WorkshopError(fit(clean(message), 2 * LINE), fit(clean(hint), 3 * LINE), where)


def _bounds(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    low, high = context.get("ge"), context.get("le")
    if low is not None:
        return _("The smallest it can be is {low}.").format(low=low)
    if high is not None:
        return _("The largest it can be is {high}.").format(high=high)
    if "pattern" in context:
        return _("Ids are lower-case letters, digits and dashes.")
    return _("See the README for the file's keys.")


def _hint(name: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if hint := str(context.get("hint", "")):
        return hint
    error = context.get("error")
    if isinstance(error, WrongTally):
        return _(
            'A tally reads "0 2 5 3 1 | 0": how many chose levels 1 to 5, a bar, how many were not sure.'
        )
    if isinstance(error, WrongBand):
        return _('A band reads "median 2-3, apart".')
    return _("Correct this, or what it does not go with.") if name else _("Mend it, and run workshop check.")


def _nearest(path: KeyPath, model: type[BaseModel]) -> str:
    known = list(_fields_at(path[:-1], model))
    near = get_close_matches(str(path[-1]), known, n=1)
    return (
        _('Did you mean "{near}"?').format(near=near[0])
        if near
        else _("Here one can write: {names}.").format(names=", ".join(known))
    )


def _fields_at(path: Sequence[str | int], model: type[BaseModel]) -> Iterator[str]:
    """Yield the names of the fields of the model that stands at ``path`` below ``model``."""
    for step in path:
        if step in model.model_fields:
            inner = list(_models_in(model.model_fields[str(step)].annotation))
            if inner:
                model = inner[0]
    yield from model.model_fields


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _spelled(path: KeyPath) -> str:
    """Return ``("rounds", 0, "voted")`` as a person counts: ``rounds 1, voted``."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def shown(value: object) -> str:
    """Return what was found, as it may be shown: cleaned, and no longer than it takes to know it again."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            text = f'"{clean(value)}"'
        case int() if abs(value) > _ENDLESS:
            text = _("a number without end")
        case list() | tuple() | dict():
            text = _KINDS[type(value)]
        case _:
            text = str(value)
    return fit(text, 50)
