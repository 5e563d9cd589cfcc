"""What can be chosen on a page: periods, and moments as of which figures were known."""

from datetime import UTC, date, datetime

from continuous_line.web.pages.language import Language
from report_service.domain.period import parse, previous
from report_service.web.figures import Asked
from report_service.web.filters import YEARS, moments, periods
from report_service.web.invented import Named


def test_a_day_that_a_client_sent_for_none_does_not_fill_the_page() -> None:
    found = list(periods(date(1, 1, 1), date(2026, 5, 1), None, Named(Language.NL)))
    years = [choice.group for choice in found]
    assert years[0] == "2026"
    assert len(set(years)) == YEARS


def test_every_year_of_the_data_is_there_the_newest_first() -> None:
    found = periods(date(2018, 12, 31), date(2019, 1, 1), None, Named(Language.EN))
    assert list(dict.fromkeys(choice.group for choice in found)) == ["2019", "2018"]


def test_moments_are_first_days_of_months_since_the_period_began() -> None:
    of = Asked(parse("2026-H1"), date(2026, 3, 1))
    found = list(moments(of, datetime(2026, 4, 12, tzinfo=UTC), Language.EN))
    assert [choice.code for choice in found] == ["2026-04-01", "2026-03-01", "2026-02-01"]
    assert [choice.code for choice in found if choice.chosen] == ["2026-03-01"]


def test_before_each_period_comes_one_of_the_same_length() -> None:
    before = {"2026-H1": "2025-H2", "2026-H2": "2026-H1", "2026-Q1": "2025-Q4", "2026": "2025",
              "2026-Q3": "2026-Q2", "2026-01": "2025-12", "2026-11": "2026-10"}  # fmt: skip
    assert {code: previous(parse(code)).code for code in before} == before


def test_periods_of_an_invented_year_are_said_to_be_in_both_languages() -> None:
    year = (date(2019, 7, 1), date(2020, 6, 30))
    dutch, english = Named(Language.NL, year), Named(Language.EN, year)
    assert dutch.period(parse("2020-H1")) == "1e helft van 2020 (verzonnen)"
    assert english.period(parse("2020-06")) == "June 2020 (invented)"
    assert dutch.period(parse("2019")) == "2019 (deels verzonnen)"
    assert english.short(parse("2019-H2")) == "half 2|2019|invented"
    for code in ("2019-H1", "2020-07", "2020-H2"):
        assert "verzonnen" not in dutch.period(parse(code))


def test_nothing_is_said_to_be_invented_where_nothing_is() -> None:
    assert Named(Language.NL).period(parse("2020-H1")) == "1e helft van 2020"
