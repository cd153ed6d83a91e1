"""Welcome and close line by line."""

from __future__ import annotations

from typing import ClassVar

from workshop.errors import WorkshopError, legible
from workshop.language import _, n_, say_date
from workshop.model.session import Stage
from workshop.model.text import LINE, fit
from workshop.model.typed import as_day
from workshop.plain.leading import Go, Step
from workshop.plain.menu import command
from workshop.plain.voice import Left
from workshop.report.aloud import FAITH
from workshop.report.decided import summary
from workshop.report.unseen import ALONE, FREEZE, THAWED, about_what
from workshop.report.voting import promises
from workshop.store import reviewing, sealing
from workshop.store.codec import load
from workshop.store.room import PendingComment

__all__ = ["Close", "Welcome"]


class Welcome(Step):
    """What this is for, in what faith, and what is kept."""

    STAGE: ClassVar[Stage] = "welcome"

    def announce(self) -> None:
        """Say the good-faith line, the promises, and who is here."""
        session = self.session
        self.lead.say(f"{session.title}.", FAITH, *promises(session))
        if session.check_in:
            self.lead.say(_("To check in: {check_in}").format(check_in=session.check_in))
        here = _("not said yet") if session.present is None else str(session.present)
        self.lead.say(
            _("Here: {here}. present 12 says that twelve are. h says all commands.").format(here=here)
        )

    def following(self) -> str:
        """Return the one next step."""
        return _("next begins.")

    @command("checkin " + _("TEXT"), _("sets a check-in question that everyone answers"))
    def do_checkin(self, rest: str) -> None:
        """Set the check-in question."""
        text = fit(rest, LINE) or self.lead.hear(_("The question? Enter for none."), LINE)
        self.lead.change(lambda session: session.changed(check_in=text))
        self.lead.say(_("Saved."))


class Close(Step):
    """One word each, the next date, what was decided, and the end."""

    STAGE: ClassVar[Stage] = "close"

    def announce(self) -> None:
        """Say the last question, what is still open, and what was decided."""
        self.lead.say(_("One word each: how do you leave this room?"))
        if self.lead.room.number is not None:
            self.lead.say(_("A round is still open: end asks what to do with it."))
        if waiting := len(self.lead.room.pending()):
            self.lead.say(
                n_("{n} comment to review: comments.", "{n} comments to review: comments.", waiting)
            )
        for aside in self.session.set_aside:
            self.lead.say(
                n_("{n} comment set aside: {reason}", "{n} comments set aside: {reason}", aside.count).format(
                    reason=aside.reason
                )
            )
        self.do_summary("")
        self.lead.say(_("report writes the report into exports/."))

    def following(self) -> str:
        """Return the one next step."""
        return (
            _("end ends the session.")
            if self.session.next_on
            else _("date sets when we look again; end ends.")
        )

    def go_on(self, rest: str) -> Go | None:
        """End the session: there is no stage after."""
        return self.do_end(rest)

    @command("date 2027-02-10", _("sets when we look again"))
    def do_date(self, rest: str) -> None:
        """Set when the team meets again."""
        typed = rest or self.lead.hear(_("When do we look again? Such as 2027-02-10; Enter for no date."))
        next_on = as_day(typed)
        self.lead.change(lambda session: session.changed(next_on=next_on))
        self.lead.say(
            _("We look again on {next_on}. Saved.").format(next_on=say_date(next_on))
            if next_on
            else _("No date. Saved.")
        )

    @command("summary", _("says what was decided"))
    def do_summary(self, _rest: str) -> None:
        """Say what was decided, and where it is saved."""
        self.lead.say(
            *summary(self.session), _("All of this is saved in {path}").format(path=legible(self.lead.path))
        )

    @command("report", _("writes the report into exports/"))
    def do_report(self, _rest: str) -> None:
        """Write the report; one that is there only after a question."""
        from workshop.report.exporting import AlreadyThere, write_report

        try:
            paths = write_report(self.lead.path)
        except AlreadyThere as there:
            if not self.lead.sure(_("{said}. Write it anew?").format(said=there.message)):
                return
            paths = write_report(self.lead.path, force=True)
        self.lead.say(_("Report written: {files}").format(files=", ".join(map(str, paths))))

    def _report_at_end(self) -> None:
        """Write the report of the session that has just ended; the end stands when that cannot be done."""
        try:
            self.do_report("")
        except WorkshopError as error:
            said = _("The report was not written: {why}. Later: workshop export {session}")
            self.lead.say(said.format(why=error.message, session=self.lead.path.stem))

    @command("comments", _("reads the comments that wait, for you alone"))
    def do_comments(self, _rest: str) -> None:
        """Have the comments read by one person alone."""
        waiting = reviewing.waiting(self.lead.path)
        if not waiting:
            self.lead.say(_("No comment waits for review."))
            return
        alone = ALONE.format(comments=n_("{n} comment", "{n} comments", len(waiting)))
        ask = _("{freeze} {alone} Is it done?").format(freeze=FREEZE, alone=alone)
        if not self.lead.sure(ask):
            return
        for place, comment in enumerate(waiting, start=1):
            about = about_what(self.session, comment)
            self.lead.say(
                "\n"
                + _("{place} of {waiting}, about {about}:").format(
                    place=place, waiting=len(waiting), about=about
                ),
                comment.text,
            )
            self._settle(comment)
        self.lead.session = load(self.lead.path)
        left = len(self.lead.room.pending())
        self.lead.say(THAWED, _("{left} left for later.").format(left=left) if left else _("None is left."))

    def _settle(self, comment: PendingComment) -> None:
        path = self.lead.path
        asked = _("Could someone guess who wrote it? keep, drop, aside; Enter leaves it for later.")
        match self.lead.hear(asked).lower()[:1]:
            case "k":
                waited = reviewing.keep(path, comment)
                self.lead.say(_("Kept.") if waited else reviewing.DECIDED_ELSEWHERE)
            case "d" if self.lead.sure(_("Drop it for good?")):
                waited = reviewing.drop(path, comment)
                self.lead.say(_("Dropped.") if waited else reviewing.DECIDED_ELSEWHERE)
            case "a":
                reason = self.lead.hear(_("Why, in a few words? Enter: aimed at a person."), LINE)
                waited = reviewing.set_aside(path, comment, reason or _("aimed at a person"))
                self.lead.say(_("Set aside.") if waited else reviewing.DECIDED_ELSEWHERE)
            case _:
                self.lead.say(_("Left for later."))

    @command("end", _("ends the session, after asking"))
    def do_end(self, _rest: str) -> Go | None:
        """End the session, once nothing is open any more and the question was answered with yes."""
        if self.lead.room.number is not None and not self._settle_round():
            return None
        waiting = len(self.lead.room.pending())
        if waiting:
            self.lead.say(
                n_(
                    "{n} comment not reviewed: comments reads them.",
                    "{n} comments not reviewed: comments reads them.",
                    waiting,
                )
            )
            if not self.lead.sure(_("Give them up, unread and for good?")):
                return None
        self.lead.say(
            _(
                "The codes of participants are given up. The file stays, and the report is written into "
                "exports/."
            )
        )
        if not self.lead.sure(_("End the session?")):
            return None
        self.lead.session = sealing.close_session(
            self.lead.path, give_up_comments=waiting > 0, without_numbers=True
        )
        self.lead.say(
            _("The session is closed. Results: workshop show {session}").format(session=self.lead.path.stem)
        )
        self._report_at_end()
        raise Left

    def _settle_round(self) -> bool:
        presence = self.lead.room.presence()
        self.lead.say(
            _("A round is open: {to_count} of {joined} would be counted.").format(
                to_count=presence.to_count, joined=presence.joined
            )
        )
        if self.lead.sure(_("Count it?")):
            self.lead.session = sealing.close_round(self.lead.path)
        elif self.lead.sure(_("Destroy the ballots, uncounted and for good?")):
            self.lead.session = sealing.destroy_round(self.lead.path)
        else:
            return False
        if self.session.stage != "close":
            self.lead.change(lambda session: session.at("close"))
        return True
