"""The program that saves ballots for a host: it casts what it reads, line by line, and answers each line.

Saving takes dozens of small steps, and in threads of the host each of them would take the interpreter from
the one that draws. Ends when there is nothing more to read and all is saved, also when the host was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workshop import language

if TYPE_CHECKING:
    from workshop.store.ballot_box import BallotBox

__all__ = ["main"]

_AT_ONCE: Final = 8
"""Casts under way: most of the time of each is the disk's."""


def main() -> None:
    """Serve the host that started this program."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # who stops all of a service's programs stops this one last
    language.speak(language.chosen((), os.environ))
    boxes: dict[tuple[str, ...], BallotBox] = {}
    reading = threading.Lock()

    def serve() -> None:
        while True:
            with reading:
                line = sys.stdin.buffer.readline()
            if not line:
                return
            _answer(boxes, json.loads(line))

    threads = [threading.Thread(target=serve) for _number in range(_AT_ONCE)]
    for thread in threads:
        thread.start()


def _answer(boxes: dict[tuple[str, ...], BallotBox], wanted: dict[str, Any]) -> None:
    said = json.dumps({"number": wanted["number"], **_cast(boxes, wanted)})
    os.write(sys.stdout.fileno(), said.encode() + b"\n")  # in one piece: it is shorter than a pipe's buffer


def _cast(boxes: dict[tuple[str, ...], BallotBox], wanted: dict[str, Any]) -> dict[str, str]:
    """Return nothing when the ballot is on the disk, else why it is not."""
    from workshop.errors import WorkshopError
    from workshop.language import _
    from workshop.model.ballot import Ballot
    from workshop.store.ballot_box import BallotBox

    room, number, participant = wanted["room"], wanted["round"], wanted["participant"]
    try:
        # One box for each: it knows what was put in last.
        box = boxes.setdefault((room, str(number), participant), BallotBox(Path(room), number))
        box.cast(participant, Ballot.model_validate_json(wanted["ballot"]))
    except WorkshopError as error:
        return {"kind": type(error).__name__, "message": error.message, "hint": error.hint}
    except Exception as error:  # noqa: BLE001 - what kind it was, never a value: that would be an answer
        return {
            "kind": "",
            "message": _("the answer cannot be saved: {strerror}").format(strerror=type(error).__name__),
        }
    return {}


if __name__ == "__main__":
    main()
