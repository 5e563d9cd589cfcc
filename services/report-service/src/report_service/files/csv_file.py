"""CSV (RFC 4180, UTF-8) and what describes it (W3C CSV on the Web, Tabular Metadata)."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from report_service.files.about import About
from report_service.files.columns import COLUMNS, NAMES, Column
from report_service.files.rows import Row

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
Value = str | int | Decimal | date | None


def csv_of(rows: Iterable[Row]) -> bytes:
    """A header of machine names; empty is no value; lines end in CR LF."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(NAMES)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return written.getvalue().encode()


def _plain(value: Value) -> Value:
    """What a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def description_of(about: About, address: str) -> bytes:
    """JSON-LD; `address`: of the CSV, as seen from where this is read."""
    told = about.document()
    language = about.language
    found: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": address,
        "dc:title": about.title,
        "dc:description": f"{told['denominators']} {told['suppression']}",
        "dc:license": {"@id": about.basis.licence.url},
        "dc:rights": about.word("licence"),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {"columns": [_described(column, about) for column in COLUMNS]},
        "notes": [told],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _described(column: Column, about: About) -> dict[str, Any]:
    kind: Any = column.kind
    if column.name == "status":
        kind = {"base": "string", "format": "shown|hidden|nobody"}
    return {
        "name": column.name,
        "titles": [column.name, column.title[about.language]],
        "dc:description": column.text[about.language],
        "datatype": kind,
        "null": "",
    }
