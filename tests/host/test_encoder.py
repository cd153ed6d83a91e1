"""The bytes for a far terminal, shown by a terminal emulator."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from workshop.host.encoder import Encoder

WIDTH, HEIGHT = 24, 4

styles = st.sampled_from(
    [
        Style(),
        Style(bold=True),
        Style(color="red"),
        Style(color="bright_cyan", bold=True),
        Style(reverse=True),
    ]
)
texts = st.text(st.sampled_from("ab ▸·4日é"), max_size=12)
lines = st.lists(st.builds(lambda text, style: Segment(text, style), texts, styles), max_size=4)
frames = st.lists(st.tuples(st.integers(0, HEIGHT - 1), lines), min_size=1, max_size=6)


def full(segments: list[Segment]) -> list[Segment]:
    """Return ``segments`` as a whole line, as pages draw it."""
    line = Segment.adjust_line_length(segments, WIDTH)
    return list(line)


@settings(max_examples=150, deadline=None)
@given(st.lists(frames, min_size=1, max_size=5))
def test_frame_after_frame_the_terminal_shows_what_was_painted(
    painted: list[list[tuple[int, list[Segment]]]],
) -> None:
    grid = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.ByteStream(grid)
    encoder, wanted = Encoder(WIDTH, HEIGHT, ColorSystem.STANDARD), [""] * HEIGHT
    for frame in painted:
        for y, segments in frame:
            encoder.paint(y, 0, full(segments))
            wanted[y] = "".join(text for text, _, _ in full(segments)).rstrip()
        stream.feed(encoder.frame())
        shown = ["".join(grid.buffer[y][x].data for x in range(WIDTH)).rstrip() for y in range(HEIGHT)]
        assert shown == wanted
        fresh = pyte.Screen(WIDTH, HEIGHT)
        again = Encoder(WIDTH, HEIGHT, ColorSystem.STANDARD)
        again._wanted = list(encoder._wanted)
        pyte.ByteStream(fresh).feed(again.frame())
        for y in range(HEIGHT):
            for x in range(WIDTH):
                here, there = grid.buffer[y][x], fresh.buffer[y][x]
                assert (here.data, here.reverse) == (there.data, there.reverse)
                if here.data.strip():
                    assert (here.fg, here.bold) == (there.fg, there.bold)


def test_after_a_wide_character_alone_the_next_change_is_where_it_belongs() -> None:
    grid = pyte.Screen(WIDTH, 1)
    stream, encoder = pyte.ByteStream(grid), Encoder(WIDTH, 1, ColorSystem.STANDARD)
    for text in ("日 ------------- a", "月 ------------- b"):
        encoder.paint(0, 0, full([Segment(text)]))
        stream.feed(encoder.frame())
        assert "".join(grid.buffer[0][x].data for x in range(WIDTH)).rstrip() == text


def test_what_is_shown_already_costs_nothing_and_one_cell_costs_a_few_bytes() -> None:
    encoder = Encoder(120, 40, ColorSystem.STANDARD)
    for y in range(40):
        encoder.paint(y, 0, [Segment("statement " * 12)])
    assert encoder.frame()
    encoder.paint(7, 0, [Segment("statement " * 12)])
    assert encoder.frame() == b""
    encoder.paint(7, 0, [Segment(("statement " * 12)[:-2] + "4 ")])
    assert len(encoder.frame()) <= 12


def test_without_colours_only_weight_and_reverse_are_sent() -> None:
    encoder = Encoder(20, 1, None)
    encoder.paint(0, 0, [Segment("red", Style(color="red", bold=True)), Segment(" " * 17)])
    sent = encoder.frame()
    assert b"\x1b[1mred" in sent
    assert b"31" not in sent
