"""Small cells stay hidden, whatever is subtracted from whatever is shown."""

from hypothesis import given
from hypothesis import strategies as st

from report_service.domain.count import Cell, Figures
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import COUNTRY, conceal, cut
from report_service.domain.suppression import Sum, hidden

TOWNS = [("municipality", name) for name in "abcdef"]
NORTH, SOUTH, WHOLE = ("region", "north"), ("region", "south"), ("country", "all")


def country(*sizes: int) -> tuple[dict[tuple[str, str], int], list[Sum]]:
    """Towns a, b, c in the north and d, e, f in the south."""
    cells = dict(zip(TOWNS, sizes, strict=True))
    cells |= {NORTH: sum(sizes[:3]), SOUTH: sum(sizes[3:]), WHOLE: sum(sizes)}
    north, south = Sum(NORTH, tuple(TOWNS[:3])), Sum(SOUTH, tuple(TOWNS[3:]))
    return cells, [north, south, Sum(WHOLE, tuple(TOWNS)), Sum(WHOLE, (NORTH, SOUTH))]


def shown(*sizes: int) -> dict[str, int]:
    cells, sums = country(*sizes)
    found = hidden(cells, sums, 5)
    return {
        name: size for (_, name), size in cells.items() if (_, name) not in found and name != "all"
    }


def test_where_a_town_follows_from_a_province_less_regions_one_of_these_is_hidden() -> None:
    # given a town of a few persons that is all that a region and a province have in common
    north = {("town", f"north-{n}"): 20 + n for n in range(4)}
    south = {("town", f"south-{n}"): 30 + n for n in range(4)}
    between, beside = ("town", "between"), ("town", "beside")
    towns = {**north, **south, between: 3, beside: 9}
    sums = [
        Sum(("region", "north"), tuple(north)),
        Sum(("region", "south"), tuple(south)),
        Sum(("region", "crossing"), (between, beside)),
        Sum(("province", "north"), (*north, between)),
        Sum(("province", "south"), (*south, beside)),
        Sum(COUNTRY, tuple(towns)),
        *(
            Sum(COUNTRY, tuple((table, code) for code in codes))
            for table, codes in (
                ("region", ("north", "south", "crossing")),
                ("province", ("north", "south")),
            )
        ),
    ]
    cells = dict(towns)
    for each in sums:
        cells[each.whole] = sum(cells[part] for part in each.parts)
    # when that is looked at which the sums give back
    found = hidden(cells, sums, 5)
    # then something of the derivation is hidden, and neither the country nor most towns are
    assert between in found
    assert not {("region", "north"), ("province", "north")}.isdisjoint(found)
    assert COUNTRY not in found
    assert len(found & towns.keys()) <= 6


def test_nothing_small_nothing_hidden() -> None:
    assert len(shown(5, 6, 7, 8, 9, 10)) == 8


def test_a_second_town_of_the_same_region_goes_with_the_small_one() -> None:
    assert shown(3, 6, 7, 8, 9, 10) == {
        "c": 7, "d": 8, "e": 9, "f": 10, "north": 16, "south": 27
    }  # fmt: skip


def test_where_the_hidden_ones_together_are_few_a_third_goes_too() -> None:
    assert "c" not in shown(2, 2, 7, 8, 9, 10)


def test_where_the_region_has_no_second_town_the_region_is_hidden_and_another_with_it() -> None:
    found = shown(3, 0, 0, 8, 9, 10)
    assert "north" not in found
    assert "south" not in found
    assert found["b"] == 0


def test_nobody_is_no_secret() -> None:
    assert shown(0, 6, 7, 8, 9, 10)["a"] == 0


@given(st.lists(st.integers(0, 12), min_size=6, max_size=6))
def test_no_sum_gives_a_hidden_cell_back(sizes: list[int]) -> None:
    cells, sums = country(*sizes)
    found = hidden(cells, sums, 5)
    assert all(key in found for key, size in cells.items() if 0 < size < 5)
    for each in sums:
        parts = [part for part in each.parts if part in found]
        whole_shown = each.whole not in found
        left = [part for part in each.parts if part not in found and cells[part]]
        if whole_shown and parts and (left or each.whole is not None):
            assert len(parts) > 1
            assert sum(cells[part] for part in parts) >= 5
        if not whole_shown:
            assert parts


def test_each_denominator_is_hidden_for_itself() -> None:
    figures = Figures()
    for code, moved in (("a", 2), ("b", 9), ("c", 20)):
        cell = Cell()
        cell.numbers.update({"reception": 100, "profile-sent": 80, "moved": moved})
        figures.tables[By.AZC][code] = cell
        figures.country.include(cell)
    table = cut(figures, By.AZC, current(), conceal([[figures]], [0], current(), 5))
    hidden_ = {
        code: {f.metric: f.suppressed for f in found.figures} for code, found in table.items()
    }
    assert not any(found["profile-sent"] for found in hidden_.values())
    assert [found["activity"] for found in hidden_.values()] == [True, True, False]
