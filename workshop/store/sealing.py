"""Opening a round, counting it, and closing the session: the steps that must survive a crash.

Counting renames the ballot box first, then saves the session, then removes the box. Killed in between, the
next program that opens, closes or leads the session finishes the count from the same ballots and gets the
same file: nothing is counted twice, nothing is lost.
"""

from __future__ import annotations

from pathlib import Path

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.exercise_round import begun
from workshop.model.exercises import ExerciseName
from workshop.model.instrument import LADDER, question_key
from workshop.model.privacy import counts
from workshop.model.rules import Rules
from workshop.model.session import Mode, Session
from workshop.store import atomic, reviewing
from workshop.store.ballot_box import BallotBox
from workshop.store.codec import load
from workshop.store.count import keep_comments, shown_groups, with_count
from workshop.store.destroying import destroy, finish_destroying
from workshop.store.lock import changing
from workshop.store.openable import refuse_ended, refuse_exercise, refuse_opening
from workshop.store.opening import Opening
from workshop.store.room import Room
from workshop.store.sessions import folder_of, save

__all__ = [
    "TooFew",
    "close_round",
    "close_session",
    "destroy_round",
    "finish",
    "open_again",
    "open_exercise",
    "open_round",
    "warnings",
]


class TooFew(WorkshopError):
    """Fewer ballots than the threshold: the round is not counted (rule 10)."""


def open_round(path: Path, mode: Mode | None = None) -> Session:
    """Open round 1 of the session at ``path``, in ``mode`` if one is given; what is open already stays so.

    Raises WorkshopError when the round is counted, when it is open in another mode, or when the folder is
    not on a disk of this machine.
    """
    with changing(folder_of(path)):
        session = _finish(path, load(path))
        room = Room(path)
        if room.number is None:
            refuse_opening(path, session)
            session = session.changed(mode=_first_mode(session, mode))
            room.make(Opening.of(session), 1)
        elif room.number > 1:
            raise WorkshopError(
                _("another round is open"), _("Count it first: workshop close {path}").format(path=path.stem)
            )
        elif mode and mode != room.opening().mode:
            hint = _("People were told what holds. To begin anew: workshop close {path} --destroy").format(
                path=path.stem
            )
            raise WorkshopError(_("the mode can only be changed before the round is open"), hint)
        return _saved(path, session.at("rate"))


def open_again(path: Path, attribute: str) -> Session:
    """Open a private re-vote on the ladder of ``attribute``; once per ladder, after round 1.

    Raises WorkshopError when it was re-voted already, or another round is open.
    """
    with changing(folder_of(path)):
        session = _finish(path, load(path))
        refuse_ended(path, session)
        room = Room(path)
        if room.number is not None:
            raise WorkshopError(_("another round is open"), _("Close it first."))
        again = [counted for counted in session.rounds if counted.number > 1]
        if any(counted.result(attribute) is not None for counted in again):
            raise WorkshopError(_("this ladder was re-voted"), _("A ladder is voted on twice at most."))
        if session.first is None or session.first.result(attribute) is None:
            raise WorkshopError(
                _("there is no first vote on this ladder"), _("Re-vote what was voted on in round 1.")
            )
        number = session.next_number
        opening = Opening.of(session, (question_key(attribute, LADDER),))
        room.make(opening.stricter(room.opening()) if room.opened_before else opening, number)
        return _saved(path, session.at("revote"))


def open_exercise(path: Path, name: ExerciseName, mode: Mode | None = None) -> Session:
    """Open the round about the exercise ``name``, in ``mode`` if one is given; it is held once.

    Raises WorkshopError when it was rated already, asks nothing yet, or another round is open.
    """
    with changing(folder_of(path)):
        session = _finish(path, load(path))
        room = Room(path)
        session = session.changed(exercises=begun(session.exercises, name).changed(at=name))
        if room.number is not None and room.opening().exercise != name:
            raise WorkshopError(
                _("another round is open"), _("Count it first: workshop close {path}").format(path=path.stem)
            )
        if room.number is None:
            refuse_exercise(path, session, name)
            session = session.changed(mode=_mode(session, room, mode))
            opening = Opening.of(session, exercise=name)
            opening = opening.stricter(room.opening()) if room.opened_before else opening
            room.make(opening, session.next_number)
        return _saved(path, session.at("exercises"))


def close_round(path: Path) -> Session:
    """Count the open round and return the session that holds the count.

    Counted is whoever handed in, and unfinished ballots with at least one answer. Raises TooFew, with every
    ballot still in the box, or WorkshopError when nothing is open or the instrument was changed meanwhile.
    """
    with changing(folder_of(path)):
        session = load(path)
        room = Room(path)
        box = room.box
        _check_instrument(room, session)
        return _count(path, session, room, box)


def finish(path: Path) -> Session:
    """Finish what a crash left half done, and return the session as it is then."""
    with changing(folder_of(path)):
        return _finish(path, load(path))


def destroy_round(path: Path) -> Session:
    """Destroy the open ballots uncounted, for good; the session may then be opened anew (rule 10).

    Where that was its first round, everybody joins again; the door stays as it is, and so do its hosts.
    """
    with changing(folder_of(path)):
        session = load(path)
        room = Room(path)
        if room.number is None or room.number in session.counted_numbers:
            session = _finish(path, session)  # counted or destroyed before a crash: nothing left to destroy
        _ = room.box  # raises when there is nothing to destroy
        room.hands_file(room.opening().poll).unlink(missing_ok=True)
        if room.opening().exercise:
            room.drop_box()
            return _saved(path, session.at("exercises"))
        if session.rounds:
            room.drop_box()
            return _saved(path, session.at("agree"))
        destroy(room)
        return _saved(path, session.at("welcome"))


def close_session(path: Path, *, give_up_comments: bool = False, without_numbers: bool = False) -> Session:
    """End the session: its room goes, and with it all codes.

    Raises WorkshopError while comments wait, and when nothing was counted, unless a team talked
    ``without_numbers``.
    """
    with changing(folder_of(path)):
        session = load(path)
        room = Room(path)
        if room.number is not None:
            raise WorkshopError(
                _("the round is still open"),
                _("Count it first: workshop close {path}").format(path=path.stem),
            )
        session = reviewing.finish(path, session)
        if (waiting := len(room.pending())) and not give_up_comments:
            hint = _("Review them: workshop review {path}").format(path=path.stem)
            said = n_("1 comment waits for review", "{n} comments wait for review", waiting)
            raise WorkshopError(said, hint)
        if not (session.rounds or session.exercises.begun or without_numbers):
            raise WorkshopError(
                _("nothing was rated in this session yet"),
                _("Open it: workshop open {path}").format(path=path.stem),
            )
        session = _saved(path, session.at("close").changed(ended=True))
        from workshop.store.door import keep_codes  # who opens a session waits for no door

        keep_codes(path)
        atomic.discard(room.folder)
        return session


def warnings(session: Session, voted: int) -> tuple[str, ...]:
    """Return what is said before counting ``voted`` ballots (rule 11, and the 60 % of statistics.md)."""
    said = []
    if (here := session.present) is not None and voted > here:
        many = _("There are {voted} ballots, but {here} people are present.")
        said.append(_("There are {voted} ballots, but 1 person is present.") if here == 1 else many)
    if (asked := session.invited) is not None and voted > asked:
        many = _("There are {voted} ballots, but {asked} people are invited.")
        said.append(_("There are {voted} ballots, but 1 person is invited.") if asked == 1 else many)
    return tuple(text.format(voted=voted, here=here, asked=asked) for text in said)


def _finish(path: Path, session: Session) -> Session:
    room = Room(path)
    finish_destroying(room)
    if (
        room.exists
        and (number := room.number) is not None
        and (box := BallotBox(room.folder, number)).counting.is_dir()
    ):
        if number not in session.counted_numbers:
            _check_instrument(room, session)
        try:
            return _count(path, session, room, box)
        except TooFew:
            return session
    return session


def _count(path: Path, session: Session, room: Room, box: BallotBox) -> Session:
    """Count the renamed box. The save of the session is the moment from which the round is counted."""
    if box.number not in session.counted_numbers:
        box.seal()
        ballots = box.ballots()
        rules = room.opening().rules.stricter(Rules(session.mode, session.threshold))
        voters = {participant: ballot for participant, ballot in ballots.items() if counts(ballot)}
        if len(voters) < rules.needed:
            room.forget(box.number)
            box.reopen()
            raise _too_few(path, len(voters), rules)
        result = with_count(session, room, box.number, voters, rules)
        room.keep_voters(box.number, voters, shown_groups(result, box.number, voters, rules))
        result = keep_comments(result, room, box.number, voters, rules)
        session = _saved(
            path, result.changed(mode=rules.mode, threshold=rules.threshold)
        )  # as it was counted
    room.hands_file(room.opening().poll).unlink(missing_ok=True)
    atomic.discard(box.counting)
    return session


def _saved(path: Path, session: Session) -> Session:
    save(path, session)
    return session


def _too_few(path: Path, voted: int, rules: Rules) -> TooFew:
    have = n_("one person voted", "{n} voted", voted) if voted else _("nobody has voted")
    hint = _(
        "Nothing was counted and no ballot is lost. Keep it open for others; or talk without "
        "numbers; or destroy the ballots, tell everyone, and start an open round: workshop "
        "close {path} --destroy"
    ).format(path=path.stem)
    if rules.mode == "open":
        return TooFew(have, _("Keep it open until somebody has."))
    return TooFew(
        _("{have}, {needed} are needed in this confidential session").format(have=have, needed=rules.needed),
        hint,
    )


def _check_instrument(room: Room, session: Session) -> None:
    opening = room.opening()
    if not opening.fits(session):
        what = (
            _('the list of the exercise "{exercise}"').format(exercise=opening.exercise)
            if opening.exercise
            else _("the instrument")
        )
        hint = _(
            "Put {what} back as it was (the .bak may have it): ballots count only for what was asked."
        ).format(what=what)
        raise WorkshopError(_("{what} was changed while the round was open").format(what=what), hint)


def _mode(session: Session, room: Room, wished: Mode | None) -> Mode:
    """Return the mode of a first round: the one wished for. What people were told before holds on."""
    if wished and wished != session.mode and (room.opened_before or session.counted_numbers):
        raise _told_already()
    return wished or session.mode


def _first_mode(session: Session, wished: Mode | None) -> Mode:
    """Return the mode of round 1; what an exercise came to openly is in no confidential file."""
    openly = any(counted.method == "ballots" for counted in session.exercises.rounds.values())
    if wished == "confidential" != session.mode and openly:
        raise _told_already()
    return wished or session.mode


def _told_already() -> WorkshopError:
    hint = _("People were told what holds in this session.")
    return WorkshopError(_("the mode can only be changed before the first round is open"), hint)
