"""Numbers, days and moments as a person reads them, in Dutch and in English."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from continuous_line.days import AMSTERDAM


class Language(StrEnum):
    NL = "nl"
    EN = "en"

    @property
    def other(self) -> "Language":
        return Language.NL if self is Language.EN else Language.EN


MONTHS: Final = {
    Language.NL: (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS: Final = {
    Language.NL: ("ma", "di", "wo", "do", "vr", "za", "zo"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


_LASTING: Final = {
    Language.NL: (("dag", "dagen"), ("uur", "uur"), ("minuut", "minuten"), ("seconde", "seconden")),
    Language.EN: (
        ("day", "days"), ("hour", "hours"), ("minute", "minutes"), ("second", "seconds"),
    ),
}  # fmt: skip
_SECONDS: Final = (86_400, 3_600, 60, 1)


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
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def weekday(value: date, language: Language) -> str:
    """`di 3 maart 2027`."""
    return f"{_WEEKDAYS[language][value.weekday()]} {day(value, language)}"


def moment(value: datetime, language: Language) -> str:
    """`di 3 maart 2027, 14:02`, Amsterdam time."""
    local = value.astimezone(AMSTERDAM)
    return f"{weekday(local.date(), language)}, {local:%H:%M}"


def lasting(value: timedelta, language: Language) -> str:
    """`3 minuten`, whole and rounded down, in the largest unit that there are two of."""
    seconds = int(value.total_seconds())
    unit = next((at for at, size in enumerate(_SECONDS) if seconds >= 2 * size), 3)
    many = seconds // _SECONDS[unit]
    return f"{number(many, language)} {_LASTING[language][unit][many != 1]}"


def month_of(text: str) -> int | None:
    """The month that a number or a word names, in either language; three letters will do."""
    given = text.strip().rstrip(".").lower()
    if given.isascii() and given.isdigit():
        return int(given) if 1 <= int(given[:3]) <= 12 else None
    given = {"mrt": "maart", "okt": "oktober"}.get(given, given)
    for months in MONTHS.values():
        for count, name in enumerate(months, 1):
            if len(given) >= 3 and name.lower().startswith(given):
                return count
    return None
