"""From the bytes of a file to rows under the names of their columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from continuous_line.intake.csv_rows import read_csv
from continuous_line.intake.ndjson_rows import read_ndjson
from continuous_line.intake.table import (
    LARGEST_FILE,
    Cell,
    Fault,
    FileUnfit,
    Line,
    Row,
    Sheet,
    Table,
    letter,
)
from continuous_line.intake.xlsx_rows import read_xlsx

_HEADER_WITHIN = 20
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a file may have, and which it must."""

    known: frozenset[str]
    required: frozenset[str]

    def faults(self, names: Iterable[tuple[str, str]], row: int) -> list[Fault]:
        """Of a header, given as (place, name). What is written there may be a person's name where
        a file has no header: it is never repeated."""
        faults, seen = [], set[str]()
        for place, name in names:
            if name not in self.known:
                near = get_close_matches(name, self.known, 1, 0.8)
                hint = f" Is `{near[0]}` meant?" if near else ""
                faults.append(Fault(row, place, "column-unknown", f"Is no known column.{hint}"))
            elif name in seen:
                faults.append(Fault(row, place, "column-twice", f"`{name}` is there already."))
            seen.add(name)
        faults.extend(
            Fault(row, "", "column-missing", f"The column `{name}` is missing.")
            for name in sorted(self.required - seen)
        )
        return faults


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets of a spreadsheet, or the one of a CSV file. Raises FileUnfit."""
    check_size(content)
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_xlsx(content)
    return [read_csv(content)]


def table_of(content: bytes, columns: Columns) -> Table:
    """What kind of file it is shows in its content. Raises FileUnfit with everything amiss."""
    check_size(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_objects(*read_ndjson(content), columns)
    headed = [
        (sheet, header) for sheet in sheets_of(content) if (header := _header(sheet, columns))
    ]
    if len(headed) > 1:
        raise FileUnfit(
            "More than one visible sheet has such rows; leave one.", code="several-sheets"
        )
    if not headed:
        raise FileUnfit(
            "No row names the columns.",
            code="columns-unknown",
            errors=columns.faults([], 0),
        )
    return _under_header(*headed[0], columns)


def check_size(content: bytes) -> None:
    if not content.strip():
        raise FileUnfit("The file is empty.", code="file-empty")
    if len(content) > LARGEST_FILE:
        raise FileUnfit(f"The file has more than {LARGEST_FILE:,} bytes.", code="file-too-large")


def _header(sheet: Sheet, columns: Columns) -> Line | None:
    """The first line that names at least two columns (or as many as have to be there)."""
    least = min(_LEAST_KNOWN, len(columns.required) or 1)
    for line in sheet.lines[:_HEADER_WITHIN]:
        if sum(str(value).strip() in columns.known for value in line.values) >= least:
            return line
    return None


def _under_header(sheet: Sheet, header: Line, columns: Columns) -> Table:
    names = [(letter(i), str(v).strip()) for i, v in enumerate(header.values) if v is not None]
    if faults := columns.faults(names, header.number):
        raise FileUnfit("The columns are not as they should be.", code="columns", errors=faults)
    at = dict(names)
    rows = [
        Row(line.number, _cells(line, at)) for line in sheet.lines if line.number > header.number
    ]
    beside = [
        Fault(line.number, letter(index), "outside-columns", "Stands under no column.")
        for line in sheet.lines
        if line.number > header.number
        for index, value in enumerate(line.values)
        if value is not None and letter(index) not in at
    ]
    inside = (f for f in sheet.faults if f.row > header.number)
    faults = [_named(fault, at) for fault in (*inside, *beside)]
    return _not_empty(Table(rows, {name: place for place, name in names}, faults))


def _cells(line: Line, at: dict[str, str]) -> dict[str, Cell]:
    return {
        at[place]: value
        for index, value in enumerate(line.values)
        if value is not None and (place := letter(index)) in at
    }


def _named(fault: Fault, at: dict[str, str]) -> Fault:
    return Fault(fault.row, at.get(fault.column, fault.column), fault.code, fault.detail)


def _of_objects(rows: list[Row], faults: list[Fault], columns: Columns) -> Table:
    found = list(faults)
    known = columns.known
    kept = []
    for row in rows:
        places = [(f"#{place}", name) for place, name in enumerate(row.cells, 1)]
        strange = Columns(known, frozenset()).faults(places, row.number)
        found.extend(strange)
        kept.append(Row(row.number, {n: v for n, v in row.cells.items() if n in known}))
    return _not_empty(Table(kept, {}, found))


def _not_empty(table: Table) -> Table:
    if not table.rows:
        raise FileUnfit("The file holds no rows.", code="file-empty")
    return table


def twice(rows: Sequence[Row], column: str, normal: Callable[[str], str]) -> list[Fault]:
    """A fault for every row whose value in this column an earlier row has too."""
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        value = normal(row.text(column))
        if not value:
            continue
        earlier = first.setdefault(value, row.number)
        if earlier != row.number:
            detail = f"Is the same as in row {earlier}."
            faults.append(Fault(row.number, column, "twice-in-file", detail))
    return faults
