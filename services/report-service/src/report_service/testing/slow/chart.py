"""The map: which municipality counts under which, and in which larger places it lies."""

from collections.abc import Iterable, Sequence
from datetime import date

from continuous_line.contracts import directory as d
from continuous_line.contracts.base import EventVoided
from report_service.testing.history import Told

LONG_AGO = date(1, 1, 1)


def still_valid(told: Iterable[Told]) -> list[Told]:
    """Those that no other one takes back or replaces."""
    everything = list(told)
    gone = {t.event.voids for t in everything if isinstance(t.event, EventVoided)}
    gone |= {t.event.replaces for t in everything if t.event.replaces is not None}
    return [t for t in everything if t.id not in gone]


class Chart:
    """Of all events about places."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = sorted(still_valid(told), key=lambda t: (_from(t), t.time, str(t.id)))

    def successor(self, code: str, on: date) -> str:
        """Of the municipality on that day: itself where it has not merged."""
        for _ in range(20):
            mergers = [
                t.event
                for t in self._told
                if isinstance(t.event, d.MunicipalityMerged) and t.event.code == code
            ]
            if not mergers or mergers[-1].valid_from > on:
                return code
            code = mergers[-1].successor
        return code

    def town(self, code: str, on: date) -> d.MunicipalityRegistered | None:
        found = [
            t.event
            for t in self._told
            if isinstance(t.event, d.MunicipalityRegistered) and t.event.code == code
        ]
        by_then = [event for event in found if (event.valid_from or LONG_AGO) <= on]
        return by_then[-1] if by_then else found[0] if found else None

    def centre(self, azc: str, on: date) -> d.ReceptionCentreRegistered | None:
        found = [
            t.event
            for t in self._told
            if isinstance(t.event, d.ReceptionCentreRegistered) and t.event.azc == azc
        ]
        by_then = [event for event in found if (event.valid_from or LONG_AGO) <= on]
        return by_then[-1] if by_then else found[0] if found else None

    def towns(self, on: date) -> list[str]:
        """The municipalities of that day."""
        begun = {
            t.event.code
            for t in self._told
            if isinstance(t.event, d.MunicipalityRegistered) and _from(t) <= on
        }
        return sorted(code for code in begun if self.successor(code, on) == code)

    def centres(self, on: date) -> list[str]:
        """The reception centres that are open on that day."""
        begun = {
            t.event.azc
            for t in self._told
            if isinstance(t.event, d.ReceptionCentreRegistered) and _from(t) <= on
        }
        closed = {
            t.event.azc
            for t in self._told
            if isinstance(t.event, d.ReceptionCentreClosed) and t.event.valid_from <= on
        }
        return sorted(begun - closed)


def _from(told: Told) -> date:
    return getattr(told.event, "valid_from", None) or LONG_AGO
