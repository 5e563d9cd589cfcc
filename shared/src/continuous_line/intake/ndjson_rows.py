"""NDJSON: an object per line; what is nested gets names with dots, as columns have them."""

from collections.abc import Iterator
from typing import Any

import orjson

from continuous_line.intake.csv_rows import decoded, too_large
from continuous_line.intake.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Fault, Row

DEEPEST = 4


def read_ndjson(content: bytes) -> tuple[list[Row], list[Fault]]:
    """A row number is that of the line. A line that is no object is a fault of its row."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, line in enumerate(decoded(content).split("\n"), 1):
        if not line.strip():
            continue
        if len(rows) >= MOST_ROWS:
            raise too_large()
        try:
            found = orjson.loads(line)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            faults.append(Fault(number, "", "json-invalid", "Is not a JSON object on one line."))
            rows.append(Row(number, {}))
            continue
        cells = dict(_flat(found, "", DEEPEST))
        if len(cells) > MOST_COLUMNS:
            raise too_large()
        rows.append(Row(number, cells))
        faults.extend(
            Fault(number, f"#{place}", "cell-too-long", f"Holds over {LONGEST_CELL} characters.")
            for place, value in enumerate(cells.values(), 1)
            if len(str(value)) > LONGEST_CELL
        )
    return rows, faults


def _flat(found: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Cell]]:
    for name, value in found.items():
        if isinstance(value, dict) and depth:
            yield from _flat(value, f"{prefix}{name}.", depth - 1)
        elif value is not None and value not in ("", [], {}):
            yield f"{prefix}{name}", str(value) if isinstance(value, dict) else value
