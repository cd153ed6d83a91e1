"""Files that people hand over, made by other programs: read whole, with errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from workshop.errors import Where, WorkshopError
from workshop.model.text import clean, fit

__all__ = ["near", "quoted", "read_given", "together"]


def read_given(path: Path, most: int, wanted: str) -> bytes:
    """Return the content of ``path``, at most ``most`` bytes; ``wanted`` says what should be there.

    Raises WorkshopError for what is absent, a folder, unreadable, too large, or empty.
    """
    where = Where(str(path))
    try:
        if path.is_dir():
            raise WorkshopError("this is a folder", f"Name {wanted}.", where)
        if path.exists() and not path.is_file():
            raise WorkshopError("this is not an ordinary file", f"Name {wanted}.", where)
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except FileNotFoundError:
        raise WorkshopError("there is no such file", f"Name {wanted}.", where) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise WorkshopError(f"it cannot be read: {reason}", "Look at its permissions.", where) from None
    if len(content) > most:
        raise WorkshopError(f"it is larger than {most // 2**20} MB", f"Name {wanted}.", where)
    if not content.strip():
        raise WorkshopError("the file is empty", f"Name {wanted}.", where)
    return content


def near(name: str, known: Iterable[str]) -> str:
    """Return a hint for a name that is not among ``known``: the nearest, else what there is."""
    names = {each.casefold(): each for each in reversed(list(known))}
    if matches := get_close_matches(name.casefold(), names, n=3):
        return f"Did you mean {' or '.join(quoted(names[match]) for match in matches)}?"
    shown = [fit(each, 40) for each in reversed(names.values()) if each]
    more = f" and {len(shown) - 12} more" if len(shown) > 12 else ""
    return f"There are {', '.join(shown[:12])}{more}." if shown else "There are none."


def quoted(found: str) -> str:
    """Return what was found in a file, cleaned, cut short and in quotes."""
    return f'"{fit(clean(found), 40)}"'


def together(errors: Sequence[WorkshopError], where: Where) -> WorkshopError:
    """Return all of ``errors`` as one; a single one as it is."""
    if len(errors) == 1:
        return errors[0]
    listed = "\n  ".join(str(error).replace("\n  ", " – ") for error in errors)
    return WorkshopError(f"{len(errors)} things are wrong", listed, where)
