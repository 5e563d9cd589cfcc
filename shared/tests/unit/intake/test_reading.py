"""From a file to rows under known columns, every fault with its place and never a value."""

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.intake.downloads import xlsx
from continuous_line.intake.reading import Columns, table_of, twice
from continuous_line.intake.table import LARGEST_FILE, FileUnfit, Row, letter

COLUMNS = Columns(frozenset({"azc", "vNumber", "names.family"}), frozenset({"azc", "vNumber"}))


def refused(content: bytes) -> FileUnfit:
    with pytest.raises(FileUnfit) as refusal:
        table_of(content, COLUMNS)
    return refusal.value


@pytest.mark.parametrize(
    "content",
    [
        b"azc;vNumber;names.family\nweert;1;Demo\n",
        b"azc,vNumber,names.family\nweert,1,Demo\n",
        xlsx(["azc", "vNumber", "names.family"], [["weert", "1", "Demo"]]),
    ],
)
def test_every_form_gives_the_same_rows(content: bytes) -> None:
    table = table_of(content, COLUMNS)

    cells = {"azc": "weert", "vNumber": "1", "names.family": "Demo"}
    assert list(table.rows) == [Row(2, cells)]
    assert table.letters == {"azc": "A", "vNumber": "B", "names.family": "C"}


def test_nested_objects_are_columns_with_dots() -> None:
    line = orjson.dumps({"azc": "weert", "vNumber": "1", "names": {"family": "Demo"}})

    table = table_of(line + b"\n\n" + line, COLUMNS)

    assert [row.number for row in table.rows] == [1, 3]
    assert table.rows[0].cells["names.family"] == "Demo"


def test_a_line_that_is_no_object_is_a_fault_of_its_row() -> None:
    table = table_of(b'{"azc": "weert"}\nnot json\n[1]\n', COLUMNS)

    assert [(fault.row, fault.code) for fault in table.faults] == [
        (2, "json-invalid"),
        (3, "json-invalid"),
    ]


def test_rows_may_stand_below_a_title() -> None:
    table = table_of(b"List of March;;\n;;\nazc;vNumber;\nweert;1;\n", COLUMNS)

    assert [row.number for row in table.rows] == [4]


def test_everything_wrong_with_the_columns_is_named_at_once_and_no_value() -> None:
    refusal = refused(b"azc;azc;names.famly;Jansen Fictief;vNumber\nweert;;;;1")

    told = {(e["field"], e["code"]) for e in refusal.extra["errors"]}
    assert told == {
        ("row 1, column B", "column-twice"),
        ("row 1, column C", "column-unknown"),
        ("row 1, column D", "column-unknown"),
    }
    details = " ".join(error["detail"] for error in refusal.extra["errors"])
    assert "`names.family`" in details
    assert "Fictief" not in str(refusal.extra) + refusal.detail


def test_a_file_without_header_names_what_is_missing() -> None:
    refusal = refused(b"weert;V1\nsneek;V2\n")

    assert {error["code"] for error in refusal.extra["errors"]} == {"column-missing"}
    assert len(refusal.extra["errors"]) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \n ", "file-empty"),
        (b"azc;vNumber\n", "file-empty"),
        (b"x" * (LARGEST_FILE + 1), "file-too-large"),
    ],
)
def test_files_without_rows_or_end_are_refused(content: bytes, code: str) -> None:
    assert refused(content).code == code


def test_a_value_under_no_column_is_a_fault() -> None:
    table = table_of(b"azc;vNumber\nweert;1;stray\n", COLUMNS)

    assert [(f.row, f.column, f.code) for f in table.faults] == [(2, "C", "outside-columns")]


def test_the_second_of_two_equal_values_is_a_fault_that_names_the_first() -> None:
    rows = [Row(n, {"vNumber": v}) for n, v in ((2, "v 1"), (3, "V2"), (4, "V1"), (5, ""))]

    faults = twice(rows, "vNumber", lambda text: text.upper().replace(" ", ""))

    assert [(fault.row, fault.column, fault.detail) for fault in faults] == [
        (4, "vNumber", "Is the same as in row 2.")
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_nothing_else(content: bytes) -> None:
    with suppress(FileUnfit):
        table_of(content, COLUMNS)


@given(st.integers(0, 20_000))
def test_letters_count_as_spreadsheets_do(index: int) -> None:
    from openpyxl.utils import get_column_letter

    if index < 18_278:
        assert letter(index) == get_column_letter(index + 1)
