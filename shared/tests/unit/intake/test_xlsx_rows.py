"""Spreadsheets as people keep them, and those that mean harm."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from continuous_line.intake.downloads import xlsx
from continuous_line.intake.table import FileUnfit
from continuous_line.intake.xlsx_guard import LARGEST_UNPACKED
from continuous_line.intake.xlsx_rows import read_xlsx

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=10).map(
        lambda text: f"x{text}x"
    ),
)


def saved(fill: Callable[[Any], None]) -> bytes:
    book = Workbook()
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            body = old.read(part)
            new.writestr(part, change(body) if part == name else body, zipfile.ZIP_DEFLATED)
    return written.getvalue()


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """Saved once: a file holds the time of saving, so another one differs, even in length."""
    return saved(lambda book: book.active.append(["a", 1, "b"]))


def refused(content: bytes) -> str:
    with pytest.raises(FileUnfit) as refusal:
        read_xlsx(content)
    return refusal.value.code


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_what_was_saved_is_read_with_days_as_days(rows: list[list[Any]]) -> None:
    content = saved(lambda book: [book.active.append(row) for row in rows])

    (sheet,) = read_xlsx(content)

    def told(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    wanted = {}
    for number, row in enumerate(rows, 1):
        values = [told(value) for value in row]
        while values and values[-1] is None:
            values.pop()
        if values:
            wanted[number] = values
    assert {line.number: list(line.values) for line in sheet.lines} == wanted
    assert sheet.faults == []


def test_every_cell_of_a_merged_range_has_its_value() -> None:
    def fill(book: Any) -> None:
        book.active.append(["Gemeente", "Naam", None])
        book.active.append(["Weert", "een", "x"])
        book.active.append([None, "twee", "y"])
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("B1:C1")

    (sheet,) = read_xlsx(saved(fill))

    assert [line.values for line in sheet.lines] == [
        ("Gemeente", "Naam", "Naam"),
        ("Weert", "een", "x"),
        ("Weert", "twee", "y"),
    ]


def test_a_merger_over_the_whole_sheet_costs_no_more_than_the_sheet() -> None:
    content = saved(lambda book: book.active.append(["one"]))
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = changed(
        content, "xl/worksheets/sheet1.xml", lambda body: body.replace(b"</sheetData>", merged)
    )

    (sheet,) = read_xlsx(content)

    assert len(sheet.lines) == 1


def test_hidden_sheets_are_not_read() -> None:
    def fill(book: Any) -> None:
        book.active.append(["seen"])
        for state in ("hidden", "veryHidden"):
            book.create_sheet(state).append(["unseen"])
            book[state].sheet_state = state

    (sheet,) = read_xlsx(saved(fill))

    assert sheet.lines[0].values == ("seen",)


def test_a_formula_is_never_worked_out_and_without_value_named() -> None:
    def fill(book: Any) -> None:
        book.active.append(["a", "b"])
        book.active.append([1, "=A2+1"])

    (sheet,) = read_xlsx(saved(fill))

    assert [(f.row, f.column, f.code) for f in sheet.faults] == [(2, "B", "formula")]


def test_a_formula_gives_the_value_that_was_saved_with_it() -> None:
    content = saved(lambda book: book.active.append([1, "=A1+1"]))
    content = changed(
        content,
        "xl/worksheets/sheet1.xml",
        lambda body: body.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )

    (sheet,) = read_xlsx(content)

    assert sheet.lines[0].values == (1, 2)
    assert sheet.faults == []


def test_an_error_of_the_spreadsheet_is_a_fault() -> None:
    (sheet,) = read_xlsx(saved(lambda book: book.active.append(["a", "#REF!"])))

    assert [(f.row, f.column) for f in sheet.faults] == [(1, "B")]


def test_a_moment_keeps_its_time_and_a_day_has_none() -> None:
    moments = [datetime(2026, 3, 1, 9, 30), datetime(2026, 3, 1)]  # noqa: DTZ001 - as cells are

    (sheet,) = read_xlsx(saved(lambda book: book.active.append(moments)))

    assert sheet.lines[0].values == ("2026-03-01T09:30:00", "2026-03-01")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = saved(lambda book: book.active.append(["a"]))
    bomb = changed(
        content, "xl/worksheets/sheet1.xml", lambda body: body + b" " * (LARGEST_UNPACKED + 1)
    )

    assert len(bomb) < 1_000_000
    assert refused(bomb) == "file-too-large"


def test_entities_are_never_expanded() -> None:
    content = saved(lambda book: book.active.append(["a"]))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def change(body: bytes) -> bytes:
        return laughs + body.partition(b"?>")[2] if body.startswith(b"<?xml") else laughs + body

    assert refused(changed(content, "xl/worksheets/sheet1.xml", change)) == "file-damaged"
    assert refused(changed(content, "xl/workbook.xml", change)) == "file-damaged"


def test_a_password_is_named() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1")

    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == "file-protected"
    assert refused(ole + b"an older workbook") == "file-old-form"


def test_what_is_no_spreadsheet_is_named() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("letter.txt", "no sheet")

    assert refused(b"PK no archive") == "file-not-spreadsheet"
    assert refused(archive.getvalue()) == "file-not-spreadsheet"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_and_nothing_else(
    workbook: bytes, data: st.DataObject
) -> None:
    content = bytearray(workbook)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with suppress(FileUnfit):
        read_xlsx(bytes(content))


def test_text_that_begins_as_a_formula_stays_text() -> None:
    (sheet,) = read_xlsx(xlsx(["=a", "+31"], [["=1+1", "@x"]]))

    assert [line.values for line in sheet.lines] == [("=a", "+31"), ("=1+1", "@x")]
