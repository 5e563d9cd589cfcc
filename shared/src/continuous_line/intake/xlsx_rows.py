"""XLSX: the visible sheets as lines; merged cells filled, days as days, no formula worked out."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from continuous_line.intake.csv_rows import too_large, too_long
from continuous_line.intake.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Fault,
    FileUnfit,
    Line,
    Sheet,
    letter,
)
from continuous_line.intake.xlsx_guard import (
    check_archive,
    formulas_without_value,
    merged_ranges,
    raw_sheet,
    spread,
)

_EXACT = 1e15


def read_xlsx(content: bytes) -> list[Sheet]:
    """Hidden sheets are not read. Raises FileUnfit."""
    check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_sheets(content))
    except FileUnfit:
        raise
    except Exception as error:
        raise FileUnfit(
            "The file cannot be read as a spreadsheet; open it and save it anew.",
            code="file-damaged",
        ) from error


def _sheets(content: bytes) -> Iterator[Sheet]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            raw = raw_sheet(content, str(getattr(sheet, "_worksheet_path", "")))
            yield _sheet(sheet, raw)
    finally:
        book.close()


def _sheet(sheet: Any, raw: bytes) -> Sheet:
    sheet.reset_dimensions()
    values: dict[int, list[Cell | None]] = {}
    faults: list[Fault] = []
    records = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
    for number, record in enumerate(records, 1):
        found = [_value(value, number, index, faults) for index, value in enumerate(record)]
        while found and found[-1] is None:
            found.pop()
        if found and (number > MOST_ROWS or len(found) > MOST_COLUMNS):
            raise too_large()
        if found:
            values[number] = found
    spread(values, merged_ranges(raw), MOST_COLUMNS)
    for address in formulas_without_value(raw):
        name = address.rstrip("0123456789")
        detail = "Holds a formula without a value; put the value itself."
        faults.append(Fault(int(address[len(name) :]), name, "formula", detail))
    lines = [Line(number, tuple(found)) for number, found in values.items()]
    return Sheet(lines, str(sheet.title), faults)


def _value(value: object, row: int, index: int, faults: list[Fault]) -> Cell | None:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    text = _text(value)
    if text in ERROR_CODES:
        faults.append(Fault(row, letter(index), "formula", "Holds an error of the spreadsheet."))
        return None
    if len(text) > LONGEST_CELL:
        faults.append(too_long(row, index))
        return None
    return text or None


def _text(value: object) -> str:
    """A moment at midnight is a day: that is how spreadsheets keep days."""
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0)
        return (moment.date() if moment.time() == time() else moment).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
