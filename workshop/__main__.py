"""The `workshop` command."""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType
from typing import Final

from workshop import language
from workshop.errors import WorkshopError
from workshop.language import _

__all__ = ["main"]

_RARELY: Final = 100_000
"""New objects between two searches for garbage. With Python's own 700, what the imports of a screen bring,
and which all stays, is searched eighty times: a fifteenth of the wait for the first frame. The room needs
half of this until it shows its stage."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 could not (said why), 2 wrong usage."""
    gc.set_threshold(_RARELY)
    _refuse_plugins()
    _speak()
    try:
        sys.exit(_run_library() if _asks_for_library() else _run_command())
    except WorkshopError as error:
        sys.stderr.write(f"workshop: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("\n" + _("Stopped; what was saved stays saved.") + "\n")
        sys.exit(1)
    except BrokenPipeError:
        # Whoever reads stopped reading; Python would complain once more when it closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _refuse_plugins() -> None:
    """Let no other package's plug-in see what models hold.

    Pydantic would not load one when told so by the environment, but import all that could look for one: a
    twelfth of what the room needs after its first frame. So its loader is one that knows of none.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    loader = ModuleType("pydantic.plugin._loader")
    loader.__dict__["get_plugins"] = tuple
    sys.modules[loader.__name__] = loader


def _speak() -> None:
    if folder := os.environ.get(language.FOLDER):
        language.look_in(folder)
    language.speak(language.chosen(sys.argv[1:], os.environ))
    if language.language() != language.ENGLISH:
        os.environ["LANGUAGE"] = language.language()  # where click looks for the words it says itself


def _asks_for_library() -> bool:
    return len(sys.argv) == 1 and "_WORKSHOP_COMPLETE" not in os.environ


def _run_library() -> int:
    """Open the library as `workshop` without a word does, sparing it the time that click takes to load."""
    from workshop.store.workspace import Workspace
    from workshop.ui.app import run_library

    run_library(Workspace.locate())
    return 0


def _run_command() -> int:
    import click

    from workshop.cli.main import cli
    from workshop.cli.streams import suit_terminal

    suit_terminal()
    try:
        return cli.main(standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None


if __name__ == "__main__":
    main()
