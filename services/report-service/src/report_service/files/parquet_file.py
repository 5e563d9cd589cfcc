"""Parquet: typed columns; what the file is stands in its schema."""

import io
import json
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from report_service.files.about import About
from report_service.files.columns import COLUMNS, Column
from report_service.files.rows import Row

ABOUT: Final = b"doorlopende-lijn"
"""The key in the schema's metadata; its value is JSON."""
_TYPES: Final = {
    "string": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.float64(),
    "date": pa.date32(),
}


def parquet_of(rows: Sequence[Row], about: About) -> bytes:
    told = {**about.document(), "columns": {c.name: c.text[about.language] for c in COLUMNS}}
    schema = pa.schema(
        [pa.field(column.name, _TYPES[column.kind]) for column in COLUMNS],
        metadata={ABOUT: json.dumps(told, ensure_ascii=False).encode()},
    )
    columns = [
        pa.array(
            [_plain(row[at], column) for row in rows],
            schema.field(at).type,
        )
        for at, column in enumerate(COLUMNS)
    ]
    written = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), written)
    return written.getvalue()


def _plain(value: object, column: Column) -> object:
    return float(str(value)) if column.kind == "decimal" and value is not None else value
