"""What became of what the last session left open, line by line."""

from __future__ import annotations

from typing import ClassVar

from workshop.language import _, n_
from workshop.model.session import Note, Stage
from workshop.model.shown import shown, typed_as
from workshop.model.text import fit
from workshop.plain.editing import Editing
from workshop.plain.leading import Go, Lead, Step
from workshop.plain.menu import command, number
from workshop.report.followup import BECAME, NOTICED, OpenItem, answered, open_items

__all__ = ["FollowingUp"]


class FollowingUp(Editing[Go], Step):
    """What became of what the last session left open."""

    STAGE: ClassVar[Stage] = "follow-up"

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._items = open_items(lead.before) if lead.before else ()

    def announce(self) -> None:
        """Say what was left open; else invite to tell a story."""
        if self._items:
            self.do_items("")
        else:
            first = (
                _("Nothing is left open from last time.")
                if self.lead.before
                else _("This is our first time.")
            )
            self.lead.say(
                first, self.lead.fill(_("Tell one story about {users} from this month: story keeps it."))
            )

    def following(self) -> str:
        """Return the one next step."""
        said = {entry.id for entry in self.session.follow_up}
        left = sum(item.id not in said for item in self._items)
        if not left:
            return _("next goes on.")
        return n_("go asks about the {n} not answered.", "go asks about the {n} not answered.", left)

    @command("items", _("says what was left open, and what became of it"))
    def do_items(self, _rest: str) -> None:
        """Say the items."""
        said = {entry.id: entry for entry in self.session.follow_up}
        for place, item in enumerate(self._items, start=1):
            entry = said.get(item.id)
            what = _("{place} To stop: {text}.") if item.is_stop else _("{place} To try: {text}.")
            became = (
                _("Now: {became}, noticed: {noticed}.").format(
                    became=shown(entry.became), noticed=shown(entry.noticed)
                )
                if entry
                else ""
            )
            said_of = (
                what.format(place=place, text=item.text.rstrip(".")),
                became,
                entry.note if entry else "",
            )
            self.lead.say(" ".join(filter(None, said_of)))

    @command("go", _("asks about each that is not answered; go 2 about the second"))
    def do_go(self, rest: str) -> None:
        """Ask about one item, or about all that are not answered."""
        if rest:
            self._ask(self._items[number(rest, len(self._items)) - 1])
        else:
            said = {entry.id for entry in self.session.follow_up}
            for item in self._items:
                if item.id not in said:
                    self._ask(item)

    def _ask(self, item: OpenItem) -> None:
        self.lead.say(item.text, *item.about)
        became = self._choose(_("What became of it?"), BECAME[item.is_stop])
        if became:
            self._answer(item, became=became)
        if noticed := self._choose(self.lead.fill(_("Did {users} notice?")), NOTICED):
            self._answer(item, noticed=noticed)
        if note := self.lead.hear(_("A note? Enter for none.")):
            self._answer(item, note=note)

    def _choose(self, question: str, keys: dict[str, str] | object) -> str:
        assert hasattr(keys, "items")
        known: dict[str, str] = dict(keys.items())
        asked = _("{question} {listed}. Enter skips.").format(
            question=question, listed=", ".join(f"{key} {shown(word)}" for key, word in known.items())
        )
        while said := self.lead.hear(asked).lower():
            word = known.get(said) or typed_as(said, known.values())
            if word in known.values():
                return word
            self.lead.say(_('"{said}" is none of these.').format(said=fit(said, 20)))
        return ""

    def _answer(self, item: OpenItem, **values: object) -> None:
        self.make(answered(self.session, item, **values))
        self.lead.say(
            _("Recorded: {listed}").format(listed=", ".join(shown(str(value)) for value in values.values()))
        )

    @command("story " + _("TEXT"), _("keeps a story about those you are there for"))
    def do_story(self, rest: str) -> None:
        """Keep a story."""
        if text := rest or self.lead.hear(self.lead.fill(_("One story about {users}, in one line."))):
            self.lead.change(lambda session: session.changed(notes=(*session.notes, Note(text=text))))
            self.lead.say(_("Saved."))
