"""What holds for every chart, whatever it is given."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from workshop.charts.ascii import to_ascii
from workshop.charts.cells import draw
from workshop.charts.dots import Agreed, Row, rows, strip
from workshop.charts.dumbbell import Pair, dumbbell
from workshop.charts.heat import Statement, heat
from workshop.charts.radar import Spoke, radar
from workshop.charts.scene import Scene
from workshop.charts.trend import Path, Point, trend
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally

COUNT = st.integers(0, 4) | st.integers(0, 100_000)
LABEL = st.text(max_size=40) | st.sampled_from(
    ["図書館の利用者のためのサービス", "👩\u200d🔧 staff", "e\u0301" * 30]
)
LEVEL = st.integers(1, 5)
MEAN = st.none() | st.floats(1, 5)
N = st.none() | COUNT


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    return Tally(draw(st.tuples(COUNT, COUNT, COUNT, COUNT, COUNT)), draw(COUNT))


def spans() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(LEVEL, LEVEL).map(lambda pair: (min(pair), max(pair)))


RESULT: st.SearchStrategy[Result | None] = (
    st.none() | st.just(HIDDEN) | tallies() | st.builds(Band, spans(), st.sampled_from(Shape))
)
AGREED: st.SearchStrategy[Agreed] = st.none() | LEVEL | spans()


def trends() -> st.SearchStrategy[Scene]:
    point = st.builds(Point, MEAN, N, st.none() | LEVEL, st.sampled_from(["", "wording changed"]))
    return st.integers(0, 14).flatmap(
        lambda count: st.builds(
            trend,
            st.lists(st.builds(Path, LABEL, st.tuples(*[point] * count)), max_size=4),
            st.lists(LABEL, min_size=count, max_size=count),
            title=LABEL,
        )
    )


SCENE: st.SearchStrategy[Scene] = (
    st.builds(strip, LABEL, RESULT, labels=st.lists(LABEL, max_size=5), agreed=AGREED, needed=LEVEL)
    | st.builds(
        rows,
        st.lists(st.builds(Row, LABEL, RESULT, AGREED), max_size=7),
        title=LABEL,
    )
    | st.builds(
        heat,
        st.lists(st.builds(Statement, LABEL, RESULT, st.booleans()), max_size=9),
        title=LABEL,
    )
    | st.builds(radar, st.lists(st.builds(Spoke, LABEL, MEAN, MEAN), max_size=9), title=LABEL, now=LABEL)
    | st.builds(
        dumbbell,
        st.lists(
            st.builds(
                Pair,
                LABEL,
                st.tuples(N, N),
                st.tuples(MEAN, MEAN),
                st.none() | st.floats(-4, 4),
                st.none() | st.floats(0, 30),
                st.sampled_from(["higher", "no clear change", "too few answers"]),
                st.sampled_from(["", "the wording changed"]),
            ),
            max_size=7,
        ),
        title=LABEL,
        older=LABEL,
        newer=LABEL,
    )
    | trends()
)


@settings(max_examples=400, deadline=None)
@given(SCENE, st.integers(60, 200), st.sampled_from([10, 24, 40]))
def test_no_row_is_ever_wider_than_the_screen(scene: Scene, width: int, height: int) -> None:
    drawing = draw(scene, width, height)
    for row in drawing.rows:
        assert cell_len("".join(run.text for run in row)) <= width
    assert drawing.summary.endswith(".")


@settings(max_examples=100, deadline=None)
@given(SCENE, st.integers(60, 120))
def test_in_ascii_everything_stands_where_it_stood(scene: Scene, width: int) -> None:
    text = draw(scene, width).plain()
    assert [len(line) for line in to_ascii(text).split("\n")] == [cell_len(line) for line in text.split("\n")]


@given(LABEL)
def test_no_label_moves_the_numbers_beside_it(label: str) -> None:
    """The numbers end in the same column, whatever the script of the label."""
    odd, plain = (draw(rows([Row(name, Tally((1, 2, 3, 4, 5), 6))]), 80) for name in (label, "x"))
    ends = [[cell_len("".join(run.text for run in row)) for row in drawing.rows] for drawing in (odd, plain)]
    assert ends[0][2] == ends[1][2] == 79


@settings(max_examples=200, deadline=None)
@given(SCENE, st.integers(20, 59))
def test_where_it_is_too_narrow_to_draw_all_of_it_is_told(scene: Scene, width: int) -> None:
    drawing = draw(scene, width)
    assert all(cell_len("".join(run.text for run in row)) <= width for row in drawing.rows)
    assert "…" not in drawing.plain()
    assert len(drawing.items) == sum(bool(told.said) for told in scene.told)


def test_told_an_attribute_has_its_name_then_what_a_chart_would_show() -> None:
    scene = rows([Row("Vision", Tally((1, 2, 3, 4, 5))), Row("Staff", None)], title="Team")
    assert draw(scene, 30).plain().split("\n") == [
        " Team",
        "",
        " Vision",
        "   median 4 of 15 answers,",
        "   apart",
        " Staff",
        "   not asked",
    ]


def test_told_a_question_has_the_count_of_every_level_and_what_it_stands_for() -> None:
    scene = strip("Vision", Tally((1, 2, 3, 4, 5), 6), labels=["none", "", "", "", "we do"], agreed=4)
    told = draw(scene, 40).plain()
    for part in ("15 answers · 6 not sure", "5 at 5: we do", "2 at 2", "1 at 1: none", "agreed 4"):
        assert part in told
    assert " at " not in draw(strip("Vision", HIDDEN, needed=5), 40).plain()


def test_no_number_of_a_hidden_question_is_drawn() -> None:
    """Apart from the axis, the threshold and the label there is no digit at all."""
    text = draw(rows([Row("Vision", HIDDEN)], needed=5), 80).plain()
    assert [c for c in text.split("\n", 1)[1] if c.isdigit()] == ["5"]


def test_a_drawing_of_a_large_screen_takes_a_moment() -> None:
    """5 ms is the promise; the test leaves room for a busy machine."""
    items = [
        Statement(f"Statement {i} of the usual length, more or less", Tally((1, 2, 3, 4, 5)))
        for i in range(24)
    ]
    scene = heat(items)
    draw(scene, 120, 40)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        draw(scene, 120, 40)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.02


@given(SCENE, st.integers(60, 120), st.integers(8, 60))
@settings(max_examples=60, deadline=None)
def test_items_keep_their_order_and_their_rows_within_the_drawing(
    scene: Scene, width: int, height: int
) -> None:
    """A screen lights the item one is on; airy or dense, it must find the rows."""
    drawing = draw(scene, width, height)
    rows = [row for item in drawing.items for row in item]
    assert rows == sorted(set(rows))
    assert all(0 <= row < len(drawing.rows) for row in rows)


def test_the_rows_of_an_attribute_hold_its_name_and_its_numbers() -> None:
    drawing = draw(rows([Row("Vision", Tally((1, 2, 3, 4, 5))), Row("Staff", HIDDEN)]), 80)
    lines = drawing.plain().split("\n")
    assert [[lines[row].split()[0] for row in item] for item in drawing.items] == [
        ["Vision", "1"],
        ["Staff", "–"],
    ]


def test_a_long_title_is_wrapped_beside_what_stands_opposite() -> None:
    title = "Staff tell leaders openly when something is not working for the people who use us."
    drawn = draw(strip(title, Tally((1, 2, 3, 4, 5))), 60).plain()
    assert " ".join(drawn.split("\n\n")[0].replace("15 answers · 0 not sure", "").split()) == title
