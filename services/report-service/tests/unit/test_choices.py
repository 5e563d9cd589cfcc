"""The periods to choose from on the page."""

from datetime import date

from report_service.web.view import YEARS, choices

from continuous_line.web.pages.language import Language


def test_a_day_that_a_client_sent_for_none_does_not_fill_the_page() -> None:
    found = choices(date(1, 1, 1), date(2026, 5, 1), None, Language.NL)
    years = [choice.year for choice in found]
    assert years[0] == 2026
    assert len(set(years)) == YEARS


def test_every_year_of_the_data_is_there_the_newest_first() -> None:
    found = choices(date(2018, 12, 31), date(2019, 1, 1), None, Language.EN)
    assert list(dict.fromkeys(choice.year for choice in found)) == [2019, 2018]
