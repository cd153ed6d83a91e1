"""Comments after counting: each is kept, dropped, or set aside before anybody but the reviewer sees it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from workshop.language import _
from workshop.model.session import Comment, Session, SetAside
from workshop.store.codec import load
from workshop.store.lock import changing
from workshop.store.room import PendingComment, Room
from workshop.store.sessions import folder_of, save

__all__ = ["DECIDED_ELSEWHERE", "drop", "finish", "keep", "set_aside", "waiting"]

DECIDED_ELSEWHERE: Final = _("This comment was decided elsewhere meanwhile; what was decided there stays.")


def waiting(path: Path) -> tuple[PendingComment, ...]:
    """Return the comments nobody decided about; a decision that was cut short is carried out first."""
    room = Room(path)
    if any(comment.set_aside for comment in room.pending()):
        with changing(folder_of(path)):
            finish(path, load(path))
    return room.pending()


def keep(path: Path, comment: PendingComment) -> bool:
    """Put ``comment`` into the session file; return whether it still waited.

    Done twice, it stands there once.
    """
    kept = Comment(id=comment.id, text=comment.text, attribute=comment.attribute)
    with changing(folder_of(path)):
        if comment in Room(path).pending():
            session = load(path)
            # By id, which is random: the file's order tells nothing about who wrote first.
            comments = sorted((*_others(session.comments, kept.id), kept), key=lambda each: each.id)
            save(path, session.changed(comments=tuple(comments)))
            _forget(path, {comment.id})
            return True
    return False


def set_aside(path: Path, comment: PendingComment, reason: str) -> bool:
    """Keep only that ``comment`` was set aside, and why; return whether it still waited.

    What the count is going to be is written beside the comment first: however often it is carried out,
    the comment counts once.
    """
    with changing(folder_of(path)):
        room = Room(path)
        if comment in (pending := room.pending()):
            session = finish(path, load(path))
            count = next((each.count for each in session.set_aside if each.reason == reason), 0) + 1
            decided = comment.model_copy(update={"set_aside": SetAside(reason=reason, count=count)})
            others = [other for other in pending if other != comment and not other.set_aside]
            room.keep_pending([*others, decided])
            finish(path, session)
            return True
    return False


def drop(path: Path, comment: PendingComment) -> bool:
    """Forget ``comment``; return whether it still waited."""
    with changing(folder_of(path)):
        if comment in Room(path).pending():
            session = load(path)
            if len(others := _others(session.comments, comment.id)) < len(session.comments):
                save(path, session.changed(comments=others))  # keeping it had been cut short
            _forget(path, {comment.id})
            return True
    return False


def finish(path: Path, session: Session) -> Session:
    """Carry out what was decided and cut short, and return the session; the caller holds the lock."""
    decided = {comment.id: comment.set_aside for comment in Room(path).pending() if comment.set_aside}
    if not decided:
        return session
    counts = {each.reason: each.count for each in session.set_aside}
    for aside in decided.values():
        counts[aside.reason] = max(aside.count, counts.get(aside.reason, 0))
    session = session.changed(
        comments=tuple(comment for comment in session.comments if comment.id not in decided),
        set_aside=tuple(SetAside(reason=reason, count=count) for reason, count in counts.items()),
    )
    save(path, session)
    _forget(path, decided.keys())
    return session


def _others(comments: tuple[Comment, ...], settled: str) -> tuple[Comment, ...]:
    return tuple(comment for comment in comments if comment.id != settled)


def _forget(path: Path, settled: Collection[str]) -> None:
    room = Room(path)
    room.keep_pending([comment for comment in room.pending() if comment.id not in settled])
