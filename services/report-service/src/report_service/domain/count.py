"""Counting: rules K1 to K5 of docs/scenarios.md over the rows of persons, for one period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from report_service.domain.period import Period
from report_service.domain.places import Places
from report_service.domain.rows import Link, Move, PersonRow

NOT_LINKED = "not-yet-linked"
UNKNOWN = "unknown"


class By(StrEnum):
    """By what the figures can be cut."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    PROVINCE = "province"
    AZC = "azc"


@dataclass(slots=True)
class Cell:
    """The counts of one group. Whoever moved out is in exactly one of four (rule K4)."""

    in_reception: int = 0
    sent: int = 0
    moved: int = 0
    warm: int = 0
    phone: int = 0
    not_held: Counter[str] = field(default_factory=Counter)
    """Persons by the last reason for which no talk was held."""
    unknown: int = 0
    active: int = 0


@dataclass(slots=True)
class Figures:
    """The country, and a cell per code of a place."""

    country: Cell = field(default_factory=Cell)
    cells: dict[str, Cell] = field(default_factory=dict)


def count(
    rows: Iterable[PersonRow],
    period: Period,
    by: By | None = None,
    places: Places | None = None,
    map_on: date | None = None,
) -> Figures:
    """The figures of the period; `map_on`: whose places and mergers (default: its last day)."""
    tally = Tally(period, by, places or Places(), map_on or period.last_on)
    for row in rows:
        tally.add(row)
    return tally.figures


class Tally:
    """Counts one person after the other."""

    def __init__(self, period: Period, by: By | None, places: Places, map_on: date) -> None:
        self._period = period
        self._by = by
        self._places = places
        self._map_on = map_on
        self._keys: dict[str, str] = {}
        self.figures = Figures()

    def add(self, row: PersonRow) -> None:
        self._add_reception(row)
        self._add_move(row)

    def _add_reception(self, row: PersonRow) -> None:
        first, last = self._period.first_on, self._period.last_on
        spell = next((s for s in reversed(row.spells) if s.from_on <= last), None)
        if spell is None or (spell.to_on is not None and spell.to_on < first):
            return
        at: Link | Move | None = None
        if spell.moved and spell.to_on is not None and spell.to_on <= last:
            at = next(move for move in row.moves if move.moved_on == spell.to_on)
        else:
            at = next((link for link in reversed(row.links) if link.from_on <= last), None)
        municipality = None if at is None else at.municipality
        sent = municipality is not None and any(
            sending.sent_on <= last and self._places.same(sending.municipality, municipality, last)
            for sending in row.sendings
        )
        for cell in self._cells(spell.azc, municipality):
            cell.in_reception += 1
            cell.sent += sent

    def _add_move(self, row: PersonRow) -> None:
        first, last = self._period.first_on, self._period.last_on
        move = next((m for m in reversed(row.moves) if first <= m.moved_on <= last), None)
        if move is None:
            return
        warm = phone = False
        reason: str | None = None
        for talks in move.talks:
            if self._places.same(talks.municipality, move.municipality, move.moved_on):
                warm = warm or talks.warm
                phone = phone or talks.phone
                reason = talks.reason or reason
        for cell in self._cells(move.azc, move.municipality):
            cell.moved += 1
            cell.active += move.active
            if warm:
                cell.warm += 1
            elif phone:
                cell.phone += 1
            elif reason is not None:
                cell.not_held[reason] += 1
            else:
                cell.unknown += 1

    def _cells(self, azc: str, municipality: str | None) -> tuple[Cell, ...]:
        if self._by is None:
            return (self.figures.country,)
        if self._by is By.AZC:
            key = azc
        elif municipality is None:
            key = NOT_LINKED
        else:
            key = self._keys.get(municipality) or self._key(municipality)
        return self.figures.country, self.figures.cells.setdefault(key, Cell())

    def _key(self, municipality: str) -> str:
        code = self._places.current(municipality, self._map_on)
        place = self._places.on(code, self._map_on)
        if self._by is By.REGION:
            code = (place and place.region) or UNKNOWN
        elif self._by is By.PROVINCE:
            code = (place and place.province) or UNKNOWN
        self._keys[municipality] = code
        return code
