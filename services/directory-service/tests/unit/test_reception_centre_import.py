from datetime import UTC, date, datetime

from continuous_line.act import Act
from continuous_line.testing.ids import fixed_id
from directory_service.domain.reception_centre import (
    Description,
    ReceptionCentre,
    close,
    register,
    state_of,
)
from directory_service.domain.reception_centre_import import Sheet, Town, plan, read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ACT = Act(fixed_id("event"), NOW, NOW)
TOWNS = [Town("GM0988", "Weert", 51.233, 5.691), Town("GM1711", "Echt-Susteren", 51.1, 5.88)]
HEAD = "azc,name,unit,place,municipality,latitude,longitude,activity_target,opened_on,closed_on\n"
WEERT = Description("Weert", "unit-zuid", "Weert", 51.252, 5.707, 70)


def known(described: Description = WEERT, closed_on: date | None = None) -> ReceptionCentre:
    events = register(ReceptionCentre(), "weert", described, None, ACT)
    if closed_on is not None:
        events += close(state_of(events), closed_on, ACT)
    return state_of(events)


def faults(sheet: Sheet) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in sheet.faults]


def test_semicolons_a_mark_at_the_start_and_decimal_commas_are_read_too() -> None:
    text = (
        "\ufeffazc;name;unit;place;latitude;longitude\nweert;Weert;unit-zuid;Weert;51,252;5,707\n"
    )
    sheet = read(text, [])
    assert (faults(sheet), sheet.lines[0].described.latitude) == ([], 51.252)


def test_every_fault_is_named_by_row_and_column() -> None:
    sheet = read(
        HEAD
        + "weert,Weert,unit-zuid,Weert,,north,5.7,120,2026-3-1,\n"
        + "\n"
        + "a b,,unit-zuid,Nergens,,,,,2026-01-02,2026-01-01\n"
        + "weert,Weert,unit-zuid,Weert,,51,5,,,,too many\n",
        TOWNS,
    )
    assert faults(sheet) == [
        (2, "latitude"), (2, "opened_on"), (2, "activity_target"),
        (4, "name"), (4, "azc"), (4, "latitude"), (4, "closed_on"),
        (5, "closed_on"), (5, "azc"),
    ]  # fmt: skip


def test_a_list_without_its_columns_says_which() -> None:
    assert faults(read("azc,naam\nweert,Weert\n", TOWNS)) == [
        (1, "naam"), (1, "name"), (1, "unit"), (1, "place"),
    ]  # fmt: skip
    assert faults(read("", TOWNS)) == [(1, "azc"), (1, "name"), (1, "unit"), (1, "place")]


def test_without_coordinates_the_centre_point_of_the_municipality_is_taken_and_said() -> None:
    sheet = read(
        HEAD + "weert,Weert,unit-zuid,Weert,,,,,,\necht,Echt,unit-zuid,Echt,GM1711,,,,,\n", TOWNS
    )
    found = plan(sheet, {}, TODAY)
    assert found.located == {"weert": "GM0988", "echt": "GM1711"}
    assert sheet.lines[1].described.longitude == 5.88
    assert found.added == ("weert", "echt")


def test_what_is_known_better_stays() -> None:
    sheet = read(HEAD + "weert,Weert,unit-zuid,Weert,,,,,,\n", TOWNS)
    found = plan(sheet, {"weert": known()}, TODAY)
    assert (found.unchanged, found.located) == (("weert",), {})


def test_a_plan_says_what_is_added_changed_closed_and_left_alone() -> None:
    sheet = read(
        HEAD
        + "weert,Weert,unit-noord,Weert,,51.252,5.707,70,,\n"
        + "echt,Echt,unit-zuid,Echt,,51.1,5.8,,2026-02-01,2026-12-01\n",
        TOWNS,
    )
    found = plan(sheet, {"weert": known(), "sneek": known()}, TODAY)
    assert (found.added, found.changed, found.closed) == (("echt",), ("weert",), ("echt",))
    assert (found.unchanged, found.not_in_file) == ((), ("sneek",))


def test_a_list_opens_no_closed_centre_again() -> None:
    gone = known(closed_on=date(2026, 1, 1))
    sheet = read(HEAD + "weert,Weert,unit-zuid,Weert,,51.252,5.707,,,\n", TOWNS)
    plan(sheet, {"weert": gone}, TODAY)
    assert faults(sheet) == [(2, "closed_on")]
    again = read(HEAD + "weert,Weert,unit-zuid,Weert,,51.252,5.707,,,2026-01-01\n", TOWNS)
    assert plan(again, {"weert": gone}, TODAY).unchanged == ("weert",)
    assert again.faults == []
