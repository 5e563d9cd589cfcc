"""The municipalities of the reference data, and files made up from rows."""

import csv
import io
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from openpyxl import Workbook

from directory_service.national_list.naming import Known, Names


def _rows(name: str) -> list[dict[str, str]]:
    text = files("directory_service.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="session")
def names() -> Names:
    today = _rows("municipalities-2026.csv")
    known = [Known(row["code"], row["name"], row["province"]) for row in today]
    known += [
        Known(row["code"], row["name"], row["province"], row["successor_code"])
        for row in _rows("municipality-mergers.csv")
    ]
    regions = {row["labour_market_region"]: row["labour_market_region_code"] for row in today}
    return Names(known, frozenset({"weert"}), regions)


@pytest.fixture(scope="session")
def saved() -> Callable[..., bytes]:
    """`saved(rows, merged=["A1:C1"])`: such a spreadsheet; all people in it are fictitious."""

    def save(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for one in merged:
            book.active.merge_cells(one)
        hidden = book.create_sheet("oud")
        hidden.append(["Gemeente", "Naam", "Telefoon"])
        hidden.append(["Weert", "Verborgen Fictief", "06-12345678"])
        hidden.sheet_state = "hidden"
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    return save
