"""The README's tour, typed as it stands, beside the samples it comes with."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Final

import pytest
import tomli

from tests.acceptance.people import FULL, values, workshop
from tests.samples import SAMPLES
from workshop.store.workspace import Workspace

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")

SCREENS: Final = ("run",)
"""Commands that open a screen and have no plain way: here only their --help. `rate` goes line by line."""

SAID: Final = "Give each desk a phone"
RATED: Final = "".join(f"{line}\n" for line in (FULL[0], "c", SAID, *FULL[1:], "y", ""))
ANSWERED: Final = {"close": "y\n", "review": "k\nd\nd\nd\nd\n"}
"""What is typed where a question is asked."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    """Return the words after ``workshop`` of every command in a block for the shell, in order."""
    lines = "".join(blocks("sh")).replace("\\\n", " ").splitlines()
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("workshop ")]


def rate(workspace: Path, session: str) -> None:
    """Rate line by line until there is enough to count: alone once, in a group five times."""
    alone = values(Workspace(workspace).find(session))["invited"] == 1
    for more in ([], *([] if alone else [["--as-new"]] * 4)):
        workshop("rate", session, *more, cwd=workspace, stdin=RATED)


def test_every_command_of_the_tour_does_what_it_says(samples: Path) -> None:
    (columns,) = blocks("toml")
    (samples / "columns.toml").write_text(columns)
    people = [f"{unit},{level},4\n" for unit in ("Desk", "Back office") for level in (1, 2, 3, 4, "?", 5)]
    subprocess.run(["git", "init", "-q"], cwd=samples, check=True)
    asked = ",".join(tomli.loads(columns)["columns"])
    (samples / "answers.csv").write_text(f"Department,{asked}\n{''.join(people)}")
    typed = commands()
    assert {argv[0] for argv in typed} >= {"new", "open", "rate", "close", "review", "paper", "run", "import"}
    for argv in typed:
        if argv[0] in SCREENS:
            workshop(argv[0], "--help", cwd=samples)
            assert Workspace(samples).find(argv[1]).is_file()
        elif argv[0] == "rate":
            rate(samples, argv[1])
        else:
            workshop(*argv, cwd=samples, stdin=ANSWERED.get(argv[0], ""))
    south = values(Workspace(samples).find("south-branch"))
    assert (south["rounds"][0]["voted"], [each["text"] for each in south["comments"]]) == (5, [SAID])
    for sample in SAMPLES:
        assert (samples / "assessments" / sample.name).read_bytes() == sample.read_bytes()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_file_the_readme_links_exists(link: str) -> None:
    assert (ROOT / link).is_file()
