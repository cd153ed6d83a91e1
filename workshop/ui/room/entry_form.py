"""The forms of a thing to try and a thing to stop; what stands in them is saved line by line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, Generic, TypeVar, get_args

from pydantic import ValidationError

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import Frozen
from workshop.model.followup import Action, StopItem, StopStatus
from workshop.model.session import Session
from workshop.model.text import LINE, PARAGRAPH
from workshop.model.typed import as_day
from workshop.ui.screens.base import Hint
from workshop.ui.screens.form import Field, FormScreen

__all__ = ["EntryForm", "action_form", "stop_form"]

_Entry = TypeVar("_Entry", bound=Frozen)

_DATE: Final = _("Such as 2026-11-23; empty for none.")


class EntryForm(FormScreen, Generic[_Entry]):
    """All that is known about ``entry``; with every line ``save`` gets it as saved before, and as it is."""

    HELP = _("""
Every line is saved as soon as it is typed. Leave open what nobody knows yet.

Enter types a line; q goes back to the list, where u takes the last line back.
""")

    def __init__(
        self,
        title: str,
        entry: _Entry,
        fields: tuple[Field, ...],
        save: Callable[[_Entry, _Entry], Coroutine[Any, Any, object]],
        read: Callable[[dict[str, str]], dict[str, object]] | None = None,
    ) -> None:
        super().__init__(title, fields, check=self._wrong)
        self._first = fields[0].key
        self._read = read or _with_date
        self._entry: _Entry = entry
        self._saved: _Entry = entry
        self._turn = asyncio.Lock()
        self._kept = {field.key: field.value for field in fields}
        self._save: Callable[[_Entry, _Entry], Coroutine[Any, Any, object]] = save

    @property
    def ways_out(self) -> tuple[Hint, ...]:
        """One: every line is saved already."""
        return (Hint("q", _("back to the list")),)

    @property
    def loses(self) -> bool:
        """Nothing: every line is saved already."""
        return False

    def refuse(self, field: Field, value: str) -> None:
        """Refuse what is no date, or nothing at all where something is needed."""
        if trouble := self._wrong({**self.values, field.key: value}):
            raise WorkshopError(trouble.rstrip("."))

    def changed(self, field: Field) -> None:
        """Save the line; a choice that does not go with the others goes back."""
        if trouble := self._wrong(self.values):
            self.put(field.key, self._kept[field.key])
            self.app.notify(trouble, severity="warning", markup=False)
        else:
            self._entry, self._kept = self._filled(self.values), self.values
            self.app.run_worker(self._keep(self._entry))  # of the app: it ends although the form is left

    def _filled(self, values: dict[str, str]) -> _Entry:
        fields = {name: getattr(self._entry, name) for name in type(self._entry).model_fields}
        return type(self._entry)(**{**fields, **self._read(values)})

    async def _keep(self, entry: _Entry) -> None:
        try:
            async with self._turn:
                await self._save(self._saved, entry)
                self._saved = entry
        except WorkshopError as error:
            self.app.notify(str(error), severity="error", timeout=12, markup=False)

    def _wrong(self, values: dict[str, str]) -> str:
        if not values[self._first].strip():
            return _("It needs a few words. To take it away, press d in the list.")
        try:
            self._filled(values)
        except ValidationError as error:
            said = error.errors()[0]["msg"].removeprefix("Value error, ")
            return f"{said[:1].upper()}{said[1:]}."
        except WorkshopError as error:
            return f"{error.message}. {error.hint}"
        return ""


def _with_date(values: dict[str, str]) -> dict[str, object]:
    """Return the lines of a thing to try or to stop; raises WorkshopError for what is no date."""
    return {**values, "due": as_day(values["due"])}


def action_form(
    session: Session, action: Action, save: Callable[[Action, Action], Coroutine[Any, Any, object]]
) -> EntryForm[Action]:
    """Return the form of one thing to try."""
    fields = (
        Field("text", _("To try"), action.text, most=PARAGRAPH),
        Field("owner", _("Who takes it"), action.owner, _("A name or a team; one is best."), most=LINE),
        Field("due", _("By when"), str(action.due or ""), _DATE),
        Field(
            "notice",
            session.fill(_("How {users} notice")),
            action.notice,
            session.fill(_("What will be different for {users}, and how will we hear of it?")),
            most=PARAGRAPH,
        ),
        Field(
            "objection",
            _("Who may object"),
            action.objection,
            _("And what good reason might they have?"),
            most=PARAGRAPH,
        ),
        Field(
            "example",
            _("Who does this well"),
            action.example,
            _("Who already does this well, here or elsewhere, and who will ask them?"),
            most=PARAGRAPH,
        ),
    )
    return EntryForm(_("ONE THING TO TRY"), action, fields, save)


def stop_form(
    session: Session, stop: StopItem, save: Callable[[StopItem, StopItem], Coroutine[Any, Any, object]]
) -> EntryForm[StopItem]:
    """Return the form of one thing to stop."""
    fields = (
        Field(
            "item",
            _("To stop"),
            stop.item,
            _("A task, a rule or a form; never a person or a job."),
            most=PARAGRAPH,
        ),
        Field("began", _("Why it began"), stop.began, _("What did it solve then?"), most=PARAGRAPH),
        Field("gains", _("Who gains from it"), stop.gains, session.fill(_("Is it {users}?")), most=PARAGRAPH),
        Field(
            "keep", _("Reason to keep it"), stop.keep, _("A good reason, if there is one."), most=PARAGRAPH
        ),
        Field(
            "objection",
            _("Who may object"),
            stop.objection,
            _("And why? What would they need instead?"),
            most=PARAGRAPH,
        ),
        Field(
            "test",
            _("30-day test"),
            stop.test,
            session.fill(_("What is paused for 30 days, and how will we know whether {users} notice?")),
            most=PARAGRAPH,
        ),
        Field("owner", _("Who takes it"), stop.owner, _("A name or a team; one is best."), most=LINE),
        Field("due", _("By when"), str(stop.due or ""), _DATE),
        Field("status", _("Status"), stop.status, "", tuple(get_args(StopStatus)), free=False),
    )
    return EntryForm(_("ONE THING TO STOP"), stop, fields, save)
