"""From the cells of a row to what it says of a person."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuous_line.codes import Completeness, Section
from continuous_line.intake.table import Row
from profile_service.intake.arrivals import arrival, faults_of
from profile_service.intake.columns import ProfileColumns
from profile_service.intake.values import value_of
from profile_service.sections import load

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
COLUMNS = ProfileColumns(load())
LEAST: dict[str, Any] = {"azc": "weert", "identity.vNumber": "0000000001"}


def row(**cells: Any) -> Row:
    return Row(2, LEAST | {name.replace("__", "."): value for name, value in cells.items()})


@pytest.mark.parametrize(
    ("cell", "schema", "wanted"),
    [
        ("12", {"type": "integer"}, 12),
        ("1,5", {"type": "number"}, 1.5),
        (12, {"type": "integer"}, 12),
        ("ja", {"type": "boolean"}, True),
        ("Nee", {"type": "boolean"}, False),
        ("misschien", {"type": "boolean"}, "misschien"),
        ("5-3-2026", {"type": "string", "format": "date"}, "2026-03-05"),
        ("2026-03-05", {"type": "string", "format": "date"}, "2026-03-05"),
        ("31-02-2026", {"type": "string", "format": "date"}, "31-02-2026"),
        ("b1", {"enum": ["A2", "B1"]}, "B1"),
        (1234567890, {"type": "string"}, "1234567890"),
        ("a | b|", {"type": "array", "items": {"type": "string"}}, ["a", "b"]),
        ("ti|en",
         {"type": "array", "items": {"type": "object", "required": ["language"],
                                     "properties": {"language": {"type": "string"}}}},
         [{"language": "ti"}, {"language": "en"}]),
        ('[{"language": "ti"}]', {"type": "array", "items": {"type": "object"}},
         [{"language": "ti"}]),
    ],
)  # fmt: skip
def test_a_cell_becomes_what_its_field_asks_for(cell: Any, schema: Any, wanted: Any) -> None:
    assert value_of(cell, schema) == wanted


def test_columns_of_a_section_are_its_content() -> None:
    found = arrival(
        row(education__level="higher", education__years="12", wishes__declined="ja"), COLUMNS
    )

    entries = {entry.section: entry for entry in found.entries}
    assert entries[Section.EDUCATION].content == {"level": "higher", "years": 12}
    assert entries[Section.WISHES].content is None
    assert entries[Section.WISHES].completeness is Completeness.COMPLETE
    assert entries[Section.IDENTITY].completeness is Completeness.PARTIAL
    assert found.v_number == "0000000001"


def test_days_are_days_in_amsterdam() -> None:
    found = arrival(row(openedOn="2026-01-05", grantedOn="6/2/2026"), COLUMNS)

    assert found.opened_at == datetime(2026, 1, 4, 23, tzinfo=UTC)
    assert found.granted_on == date(2026, 2, 6)


def test_what_is_declined_and_told_is_a_fault() -> None:
    found = faults_of(row(education__declined="ja", education__level="higher"), COLUMNS, NOW)

    assert [(fault.column, fault.code) for fault in found] == [("education.declined", "declined")]


def test_a_fault_inside_a_list_belongs_to_the_column_of_the_list() -> None:
    found = faults_of(row(identity__languages="Tigrinya"), COLUMNS, NOW)

    assert {fault.column for fault in found} == {"identity.languages"}


def test_health_has_no_column() -> None:
    assert not [name for name in COLUMNS.columns.known if "health" in name]


CELLS = st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.floats(allow_nan=False))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(sorted(COLUMNS.columns.known)), CELLS, max_size=12))
def test_any_row_is_taken_or_told_what_is_wrong_and_never_the_value(cells: dict[str, Any]) -> None:
    one = Row(2, cells)
    found = faults_of(one, COLUMNS, NOW)

    known = COLUMNS.columns.known
    for fault in found:
        assert any(fault.column == n or fault.column.startswith(f"{n}.") or n.startswith(
            fault.column) for n in known)  # fmt: skip
    if not found:
        assert arrival(one, COLUMNS).azc
