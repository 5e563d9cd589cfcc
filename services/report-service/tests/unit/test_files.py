"""Files: what is written can be read again, is the same each time, and holds nothing hidden."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import pyarrow.parquet as pq
import pytest

from report_service.api.schemas_files import FiguresFile
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import conceal, cut, whole
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.domain.wording import PERIOD_RULE, period_rule
from report_service.files.about import About, Basis, Licence
from report_service.files.columns import COLUMNS, NAMES
from report_service.files.forms import MEDIA_TYPES, FileFormat, headers, name, query_of, written
from report_service.files.rows import Chosen, Row, rows_of
from report_service.testing import History, figures_of, noon

PERIOD = parse("2019-H1")
QUERY = "by=municipality&period=2019-H1"
TOWNS = {"GM0957": "AM33", "GM0988": "AM33", "GM0983": "AM34"}
NAMED = {"GM0957": "=HYPERLINK(1)", "GM0988": "@Weert", "GM0983": '\'s-Venlo, "aan" de Maas'}
BASIS = Basis(
    as_of=datetime(2019, 8, 1, 12, tzinfo=UTC),
    known_on=date(2019, 8, 1),
    map_on=date(2019, 6, 30),
    generation=1,
    edition=None,
    rules_version="4-abc",
    definitions_digest="0" * 64,
    positions={"handover": [3] * 12},
    held_back=0,
    minimum=5,
    licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)


def moved(town: str, *, linked: bool = True) -> History:
    person = History("weert", town)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    if linked:
        person.linked("2019-03-02")
        person.sent("2019-03-03")
    person.moved("2019-06-01")
    return person


def about(
    numbers: Sequence[int] = (3, 6, 20),
    *,
    metric: str | None = None,
    language: Any = "en",
    basis: Basis = BASIS,
    linked: bool = True,
) -> About:
    """So many persons to each of the towns, as an analyst may see them by municipality."""
    at = noon("2010-01-01")
    places = Places(
        [
            PlaceFact(town, "municipality", at, town, None, None, NAMED[town], region, region, "L")
            for town, region in TOWNS.items()
        ]
    )
    people = [
        moved(town, linked=linked)
        for town, number in zip(TOWNS, numbers, strict=True)
        for _ in range(number)
    ]
    figures, defined = figures_of(people, PERIOD, places), current()
    hidden = conceal([[figures]], [0], defined, basis.minimum)
    chosen = Chosen(
        period=PERIOD,
        metric=metric,
        country=whole(figures, defined, hidden),
        by=By.MUNICIPALITY,
        cells=cut(figures, By.MUNICIPALITY, defined, hidden),
        names=NAMED,
        definitions=defined,
    )
    return About(chosen, None, basis, language)


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


class TestCsv:
    def test_lines_end_as_the_rfc_says_and_no_cell_begins_a_formula(self) -> None:
        text = written(FileFormat.CSV, about(), QUERY).decode()
        assert text.endswith("\r\n")
        assert text.count("\r\n") == text.count("\n")
        cells = {cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert {"'=HYPERLINK(1)", "'@Weert", NAMED["GM0983"]} <= cells

    def test_its_description_names_every_column_and_all_that_the_others_tell(self) -> None:
        told = about(metric="activity")
        found = json.loads(written(FileFormat.CSVW, told, QUERY))
        assert found["@context"][0] == "http://www.w3.org/ns/csvw"
        assert found["url"] == f"csv?{QUERY}"
        columns = found["tableSchema"]["columns"]
        assert tuple(column["name"] for column in columns) == NAMES
        assert all(column["name"] in column["titles"] for column in columns)
        assert found["notes"] == [told.document()]
        assert found["dc:license"] == {"@id": BASIS.licence.url}
        link = headers(FileFormat.CSV, told, QUERY)["Link"]
        assert link == (
            f'<csv-metadata.json?{QUERY}>; rel="describedby"; type="application/csvm+json"'
        )


class TestXlsx:
    def test_it_has_figures_definitions_and_what_it_is(self) -> None:
        book = openpyxl.load_workbook(
            io.BytesIO(written(FileFormat.XLSX, about(language="nl"), QUERY))
        )
        assert book.sheetnames == ["Cijfers", "Definities", "Over"]
        defined = {row[0] for row in book["Definities"].iter_rows(values_only=True)}
        assert defined >= {*current().metrics, *current().lead_times}
        told = dict(row[:2] for row in book["Over"].iter_rows(values_only=True) if row[0])
        assert told["Zoals bekend op het moment"] == "2019-08-01T12:00:00Z"
        assert "minder dan 5 personen" in told["Wat niet getoond wordt"]
        assert "CC BY 4.0" in told["Licentie"]

    def test_numbers_are_numbers_text_is_text_and_what_is_empty_says_why(self) -> None:
        sheet = openpyxl.load_workbook(
            io.BytesIO(written(FileFormat.XLSX, about(metric="activity"), QUERY))
        ).worksheets[0]
        at = {column: number for number, column in enumerate(NAMES)}
        rows = [row for row in sheet.iter_rows(min_row=2) if row[at["part"]].value is None]
        for row in rows:
            assert row[at["name"]].data_type in ("s", "n")
            reason = row[len(NAMES)].value
            if row[at["status"]].value == "shown":
                assert row[at["denominator"]].data_type == "n"
                assert isinstance(row[at["percent"]].value, (int, float))
                assert reason is None
            else:
                assert reason
        names = {row[at["name"]].value: row[at["name"]].data_type for row in rows}
        assert names["=HYPERLINK(1)"] == "s"

    def test_nothing_in_it_tells_when_or_by_whom_it_was_made(self) -> None:
        with ZipFile(io.BytesIO(written(FileFormat.XLSX, about(), QUERY))) as book:
            assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = book.read("docProps/core.xml").decode()
        assert core.count("1980-01-01T00:00:00Z") == 2
        assert "<dc:creator>Doorlopende Lijn</dc:creator>" in core


class TestParquet:
    def test_columns_have_types_and_the_schema_says_what_it_is(self) -> None:
        told = about(metric="activity")
        schema = pq.read_schema(io.BytesIO(written(FileFormat.PARQUET, told, QUERY)))
        kinds = {field.name: str(field.type) for field in schema}
        assert kinds["denominator"] == "int64"
        assert kinds["percent"] == "double"
        assert kinds["first_on"] == "date32[day]"
        found = json.loads(schema.metadata[b"doorlopende-lijn"])
        assert found.pop("columns").keys() == set(NAMES)
        assert found == told.document()

    def test_its_statistics_are_of_what_is_shown(self) -> None:
        told = about(metric="activity")
        found = pq.ParquetFile(io.BytesIO(written(FileFormat.PARQUET, told, QUERY))).metadata
        shown = [row.denominator for row in rows_of(told.chosen, "en") if row.denominator]
        of = found.row_group(0).column(NAMES.index("denominator")).statistics
        assert (of.min, of.max) == (min(shown), max(shown))
        assert min(shown) == 20


def test_json_has_the_shape_that_the_api_describes() -> None:
    content = written(FileFormat.JSON, about(), QUERY)
    found = FiguresFile.model_validate_json(content)
    assert json.loads(found.model_dump_json()).keys() == json.loads(content).keys()
    assert {cell.code for cell in found.cells} == set(TOWNS)


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
