"""Files: what is written can be read again, is the same each time, and holds nothing hidden."""

import csv
import io
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from report_service.domain.definitions import current
from report_service.domain.wording import PERIOD_RULE, period_rule
from report_service.files.about import About
from report_service.files.columns import COLUMNS, NAMES
from report_service.files.forms import MEDIA_TYPES, FileFormat, name, query_of, written
from report_service.files.rows import Row, rows_of
from report_service.testing.files import TOWNS, about

QUERY = "by=municipality&period=2019-H1"


def read(form: FileFormat, content: bytes) -> list[tuple[Any, ...]]:
    """The table in a file, as values of the types that the format has."""
    if form is FileFormat.CSV:
        header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        assert tuple(header) == NAMES
        return [tuple(_of_text(*pair) for pair in zip(NAMES, row, strict=True)) for row in rows]
    if form is FileFormat.XLSX:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        return [tuple(_of_cell(value) for value in row[: len(NAMES)]) for row in rows]
    table = pq.read_table(io.BytesIO(content))
    return [tuple(_of_cell(row[column]) for column in NAMES) for row in table.to_pylist()]


def _of_text(column: str, text: str) -> Any:
    kind = next(one.kind for one in COLUMNS if one.name == column)
    if not text:
        return None
    match kind:
        case "integer":
            return int(text)
        case "decimal":
            return Decimal(text)
        case "date":
            return date.fromisoformat(text)
    return text.removeprefix("'") if text[:2] in ("'=", "'@") else text


def _of_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return Decimal(str(value)) if isinstance(value, float) else value


TABLES = (FileFormat.CSV, FileFormat.XLSX, FileFormat.PARQUET)


@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_read_as_it_was_written(form: FileFormat) -> None:
    told = about()
    rows = [tuple(row) for row in rows_of(told.chosen, "en")]
    assert {row[-1] for row in rows} == {"shown", "hidden", "nobody"}
    assert read(form, written(form, told, QUERY)) == rows


@pytest.mark.parametrize("form", FileFormat)
@pytest.mark.parametrize("metric", [None, "activity", "link-to-move"])
def test_what_is_hidden_changes_no_byte_of_any_file(form: FileFormat, metric: str | None) -> None:
    """So nobody reads it from a file: not from a total, a statistic, a name or its length.

    All figures are of persons without a case: days of cases are counted, not persons.
    """
    linked = metric is not None
    one, other = (about((n, 9 - n, 20), metric=metric, linked=linked) for n in (3, 4))
    hidden = [row for row in rows_of(one.chosen, "en") if row.status == "hidden"]
    assert {row.code for row in hidden} >= {"GM0957", "GM0988"}
    assert written(form, one, QUERY) == written(form, other, QUERY)
    shown = about((3, 6, 21), metric=metric, linked=linked)
    if form is not FileFormat.CSVW:
        assert written(form, one, QUERY) != written(form, shown, QUERY)


@pytest.mark.parametrize("form", FileFormat)
def test_the_same_figures_make_the_same_bytes_at_any_time(
    form: FileFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(form, about(), QUERY)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return cls(2031, 2, 3, 4, 5, 6, tzinfo=tz)

    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    monkeypatch.setattr("time.time", lambda: datetime(2031, 2, 3, tzinfo=UTC).timestamp())
    assert written(form, about(), QUERY) == first


def test_hidden_rows_are_empty_and_say_so() -> None:
    for row in rows_of(about().chosen, "en"):
        numbers = (row.numerator, row.denominator, row.percent, row.number, row.median, row.p90)
        if row.status == "hidden":
            assert numbers == (None,) * 6
            assert row.part is None
        elif row.status == "nobody":
            assert not any(numbers)
            assert row.percent is None


def test_a_file_of_one_metric_has_that_one_alone() -> None:
    rows = rows_of(about(metric="activity").chosen, "en")
    assert {row.metric for row in rows} == {"activity"}
    assert {row.code for row in rows} == {"NL", *TOWNS}
    lead = rows_of(about(metric="link-to-move").chosen, "en")
    country = next(row for row in lead if row.code == "NL")
    assert (country.number, country.median, country.denominator) == (29, 91, None)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_definition_says_what_is_counted_when_and_whence(language: Any) -> None:
    found = about(language=language).definitions
    assert [one.code for one in found] == [*current().metrics, *current().lead_times]
    assert all(one.numerator and one.period and one.source for one in found)
    assert all(period_rule(population, language) for population in PERIOD_RULE)


def test_the_name_of_a_file_says_metric_period_cell_and_moment() -> None:
    told = about(metric="activity")
    assert (
        name(FileFormat.XLSX, told) == "activity_2019-H1_municipality_as-of-2019-08-01T120000Z.xlsx"
    )
    one = About(told.chosen, 'GM"; x=1', told.basis, "en")
    assert '"' not in name(FileFormat.CSV, one).replace("as-of", "")
    assert " " not in name(FileFormat.CSV, one)


def test_a_question_is_written_in_one_way() -> None:
    assert query_of([("period", "2019"), ("by", 'a>"b')]) == "by=a%3E%22b&period=2019"
    assert set(MEDIA_TYPES) == set(FileFormat)


def test_libraries_are_loaded_only_when_a_file_is_asked_for() -> None:
    """So that the service starts as fast as it did."""
    check = (
        "import sys, report_service.main, report_service.files.forms;"
        "sys.exit(any(name in sys.modules for name in ('pyarrow', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_rows_have_a_value_for_every_column() -> None:
    assert Row._fields == NAMES
