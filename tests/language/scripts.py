"""What is run in Greek letters: every command, rightly and wrongly, and workshops line by line."""

from __future__ import annotations

from typing import Final

__all__ = ["FILES", "SCRIPTS"]

_FIRST, _SECOND, _THIRD = "2025-05-14-north-branch", "2026-01-28-north-branch", "2026-11-18-north-branch"
_NEW: Final = "new --users υσαγερσ --user υσαγερ --held-on 2026-11-23 --organisation Πολη"


def _typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


FILES: Final = {
    "bad.toml": "x = [",
    "map.toml": '[columns]\nq1 = "vision.own-words"\nq2 = "vision.ladder"\n',
    "wrong-map.toml": '[columns]\nq1 = "vision.own-word"\n',
    "ratings.csv": "unit,q1,q2\n" + "αα,4,3\n" * 6 + "ββ,9,3\n" + "δδ,2,4\n" * 6 + "ψψ,2,2\n" * 2,
    "worse.toml": 'format = 1\ntitle = 3\nmode = "secret"\nthreshhold = 4\n',
}
"""Files that commands read: to import, and with mistakes."""

_COMMANDS: Final = (
    "new open rate run host paper invite guide close review show compare trends export schema import merge "
    "merge-driver check instrument completion"
)

_PRINTED: Final = [
    ("--help", ""),
    *((f"{command} --help", "") for command in _COMMANDS.split()),
    *((f"instrument {command} --help", "") for command in ("list", "show", "copy", "check")),
    ("!nonsense", ""),
    ("!show", ""),
    ("!show --widht", ""),
    ("!show aa bb", ""),
    ("!show north", ""),
    ("!show nope", ""),
    ("!new --mode secret", ""),
    ("!new --invited 0", ""),
    ("!new --invited x", ""),
    ("!new --held-on hier", ""),
    ("new --exercise touch-points --exercise policies", ""),
    ("new", _typed("Οργ", "Συδ", *[""] * 9)),
    *((f"show {session} --width 120", "") for session in (_FIRST, _SECOND, _THIRD)),
    (f"show {_THIRD} --width 60", ""),
    (f"compare {_FIRST} {_SECOND} --width 120", ""),
    (f"compare {_FIRST} {_SECOND} {_THIRD} --width 120", ""),
    (f"!compare {_FIRST}", ""),
    ("trends --width 120", ""),
    ("!trends --unit zz", ""),
    ("!trends --since x", ""),
    ("check", ""),
    ("!check bad.toml worse.toml none.toml", ""),
    ("!import ratings.csv", ""),
    ("!import ratings.csv --columns wrong-map.toml", ""),
    ("!import ratings.csv --columns map.toml", ""),
    ("import ratings.csv --columns map.toml --by unit --skip-bad --threshold 3", ""),
    ("instrument show", ""),
    ("!instrument show none", ""),
    ("instrument copy --name own", ""),
    ("!instrument copy --name own", ""),
    ("instrument check own", ""),
    (f"paper {_THIRD}", ""),
    (f"guide {_THIRD}", ""),
    (f"invite {_THIRD} --deadline 2026-12-04", ""),
    (f"review {_THIRD}", ""),
    (f"!merge {_FIRST} {_FIRST}", ""),
    (f"!merge {_FIRST} {_THIRD}", ""),
    ("merge αα δδ", ""),
    ("!export --to md", ""),
    (f"!export {_FIRST}", ""),
    (f"!export {_FIRST} --to docx", ""),
    (f"export {_THIRD} --to md,txt,html,csv,json", ""),
    (f"export {_FIRST} {_THIRD} --to md,txt,html", ""),
]
"""Everything that is printed, and what can be typed wrong."""

_FULL: Final = [str(number % 5 + 1) for number in range(30)]
_PASSED: Final = [line for keys in ("155511", "155512", "144421") for line in ("", "1", *keys, "y", "")]
_PAPERS: Final = [line for keys in ("533315", "533325", "5?2225") for line in (*keys, "y")]
_AGAIN: Final = [line for key in "333344" for line in ("", "1", key, "y", "")]

_SEVERAL: Final = [
    (f"{_NEW} --title Αλφα --unit Αλφα", ""),
    ("paper αλφα", ""),
    ("guide αλφα", ""),
    ("invite αλφα", ""),
    ("show αλφα", ""),
    ("!close αλφα", "y\n"),
    ("open αλφα", ""),
    ("open αλφα", ""),
    (
        "rate αλφα --plain",
        _typed("h", "", "4", "b", "c", "Υν μοτ", "c", "-", "u", "xx", "a", "r", "1", "", "2", "?", "q"),
    ),
    ("!rate αλφα --plain --code nope", ""),
    ("!close αλφα", "n\n"),
    ("!close αλφα --yes", ""),
    (f"{_NEW} --title Βετα --unit Βετα --invited 6 --quick --groups Ρολε:αψψυειλ,ψουλισσεσ", ""),
    (
        "run βετα --plain",
        _typed(
            *("next", "next", "pass", "y", *_PASSED, "xx-yy", "done"),
            *("paper", "y", "3", *_PAPERS, "status", "last", "last", "time", "close", "y"),
            *("next", "timer", "revote", "y", "open", "pass", "y", *_AGAIN, "done", "close", "y"),
            *("3", "Αυ γυιψηετ", "1", "agenda", "7", "y", "n", "q"),
        ),
    ),
    ("show βετα --width 120", ""),
    (f"{_NEW} --title Σολο --unit Σολο --invited 1", ""),
    ("open σολο", ""),
    (
        "rate σολο --plain",
        _typed(*_FULL, "y", "change", *[""] * 30, "y", "withdraw", "withdraw", ""),
    ),
    ("!close σολο --yes", ""),
]
"""Ballots: one's own, on a passed keyboard, on paper; alone and in groups; too few of them."""

_LED: Final = f"{_NEW} --title Γαμμα --unit Γαμμα --mode open --agenda 90 --check-in Αλορσ"

_HANDS: Final = [
    (_LED, ""),
    (
        "run γαμμα --plain",
        _typed(
            *("h", "xyz", "r", "present 11", "present x", "words", "agenda", "", "minutes 5 15"),
            *("minutes 99", "minutes 1 x", "checkin Ψομμεντ", "park Ιδεε", "parking", "add Δευς"),
            *("change 1 Τροισ", "remove 2", "undo", "?", "", "notes", "", "next"),
            *("h", "story Υνε ηιστοιρε", "undo", "next", "h", "status", "time", "close", "next"),
            *("hands", "0 2 5 3 1", "0 0 5 3 1 | 2", "1 2", *["0 2 5 3 1"] * 4, "y"),
            *("h", "order", "move 3 1", "move 3", "proposed", "talk 9", "next"),
            *("h", "sentence", "statements", "levels", "question", "probes", "time", "timer", "pause"),
            *("longer", "silent", "time", "note Υνε νοτε", "notes", "remove 1", "undo", ""),
            *("revote", "y", "h", "hands", "0 2 5 3 1", "y"),
            *("h", "9", "3", "Λε πλαν", "2", "levels", "example Αυτρε", "9", "discuss", "next"),
            *["agree", "none 2-4", "", "next"] * 5,
        ),
    ),
]
"""A workshop line by line, as far as its exercises."""

_EXERCISES: Final = [
    (
        "run γαμμα --plain",
        _typed(
            *("h", "choose 1", "h", "list", "add Λα πορτε", "add Λε γυιψηετ"),
            *("change 1", "Λα γρανδε πορτε", "αρριθεε", "users told us", "move 2 1", "move 2"),
            *("remove 1", "undo", "undo", "list", "hands", "0 2 5 3 1", "1 1 5 3 1", "3", "2", "y", "result"),
            *("h", "exercises", "choose 2", "add Δευς προλονγατιονσ", "change 1", "", "Λε σιεγε", "yes"),
            *("", "drop", "change 1", *[""] * 4, "keep", "hands", "1 2 3 4 1", "1 2 8", "y", "result"),
            *(
                "exercises",
                "choose 3",
                "next",
                "next",
                "add Λε φορμυλαιρε",
                "Λε ψοντρολε",
                "",
                "",
                "",
                "",
                "Ξο",
            ),
            *("2027-13-01", "2027-01-10", "foo", "paused", "list", "change 1", *[""] * 9, "undo"),
            *("exercises", "choose 4", "list", "add Πασ μον ραζον", "hands", *["8 2 1"] * 4, "y", "result"),
            *("exercises", "choose 5", "list", "hands", *["0 2 5 3 1"] * 7, *["1"] * 7, "y", "result"),
            *("exercises", "choose 6", "list", "coming Λε διμανψηε", "add Αψψυειλ", "change 1", ""),
            *("Λα πορτε", "", "", "add Δευς", "add Τροισ", "add Χυατρε", "list", "exercises", "skip"),
            *("h", "add Ουθριρ", "Ξο", "2027-01-10", "", "", "", "add", "", "stop Λε σεψονδ"),
            *(*[""] * 9, "list", "next", "h", "date hier", "date 2027-02-10", "summary", "comments"),
            *("end", "y", "y"),
        ),
    ),
    ("show γαμμα --width 120", ""),
    (f"compare {_THIRD} γαμμα --width 120", ""),
    ("guide γαμμα", ""),
    ("run γαμμα --plain", "n\n"),
]
"""The six exercises line by line, to the end of the session, and what is printed of them."""

_LISTS: Final = [
    (f"new --like {_THIRD} --held-on 2027-02-10", ""),
    (
        "run 2027-02-10 --plain",
        _typed(
            *("next", "h", "items", "go", "zz", "d", "1", "Φαιτ", *[""] * 12, "undo", "go 1", "n", "2", ""),
            "next",
        ),
    ),
    (f"{_NEW} --exercise touch-points --exercise policies --invited 9", ""),
    ("invite πολη", ""),
    ("guide πολη", ""),
    ("!paper πολη", ""),
    ("run πολη --plain", _typed("h", "next", "h", "words", "next", "next", "q")),
    ("!new --like nope", ""),
]
"""What the last session left open; and a meeting for exercises alone."""

SCRIPTS: Final = {
    "printed": _PRINTED,
    "ballots": _SEVERAL,
    "hands and exercises": [*_HANDS, *_EXERCISES],
    "lists": _LISTS,
}
"""Commands with what is typed into them, one after the other in one workspace; ``!`` is refused."""
