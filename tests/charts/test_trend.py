from __future__ import annotations

import re

import pytest

from tests.charts.pictures import same_picture
from workshop.charts.cells import draw
from workshop.charts.trend import Path, Point, trend

GAP = Point(None, None)


def test_a_line_per_attribute_with_gaps_breaks_and_agreed_levels() -> None:
    """Vision climbs; Staff has a gap that no line crosses; Purpose starts anew where its wording changed."""
    same_picture(
        trend(
            [
                Path("Strong vision", (Point(1.0, 9, 2), Point(2.9, 11, 3), Point(5.0, 12, 5))),
                Path("Empowered staff", (Point(2.4, 9), GAP, Point(3.6, 12))),
                Path("Clear purpose", (Point(4.0, 9), Point(2.9, 11), Point(3.2, 12, 3, "wording changed"))),
            ],
            ["2024-11", "2025-05", "2026-05"],
            title="North branch",
        ),
        """
        North branch

                          2024-11             2025-05             2026-05
        Strong vision                           ⣀⣀⣀⣀⣀⡠⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠊⠉⠉⠿
                           ⣶⣀⣀⡠⠤⠤⠤⠤⠤⠔⠒⠒⠒⠒⠒⠊⠉⠉⠉⠉⠿
                          1.0 (9) ◆2          2.9 (11) ◆3         5.0 (12) ◆5
        Empowered staff                                            ⣶
                           ⠿
                          2.4 (9)             –                   3.6 (12)
        Clear purpose      ⣶⠤⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀                   ┊ ⣶
                                             ⠈⠉⠿                 ┊
                          4.0 (9)             2.9 (11)            3.2 (12) ◆3

        ⠿ mean of round 1 (answers)   ◆ agreed level
        ┊ a new line: asked or answered in another way
        """,
    )


def test_of_many_sessions_the_newest_are_drawn_and_what_is_left_out_is_said() -> None:
    path = Path("Vision", tuple(Point(3.0, n) for n in range(8, 20)))
    text = draw(trend([path], [f"s{i}" for i in range(12)]), 80).plain()
    assert "5 earlier sessions are not drawn" in text
    assert "s5" in text and "s4 " not in text


@pytest.mark.parametrize("width", [60, 66, 80, 120, 200])
@pytest.mark.parametrize("agreed", [None, 3])
@pytest.mark.parametrize("felt", ["", "divided"])
def test_how_many_answered_stands_at_each_point_at_every_width(
    width: int, agreed: int | None, felt: str
) -> None:
    """Of many sessions only a range was given, below the attribute's name: no point said how sure it is."""
    counts = [5, *range(88, 117)]
    points = tuple(Point(3.0, n, agreed, "", (2.5, 3.5), felt) for n in counts)
    drawing = draw(trend([Path("A name to be cut", points)], ["2026-01"] * len(counts)), width)
    drawn = [place for place, column in enumerate(drawing.columns) if column]
    text = drawing.plain()
    assert len(drawn) >= 3
    assert re.findall(r"3\.0 \((\d+)\)", text) == [str(counts[place]) for place in drawn]
    assert "mean of round 1 (answers)" in text


def test_a_point_that_may_not_be_shown_says_no_n() -> None:
    path = Path("Vision", (Point(3.0, 9), Point(None, None), *(Point(3.0, 9),) * 10))
    text = draw(trend([path], [f"s{i}" for i in range(12)]), 120).plain()
    assert re.search(r"\(9\) +–  +3\.0 \(9\)", text)


def test_six_attributes_over_time_fit_a_small_screen() -> None:
    paths = [Path(f"Attribute {i}", (Point(2.0, 9),) * 4) for i in range(6)]
    assert len(draw(trend(paths, ["a", "b", "c", "d"], title="Team"), 80).rows) <= 24


@pytest.mark.parametrize(
    ("means", "row"), [((5.0, 5.0), 1), ((3.1, 3.1), 1), ((2.9, 2.9), 2), ((1.0, 1.0), 2)]
)
def test_a_higher_mean_stands_higher(means: tuple[float, float], row: int) -> None:
    scene = trend([Path("x", tuple(Point(mean, 5) for mean in means))], ["a", "b"])
    lines = draw(scene, 80).plain().split("\n")
    assert [index for index in (1, 2) if set(lines[index]) & set("⠿⣶")] == [row]


def test_a_path_without_a_point_for_each_session_is_refused() -> None:
    with pytest.raises(ValueError, match="Vision: 1 points for 2 sessions"):
        trend([Path("Vision", (GAP,))], ["a", "b"])


def test_the_twin_of_a_trend_gives_each_point() -> None:
    scene = trend([Path("Vision", (Point(2.0, 9), GAP, Point(3.0, 1, 3, "new scale")))], ["a", "b", "c"])
    assert scene.summary == (
        "Means over 3 sessions: Vision a 2.0 (9 answers), b no figure, "
        "c 3.0 (1 answer), agreed 3, a new line (new scale)."
    )


@pytest.mark.parametrize("width", [120, 80, 66, 60])
def test_what_was_felt_has_a_mark_of_its_own_at_each_point(width: int) -> None:
    """Whatever the width, the mark stands beside the point it belongs to, apart from the next point."""
    points = tuple(Point(3.4, 11, 3, interval=(2.8, 4.0), felt=f) for f in ("", "better", "worse", "divided"))
    drawing = draw(
        trend([Path("Vision", points[:3]), Path("Staff", (*points[:2], points[3]))], list("abc")), width
    )
    text = drawing.plain()
    vision, staff = (line.split("3.4")[1:] for line in text.splitlines() if line.count("3.4") == 3)
    assert ["▲" in vision[1], "▼" in vision[2], "±" in staff[2]] == [True, True, True]
    assert "▲" not in vision[0] and vision[1].endswith(" ")
    assert "▲ = ▼ ± most felt" in text
    assert "felt worse" in trend([Path("Vision", points[:3])], list("abc")).summary


def test_those_around_a_session_are_drawn_and_what_is_left_out_on_either_side_is_said() -> None:
    """Only the newest could be seen: of twenty years one saw seven sessions."""
    path = Path("Vision", tuple(Point(3.0, 11) for _ in range(20)))
    names = [f"s{i:02}" for i in range(20)]
    pages = {at: draw(trend([path], names, at=at), 80).plain() for at in (19, 12, 5, 0)}
    shown = [[name for name in names if name in text] for text in pages.values()]
    assert shown == [names[13:], names[6:13], names[:7], names[:7]]
    assert "13 earlier sessions are not drawn" in pages[19]
    assert "later" not in pages[19]
    assert "6 earlier sessions are not drawn" in pages[12]
    assert "7 later sessions are not drawn" in pages[12]
    assert "earlier" not in pages[0]


def test_dates_that_months_do_not_tell_apart_are_whole() -> None:
    """Of twenty sessions with two in one month, all were dated "2020-0…"."""
    names = [f"2026-03-{day:02}" for day in range(1, 21)]
    text = draw(trend([Path("Vision", (Point(3.0, 9),) * 20)], names), 80).plain()
    assert "…" not in text.splitlines()[0]
    assert "2026-03-20" in text
