"""The command group: it knows the commands' names, and imports one when it runs."""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc
from typing import Final

import click

from workshop import __version__
from workshop.cli.options import pass_workspace
from workshop.language import _
from workshop.store.workspace import Workspace

__all__ = ["cli"]

COMMANDS: Final = {
    "new": ("planning", _("Plan a session: asks, or takes all by options.")),
    "open": ("rounds", _("Open the round: from now on people can rate.")),
    "rate": ("rating", _("Rate, here and now; --plain: line by line.")),
    "run": ("running", _("Lead a session on this screen, or line by line (--plain).")),
    "host": ("hosting", _("Let participants in over SSH.")),
    "paper": ("paper", _("Print a ballot on paper.")),
    "invite": ("preparing", _("Print a mail that invites people.")),
    "guide": ("preparing", _("Print the words to read aloud, stage by stage.")),
    "close": ("rounds", _("Close the round: count the ballots.")),
    "review": ("reviewing", _("Review comments, away from the shared screen.")),
    "show": ("showing", _("Print the findings and charts of a session.")),
    "compare": ("showing", _("Print what moved between sessions.")),
    "trends": ("trends", _("Print all sessions by unit and over time.")),
    "export": ("exporting", _("Write reports for people, and counts for programs.")),
    "schema": ("exporting", _("Print what exported JSON looks like.")),
    "import": ("importing", _("Bring in ratings collected elsewhere.")),
    "merge": ("merging", _("Join one session that was held at two sites.")),
    "merge-driver": ("merging", _("Merge session files by meaning, for git.")),
    "check": ("checking", _("Validate session and instrument files.")),
    "instrument": ("instruments", _("List, show, or copy instruments.")),
    "completion": ("completing", _("Print the set-up of shell completion.")),
}
"""Each command's module and its line in the help."""


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"workshop.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        for each in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            text = each.callback.__doc__ if each.callback else None
            each.help = _(cleandoc(text)) if text else None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(
    cls=_Commands,
    help=_("Lead a team through rating its own organisation, and see where it agrees and what moved."),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_("Without a command the library opens. `workshop COMMAND --help` shows an example of each."),
)
@click.version_option(__version__, prog_name="workshop")
@click.pass_context
@pass_workspace
def cli(workspace: Workspace, ctx: click.Context) -> None:
    """Open the library, unless a command is named."""
    if ctx.invoked_subcommand is None:
        from workshop.ui.app import run_library

        run_library(workspace)
