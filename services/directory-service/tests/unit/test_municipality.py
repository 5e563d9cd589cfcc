from datetime import UTC, date, datetime

import pytest

from continuous_line.act import Act, AheadOfNow
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.errors import (
    AlreadyRegistered,
    MunicipalityGone,
    SuccessorUnfit,
    UnknownPlace,
)
from directory_service.domain.events import (
    MunicipalityChanged,
    MunicipalityMerged,
    MunicipalityRegistered,
)
from directory_service.domain.municipality import (
    Description,
    Municipality,
    change,
    evolve,
    merge,
    register,
    state_of,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
WEERT = Description("Weert", "Limburg", "AM33", "Midden-Limburg", 51.233, 5.691)
case = Scenario(evolve, Municipality())


def registered(code: str = "GM0988", name: str = "Weert", **more: object) -> MunicipalityRegistered:
    fields: dict[str, object] = {
        "id": ID,
        "at": NOW,
        "code": code,
        "name": name,
        "province": "Limburg",
        "region": "AM33",
        "region_name": "Midden-Limburg",
        "latitude": 51.233,
        "longitude": 5.691,
    }
    return MunicipalityRegistered(**{**fields, **more})  # type: ignore[arg-type]


def merged(code: str, successor: str, on: date) -> MunicipalityMerged:
    return MunicipalityMerged(id=ID, at=NOW, code=code, successor=successor, valid_from=on)


def test_a_municipality_is_registered_once() -> None:
    case.given().when(register, "GM0988", WEERT, None, ACT).then(registered())
    case.given(registered()).when(register, "GM0988", WEERT, None, ACT).then_refused(
        AlreadyRegistered, "already-registered"
    )


def test_a_new_region_holds_from_its_day_and_the_old_one_before() -> None:
    moved = Description("Weert", "Limburg", "AM29", "Noord-Limburg", 51.233, 5.691)
    state = case.given(registered()).state
    (changed,) = change(state, moved, date(2026, 7, 1), ACT)
    assert isinstance(changed, MunicipalityChanged)
    state = evolve(state, changed)
    before, after = state.on(date(2026, 6, 30)), state.on(date(2026, 7, 1))
    assert before is not None
    assert after is not None
    assert (before.region, after.region) == ("AM33", "AM29")


def test_a_change_that_changes_nothing_is_no_event() -> None:
    case.given(registered()).when(change, WEERT, None, ACT).then()


def test_what_is_not_registered_cannot_change() -> None:
    case.given().when(change, WEERT, None, ACT).then_refused(UnknownPlace)


def test_after_its_merger_a_municipality_is_no_more_and_names_its_successor() -> None:
    beemster, purmerend = registered("GM0370", "Beemster"), registered("GM0439", "Purmerend")
    day = date(2022, 1, 1)
    event = merged("GM0370", "GM0439", day)
    case.given(beemster).when(merge, state_of([purmerend]), day, ACT).then(event)
    state = state_of([beemster, event])
    assert state.on(date(2021, 12, 31)) is not None
    assert state.on(day) is None
    assert state.successor == "GM0439"


@pytest.mark.parametrize(
    "successor", [Municipality(), state_of([registered()])], ids=["unknown", "itself"]
)
def test_a_successor_is_another_registered_municipality(successor: Municipality) -> None:
    case.given(registered()).when(merge, successor, date(2026, 1, 1), ACT).then_refused(
        SuccessorUnfit
    )


def test_a_municipality_does_not_merge_into_one_that_merged_itself() -> None:
    gone = state_of([registered("GM0370"), merged("GM0370", "GM0439", date(2022, 1, 1))])
    case.given(registered()).when(merge, gone, date(2023, 1, 1), ACT).then_refused(SuccessorUnfit)


def test_a_merged_municipality_neither_changes_nor_merges_again() -> None:
    given = case.given(registered(), merged("GM0988", "GM1640", date(2022, 1, 1)))
    refusal = given.when(change, WEERT, date(2023, 1, 1), ACT).then_refused(MunicipalityGone)
    assert refusal.extra == {"successor": "GM1640"}
    given.when(merge, state_of([registered("GM1711")]), date(2023, 1, 1), ACT).then_refused(
        MunicipalityGone
    )


def test_nothing_is_recorded_ahead_of_now() -> None:
    with pytest.raises(AheadOfNow):
        Act(ID, NOW.replace(hour=10), NOW)
