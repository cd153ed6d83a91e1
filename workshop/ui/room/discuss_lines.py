"""One attribute to talk about, as lines: its picture, what the numbers support, what to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from workshop.charts.roles import Role
from workshop.charts.terminal.glyphs import MEDIAN_HIGH
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.charts.wording import answers, levels, without_counts
from workshop.language import _
from workshop.model.tally import Band, Result, Tally
from workshop.model.timer import Talk, clock
from workshop.report.subject import Subject
from workshop.ui.room.discs import beside, big_strip
from workshop.ui.room.large import HIGH, figures, stretched
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["clock_body", "discuss_body", "large_body", "muted", "picture"]

READABLE: Final = 100
"""Most cells of a line of prose."""

_PICTURE: Final = 10
"""Rows that a picture keeps before a further sentence is shown."""


def discuss_body(about: Subject, width: int, height: int, *, probes: bool = False) -> list[Line]:
    """Return the picture, then the sentence and the guiding question; or the probes instead."""
    room = min(width, READABLE)
    question = _prose(about.question, room, Role.STRONG)
    if probes:
        text = [*question, BLANK]
        for probe in about.probes:
            parts = wrap(probe, room - 5, 4)
            text += [
                line((" • " if not number else "   ", Role.MUTED), part) for number, part in enumerate(parts)
            ]
    else:
        text = _sentences(about, room, height - len(question) - _PICTURE - 2)
        text += [*question] if height < 20 else [BLANK, *question]
    below = [BLANK, *text]
    above = picture(about, width, height - len(below))
    return [*[BLANK] * (len(above) + len(below) < height), *above, *below]


def picture(
    about: Subject, width: int, height: int, *, digits: bool = False, blocks: bool = True
) -> list[Line]:
    """Return the newest answers in at most ``height`` rows, beside those before talking if there are two."""
    if not about.drawable:
        return _without_numbers(about, min(width, READABLE))
    warned = [line((f" {said}", Role.MUTED)) for said in _warnings(about)]
    if len(about.results) < 2:
        return [
            *warned,
            *big_strip(
                about.last, width, height - len(warned), agreed=about.agreed, digits=digits, blocks=blocks
            ),
        ]
    half = width // 2
    before, now = (
        big_strip(
            result,
            half - 1,
            height - 1,
            agreed=about.agreed if newest else None,
            digits=digits,
            blocks=blocks,
            role=Role.DOT if newest else Role.NOT_SURE,
        )
        for result, newest in ((about.results[0], False), (about.results[-1], True))
    )
    room = half - cell_len(_(" Before talking  ")) - 1
    first, last = (_counted(result, about.needed, room) for result in (about.results[0], about.results[-1]))
    heads = beside(
        [line((_(" Before talking"), Role.STRONG), (f"  {first}", Role.MUTED))],
        [line((_(" Now"), Role.STRONG), (f"  {last}", Role.MUTED))],
        half,
    )
    return [*heads, *beside(before, now, half)]


def large_body(
    about: Subject, talk: Talk, now: float, width: int, height: int, *, blocks: bool = True
) -> list[Line]:
    """Return the picture over all of the screen, below it the words, and the time left in large digits."""
    said = clock(talk.left(now)) if talk.begun else ""
    digits = figures(said, 5 if height >= 40 else 3, blocks=blocks) if said else ()
    column = width - max(map(cell_len, digits), default=0) - 2
    room = min(READABLE, column - 1 if digits else width)
    left = _prose(about.question, room, Role.STRONG)
    first = _prose(about.sentences[0], room) if about.sentences else []
    if len(first) + len(left) <= max(3, height // 6):  # else the picture would pay for it; y says it all
        left = [*first, *left]
    role = Role.WARN if talk.begun and talk.left(now) < 0 else Role.STRONG
    right = [line((row, role)) for row in digits]
    below = beside(left, right, column)
    return [*picture(about, width, height - len(below) - 1, digits=True, blocks=blocks), BLANK, *below]


def clock_body(talk: Talk, now: float, width: int, height: int, *, blocks: bool = True) -> list[Line]:
    """Return the step and the time left, as large as the screen."""
    at = max(0, talk.at)
    left = talk.left(now) if talk.begun else talk.steps[0][1] * 60.0
    said = clock(left)
    high = (height - 5) // HIGH
    wide = min((width - 2) // len(stretched(said, 1, 1)[0]), 3 * high)
    rows = stretched(said, wide, high) if high and wide else figures(said, 3, blocks=blocks)
    over = left < 0
    role = Role.WARN if over else Role.STRONG
    state = _("time is up") if over else _("paused") if talk.begun and talk.since is None else ""
    steps = [
        (f"{'▸ ' if number == at else ''}{text}   ", Role.STRONG if number == at else Role.MUTED)
        for number, (text, _) in enumerate(talk.steps)
    ]
    gap = (width - sum(cell_len(text) for text, _ in steps)) // 2
    lines = [line(" " * max(1, gap), *steps), BLANK]
    lines += [line(" " * max(1, (width - cell_len(rows[0])) // 2), (row, role)) for row in rows]
    if state:
        lines += [BLANK, line(" " * max(1, (width - len(state)) // 2), (state, role))]
    above = [BLANK] * max(0, (height - len(lines)) // 2)
    return [*above, *lines]


def muted(shown: Line) -> Line:
    """Return a line of which nothing is meant to be read first."""
    return replace(shown, runs=tuple(replace(run, role=Role.MUTED) for run in shown.runs))


def _sentences(about: Subject, room: int, height: int) -> list[Line]:
    """Return the first sentence, and as many of the others as ``height`` holds."""
    text: list[Line] = []
    for sentence in about.sentences:
        more = _prose(sentence, room)
        if text and len(text) + len(more) > height:
            break
        text += more
    return text


def _without_numbers(about: Subject, room: int) -> list[Line]:
    """Return the definition and the levels in words: a team can talk without numbers."""
    said = without_counts(about.last, about.needed)
    lines = [*_prose(about.definition, room), BLANK]
    for level in range(len(about.ladder), 0, -1):
        parts = wrap(about.ladder[level - 1], room - 6, 3)
        for number, part in enumerate(parts):
            lines.append(line((f"  {level if not number else ' '}  ", Role.STRONG), part))
    said = "" if about.sentences and about.last else said
    return [
        *lines,
        *([BLANK, line((_(" No numbers: {said}.").format(said=said), Role.MUTED))] if said else []),
    ]


def _warnings(about: Subject) -> list[str]:
    return [_("How many chose what is not shown.")] if isinstance(about.last, Band) else []


def _counted(result: Result, needed: int, room: int) -> str:
    if not isinstance(result, Tally) or result.median is None:
        return cut(without_counts(result, needed), room)
    median = f"{MEDIAN_HIGH} " + _("median {level}").format(level=levels(result.median))
    said = f"{answers(result.n)} · {median}"
    return said if cell_len(said) <= room else median


def _prose(text: str, room: int, role: Role = Role.TEXT) -> list[Line]:
    return [line((f" {part}", role)) for part in wrap(text, room - 2, 6)]
