"""A period of a demo's invented year, said as such beside its name; elsewhere there is none."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from continuous_line.web.pages.language import Language
from report_service.domain.period import Period
from report_service.web import language as say

_WHOLE: Final = {Language.NL: "verzonnen", Language.EN: "invented"}
_PART: Final = {Language.NL: "deels verzonnen", Language.EN: "partly invented"}


@dataclass(frozen=True, slots=True)
class Named:
    """Periods by their names in one language; `invented` is the first and last day of a year that
    nothing was published about, None outside a demo."""

    language: Language
    invented: tuple[date, date] | None = None

    def period(self, value: Period) -> str:
        """`2e helft van 2019 (verzonnen)`."""
        mark = self._mark(value)
        name = say.period(value, self.language)
        return f"{name} ({mark})" if mark else name

    def short(self, value: Period) -> str:
        """For an axis: `2e helft|2019|verzonnen`."""
        mark = self._mark(value)
        name = say.short(value, self.language)
        return f"{name}|{mark}" if mark else name

    def _mark(self, value: Period) -> str | None:
        if self.invented is None:
            return None
        first, last = self.invented
        if first <= value.first_on and value.last_on <= last:
            return _WHOLE[self.language]
        if value.first_on <= last and first <= value.last_on:
            return _PART[self.language]
        return None
