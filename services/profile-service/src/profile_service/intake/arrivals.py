"""From a row to what it says of a person, with every fault by its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from continuous_line.codes import Section
from continuous_line.days import day, start_of
from continuous_line.intake.table import Fault, Row
from profile_service.domain.contents import Entry
from profile_service.intake.columns import (
    AZC,
    GRANTED_ON,
    OPENED_ON,
    REQUIRED,
    Field,
    ProfileColumns,
    declined,
)
from profile_service.intake.values import day_text, value_of, yes
from profile_service.sections import SectionSchema

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`opened_at` None: now. `entries`: of the sections that have any column filled."""

    row: int
    azc: str
    opened_at: datetime | None
    granted_on: date | None
    entries: tuple[Entry, ...]

    @property
    def v_number(self) -> str:
        found = (e.content or {} for e in self.entries if e.section is Section.IDENTITY)
        return str(next(found, {}).get("vNumber", ""))


def arrival(row: Row, columns: ProfileColumns) -> Arrival:
    """What a row says whose faults were looked for before."""
    return Arrival(
        row.number,
        row.text(AZC),
        _moment(_day(row, OPENED_ON)),
        _day(row, GRANTED_ON),
        tuple(_entries(row, columns)),
    )


def faults_of(row: Row, columns: ProfileColumns, now: datetime) -> list[Fault]:
    """All that is wrong with this row by itself."""
    return [*_in_stay(row, now), *_in_sections(row, columns)]


def _in_stay(row: Row, now: datetime) -> Iterator[Fault]:
    for column in sorted(REQUIRED):
        if not row.text(column):
            yield Fault(row.number, column, "missing", "Is required.")
    if row.text(AZC) and not _CODE.fullmatch(row.text(AZC)):
        yield Fault(row.number, AZC, "pattern", "Is no code of a reception centre.")
    for column in (OPENED_ON, GRANTED_ON):
        try:
            found = _day(row, column)
        except ValueError:
            yield Fault(row.number, column, "format", "Is a day, as in 2026-03-05.")
            continue
        if found is not None and found > day(now):
            yield Fault(row.number, column, "ahead-of-now", "Lies ahead of now.")


def _in_sections(row: Row, columns: ProfileColumns) -> Iterator[Fault]:
    for schema in columns.sections:
        fields = columns.fields[schema.section]
        content = _content(row, fields)
        if yes(row.cells.get(declined(schema.section))):
            if content:
                detail = "Says that nothing was told, and yet there is something."
                yield Fault(row.number, declined(schema.section), "declined", detail)
            continue
        if not content:
            continue
        for fault in schema.faults(content):
            steps = [step for step in fault.path if isinstance(step, str)]
            column = ".".join((schema.section.value, *steps))
            yield Fault(row.number, _known(column, fields), fault.code, fault.detail)


def _known(column: str, fields: Sequence[Field]) -> str:
    """A fault deep inside a list belongs to the column of the list."""
    names = [f.column for f in fields if column == f.column or column.startswith(f.column + ".")]
    return max(names, key=len, default=column)


def _entries(row: Row, columns: ProfileColumns) -> Iterator[Entry]:
    for schema in columns.sections:
        if yes(row.cells.get(declined(schema.section))):
            yield schema.declined()
        elif content := _content(row, columns.fields[schema.section]):
            yield _entry(schema, content)


def _entry(schema: SectionSchema, content: Mapping[str, Any]) -> Entry:
    """Without checking again, which costs more than all the rest."""
    missing = tuple(name for name in schema.required if name not in content)
    return Entry(schema.section, schema.version, content, missing)


def _content(row: Row, fields: Sequence[Field]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for field in fields:
        cell = row.cells.get(field.column)
        if cell is None:
            continue
        inside = content
        for step in field.path[:-1]:
            inside = inside.setdefault(step, {})
        inside[field.path[-1]] = value_of(cell, field.schema)
    return content


def _day(row: Row, column: str) -> date | None:
    """Raises ValueError."""
    text = row.text(column)
    return date.fromisoformat(day_text(text)) if text else None


def _moment(on: date | None) -> datetime | None:
    return start_of(on) if on else None
