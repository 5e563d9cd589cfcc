"""Periods as a person reads them, in Dutch and in English."""

from continuous_line.web.pages.language import MONTHS, Language
from report_service.domain.period import Period

_ORDINALS = {
    Language.NL: ("1e", "2e", "3e", "4e"),
    Language.EN: ("first", "second", "third", "fourth"),
}
_SPANS = {
    Language.NL: {"H": "{nth} helft van {year}", "Q": "{nth} kwartaal van {year}"},
    Language.EN: {"H": "{nth} half of {year}", "Q": "{nth} quarter of {year}"},
}


def period(value: Period, language: Language) -> str:
    """`1e helft van 2019`."""
    year, _, part = value.code.partition("-")
    if not part:
        return year
    if part[0] in "HQ":
        nth = _ORDINALS[language][int(part[1]) - 1]
        return _SPANS[language][part[0]].format(nth=nth, year=year)
    return f"{MONTHS[language][int(part) - 1]} {year}"
