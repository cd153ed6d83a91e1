"""The `workshop` command."""

from __future__ import annotations

import os
import sys

from workshop.errors import WorkshopError

__all__ = ["main"]


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 could not (said why), 2 wrong usage."""
    import click

    from workshop.cli.main import cli

    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("\nStopped; what was saved stays saved.", err=True)
        sys.exit(1)
    except WorkshopError as error:
        click.echo(f"workshop: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever reads stopped reading; Python would complain once more when it closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
