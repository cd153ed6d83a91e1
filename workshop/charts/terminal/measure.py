"""Text measured in cells: a wide character takes two, a combining mark none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

__all__ = ["cell_len", "cut", "cut_apart", "graphemes", "tied", "wrap"]

_JOINER = "\u200d"
_NO_BREAK = "\u00a0"

_TIED = re.compile(r" (?=[:;!»](?!\w))| (?=\?(?:$|[^\w ]| [A-ZÀ-Þ«“–]))|(?<=«) ")
"""Spaces at which a line is never broken: before the signs that French sets apart, and inside its quotes."""

_ONE_EACH = re.compile(r"[ -~¡-¬®-ʯͰ-ͷΆ-ΊΎ-ΡΣ-ϿЀ-҂Ҋ-ԯ‐-‧‰-⁞]*").fullmatch
"""Whether each character is one cell, joined to none: true of most texts, which need not be taken apart."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@lru_cache(maxsize=4096)
def graphemes(text: str) -> tuple[tuple[str, int], ...]:
    """Split ``text`` into what is drawn together, each with its width of 1 or 2 cells.

    A mark without a letter, or a joiner with nothing to join, would act on whatever is drawn beside it: both
    are left out, and so are controls, which no cell can hold.
    """
    text = _CONTROL.sub("", text)
    if _ONE_EACH(text):
        return tuple((character, 1) for character in text)
    spans, _ = split_graphemes(text)
    return tuple((text[start:end].rstrip(_JOINER), width) for start, end, width in spans if width)


def cut(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells; what was left out shows as an ellipsis."""
    if len(text) <= width and _ONE_EACH(text):
        return text
    pieces = graphemes(text)
    if sum(size for _, size in pieces) <= width:
        return "".join(piece for piece, _ in pieces)
    kept, used = "", 0
    for piece, size in pieces:
        if used + size > width - 1:
            break
        kept, used = kept + piece, used + size
    return kept.rstrip() + "…" if width > 0 else ""


def cut_apart(texts: Collection[str], width: int) -> Mapping[str, str]:
    """Return each of ``texts`` in at most ``width`` cells, 5 or more, so that those that differ still do.

    Where they begin alike, what differs is kept and the beginning gives way.

    >>> list(cut_apart(["Library of the North", "Library of the South", "Archive"], 9).values())
    ['Lib…North', 'Lib…South', 'Archive']
    """
    made = {text: cut(text, width) for text in texts}
    alike = _alike(made, made)
    while alike:
        group = alike.pop()
        same = _same_beginning(min(group), max(group))
        for text in group:
            tail = cut(text[same:] or text[-(width // 2) :], width - 1)
            made[text] = cut(text, width - cell_len(tail)) + tail
        alike += [smaller for smaller in _alike(group, made) if len(smaller) < len(group)]
    return made


def _alike(texts: Collection[str], made: Mapping[str, str]) -> list[list[str]]:
    """Return those of ``texts`` of which the same was ``made``, together."""
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(made[text], []).append(text)
    return [group for group in found.values() if len(group) > 1]


def _same_beginning(first: str, last: str) -> int:
    pairs = enumerate(zip(first, last, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(last)))


def tied(text: str) -> str:
    """Return ``text`` with spaces that do not break where French sets a sign apart.

    >>> tied("Qui ? « Nous »").count(" ")
    1
    """
    return _TIED.sub(_NO_BREAK, text)


def wrap(text: str, width: int, most: int) -> list[str]:
    """Break ``text`` at spaces into at most ``most`` lines of ``width`` cells; the last is cut.

    >>> wrap("flexible, adaptable, supportive culture", 16, 2)
    ['flexible,', 'adaptable, supp…']
    """
    whole = " ".join(text.split())
    size: Callable[[str], int] = len if _ONE_EACH(whole) else cell_len
    if size(whole) <= width:
        return [cut(whole, width)] if whole else []
    words = tied(whole).split(" ")
    sizes = list(map(size, words))
    lines: list[str] = []
    at = 0
    while at < len(words) and len(lines) < most - 1:
        begun, used = at, sizes[at]
        at += 1
        while at < len(words) and used + 1 + sizes[at] <= width:
            used += 1 + sizes[at]
            at += 1
        if used <= width:
            lines.append(" ".join(words[begun:at]))
        else:
            at = begun
            head, words[at] = _halves(words[at], width)
            sizes[at] = size(words[at])
            lines.append(head)
    if at < len(words):
        lines.append(cut(" ".join(words[at:]), width))
    return [cut(line.replace(_NO_BREAK, " "), width) for line in lines]


def _halves(word: str, width: int) -> tuple[str, str]:
    """Break a word too long for a line; the first half holds at least one character."""
    head, used, taken = "", 0, 0
    for piece, size in graphemes(word):
        if head and used + size > width:
            break
        head, used, taken = head + piece, used + size, taken + 1
    return head, "".join(piece for piece, _ in graphemes(word)[taken:])
