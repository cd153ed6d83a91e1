"""`workshop new`: plan a session."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from workshop.charts.terminal.measure import wrap
from workshop.cli.options import as_date, example, json_option, pass_workspace, valid_session
from workshop.cli.streams import json_line
from workshop.errors import legible
from workshop.language import _, say_month
from workshop.model.agenda import AGENDAS, MEETING
from workshop.model.exercise_round import begun
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import EXERCISES, Exercises
from workshop.model.instrument import words_for
from workshop.model.rules import DISTRIBUTION
from workshop.model.session import THRESHOLD, Grouping, Session
from workshop.model.text import clean, fit
from workshop.report.groups import group_hint
from workshop.report.prose import READABLE
from workshop.report.voting import too_few_invited
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.instruments import STANDARD, find_instrument
from workshop.store.shelf import Shelf
from workshop.store.summary import Summary
from workshop.store.workspace import Workspace

__all__ = ["new_command"]


@click.command(
    "new",
    epilog=example(
        "workshop new",
        'workshop new --title "North branch, autumn" --invited 12 --user patron --users patrons',
        'workshop new --title "Just me" --invited 1 --quick',
        'workshop new --title "All branches" --invited 24 --group-by "Role: desk, back office"',
        "workshop new --exercise touch-points --invited 9 --user patron",
    ),
)
@click.option("--title", help=_("What the session is called. With it, nothing is asked."))
@click.option("--organisation", help=_("The organisation that is rated."))
@click.option("--unit", help=_("The branch, department or team."))
@click.option("--invited", type=click.IntRange(min=1), help=_("How many people are invited; 1 is you alone."))
@click.option(
    "--mode", type=click.Choice(["confidential", "open"]), help=_("Default: confidential; alone: open.")
)
@click.option(
    "--threshold",
    type=click.IntRange(min=3),
    help=_("Fewest answers shown; default {threshold}.").format(threshold=THRESHOLD),
)
@click.option(
    "--audience", type=click.Choice(["team", "organisation", "board"]), help=_("Who sees the result.")
)
@click.option("--quick/--full", default=None, help=_("Six ladders only, or all 30 questions."))
@click.option("--instrument", help=_("A name or a file; default {standard}.").format(standard=STANDARD))
@click.option("--user", help=_("Your word for a user: patron, patient, applicant …"))
@click.option("--users", help=_("The same for several."))
@click.option(
    "--group-by",
    "--groups",
    "groups",
    metavar="NAMES",
    help=_(
        'Show answers by group too, such as "Role: desk, back office"; in confidence from {fewest} in each.'
    ).format(fewest=DISTRIBUTION),
)
@click.option(
    "--exercise",
    "exercises",
    type=click.Choice(EXERCISES),
    multiple=True,
    help=_("A meeting for this exercise alone, 20 minutes; with --agenda, part of a workshop. Repeatable."),
)
@click.option("--agenda", type=click.Choice(["60", "90"]), help=_("Minutes of the workshop; default 60."))
@click.option("--check-in", help=_("A question that everyone answers in a word at the start."))
@click.option("--held-on", help=_("The day of the workshop, such as 2026-11-23; default today."))
@click.option(
    "--like", metavar="SESSION", help=_("Plan it like this one; --title, --held-on and --agenda may differ.")
)
@json_option
@pass_workspace
def new_command(workspace: Workspace, /, *, as_json: bool, like: str | None, **given: Any) -> None:
    """Plan a session: asks for what it needs, or takes everything by options without asking."""
    held_on = as_date(given.pop("held_on")) or date.today()
    if like:
        title, agenda = given.pop("title"), given.pop("agenda")
        if others := [name for name, value in given.items() if value not in (None, ())]:
            option = {"exercises": "exercise"}.get(others[0], others[0].replace("_", "-"))
            raise click.UsageError(
                _(
                    "--like takes all but title, date and agenda from that session; leave out --{option}."
                ).format(option=option)
            )
        path = _duplicated(workspace.find(like), held_on, title, agenda)
    else:
        instrument = find_instrument(workspace, given.pop("instrument") or STANDARD)
        wishes = {name: value for name, value in given.items() if value not in (None, ())}
        if wishes.get("exercises") and "title" not in wishes:
            wishes["title"] = _titled(wishes, held_on)
        if "title" not in wishes:
            wishes = _ask(workspace, wishes, held_on)
        path = sessions.create(
            _session(wishes, held_on=held_on, instrument=instrument), workspace.assessments
        )
    if as_json:
        click.echo(json_line({"file": str(path)}))
    else:
        session = load(path)
        click.echo(_("Planned: {path}").format(path=legible(path)))
        if like:
            click.echo(_("Its title: {title}. --title gives it another.").format(title=session.title))
        if warning := too_few_invited(session.mode, session.invited, session.threshold):
            click.echo(warning, err=True)
        click.echo(_next(session, path.stem))


def _duplicated(path: Path, held_on: date, title: str | None, agenda: str | None) -> Path:
    """Plan a session like that at ``path``, with this title and agenda where they are given."""
    other: dict[str, Any] = {"agenda": AGENDAS[int(agenda)]} if agenda else {}
    if title is not None:
        other["title"] = _readable(title)
    return sessions.duplicate(path, held_on, **other)


def _readable(title: str) -> str:
    """Return ``title``; raises click's usage error where nothing that can be read stands in it."""
    if not clean(title):
        raise click.UsageError(_("title: nothing that can be read stands in it."))
    return title


def _next(session: Session, name: str) -> str:
    if session.exercises.planned:
        return _("Next: {next}").format(next=f"workshop run {name}")
    if session.solo:
        return _("Next: {next}").format(next=f"workshop rate {name}")
    led = _("Next: {next}").format(next=f"workshop run {name}")
    alone = _("Without a shared screen: {next}").format(next=f"workshop open {name}")
    return f"{led}\n{alone}"


def _titled(wishes: dict[str, Any], held_on: date) -> str:
    """Return a title for a meeting about exercises: what they are called, where, and when."""
    words = words_for(wishes.get("user", ""), wishes.get("users", ""))
    names = [words.fill(ABOUT[name].name) for name in wishes["exercises"][:2]]
    named = _("{one} and {other}").format(one=names[0], other=names[1]) if len(names) > 1 else names[0]
    where = wishes.get("unit") or wishes.get("organisation") or ""
    return fit(", ".join(filter(None, (named, where, say_month(held_on)))))


def _session(wishes: dict[str, Any], **fixed: Any) -> Session:
    _readable(wishes["title"])
    quick = wishes.pop("quick", False)
    words = words_for(wishes.pop("user", ""), wishes.pop("users", ""))
    if groups := wishes.pop("groups", None):
        try:
            fixed["grouping"] = Grouping.typed(groups)
        except ValueError as error:
            raise click.UsageError(f"--group-by: {error}") from None
    if agenda := wishes.pop("agenda", None):
        fixed["agenda"] = AGENDAS[int(agenda)]
    if exercises := wishes.pop("exercises", ()):
        fixed.setdefault("agenda", MEETING)
        planned = Exercises(planned=tuple(dict.fromkeys(exercises)))
        for name in planned.planned:
            planned = begun(planned, name)
        fixed["exercises"] = planned
    if wishes.get("invited") == 1:
        wishes.setdefault("mode", "open")
    return valid_session(**wishes, **fixed, words=words, depth="quick" if quick else "full")


@dataclass(frozen=True)
class _Known:
    """What sessions before were about: offered, newest first."""

    organisations: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of(cls, workspace: Workspace) -> _Known:
        found = [entry for entry in Shelf(workspace.assessments).entries() if isinstance(entry, Summary)]
        return cls(_distinct([s.organisation for s in found]), _distinct([s.unit for s in found]))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))[:9]


def _ask(workspace: Workspace, wishes: dict[str, Any], held_on: date) -> dict[str, Any]:
    """Ask for what was not given by options; Enter takes what is in brackets."""
    known = _Known.of(workspace)
    click.echo(_("A new session. Enter takes what stands in [brackets]."))
    answers = dict(wishes)
    for name, prompt, offered in (
        ("organisation", _("Organisation"), known.organisations),
        ("unit", _("Unit (branch, department, team)"), known.units),
    ):
        if name not in answers:
            answers[name] = _choose(prompt, offered)
    about = answers.get("unit") or answers.get("organisation") or _("Our workshop")
    answers["title"] = click.prompt(_("Title"), default=f"{about}, {say_month(held_on)}")
    if "invited" not in answers:
        answers["invited"] = click.prompt(
            _("How many people are invited (1: you alone)"), type=click.IntRange(1), default=1
        )
    if answers["invited"] > 1:
        answers |= _ask_of_several(answers)
    if "quick" not in answers:
        answers["quick"] = not click.confirm(
            _("All 30 questions (15 minutes)? No: the six ladders (8 minutes)"), default=True
        )
    if "user" not in answers:
        answers["user"] = click.prompt(_("Your word for one user"), default=_("user"))
        if "users" not in answers:
            answers["users"] = click.prompt(_("And for several"), default=words_for(answers["user"]).users)
    return answers


def _ask_of_several(wishes: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for what concerns only those who do not rate alone."""
    answers: dict[str, Any] = {}
    threshold = wishes.get("threshold", THRESHOLD)
    if "mode" not in wishes:
        _explain(
            _("Confidential: nothing is shown from fewer than {threshold} answers.").format(
                threshold=threshold
            )
        )
        _explain(_("Open: everything is shown."))
        answers["mode"] = click.prompt(
            _("Mode"), type=click.Choice(["confidential", "open"]), default="confidential"
        )
    if "groups" not in wishes:
        mode = answers.get("mode") or wishes["mode"]
        _explain(_("By group too? {written}").format(written=group_hint(mode, threshold)))
        answers["groups"] = click.prompt(
            _("Groups (Enter: none)"), default="", show_default=False, value_proc=_groups
        )
    return answers


def _groups(typed: str) -> str:
    if typed:
        try:
            Grouping.typed(typed)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return typed


def _explain(text: str) -> None:
    """Print ``text``, broken at words where the terminal ends."""
    click.echo("\n".join(wrap(text, min(shutil.get_terminal_size().columns, READABLE) - 1, 20)))


def _choose(prompt: str, offered: Sequence[str]) -> str:
    """Ask for a name, offering known ones by number; a number that is not offered is a name."""
    for number, name in enumerate(offered, start=1):
        click.echo(f"  {number}  {name}")
    said = str(click.prompt(prompt, default=offered[0] if offered else "", show_default=bool(offered)))
    numbered = {str(number): name for number, name in enumerate(offered, start=1)}
    return numbered.get(said, said)
