"""Files that people hand over, made by other programs: read whole, with errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from workshop.errors import Where, WorkshopError
from workshop.language import _, n_
from workshop.model.text import clean, fit

__all__ = ["near", "quoted", "read_given", "together"]


def read_given(path: Path, most: int, wanted: str) -> bytes:
    """Return the content of ``path``, at most ``most`` bytes; ``wanted`` says what should be there.

    Raises WorkshopError for what is absent, a folder, unreadable, too large, or empty.
    """
    where = Where(str(path))
    try:
        if path.is_dir():
            raise WorkshopError(_("this is a folder"), _("Name {wanted}.").format(wanted=wanted), where)
        if path.exists() and not path.is_file():
            raise WorkshopError(
                _("this is not an ordinary file"), _("Name {wanted}.").format(wanted=wanted), where
            )
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except FileNotFoundError:
        raise WorkshopError(
            _("there is no such file"), _("Name {wanted}.").format(wanted=wanted), where
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise WorkshopError(
            _("it cannot be read: {reason}").format(reason=reason), _("Look at its permissions."), where
        ) from None
    if len(content) > most:
        raise WorkshopError(
            _("it is larger than {most} MB").format(most=most // 2**20),
            _("Name {wanted}.").format(wanted=wanted),
            where,
        )
    if not content.strip():
        raise WorkshopError(_("the file is empty"), _("Name {wanted}.").format(wanted=wanted), where)
    return content


def near(name: str, known: Iterable[str]) -> str:
    """Return a hint for a name that is not among ``known``: the nearest, else what there is."""
    names = {each.casefold(): each for each in reversed(list(known))}
    if matches := get_close_matches(name.casefold(), names, n=3):
        return _("Did you mean {names}?").format(names=", ".join(quoted(names[match]) for match in matches))
    shown = [fit(each, 40) for each in reversed(names.values()) if each]
    more = _(" and {shown} more").format(shown=len(shown) - 12) if len(shown) > 12 else ""
    return (
        _("There are {names}{more}.").format(names=", ".join(shown[:12]), more=more)
        if shown
        else _("There are none.")
    )


def quoted(found: str) -> str:
    """Return what was found in a file, cleaned, cut short and in quotes."""
    return f'"{fit(clean(found), 40)}"'


def together(errors: Sequence[WorkshopError], where: Where) -> WorkshopError:
    """Return all of ``errors`` as one; a single one as it is."""
    if len(errors) == 1:
        return errors[0]
    listed = "\n  ".join(str(error).replace("\n  ", " – ") for error in errors)
    return WorkshopError(n_("one thing is wrong", "{n} things are wrong", len(errors)), listed, where)
