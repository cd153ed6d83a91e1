"""Comments after counting: each is kept, dropped, or set aside before anybody but the reviewer sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workshop.model.session import Comment, Session, SetAside
from workshop.store.codec import load
from workshop.store.lock import changing
from workshop.store.room import PendingComment, Room
from workshop.store.sessions import folder_of, save

__all__ = ["drop", "keep", "set_aside"]


def keep(path: Path, comment: PendingComment) -> None:
    """Put ``comment`` into the session file. Done twice, it stands there once."""
    kept = Comment(id=comment.id, text=comment.text, attribute=comment.attribute)

    def add(session: Session) -> Session:
        others = tuple(other for other in session.comments if other.id != kept.id)
        # By id, which is random: the file's order tells nothing about who wrote first.
        return session.changed(comments=tuple(sorted((*others, kept), key=lambda each: each.id)))

    _settle(path, comment, add)


def set_aside(path: Path, comment: PendingComment, reason: str) -> None:
    """Keep only that a comment was set aside, and why."""

    def add(session: Session) -> Session:
        counts = {each.reason: each.count for each in session.set_aside}
        counts[reason] = counts.get(reason, 0) + 1
        return session.changed(set_aside=tuple(SetAside(reason=why, count=n) for why, n in counts.items()))

    _settle(path, comment, add)


def drop(path: Path, comment: PendingComment) -> None:
    """Forget ``comment``."""
    _settle(path, comment, lambda session: session)


def _settle(path: Path, comment: PendingComment, add: Callable[[Session], Session]) -> None:
    with changing(folder_of(path)):
        room = Room(path)
        waiting = room.pending()
        if comment in waiting:
            save(path, add(load(path)))
            room.keep_pending([other for other in waiting if other != comment])
