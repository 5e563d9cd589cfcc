"""The formats, and what a file is called."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from continuous_line.days import start_of
from report_service.files.about import About
from report_service.files.rows import rows_of


class FileFormat(StrEnum):
    """As they stand in an address; the second describes the first."""

    CSV = "csv"
    CSVW = "csv-metadata.json"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"


MEDIA_TYPES: Final[Mapping[FileFormat, str]] = {
    FileFormat.CSV: "text/csv; charset=utf-8; header=present",
    FileFormat.CSVW: "application/csvm+json",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSON: "application/json",
    FileFormat.PARQUET: "application/vnd.apache.parquet",
}
_ODD: Final = re.compile(r"[^A-Za-z0-9.-]+")


def query_of(items: Iterable[tuple[str, str]]) -> str:
    """What was asked, written in one way."""
    return urlencode(sorted(items), safe=":")


def written(form: FileFormat, about: About, query: str) -> bytes:
    """The file; libraries are imported when first asked for. `query`: see query_of."""
    rows = rows_of(about.chosen, about.language)
    match form:
        case FileFormat.CSV:
            from report_service.files.csv_file import csv_of

            return csv_of(rows)
        case FileFormat.CSVW:
            from report_service.files.csv_file import description_of

            return description_of(about, _beside(FileFormat.CSV, query))
        case FileFormat.XLSX:
            from report_service.files.xlsx_file import xlsx_of

            return xlsx_of(rows, about)
        case FileFormat.JSON:
            from report_service.files.json_file import json_of

            return json_of(about)
        case FileFormat.PARQUET:
            from report_service.files.parquet_file import parquet_of

            return parquet_of(rows, about)


def headers(form: FileFormat, about: About, query: str) -> dict[str, str]:
    """Under which name a browser saves it, and for CSV where its description is."""
    found = {"Content-Disposition": f'attachment; filename="{name(form, about)}"'}
    if form is FileFormat.CSV:
        address = _beside(FileFormat.CSVW, query)
        found["Link"] = f'<{address}>; rel="describedby"; type="{MEDIA_TYPES[FileFormat.CSVW]}"'
    return found


def name(form: FileFormat, about: About) -> str:
    """`warm-handover_2019-H1_municipality_as-of-2019-08-01.csv`: codes only, of no person."""
    chosen = about.chosen
    parts = [chosen.metric or "figures", chosen.period.code]
    parts += [part for part in (chosen.by, about.code) if part]
    return "_".join(_ODD.sub("-", part) for part in (*parts, f"as-of-{_moment(about)}.{form}"))


def _moment(about: About) -> str:
    as_of, on = about.basis.as_of, about.basis.known_on
    if as_of is None or as_of == start_of(on):
        return on.isoformat()
    return as_of.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def _beside(form: FileFormat, query: str) -> str:
    """Seen from another file of the same figures."""
    return f"{form}?{query}" if query else form.value
