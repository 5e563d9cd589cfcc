"""What a programme's file may say, and how its faults are named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover_service.domain.programme_reading import read
from handover_service.programme_files import delivered, read_folder, read_folders, read_text

GOOD = """
code = "mine"
version = 1
valid_from = 2026-01-01
source = ["made up for this test"]
name = { nl = "Mijn", en = "Mine" }

[[milestones]]
code = "intake"
name = { nl = "Intake", en = "Intake" }
met_by = ["first-contact"]
counted_from = "linked"
weeks = 2
owed_by = "owner"
"""


def faults(text: str) -> tuple[str, ...]:
    return read_text("mine.toml", text).faults


def test_every_delivered_programme_is_good_and_names_its_source() -> None:
    found = read_folder(delivered())
    assert {one.faults for one in found} == {()}
    codes = {one.programme.code for one in found if one.programme}
    assert codes == {
        "nl-default", "utrecht", "helmond", "kansverkenner", "drechtsteden", "asas", "cas", "asp",
        "migrationsverket", "key-worker", "terugkeerwoningen", "denmark", "ascentria",
        "switzerland", "sunrise",
    }  # fmt: skip
    assert all(one.programme.source for one in found if one.programme)


def test_a_good_file_has_no_faults() -> None:
    assert faults(GOOD) == ()


def test_every_fault_is_named_at_once_with_its_path() -> None:
    text = """
code = "Mine!"
version = 0
valid_from = "2026-01-01"
colour = "red"
name = { nl = "Mijn" }
source = ["made up"]

[[milestones]]
code = "intake"
name = { nl = "Intake", en = "Intake" }
met_by = ["a-wish", "step:none", "milestone:intake"]
counted_from = "milestone:nothing"
weeks = -1
after = ["other"]
owed_by = "somebody"

[[milestones]]
code = "intake"
name = { nl = "Intake", en = "Intake" }
met_by = []
near_days = 3
owed_by = "owner"

[[contacts]]
phase = "first"

[caseload]
norm = 3
low = 5
over = "shout"

[[levels]]
about = "missed"
tell = ["analyst"]
"""
    found = {fault.partition(":")[0] for fault in faults(text)}
    assert found == {
        "code", "version", "valid_from", "colour", "name.en", "milestones[0].met_by[0]",
        "milestones[0].met_by[1]", "milestones[0].met_by[2]", "milestones[0].counted_from",
        "milestones[0].weeks", "milestones[0]", "milestones[0].after[0]", "milestones[0].owed_by",
        "milestones[1].code", "milestones[1].met_by", "milestones[1].near_days",
        "contacts[0].phase", "contacts[0]", "caseload.low", "caseload.over", "levels[0].tell[0]",
    }  # fmt: skip
    assert "milestones[0].counted_from: no such milestone" in faults(text)


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ("days = 3", "milestones[0].weeks: stands beside days: a term is in one of them"),
        ('after = ["intake"]', "milestones[0].after: leads back to itself"),
        ("near_days = true", "milestones[0].near_days: is a whole number from 0 to 36500"),
    ],
)
def test_what_contradicts_itself_is_a_fault(added: str, fault: str) -> None:
    assert faults(GOOD + added) == (fault,)


def test_terms_that_count_from_one_another_never_begin() -> None:
    one = GOOD.replace('"linked"', '"milestone:plan"')
    two = (
        '[[milestones]]\ncode = "plan"\nname = { nl = "Plan", en = "Plan" }\n'
        'met_by = ["plan-agreed"]\ncounted_from = "milestone:intake"\ndays = 1\nowed_by = "owner"'
    )
    assert faults(f"{one}\n{two}") == (
        "milestones[0].counted_from: leads back to itself",
        "milestones[1].counted_from: leads back to itself",
    )


def test_what_is_no_toml_or_no_text_is_one_fault(tmp_path: Path) -> None:
    assert faults("code = ")[0].startswith("file: is no TOML")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "large.toml").write_text("#" * 300_000)
    assert [one.faults for one in read_folder(tmp_path)] == [
        ("file: is larger than 200000 bytes",), ("file: is not UTF-8",),
    ]  # fmt: skip


def test_two_files_with_one_version_are_a_fault_and_ones_own_replaces_a_delivered_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD)
    assert [one.faults for one in read_folder(tmp_path)] == [
        (), ("version: a.toml has the same code and version",),
    ]  # fmt: skip
    (tmp_path / "b.toml").write_text(GOOD.replace('"mine"', '"asp"'))
    names = {one.programme.code: one.name for one in read_folders(tmp_path) if one.programme}
    assert (names["asp"], names["mine"], names["cas"]) == (
        "own/b.toml", "own/a.toml", "delivered/cas.toml",
    )  # fmt: skip


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = (
    "code", "version", "valid_from", "name", "milestones", "contacts", "caseload", "stay",
    "levels", "phases", "steps", "required_items", "met_by", "counted_from", "after",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), values, max_size=8))
def test_nothing_that_a_file_may_hold_makes_the_reading_fail(raw: dict[str, object]) -> None:
    _, found = read(raw)
    assert found
    assert all(": " in fault for fault in found)


@given(st.dictionaries(st.sampled_from(NAMES), values, max_size=8))
def test_nor_where_it_stands_in_a_milestone(inner: dict[str, object]) -> None:
    raw = {"code": "x", "milestones": [inner], "contacts": [inner], "stay": inner}
    assert read(raw)[1]
