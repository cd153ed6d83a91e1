"""`workshop merge` and `workshop merge-driver`: two files become one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workshop.cli.options import example, json_option, pass_workspace
from workshop.cli.streams import json_line
from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.joining import Joined, join
from workshop.store import atomic, sessions
from workshop.store.codec import encode, load
from workshop.store.merge_driver import drive, set_up
from workshop.store.workspace import Workspace

__all__ = ["merge_command", "merge_driver_command"]


@click.command("merge", epilog=example("workshop merge north-branch south-branch"))
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--out", type=click.Path(path_type=Path), help=_("Write this file, not one in assessments/."))
@json_option
@pass_workspace
def merge_command(workspace: Workspace, first: str, second: str, *, out: Path | None, as_json: bool) -> None:
    """Join A and B, one session held at two sites: their counts are added, their lists united.

    Nothing is joined that was asked or answered in different ways, and what is hidden at one site stays
    hidden. Both files stay as they are.
    """
    paths = [workspace.find(name) for name in (first, second)]
    if paths[0].resolve() == paths[1].resolve():
        raise WorkshopError(
            _("joining takes two different sessions"), _("Named twice: {name}").format(name=paths[0])
        )
    joined = join(load(paths[0]), load(paths[1]))
    path = _write(joined, out) if out else sessions.create(joined.session, workspace.assessments)
    if as_json:
        click.echo(json_line(_as_json(joined, path)))
        return
    click.echo(_said(joined, path))
    if not out:
        said = _("The files of both sites stay: move them to another folder, or trends count them once more.")
        click.echo(said)
    for sentence in joined.left_out:
        click.echo(_("Not joined: {sentence}").format(sentence=sentence))


@click.command(
    "merge-driver",
    epilog=example(
        "echo 'assessments/*.toml merge=workshop' >> .gitattributes", "workshop merge-driver --install"
    ),
)
@click.argument("base", type=click.Path(path_type=Path), required=False)
@click.argument("ours", type=click.Path(path_type=Path), required=False)
@click.argument("theirs", type=click.Path(path_type=Path), required=False)
@click.argument("path", default="")
@click.option("--install", is_flag=True, help=_("Tell git, in the repository one is in, to call it."))
def merge_driver_command(
    base: Path | None, ours: Path | None, theirs: Path | None, path: str, *, install: bool
) -> None:
    """Merge session files by meaning, for git: into OURS, given the version BASE both came of, and THEIRS.

    A contradiction is left in the file between git's marks and named; then the exit code is 1.
    """
    if install:
        click.echo(_("git calls from now on: {command}").format(command=set_up()))
        return
    if not (base and ours and theirs):
        raise click.UsageError(_("BASE, OURS and THEIRS are git's to give; --install tells git to."))
    try:
        contradictions = drive(base, ours, theirs, path or str(ours))
    except OSError as error:
        raise WorkshopError(
            _("it cannot be saved: {strerror}").format(strerror=error.strerror), "", Where(str(ours))
        ) from None
    for sentence in contradictions:
        click.echo(f"workshop: {sentence}", err=True)
    if contradictions:
        sys.exit(1)


def _write(joined: Joined, out: Path) -> Path:
    if out.exists():
        raise WorkshopError(
            _("this file is there already"), _("Name another one with --out."), Where(str(out))
        )
    try:
        atomic.replace(out, encode(joined.session))
    except OSError as error:
        raise WorkshopError(
            _("it cannot be saved: {strerror}").format(strerror=error.strerror), "", Where(str(out))
        ) from None
    return out


def _said(joined: Joined, path: Path) -> str:
    said = (
        _(
            "Joined in {path}: {voted} voted at both sites together; {added} questions were added, "
            "{hidden} stay hidden because one site may not show them."
        )
        if joined.hidden
        else _("Joined in {path}: {voted} voted at both sites together; all {added} questions were added.")
    )
    return said.format(path=path, voted=joined.session.voted, added=joined.added, hidden=joined.hidden)


def _as_json(joined: Joined, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "voted": joined.session.voted,
        "added": joined.added,
        "hidden": joined.hidden,
        "left_out": list(joined.left_out),
    }
