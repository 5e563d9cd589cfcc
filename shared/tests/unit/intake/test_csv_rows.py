"""CSV in every form that spreadsheets and systems write it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.intake.csv_rows import read_csv
from continuous_line.intake.table import MOST_ROWS, FileUnfit

WORDS = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda word: word.strip() == word)


@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read_in_every_delimiter_and_encoding(
    records: list[list[str]], delimiter: str, encoding: str
) -> None:
    records = [["one", "two"], *records]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(records)

    sheet = read_csv(written.getvalue().encode(encoding))

    assert [list(line.values) for line in sheet.lines] == records
    assert [line.number for line in sheet.lines] == list(range(1, len(records) + 1))


def test_windows_text_is_read_where_it_is_no_utf8() -> None:
    sheet = read_csv("naam;plaats\nReneé;’s-Hertogenbosch\n".encode("cp1252"))

    assert sheet.lines[1].values == ("Reneé", "’s-Hertogenbosch")


def test_a_row_has_the_number_that_a_spreadsheet_shows() -> None:
    sheet = read_csv(b'a;b\n"one\nline";2\n\n;;\n3;4\n')

    assert [(line.number, line.values[0]) for line in sheet.lines] == [
        (1, "a"),
        (2, "one\nline"),
        (5, "3"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'a;b\n"never closed;2\n', "csv-invalid"),
        (b"a;b\n\x81\x8d;2\n", "encoding-unknown"),
        (b"a;b\n\x00;2\n", "encoding-unknown"),
        (b"a;b\n" * (MOST_ROWS + 1), "file-too-large"),
        (b"a;" * 300, "file-too-large"),
    ],
)
def test_what_is_no_csv_is_refused_and_named(content: bytes, code: str) -> None:
    with pytest.raises(FileUnfit) as refusal:
        read_csv(content)

    assert refusal.value.code == code
    assert refusal.value.extra["errors"]


def test_a_cell_that_is_too_long_is_a_fault_of_its_row_and_column() -> None:
    sheet = read_csv(b"a;b\n1;" + b"x" * 10_001)

    assert [(f.row, f.column, f.code) for f in sheet.faults] == [(2, "B", "cell-too-long")]
