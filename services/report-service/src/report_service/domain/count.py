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
    """By what the figures are cut."""

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

    def include(self, other: "Cell") -> None:
        """Add persons who are in another group."""
        self.in_reception += other.in_reception
        self.sent += other.sent
        self.moved += other.moved
        self.warm += other.warm
        self.phone += other.phone
        self.not_held.update(other.not_held)
        self.unknown += other.unknown
        self.active += other.active


Table = dict[str, Cell]
"""A cell per code of a place."""


@dataclass(slots=True)
class Figures:
    """The country and its cuts; every table adds up to the country.

    `lies_in`: region and province of each municipality in its table.
    """

    country: Cell = field(default_factory=Cell)
    tables: dict[By, Table] = field(default_factory=lambda: {by: {} for by in By})
    lies_in: dict[str, tuple[str, str]] = field(default_factory=dict)


def count(
    rows: Iterable[PersonRow],
    period: Period,
    places: Places | None = None,
    map_on: date | None = None,
) -> Figures:
    """The figures of the period; `map_on`: whose places and mergers (default: its last day)."""
    tally = Tally(period, places or Places(), map_on or period.last_on)
    for row in rows:
        tally.add(row)
    return tally.figures()


class Tally:
    """Counts one person after the other."""

    def __init__(self, period: Period, places: Places, map_on: date) -> None:
        self._first, self._last = period.first_on, period.last_on
        self._places, self._map_on = places, map_on
        self._azcs: Table = {}
        self._municipalities: Table = {}

    def add(self, row: PersonRow) -> None:
        self._add_reception(row)
        self._add_move(row)

    def figures(self) -> Figures:
        """What was counted so far."""
        found = Figures()
        tables = found.tables
        tables[By.AZC] = dict(self._azcs)
        for municipality, cell in self._municipalities.items():
            code, region, province = self._lies_in(municipality)
            for by, key in (By.MUNICIPALITY, code), (By.REGION, region), (By.PROVINCE, province):
                tables[by].setdefault(key, Cell()).include(cell)
            found.lies_in[code] = (region, province)
            found.country.include(cell)
        return found

    def _lies_in(self, municipality: str) -> tuple[str, str, str]:
        """The code under which it counts on the map, its region and its province."""
        if municipality == NOT_LINKED:
            return NOT_LINKED, NOT_LINKED, NOT_LINKED
        code = self._places.current(municipality, self._map_on)
        place = self._places.on(code, self._map_on)
        return (code, UNKNOWN, UNKNOWN) if place is None else (code, place.region, place.province)

    def _cells(self, azc: str, municipality: str | None) -> tuple[Cell, Cell]:
        return (
            self._azcs.setdefault(azc, Cell()),
            self._municipalities.setdefault(municipality or NOT_LINKED, Cell()),
        )

    def _add_reception(self, row: PersonRow) -> None:
        last = self._last
        spell = next((s for s in reversed(row.spells) if s.from_on <= last), None)
        if spell is None or (spell.to_on is not None and spell.to_on < self._first):
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
        moves = reversed(row.moves)
        move = next((m for m in moves if self._first <= m.moved_on <= self._last), None)
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
