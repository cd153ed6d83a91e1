"""All stages on the clock; choosing one goes there."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events

from workshop.charts.roles import Role
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.agenda import SLOTS, STAGE_NAMES, Timing
from workshop.model.session import STAGES, Stage
from workshop.model.typed import minutes_wrong
from workshop.ui.room.lead import Lead
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.screens.form import Field, FormScreen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AgendaScreen"]


class AgendaScreen(PageScreen[Stage | None]):
    """The agenda: minutes, where we are, what could be shortened; dismissed with the stage to go to."""

    KEYS = (
        Hint("↑↓", _("choose"), "down"),
        Hint(_("Enter"), _("go there"), "enter"),
        Hint("e", _("edit minutes")),
        Hint("q", _("back")),
    )

    def __init__(self, lead: Lead, here: Stage) -> None:
        super().__init__()
        self._lead = lead
        self._slot = lead.agenda.slot(here)
        self._stages = lead.agenda.stages
        self._at = self._here

    @property
    def _here(self) -> int:
        """The row of the stage we are in; of the next one, when ours is not on the agenda."""
        ours = STAGES.index(self._slot)
        later = (row for row, stage in enumerate(self._stages) if STAGES.index(stage) >= ours)
        return next(later, len(self._stages) - 1)

    def head(self, width: int) -> list[Line]:
        """Return how the team stands."""
        standing = self._lead.standing(self._slot)
        elapsed = _("minute {elapsed} of {total}").format(
            elapsed=round(self._lead.elapsed), total=self._lead.agenda.total
        )
        return [title_line(_("AGENDA"), f"{elapsed} · {standing.said}", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the stages with their minutes."""
        agenda = self._lead.agenda
        lines = []
        for number, stage in enumerate(self._stages):
            mark = "▸" if number == self._at else " "
            now = stage == self._slot
            state = _("now") if now else "✓" if STAGES.index(stage) < STAGES.index(self._slot) else ""
            begins = f"{agenda.beginning(stage):>3}'"
            lasts = _("{minutes} min").format(minutes=f"{agenda.minutes[stage]:>3}")
            text = f"{begins}  {lasts}   {STAGE_NAMES[stage]:<18}"
            role = Role.STRONG if now else Role.TEXT
            lines.append(
                line(
                    (f" {mark} ", Role.NEWER),
                    (text, role),
                    (state, Role.MUTED),
                    lit=number == self._at,
                    means=number,
                )
            )
        shorten = self._lead.standing(self._slot).shorten
        if shorten:
            said = ", ".join(
                _("{stage} by {minutes} min").format(stage=STAGE_NAMES[stage], minutes=minutes)
                for stage, minutes in shorten
            )
            lines += [BLANK, line((_(" Could be shortened: {said}.").format(said=said), Role.MUTED))]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Choose, go, or return."""
        event.stop()
        if event.key in {"down", "j"}:
            self._go(1)
        elif event.key in {"up", "k"}:
            self._go(-1)
        elif event.key in {"enter", "space"}:
            self.dismiss(self._stages[self._at])
        elif event.key == "e":
            self.act(self._edit())
        else:
            self.dismiss(None)

    def clicked(self, means: object) -> None:
        """Go to a stage."""
        if isinstance(means, int):
            self.dismiss(self._stages[means])

    async def _edit(self) -> None:
        """Let the minutes be changed, and stages be taken off the agenda or put on it."""
        seen = self._lead.agenda
        explained = _("Minutes; 0 takes it off the agenda.")
        fields = [
            Field(stage, STAGE_NAMES[stage], str(seen.minutes.get(stage, 0)), explained) for stage in SLOTS
        ]

        def wrong(values: Mapping[str, str]) -> str:
            return minutes_wrong({field.label: values[field.key] for field in fields})

        values = await self.app.push_screen_wait(FormScreen(_("MINUTES"), fields, check=wrong))
        if values is None:
            return
        timing = Timing(seen, {stage: int(values[stage]) for stage in SLOTS})
        try:
            await self._lead.change(timing)
            if timing.said:
                self.tell(timing.said)
        except WorkshopError as error:
            self.app.notify(str(error), severity="error", timeout=12, markup=False)
        self._stages = self._lead.agenda.stages
        self._at = self._here
        self.redraw()

    def _go(self, step: int) -> None:
        self._at = max(0, min(self._at + step, len(self._stages) - 1))
        self.redraw()
