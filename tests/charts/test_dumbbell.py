from __future__ import annotations

import pytest

from tests.charts.pictures import same_picture
from workshop.charts.cells import draw
from workshop.charts.dumbbell import Pair, dumbbell


def test_a_dumbbell_shows_what_moved_beyond_the_band_and_what_did_not() -> None:
    """Only where ○ stands outside of the grey band has something changed; the word says it again."""
    same_picture(
        dumbbell(
            [
                Pair("Strong vision", (9, 11), (2.9, 3.27), 0.37, 0.81, "no clear change"),
                Pair("Empowered staff", (9, 11), (2.1, 3.6), 1.5, 0.8, "higher"),
                Pair("Clear purpose", (9, 11), (4.1, 3.1), -1.0, 0.7, "lower"),
                Pair("Culture", (9, 11), (None, None), None, None, "not comparable", "the wording changed"),
                Pair("Divergent thinking", (2, 11), (3.0, 3.4), 0.4, None, "too few answers"),
                Pair("Deliberate use of resources", (None, 11), (None, 4.8), None, None, "not comparable"),
            ],
            title="North branch",
            older="May 2025",
            newer="November 2026",
        ),
        """
        North branch

                                     1       2       3       4       5
        Strong vision     2.9 → 3.3  ┊┈┈┈┈┈┈┈┊┈┈┈░░▒○━━●▓▓▒▒░░┈┈┈┈┈┈┈┊ +0.4  ± 0.8
                           n 9 → 11                                    no clear change

        Empowered staff   2.1 → 3.6  ┊┈┈┈┈┈┈┈┊○━━━━━━━━━━━●▓▒▒▒░░┈┈┈┈┊ +1.5  ± 0.8
                           n 9 → 11                                    higher

        Clear purpose     4.1 → 3.1  ┊┈┈┈┈┈┈┈┊┈┈┈░░▒▓▓●━━━━━━━○┈┈┈┈┈┈┊ −1.0  ± 0.7
                           n 9 → 11                                    lower

        Culture                      the wording changed
                           n 9 → 11

        Divergent         3.0 → 3.4  ┊┈┈┈┈┈┈┈┊┈┈┈┈┈┈┈○━━●┈┈┈┈┊┈┈┈┈┈┈┈┊ +0.4
        thinking           n 2 → 11                                    too few answers

        Deliberate use               not comparable
        of resources       n – → 11

        ○ May 2025   ● November 2026   ▓▒░ ○ in here: no clear change
        """,
    )


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    ("was", "outside"), [(2.0, True), (2.9, False), (3.5, False), (4.0, False), (5.0, True)]
)
def test_the_older_mark_lies_in_the_band_exactly_when_the_change_is_within_the_margin(
    width: int, was: float, outside: bool
) -> None:
    """Beside a ○ in the band there is band on its far side; beside one outside there is only axis."""
    scene = dumbbell([Pair("x", (9, 9), (was, 3.5), 3.5 - was, 1.2, "")])
    lane = draw(scene, width).plain().split("\n")[1]
    older, newer = (lane.index(mark, 28) for mark in "○●") if was != 3.5 else (lane.index("●"),) * 2
    far = lane[older - 1] if older < newer else lane[older + 1] if older > newer else "░"
    assert (far not in "░▒▓") == outside


def test_a_pair_that_cannot_be_compared_has_no_marks() -> None:
    scene = dumbbell([Pair("x", (9, 9), (3.0, 4.0), 1.0, 0.5, "not comparable", "another way of answering")])
    lane = draw(scene, 80).plain().split("\n")[1]
    assert "another way of answering" in lane
    assert not set(lane) & set("○●░▒▓━")


def test_the_twin_of_a_dumbbell_gives_both_means_the_verdict_and_the_margin() -> None:
    scene = dumbbell(
        [Pair("Vision", (9, 11), (2.9, 3.27), 0.37, 0.81, "no clear change")], older="May", newer="June"
    )
    assert scene.summary == "Change, May → June: Vision 2.9 → 3.3, no clear change (within ±0.8 is usual)."
