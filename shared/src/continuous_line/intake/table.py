"""Rows with addresses, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from continuous_line.errors import Refused

Cell = str | int | float | bool | list[Any]
"""A value of a row. A day or moment of a spreadsheet is text in ISO 8601."""

LARGEST_FILE = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
MOST_TOLD = 100
"""Faults of a file that one problem document names."""


class Row(msgspec.Struct, frozen=True):
    """`number`: as a person sees it in the file, from 1. Cells that are empty are absent."""

    number: int
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """What is written there, without space around it; empty where nothing is."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()


class Fault(msgspec.Struct, frozen=True, order=True):
    """What is wrong and where. `column`: its name or its letter; `detail` never holds the value.

    `note`: nothing is wrong, but it was understood otherwise than it was written.
    """

    row: int
    column: str
    code: str
    detail: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet before it is known which row holds the names of the columns."""

    number: int
    values: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of one sheet; lines without a value are left out."""

    lines: Sequence[Line]
    title: str = ""
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`letters`: where each column stands in the file, where it has letters."""

    rows: Sequence[Row]
    letters: dict[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


class FileUnfit(Refused):
    """The file as a whole cannot be taken: 400 with every reason in `errors`."""

    status = 400
    code = "file-unfit"

    def __init__(self, detail: str, *, code: str, errors: Sequence[Fault] = ()) -> None:
        told = errors or (Fault(0, "", code, detail),)
        super().__init__(detail, code=code, errors=[_told(fault) for fault in told[:MOST_TOLD]])


def _told(fault: Fault) -> dict[str, str]:
    where = [f"row {fault.row}"] if fault.row else []
    where += [f"column {fault.column}"] if fault.column else []
    place = ", ".join(where)
    return {"in": "body", "field": place, "code": fault.code, "detail": fault.detail}


def letter(index: int) -> str:
    """Of a column counted from 0: A, B, ..., Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
