"""Numbers, days and periods as a person reads them, in Dutch and in English."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from continuous_line.days import AMSTERDAM
from report_service.domain.period import Period


class Language(StrEnum):
    NL = "nl"
    EN = "en"


_MONTHS = {
    Language.NL: (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS = {
    Language.NL: ("ma", "di", "wo", "do", "vr", "za", "zo"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_ORDINALS = {
    Language.NL: ("1e", "2e", "3e", "4e"),
    Language.EN: ("first", "second", "third", "fourth"),
}
_SPANS = {
    Language.NL: {"H": "{nth} helft van {year}", "Q": "{nth} kwartaal van {year}"},
    Language.EN: {"H": "{nth} half of {year}", "Q": "{nth} quarter of {year}"},
}


def number(value: int, language: Language) -> str:
    """2550 → 2.550, or 2,550 in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language is Language.NL else text


def percent(numerator: int, denominator: int) -> str:
    """Without decimals; the denominator is never 0."""
    share = Decimal(100 * numerator) / denominator
    return f"{share.quantize(Decimal(1), ROUND_HALF_UP)}%"


def day(value: date, language: Language) -> str:
    """`3 maart 2027`."""
    return f"{value.day} {_MONTHS[language][value.month - 1]} {value.year}"


def moment(value: datetime, language: Language) -> str:
    """`di 3 maart 2027, 14:02`, Amsterdam time."""
    local = value.astimezone(AMSTERDAM)
    weekday = _WEEKDAYS[language][local.weekday()]
    return f"{weekday} {day(local.date(), language)}, {local:%H:%M}"


def period(value: Period, language: Language) -> str:
    """`1e helft van 2019`."""
    year, _, part = value.code.partition("-")
    if not part:
        return year
    if part[0] in "HQ":
        nth = _ORDINALS[language][int(part[1]) - 1]
        return _SPANS[language][part[0]].format(nth=nth, year=year)
    return f"{_MONTHS[language][int(part) - 1]} {year}"
