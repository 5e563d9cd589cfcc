"""Rows to files: the result of an intake, or an export, as CSV, NDJSON or XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

import orjson
from fastapi import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from continuous_line.intake.upload import MEDIA_TYPES

FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in MEDIA_TYPES.values()
        },
    }
}
"""`responses` of a route that gives a file."""
Values = Sequence[str | int | None]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Form(StrEnum):
    CSV = "csv"
    NDJSON = "ndjson"
    XLSX = "xlsx"


def as_file(form: Form, name: str, columns: Sequence[str], rows: Iterable[Values]) -> Response:
    """An answer that browsers save as `name` with the ending of its form."""
    makers = {Form.CSV: _csv, Form.NDJSON: _ndjson, Form.XLSX: xlsx}
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    body = makers[form](columns, rows)
    return Response(body, media_type=MEDIA_TYPES[form], headers=headers)


def xlsx(columns: Sequence[str], rows: Iterable[Values], title: str = "Sheet") -> bytes:
    """Text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for record in (columns, *rows):
        sheet.append([_cell(sheet, value) for value in record])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: str | int | None) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _csv(columns: Sequence[str], rows: Iterable[Values]) -> bytes:
    """With `;` and a BOM, as Dutch spreadsheets open it; what would be a formula is quoted."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    for record in (columns, *rows):
        writer.writerow([_plain(value) for value in record])
    return written.getvalue().encode("utf-8-sig")


def _plain(value: str | int | None) -> str | int | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _ndjson(columns: Sequence[str], rows: Iterable[Values]) -> bytes:
    return b"".join(
        orjson.dumps(dict(zip(columns, record, strict=True))) + b"\n" for record in rows
    )
