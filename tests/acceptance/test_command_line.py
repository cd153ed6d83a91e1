"""The command as one meets it: help with examples, completion, version."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest

from tests.acceptance.people import plan, workshop
from tests.terminal import WORKSHOP, run
from workshop import __version__
from workshop.cli.main import COMMANDS, cli


def commands() -> list[list[str]]:
    """Return every command there is, with the sub-commands of groups."""
    found: list[list[str]] = []
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, sub] for sub in command.list_commands(context)]
    return found


@pytest.mark.parametrize("argv", commands(), ids=" ".join)
def test_every_command_says_what_it_is_for_and_shows_an_example(workspace: Path, argv: list[str]) -> None:
    said = workshop(*argv, "--help", cwd=workspace)
    assert said.startswith("Usage: workshop " + " ".join(argv))
    _, _, examples = said.partition("For example:\n")
    assert re.search(rf"^ +\S*.*workshop {' '.join(argv[:1])}", examples, re.MULTILINE), said


def test_the_first_help_names_every_command(workspace: Path) -> None:
    said = workshop("--help", cwd=workspace)
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", said, re.MULTILINE)
    assert "Without a command the library opens." in said
    assert workshop("-h", cwd=workspace) == said


def test_the_version(workspace: Path) -> None:
    assert workshop("--version", cwd=workspace) == f"workshop, version {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(workspace: Path, shell: str) -> None:
    said = workshop("completion", shell, cwd=workspace)
    assert "_WORKSHOP_COMPLETE" in said
    if program := shutil.which(shell):
        done = run("-n", cwd=workspace, program=program, stdin=said)
        assert done.returncode == 0, done.stderr


def complete(workspace: Path, *words: str) -> list[str]:
    """Return what bash is offered after ``words``; the last one is being typed."""
    env = {
        "_WORKSHOP_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["workshop", *words]),
        "COMP_CWORD": str(len(words)),
    }
    said = workshop(cwd=workspace, env=env)
    return [line.partition(",")[2] for line in said.splitlines()]


def test_commands_options_and_sessions_are_completed(workspace: Path) -> None:
    north, south = plan(workspace, title="North"), plan(workspace, title="South")
    assert "review" in complete(workspace, "re")
    assert "--as-new" in complete(workspace, "rate", "--")
    assert set(complete(workspace, "rate", "")) == {north.stem, south.stem}
    assert complete(workspace, "rate", "sou") == [south.stem]
    assert complete(workspace, "show", "2026") == [south.stem, north.stem]


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing")
def test_bash_completes_a_session_after_the_set_up_from_the_help(workspace: Path) -> None:
    path = plan(workspace, title="North")
    script = f"""
        PATH={WORKSHOP.parent}:$PATH
        eval "$(workshop completion bash)"
        COMP_WORDS=(workshop rate no); COMP_CWORD=2
        _workshop_completion workshop
        echo "${{COMPREPLY[@]}}"
    """
    done = run("--norc", "-c", script, cwd=workspace, program="bash")
    assert done.stderr == ""
    assert done.stdout == f"{path.stem}\n"


def test_the_questions_can_be_listed_shown_copied_and_used(workspace: Path) -> None:
    assert "user-centred" in workshop("instrument", "list", cwd=workspace)
    said = workshop("instrument", "copy", "--name", "our-own", cwd=workspace)
    copy = workspace / "assessments" / "instruments" / "our-own.toml"
    assert "our-own.toml" in said
    copy.write_text(copy.read_text().replace("Colleagues explain in their own words", "We all can say"))
    assert workshop("check", cwd=workspace) == "1 of 1 files are good.\n"
    workshop("new", "--title", "Own", "--invited", "1", "--instrument", "our-own", cwd=workspace)
    said = workshop("rate", "own", "--plain", cwd=workspace, stdin="4\n")
    assert "We all can say where we are heading." in said
    done = run("instrument", "copy", "--name", "our-own", cwd=workspace)
    assert done.returncode == 1


def test_no_plug_in_of_another_package_comes_near_the_answers(workspace: Path, tmp_path: Path) -> None:
    """Pydantic would load what any installed package offers it."""
    path = plan(workspace)
    told = tmp_path / "told"
    packages = tmp_path / "packages"
    (packages / "curious-1.dist-info").mkdir(parents=True)
    (packages / "curious-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: curious\nVersion: 1\n"
    )
    (packages / "curious-1.dist-info" / "entry_points.txt").write_text("[pydantic]\ncurious = curious:it\n")
    (packages / "curious.py").write_text(f"open({str(told)!r}, 'w').close()\nit = None\n")
    workshop("show", path.stem, cwd=workspace, env={"PYTHONPATH": str(packages)})
    assert not told.exists()
