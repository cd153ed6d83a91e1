"""Which instruments there are: the built-in ones, and a team's own in ``assessments/instruments/``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from workshop import instruments
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.instrument import Instrument
from workshop.store import atomic
from workshop.store.codec import encode_instrument, load_instrument
from workshop.store.sessions import ensure_folder
from workshop.store.workspace import Workspace

__all__ = ["STANDARD", "copy_instrument", "find_instrument", "instrument_file", "instrument_files"]

# Translators: the name of the built-in instrument in your language, such as "user-centred.fr".
STANDARD: Final = _("user-centred")
"""The name of the instrument that is used unless another is named."""

_BUILT_IN: Final = Path(instruments.__file__).parent


def instrument_files(workspace: Workspace) -> Iterator[Path]:
    """Yield the instrument files: the team's own first, then those built in."""
    for folder in (workspace.instruments, _BUILT_IN):
        yield from sorted(folder.glob("*.toml"))


def find_instrument(workspace: Workspace, wanted: str = STANDARD) -> Instrument:
    """Return the instrument that ``wanted`` means: the path of a file, or the name of one.

    A team's own file goes before a built-in one of the same name. Raises WorkshopError.
    """
    return load_instrument(instrument_file(workspace, wanted))


def instrument_file(workspace: Workspace, wanted: str) -> Path:
    """Return the file that ``wanted`` means, as ``find_instrument`` does, unread. Raises WorkshopError."""
    if os.sep in wanted or Path(wanted).is_file():
        return Path(wanted)
    files = list(instrument_files(workspace))
    for path in files:
        if path.stem == wanted.removesuffix(".toml"):
            return path
    names = ", ".join(dict.fromkeys(path.stem for path in files))
    raise WorkshopError(
        _('there is no instrument "{wanted}"').format(wanted=wanted),
        _("There are {names}; or name a file.").format(names=names),
    )


def copy_instrument(workspace: Workspace, wanted: str, name: str) -> Path:
    """Copy an instrument into the workspace under ``name``, to be adapted; return the new file.

    Raises WorkshopError when there is one of that name.
    """
    instrument = find_instrument(workspace, wanted).model_copy(update={"id": name})
    ensure_folder(workspace.instruments)
    path = workspace.instruments / f"{name}.toml"
    if path.exists():
        raise WorkshopError(_("{path} is there already").format(path=path), _("Choose another name."))
    content = encode_instrument(Instrument.model_validate(instrument.model_dump()))
    try:
        atomic.replace(path, content)
    except OSError as error:
        raise WorkshopError(
            _("{path} cannot be written: {strerror}").format(path=path, strerror=error.strerror),
            _("Look at its permissions."),
        ) from None
    return path
