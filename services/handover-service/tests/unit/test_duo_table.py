"""The conversion table: what it says, and how each of its faults is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.config import Settings
from continuous_line.errors import CannotStart
from handover_service.duo.config import Policy
from handover_service.duo.domain.table import Line, Meaning, Table
from handover_service.duo.domain.table_reading import read
from handover_service.duo.loading import configured, types_about_persons

TYPES = sorted(types_about_persons())
MOVED = "nl.doorlopendelijn.handover.MovedToMunicipality.v1"
SETTINGS = Settings(
    database_url="postgresql://unused", event_log_url="postgresql://unused",
    issuer="https://issuer.example", jwks="https://issuer.example/jwks", secret="unused",
    oin="00000000000000000001",
)  # fmt: skip
EVENTS = st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True)
LINES = st.builds(
    Line, EVENTS, st.sampled_from(Meaning), st.text(max_size=10), st.none() | st.sampled_from(TYPES)
)
TABLES = st.lists(LINES, min_size=1, max_size=5, unique_by=(lambda line: line.event)).filter(
    lambda lines: (
        len([one.made_of for one in lines if one.made_of])
        == len({one.made_of for one in lines if one.made_of})
    )
)


def line(**more: object) -> dict[str, object]:
    return {"event": "SS139", "meaning": "moved"} | more


def faults(*lines: object, **more: object) -> list[str]:
    table, found = read({"events": list(lines)} | more, TYPES)
    assert (table is None) == bool(found)
    return found


def test_the_delivered_table_converts_outflow_into_a_move_and_back_and_notes_arrivals() -> None:
    table = configured(SETTINGS, Policy(table=None, oins={})).table
    assert table.meaning("SS139") is Meaning.MOVED
    assert {table.meaning(event) for event in ("SS120", "SS121")} == {Meaning.NOTED}
    assert table.meaning("SS999") is None
    assert table.event_of(MOVED) == "SS139"
    assert table.event_of("nl.doorlopendelijn.handover.FirstContactMade.v1") is None


def test_every_fault_is_named_with_its_place() -> None:
    found = faults(
        line(event="139", colour="red"), {"about": 5}, "SS120", line(meaning="lost", madeOf="x"),
        version=1,
    )  # fmt: skip
    assert found == [
        "version: is not known here",
        "events[0].colour: is not known here",
        "events[0].event: is two capitals and three digits",
        "events[1].event: is required",
        "events[1].meaning: is required",
        "events[1].about: is no text",
        "events[2]: is no table",
        "events[3].meaning: is one of moved, noted",
        "events[3].madeOf: is no type of a public event about persons",
    ]


def test_an_event_has_one_line_and_what_is_ours_makes_one_event() -> None:
    found = faults(line(madeOf=MOVED), line(), line(event="SS140", madeOf=MOVED))
    assert found == ["event SS139: is there twice", f"madeOf {MOVED}: makes more than one event"]


@pytest.mark.parametrize("raw", [{}, {"events": []}, {"events": "SS139"}])
def test_a_table_without_lines_is_none(raw: dict[str, object]) -> None:
    assert read(raw, TYPES) == (None, ["events: is a list of at least one line"])


@given(TABLES)
def test_what_is_written_as_the_file_says_is_read_as_it_was(lines: list[Line]) -> None:
    written = [
        {"event": one.event, "meaning": one.meaning.value, "about": one.about}
        | ({"madeOf": one.made_of} if one.made_of else {})
        for one in lines
    ]
    assert read({"events": written}, TYPES) == (Table(tuple(lines)), [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["event", "meaning", "about", "madeOf", "x"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["events", "x"]), JSON))
def test_whatever_is_in_a_file_gives_a_table_or_faults(raw: dict[str, object]) -> None:
    table, found = read(raw, TYPES)
    assert (table is None) == bool(found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("events = [", "the file is no TOML"),
        ('[[events]]\nevent = "SS139"\n', "events[0].meaning: is required"),
        (None, "the file cannot be read (FileNotFoundError)"),
    ],
)
def test_with_a_faulty_file_the_service_does_not_start(
    tmp_path: Path, text: str | None, fault: str
) -> None:
    file = tmp_path / "own.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(CannotStart) as refused:
        configured(SETTINGS, Policy(table=file, oins={"duo": "12"}))
    assert fault in str(refused.value)
    assert "DL_HANDOVER_DUO_OINS: duo: an OIN has 20 digits" in str(refused.value)


def test_a_file_of_ones_own_says_what_is_made_of_events(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f'[[events]]\nevent = "SS140"\nmeaning = "moved"\nmadeOf = "{MOVED}"\n')
    table = configured(SETTINGS, Policy(table=file, oins={})).table
    assert table.event_of(MOVED) == "SS140"
    assert table.meaning("SS139") is None


def test_two_organisations_never_have_one_oin() -> None:
    oin = "00000000000000000009"
    with pytest.raises(CannotStart, match="is that of two organisations"):
        configured(SETTINGS, Policy(table=None, oins={"duo": oin, "coa": oin}))
