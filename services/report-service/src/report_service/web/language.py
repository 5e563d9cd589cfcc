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
_SHORT = {
    Language.NL: {"H": "{number}e helft", "Q": "{number}e kw."},
    Language.EN: {"H": "half {number}", "Q": "Q{number}"},
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


def short(value: Period, language: Language) -> str:
    """For an axis, the year on a line of its own: `1e helft|2019`, `mrt|2019`."""
    year, _, part = value.code.partition("-")
    if not part:
        return year
    if part[0] in "HQ":
        return _SHORT[language][part[0]].format(number=part[1]) + f"|{year}"
    name = MONTHS[language][int(part) - 1]
    return f"{'mrt' if name == 'maart' else name[:3]}|{year}"
