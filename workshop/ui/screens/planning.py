"""The form for a new session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from workshop.errors import WorkshopError
from workshop.language import _, say_month
from workshop.model.agenda import AGENDAS
from workshop.model.instrument import words_for
from workshop.model.session import THRESHOLD, Grouping, Mode
from workshop.model.text import LINE, fit
from workshop.model.typed import as_day, as_head_count
from workshop.report.groups import group_hint
from workshop.report.voting import too_few_invited
from workshop.ui.screens.form import Field, FormScreen

__all__ = ["PlanScreen", "planned"]

_WORD: Final = 60
"""Most characters in the word for a user."""

_MODES: Final = {
    "confidential": _("Nothing is shown from fewer answers than the threshold."),
    "open": _("Every count is shown, however few answer."),
}


class PlanScreen(FormScreen):
    """Asks what a session needs; ``planned`` makes the fields of a Session of what it gives."""

    HELP = _("{help}\nWith one person invited you rate alone, in open mode, and can begin at once.\n").format(
        help=FormScreen.HELP
    )

    def __init__(self, organisations: Sequence[str] = (), units: Sequence[str] = ()) -> None:
        fields = _fields(tuple(organisations), tuple(units))
        super().__init__(_("A new session"), fields, done=_("plan it"))

    def refuse(self, field: Field, value: str) -> None:
        """Refuse what is no date, no number of people, or no groups."""
        if reads := _READS.get(field.key):
            reads(value)

    def warning(self) -> str:
        """Return that nothing could ever be counted, where that is so."""
        invited, threshold = self.values["invited"], self.values["threshold"]
        mode: Mode = "open" if self.values["mode"] == "open" else "confidential"
        return too_few_invited(mode, int(invited or 0), int(threshold))

    def shown(self, field: Field) -> str:
        """Return the value; what follows from another field instead of it."""
        alone = self.values["invited"] == "1"
        if field.key == "title":
            return field.value or _default_title(self.values)
        if alone and field.key in {"mode", "threshold"}:
            return _("open, as you rate alone") if field.key == "mode" else _("none: every answer is shown")
        if alone and field.key == "groups" and field.value:
            return _("none, as you rate alone")
        return super().shown(field)

    def explained(self, field: Field) -> str:
        """Return what a field is for."""
        if field.key == "groups":
            return _group_hint(self.values)
        return _MODES[field.value] if field.key == "mode" else field.explained

    def changed(self, field: Field) -> None:
        """Guess the word for several users from that for one."""
        if field.key == "user":
            self.put("users", fit(words_for(field.value).users, _WORD))


def _fields(organisations: tuple[str, ...], units: tuple[str, ...]) -> list[Field]:
    return [
        Field("title", _("Title"), "", _("What people call it; empty: unit and month.")),
        Field(
            "organisation", _("Organisation"), organisations[0] if organisations else "", "", organisations
        ),
        Field("unit", _("Unit"), next(iter(units), ""), _("Branch, department or team."), units),
        Field("held_on", _("Held on"), str(date.today()), _("Such as 2026-11-23.")),
        Field("invited", _("Invited"), "1", _("How many people; 1 is you alone."), ("1", "8", "12", "20")),
        Field(
            "depth",
            _("Questions"),
            "full",
            _("full: all; quick: the ladders."),
            ("full", "quick"),
            free=False,
        ),
        Field("mode", _("Mode"), "confidential", "", tuple(_MODES), free=False),
        Field(
            "threshold", _("Threshold"), str(THRESHOLD), _("Fewest answers that are shown."), ("5", "4", "3")
        ),
        Field("audience", _("Seen by"), "team", "", ("team", "organisation", "board"), free=False),
        Field("agenda", _("Agenda"), "60", _("Minutes of the workshop."), ("60", "90"), free=False),
        Field("groups", _("By group")),
        Field("check_in", _("Check-in"), "", _("A question that everyone answers in a word at the start.")),
        Field(
            "user",
            _("One user is a"),
            _("user"),
            _("patron, patient …"),
            (_("user"), _("patron"), _("patient")),
            most=_WORD,
        ),
        Field(
            "users", _("Several are"), _("users"), "", (_("users"), _("patrons"), _("patients")), most=_WORD
        ),
    ]


def planned(values: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a Session for what the form gave, once none of it is refused."""
    invited = int(values["invited"]) if values["invited"] else None
    return {
        "title": values["title"] or _default_title(values),
        "organisation": values["organisation"],
        "unit": values["unit"],
        "held_on": date.fromisoformat(values["held_on"]),
        "invited": invited,
        "depth": values["depth"],
        "mode": "open" if invited == 1 else values["mode"],
        "threshold": int(values["threshold"]),
        "audience": values["audience"],
        "agenda": AGENDAS[int(values["agenda"])],
        "check_in": values["check_in"],
        "grouping": None if invited == 1 else _grouping(values),
        "words": words_for(values["user"], values["users"]),
    }


def _grouping(values: dict[str, str]) -> Grouping | None:
    return Grouping.typed(values["groups"]) if values["groups"] else None


def _group_hint(values: dict[str, str]) -> str:
    """Return how groups are written; the rules are those chosen so far, where they can be read."""
    if values["invited"] == "1":
        return _("Alone there are none: invite more people first.")
    typed = values["threshold"]
    threshold = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else THRESHOLD
    return group_hint("open" if values["mode"] == "open" else "confidential", threshold)


def _people(typed: str) -> None:
    number = as_head_count(typed)
    if number == 0:
        raise WorkshopError(_("At least one person is invited"))


def _threshold(typed: str) -> None:
    if not (typed.isascii() and typed.isdecimal() and 3 <= int(typed) <= 1000):
        raise WorkshopError(_("The threshold is a number from 3 to 1000"))


def _day(typed: str) -> None:
    if as_day(typed) is None:
        raise WorkshopError(_("A session needs a day"), _("Write it like 2027-02-10."))


def _groups(typed: str) -> None:
    try:
        if typed:
            Grouping.typed(typed)
    except ValueError as error:
        raise WorkshopError(str(error).rstrip(".")) from None


_READS: Final[Mapping[str, Callable[[str], None]]] = {
    "held_on": _day,
    "invited": _people,
    "threshold": _threshold,
    "groups": _groups,
}
"""By field: what raises WorkshopError for what cannot stand in it."""


def _default_title(values: dict[str, str]) -> str:
    try:
        month = say_month(date.fromisoformat(values["held_on"]))
    except ValueError:
        month = values["held_on"]
    about = values["unit"] or values["organisation"] or _("Our workshop")
    return f"{fit(about, LINE - len(month) - 2)}, {month}"
