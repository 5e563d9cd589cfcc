"""What each format has of its own."""

import csv
import io
import json
from zipfile import ZipFile

import openpyxl
import pyarrow.parquet as pq

from report_service.api.schemas_files import FiguresFile
from report_service.domain.definitions import current
from report_service.files.columns import NAMES
from report_service.files.forms import FileFormat, headers, written
from report_service.files.rows import rows_of
from report_service.testing.files import BASIS, NAMED, TOWNS, about

QUERY = "by=municipality&period=2019-H1"


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
