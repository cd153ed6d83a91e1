"""Names of units in narrow columns: what tells two apart is never cut off."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.build import ladders
from workshop.analysis.outcome import outcome
from workshop.analysis.units import Names, Unit, units
from workshop.charts.terminal.measure import cell_len
from workshop.report.unit_names import row_names

LIBRARY, MUSEUM = "City of Springfield Library", "City of Springfield Museum"


def found(*places: tuple[str, str]) -> tuple[Unit, ...]:
    return units(
        outcome(
            ladders("0 0 5 0 0 | 0", organisation=of, unit=unit, held_on=date(2026, 3, 1)), file=str(place)
        )
        for place, (of, unit) in enumerate(places)
    )


def names_of(places: tuple[tuple[str, str], ...], width: int) -> list[str]:
    them = found(*places)
    return row_names(them, Names.on(them), width)


@pytest.mark.parametrize(
    ("places", "width", "names"),
    [
        ((("Alpha", "Main"), ("Beta", "Main")), 17, ["Alpha · Main", "Beta · Main"]),
        ((("Alpha", "Main"), ("Alpha", "Annex")), 17, ["Annex", "Main"]),
        ((("", "Main"), ("Alpha", "Main")), 17, ["Alpha · Main", "Main"]),
        ((("Alpha", ""), ("Beta", "Main")), 17, ["Alpha", "Beta · Main"]),
        (((LIBRARY, "Main"), (MUSEUM, "Main")), 17, ["Ci…Library · Main", "Cit…Museum · Main"]),
        ((("Alpha", "Branch of the North"), ("Beta", "Branch of the South")), 17, []),
        (((LIBRARY, "Branch of the North"), (MUSEUM, "Branch of the North 2")), 13, []),
    ],
)
def test_names_fit_and_differ(places: tuple[tuple[str, str], ...], width: int, names: list[str]) -> None:
    shown = names_of(places, width)
    assert max(map(cell_len, shown)) <= width
    assert len(set(shown)) == len(places)
    assert shown == names or not names


@pytest.mark.parametrize("width", range(13, 60))
def test_units_of_one_organisation_and_of_several_stay_apart_at_every_width(width: int) -> None:
    places = tuple((of, f"Branch of the {at} river") for of in (LIBRARY, MUSEUM) for at in ("upper", "lower"))
    for chosen in (places, places[:2]):
        shown = names_of(chosen, width)
        assert len(set(shown)) == len(chosen)
        assert max(map(cell_len, shown)) <= width
