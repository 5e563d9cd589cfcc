"""A list of reception centres as a file: read, compared with what is known, every fault named.

CSV with a line of column names; `,` or `;` between fields. A centre that is not in the file is
left alone, for a file may be of one unit. Where coordinates are missing the centre point of the
municipality is taken, named in the column or called like the place.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from typing import Final

from directory_service.domain.reception_centre import Description, ReceptionCentre
from directory_service.domain.validity import on as held_on

COLUMNS: Final = (
    "azc", "name", "unit", "place", "municipality", "latitude", "longitude", "activity_target",
    "opened_on", "closed_on",
)  # fmt: skip
REQUIRED: Final = ("azc", "name", "unit", "place")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODES: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-")


@dataclass(frozen=True, slots=True)
class Fault:
    """`row`: as a spreadsheet counts them, the column names are row 1."""

    row: int
    column: str
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """`municipality`: whose centre point was taken, if one was."""

    row: int
    azc: str
    described: Description
    opened_on: date | None = None
    closed_on: date | None = None
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Town:
    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(slots=True)
class Sheet:
    """What a file holds. `lines` are right where `faults` has none of their rows."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done: codes of reception centres. `located`: by whose centre point."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    closed: tuple[str, ...]
    unchanged: tuple[str, ...]
    not_in_file: tuple[str, ...]
    located: Mapping[str, str]


def read(text: str, towns: list[Town]) -> Sheet:
    """Every line of the file; what cannot be read is among the faults."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)
    sheet = Sheet()
    try:
        rows = list(reader)
    except csv.Error:
        sheet.faults.append(Fault(reader.line_num, "", "is no line of a CSV file"))
        return sheet
    names = [name.strip().lower() for name in rows[0]] if rows else []
    sheet.faults += [
        Fault(1, name, "is not a column of this list") for name in names if name not in COLUMNS
    ]
    sheet.faults += [
        Fault(1, name, "this column is missing") for name in REQUIRED if name not in names
    ]
    if sheet.faults:
        return sheet
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        filled = [cell.strip() for cell in cells]
        row = _Row(number, dict(zip(names, filled, strict=False)), sheet.faults)
        if len(cells) > len(names):
            row.fault(names[-1], "has more fields than the list has columns")
        line = row.line(towns)
        if line.azc in seen:
            row.fault("azc", f"is in row {seen[line.azc]} already")
        seen.setdefault(line.azc, number)
        sheet.lines.append(line)
    return sheet


@dataclass(slots=True)
class _Row:
    number: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, detail: str) -> None:
        self.faults.append(Fault(self.number, column, detail))

    def line(self, towns: list[Town]) -> Line:
        for name in REQUIRED:
            if not self.cells.get(name):
                self.fault(name, "is empty")
            elif len(self.cells[name]) > 200 or not self.cells[name].isprintable():
                self.fault(name, "is too long, or holds what cannot be printed")
        for name in ("azc", "unit"):
            code = self.cells.get(name, "")
            if not (_CODES.issuperset(code) and len(code) <= 64 and code[:1] not in "._:-"):
                self.fault(name, "is no code: letters, digits, `.`, `_`, `:` and `-`")
        latitude, longitude = self._degrees("latitude", 90), self._degrees("longitude", 180)
        town = None
        if latitude is None or longitude is None:
            town = self._town(towns)
        opened_on, closed_on = self._day("opened_on"), self._day("closed_on")
        if opened_on and closed_on and closed_on <= opened_on:
            self.fault("closed_on", "does not lie after opened_on")
        described = Description(
            self.cells.get("name", ""),
            self.cells.get("unit", ""),
            self.cells.get("place", ""),
            town.latitude if town else latitude or 0.0,
            town.longitude if town else longitude or 0.0,
            self._percent("activity_target"),
        )
        taken = town.code if town else None
        return Line(self.number, self.cells.get("azc", ""), described, opened_on, closed_on, taken)

    def _town(self, towns: list[Town]) -> Town | None:
        named = self.cells.get("municipality") or self.cells.get("place") or ""
        column = "municipality" if self.cells.get("municipality") else "latitude"
        found = [town for town in towns if named in (town.code, town.name)]
        if found:
            return found[0]
        self.fault(column, "no coordinates, and no municipality is called so")
        return None

    def _degrees(self, name: str, most: int) -> float | None:
        text = self.cells.get(name, "").replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = most + 1.0
        if not -most <= value <= most:
            self.fault(name, f"is not a number of degrees from -{most} to {most}")
            return 0.0
        return value

    def _percent(self, name: str) -> int | None:
        text = self.cells.get(name, "").rstrip("% ")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and int(text) <= 100):
            self.fault(name, "is not a whole number from 0 to 100")
            return None
        return int(text)

    def _day(self, name: str) -> date | None:
        text = self.cells.get(name, "")
        if not text:
            return None
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self.fault(name, "is not a day written as YYYY-MM-DD")
            return None


def plan(sheet: Sheet, known: Mapping[str, ReceptionCentre], day: date) -> Plan:
    """`day`: from which what changes holds. Adds to the faults what cannot be done."""
    added, changed, closed, unchanged = [], [], [], []
    for line in sheet.lines:
        centre = known.get(line.azc)
        if centre is None or not centre.exists:
            added.append(line.azc)
        elif centre.closed_on is not None:
            if line.closed_on != centre.closed_on:
                detail = f"is closed since {centre.closed_on}; a list opens nothing again"
                sheet.faults.append(Fault(line.row, "closed_on", detail))
            unchanged.append(line.azc)
        elif held_on(centre.versions, day) != completed(line, centre, day):
            changed.append(line.azc)
        elif line.closed_on is None:
            unchanged.append(line.azc)
        if line.closed_on is not None and (centre is None or centre.closed_on is None):
            closed.append(line.azc)
    there = {azc for azc, centre in known.items() if centre.on(day) is not None}
    return Plan(
        tuple(added),
        tuple(changed),
        tuple(closed),
        tuple(unchanged),
        tuple(sorted(there - {line.azc for line in sheet.lines})),
        {
            line.azc: line.municipality
            for line in sheet.lines
            if line.municipality and not _keeps_point(line, known.get(line.azc), day)
        },
    )


def completed(line: Line, centre: ReceptionCentre, day: date) -> Description:
    """What the list leaves out stays as it is known: the target, and a point of its own."""
    held, described = held_on(centre.versions, day), line.described
    if held is None:
        return described
    if described.activity_target is None:
        described = replace(described, activity_target=held.activity_target)
    if _keeps_point(line, centre, day):
        described = replace(described, latitude=held.latitude, longitude=held.longitude)
    return described


def _keeps_point(line: Line, centre: ReceptionCentre | None, day: date) -> bool:
    held = held_on(centre.versions, day) if centre else None
    return line.municipality is not None and held is not None and held.place == line.described.place
