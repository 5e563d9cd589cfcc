"""What pages say of figures: in words, in order, and compared."""

from collections.abc import Mapping
from typing import ClassVar

import pytest

from continuous_line.web.pages.language import Language
from report_service.domain.cuts import NOT_LINKED, By
from report_service.domain.definitions import current
from report_service.domain.metrics import Figure, Shown
from report_service.domain.scorecard import score
from report_service.web.figures import nothing
from report_service.web.groups import rows_of
from report_service.web.heat import heat
from report_service.web.invented import Named
from report_service.web.kit import KIT
from report_service.web.saying import Saying
from report_service.web.scorecard import rows
from report_service.web.similar import similar

WARM = "warm-handover"
NL = Saying(Named(Language.NL), KIT.words_in(Language.NL), current())


def shown(numerator: int | None, denominator: int | None, metric: str = WARM) -> Shown:
    empty = nothing(current())
    figures = tuple(
        Figure(metric, numerator, denominator) if one.metric == metric else one
        for one in empty.figures
    )
    return Shown(figures, empty.lead_times)


class TestAShareInWords:
    def test_reads_with_its_numbers(self) -> None:
        assert NL.share(Figure(WARM, 612, 2550)).text == "24% (612 van 2.550)"

    def test_where_nobody_moved_is_not_nought(self) -> None:
        assert NL.share(Figure(WARM, 0, 0)).text == "niemand verhuisd"

    def test_that_is_not_shown_says_so(self) -> None:
        assert NL.share(Figure(WARM, None, None)).text == "niet getoond"

    def test_is_compared_as_it_is_written(self) -> None:
        assert NL.points(Figure(WARM, 245, 1000), Figure(WARM, 244, 1000)) == 1
        assert NL.points(Figure(WARM, 245, 1000), Figure(WARM, None, None)) is None
        assert NL.more(-1) == "1 punt lager"


def test_groups_come_by_share_then_what_is_not_shown_then_nobody_then_no_place() -> None:
    table = {
        "GM0001": shown(0, 0), "GM0002": shown(None, None), "GM0003": shown(2, 10),
        "GM0004": shown(9, 10), NOT_LINKED: shown(5, 5),
    }  # fmt: skip
    found = rows_of(WARM, By.MUNICIPALITY, table, {}, {}, NL)
    assert [row.code for row in found] == ["GM0004", "GM0003", "GM0002", "GM0001", NOT_LINKED]


def test_distances_keep_their_order() -> None:
    table = {"100+": shown(1, 10), "25-50": shown(9, 10), "0-25": shown(2, 10)}
    found = rows_of(WARM, By.DISTANCE, table, {}, {}, NL)
    assert [row.code for row in found] == ["0-25", "25-50", "100+"]


def test_the_heat_table_has_every_band_and_an_empty_cell_for_nobody() -> None:
    table = {"weert:0-25": shown(3, 5), "weert:100+": shown(None, None), "budel:0-25": shown(0, 0)}
    found = heat(WARM, table, {"weert": "Weert"}, NL)
    assert found is not None
    assert [row.name for row in found.rows] == ["azc Weert"]
    near, _, _, far = found.rows[0].cells
    assert near is not None
    assert (near.percent, near.counts, near.tone) == ("60%", "3 van 5", 3)
    assert far is not None
    assert far.suppressed


class TestSimilarMunicipalities:
    table: ClassVar[Mapping[str, Shown]] = {
        "own": shown(3, 10), "a": shown(5, 12), "b": shown(6, 20), "c": shown(4, 24),
        "small": shown(1, 6), "large": shown(50, 90), "hidden": shown(None, None),
    }  # fmt: skip

    def test_are_those_of_the_same_class_together(self) -> None:
        found = similar("own", WARM, self.table, 5)
        assert found is not None
        assert (found.number, found.figure) == (3, Figure(WARM, 15, 56))

    def test_are_at_least_three(self) -> None:
        assert similar("large", WARM, self.table, 5) is None
        assert similar("own", WARM, {k: v for k, v in self.table.items() if k != "a"}, 5) is None

    def test_are_none_for_one_that_is_not_shown(self) -> None:
        assert similar("hidden", WARM, self.table, 5) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [
        (67, 100, "+"),
        (66, 100, "±"),
        (33, 100, "±"),
        (32, 100, "-"),
        (9, 9, "±"),
        (None, None, "±"),
    ],
)
def test_a_score_is_by_the_bounds_of_the_definitions(
    numerator: int | None, denominator: int | None, wanted: str
) -> None:
    assert score(Figure("trust", numerator, denominator), current().score) == wanted


def test_the_scorecard_has_eight_rows_and_says_what_is_recorded_nowhere() -> None:
    found = rows(shown(80, 100, "trust"), {}, NL)
    assert len(found) == 8
    by_title = {row.title: row for row in found}
    assert (by_title["Vertrouwen"].sign, by_title["Vertrouwen"].share) == ("+", "80% (80 van 100)")
    assert by_title["Spin in het web"].sign is None
    assert by_title["Spin in het web"].said == "nog niet meetbaar: dit wordt nergens vastgelegd"
