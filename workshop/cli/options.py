"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click
from click.shell_completion import CompletionItem

from workshop import language
from workshop.language import _
from workshop.store.workspace import Workspace

if TYPE_CHECKING:
    from workshop.model.session import Session

__all__ = [
    "as_date",
    "example",
    "given_options",
    "json_option",
    "pass_workspace",
    "session_argument",
    "valid_session",
    "workspace_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Parameters = ParamSpec("_Parameters")
_Returned = TypeVar("_Returned")

_KEY = "workspace"


def workspace_option(command: _Command) -> _Command:
    """Add ``--workspace``, which works before and after a sub-command; the one after wins."""
    return click.option(
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        callback=_remember,
        is_eager=True,
        help=_("The folder that holds assessments/ and exports/."),
    )(command)


def language_option(command: _Command) -> _Command:
    """Add ``--language``; the choice was made before the first text was read (``language.chosen``)."""
    return click.option(
        "--language",
        type=click.Choice(language.languages()),
        expose_value=False,
        help=_("The language of everything that is said; default the locale's."),
    )(command)


def pass_workspace(
    command: Callable[Concatenate[Workspace, _Parameters], _Returned],
) -> Callable[_Parameters, _Returned]:
    """Give a command the workspace as its first argument, and the options that all commands have."""

    @wraps(command)
    def with_workspace(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Returned:
        return command(_located(click.get_current_context()), *args, **kwargs)

    return workspace_option(language_option(with_workspace))


def given_options(*names: str) -> list[str]:
    """Return those of the options ``names`` that the command was called with, as they are typed."""
    ctx = click.get_current_context()
    found = {"workspace": ctx.meta.get(_KEY), **ctx.params}
    called = {option.name: option.opts[0] for option in ctx.command.params}
    return [part for name in names if found.get(name) for part in (called[name], str(found[name]))]


json_option = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object instead."))


def session_argument(*, many: bool = False, required: bool = True) -> Callable[[_Command], _Command]:
    """Add the argument SESSION: a file, or part of a session's name."""
    return click.argument(
        "sessions" if many else "session",
        metavar="SESSION..." if many else "SESSION",
        nargs=-1 if many else 1,
        required=required,
        shell_complete=_complete_session,
    )


def as_date(text: str | None) -> date | None:
    """Return ``2026-11-23`` as a date, None for None. Raises click's usage error."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise click.BadParameter(
            _('"{text}" is not a date; write it like 2026-11-23.').format(text=text)
        ) from None


def valid_session(**fields: Any) -> Session:
    """Return a session with ``fields``; what a person typed wrong becomes click's usage error."""
    from pydantic import ValidationError

    from workshop.model.session import Session
    from workshop.store.complaint import said

    try:
        return Session(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(map(str, first["loc"]))
        raise click.UsageError(f"{place}: {said(first)}") from None


def example(*lines: str) -> str:
    """Return ``lines`` as a command's closing example, each on a line of its own."""
    return "\b\n" + _("For example:") + "\n" + "\n".join(f"  {line}" for line in lines)


def _remember(ctx: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().meta[_KEY] = value


def _located(ctx: click.Context) -> Workspace:
    return Workspace.locate(ctx.find_root().meta.get(_KEY))


def _complete_session(ctx: click.Context, _argument: click.Parameter, typed: str) -> list[CompletionItem]:
    stems = (path.stem for path in _located(ctx).files())
    return [CompletionItem(stem) for stem in stems if typed.casefold() in stem.casefold()]
