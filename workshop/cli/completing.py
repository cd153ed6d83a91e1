"""`workshop completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from workshop.cli.options import example

__all__ = ["completion_command"]


@click.command("completion", epilog=example('eval "$(workshop completion bash)"   # in ~/.bashrc'))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, options and session names."""
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(ctx.find_root().command, {}, "workshop", "_WORKSHOP_COMPLETE").source())
