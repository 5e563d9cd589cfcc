"""The file as people really keep it."""

from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes_directory import ContactKind
from continuous_line.intake.reading import sheets_of
from continuous_line.intake.table import FileUnfit
from directory_service.national_list.listed import Listed, Reading, read
from directory_service.national_list.naming import Names

Saved = Callable[..., bytes]
TITLE: list[list[Any]] = [["FICTIEF: landelijke lijst klantmanagers"], ["Stand: maart"], []]
HEADER = ["Gemeente(n)", "Contactpersoon", "Functie", "Tel.nr.", "E-mail"]


@pytest.fixture
def reading(names: Names, saved: Saved) -> Callable[..., Reading]:
    def of(
        rows: list[list[Any]], *, merged: tuple[str, ...] = (), own: frozenset[str] | None = None
    ) -> Reading:
        return read(sheets_of(saved(rows, merged)), names, own or frozenset({"NL"}))

    return of


def codes(reading: Reading, *, note: bool = False) -> list[tuple[int, str, str]]:
    return [(f.row, f.column, f.code) for f in reading.told if f.note is note]


def only(reading: Reading) -> Listed:
    (one,) = reading.listed
    return one


def test_titles_blank_rows_and_hidden_sheets_are_passed_over(reading: Any) -> None:
    row = ["Weert", "Demo Fictief", "Klantmanager", "06-12345678", "demo@weert.example"]

    found = reading([*TITLE, HEADER, [], row, []])

    assert only(found).name == "Demo Fictief"
    assert only(found).places == ("GM0988",)
    assert only(found).rows == (6,)
    assert found.told == []


def test_a_header_may_take_two_lines_with_merged_cells(reading: Any) -> None:
    rows = [
        ["Gemeente", "Klantmanager", "Bereikbaar via", None],
        [None, None, "Mobiel", "Mailadres"],
        ["Weert", "Demo Fictief", "06-12345678", "demo@weert.example"],
    ]

    found = only(reading(rows, merged=("C1:D1", "A1:A2")))

    assert found.phones == ("+31612345678",)
    assert found.mail == "demo@weert.example"


def test_a_municipality_merged_over_two_rows_counts_for_both(reading: Any) -> None:
    rows = [
        HEADER,
        ["Weert", "Een Fictief", None, "06-12345678", None],
        [None, "Twee Fictief", None, "06-12345679", None],
    ]

    found = reading(rows, merged=("A2:A3",))

    assert [one.places for one in found.listed] == [("GM0988",), ("GM0988",)]


def test_a_title_between_the_rows_is_no_contact(reading: Any) -> None:
    rows = [HEADER, ["Limburg"], ["Weert", "Demo Fictief", None, "06-12345678", None]]

    found = reading(rows, merged=("A2:E2",))

    assert [one.name for one in found.listed] == ["Demo Fictief"]
    assert codes(found) == []


def test_double_rows_of_one_person_are_one_contact_for_all_places(reading: Any) -> None:
    rows = [
        HEADER,
        ["Weert", "Demo Fictief", None, "06-12345678", "demo@weert.example"],
        ["Nederweert", "demo fictief", None, None, "Demo@weert.example"],
    ]

    found = reading(rows)

    assert only(found).places == ("GM0946", "GM0988")
    assert only(found).rows == (2, 3)
    assert (3, "", "double-row") in codes(found, note=True)


def test_double_rows_that_contradict_each_other_are_a_fault_of_the_second(reading: Any) -> None:
    rows = [
        HEADER,
        ["Weert", "Demo Fictief", None, "06-12345678", "demo@weert.example"],
        ["Weert", "Demo Fictief", None, None, "other@weert.example"],
    ]

    assert codes(reading(rows)) == [(3, "", "double-row-differs")]


def test_every_fault_has_its_row_and_column_and_never_the_value(reading: Any) -> None:
    rows = [
        HEADER,
        ["Nergenshuizen", "Een Fictief", None, "06-12345678", None],
        ["Weert", "Twee Fictief", None, "06-123", "geen adres"],
        ["Bergen", "Drie Fictief", None, "06-12345678", None],
        [None, "Vier Fictief", None, "06-12345678", None],
    ]

    found = reading(rows)

    assert codes(found) == [
        (2, "A", "municipality-unknown"),
        (3, "D", "phone-invalid"),
        (3, "E", "mail-invalid"),
        (4, "A", "municipality-unknown"),
        (5, "", "no-places"),
    ]
    assert found.listed == []
    assert "Fictief" not in str(found.told)
    assert "Nergens" not in str(found.told)


def test_a_row_outside_the_own_places_is_a_fault(reading: Any) -> None:
    rows = [HEADER, ["Weert, Zwolle", "Demo Fictief", None, "06-12345678", None]]

    found = reading(rows, own=frozenset({"GM0988"}))

    assert codes(found) == [(2, "A", "not-your-place")]
    assert "Zwolle" in found.told[0].detail


def test_a_municipality_without_contact_is_noted(reading: Any) -> None:
    found = reading([HEADER, ["Weert", None, "Klantmanager"]])

    assert codes(found, note=True) == [(2, "", "no-contact")]
    assert found.listed == []


def test_a_region_counts_where_no_municipality_is_named(reading: Any) -> None:
    header = ["Gemeente", "Arbeidsmarktregio", "Naam", "Telefoon"]
    rows = [
        header,
        [None, "Midden-Limburg", "Demo Fictief", "06-12345678"],
        ["Weert", "Zomaar iets", "Ander Fictief", "06-12345679"],
    ]

    found = reading(rows)

    assert [one.places[0][:2] for one in found.listed] == ["AM", "GM"]
    assert codes(found) == []


def test_a_team_has_no_name_and_a_name_may_stand_in_parts(reading: Any) -> None:
    header = ["Gemeente", "Voornaam", "Tussenvoegsel", "Achternaam", "Rol", "Telefoon", "Opm."]
    rows = [
        header,
        ["Weert", "Demo", "van der", "Fictief", "consulent", "06-12345678", None],
        ["Zwolle", None, None, None, "Team statushouders", "14038", None],
        ["Kampen", None, None, None, None, "038-3392999", None],
    ]

    found = reading(rows)

    assert [one.name for one in found.listed] == ["Demo van der Fictief", None, None]
    assert [one.kind for one in found.listed][1:] == [ContactKind.TEAM] * 2
    assert (1, "G", "column-not-read") in codes(found, note=True)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Plaats", "Iets"], ["Weert", "x"]], "columns-unknown"),
        ([HEADER], "file-empty"),
        ([["Naam", "Telefoon"], ["Demo Fictief", "06-12345678"]], "columns-unknown"),
    ],
)
def test_a_file_without_columns_or_rows_is_refused(
    reading: Any, rows: list[list[Any]], code: str
) -> None:
    with pytest.raises(FileUnfit) as refusal:
        reading(rows)
    assert refusal.value.code == code
