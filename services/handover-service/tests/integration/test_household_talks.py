"""One talk with a household: an outcome for each member, for some another one."""

from uuid import UUID, uuid4

import pytest

from continuous_line.contracts import profile

ALL_THREE = ["case-manager", "client-manager", "permit-holder"]


@pytest.fixture
async def family(world) -> list[str]:
    """The addresses of the four cases of a household."""
    persons, household = [uuid4() for _ in range(4)], uuid4()
    for person in persons:
        await joins(world, person, household)
    return [await world.owned(person) for person in persons]


async def joins(world, person: UUID, household: UUID) -> None:
    now = world.resources.clock.now()
    joined = profile.HouseholdMemberJoined(occurred_at=now, household_id=household)
    await world.hear(joined, str(person))


def number(case: str) -> str:
    return case.rpartition("/")[2]


@pytest.mark.scenario("S-H21")
async def test_one_talk_is_recorded_for_each_of_four_and_for_some_differently(
    world, family
) -> None:
    here, absent, later, along = family
    await world.case_manager.post(
        f"{here}/handover-outcomes", mode="in-person", attended=ALL_THREE,
        members=[number(case) for case in (absent, later, along)],
        exceptions=[
            {"caseId": number(absent), "mode": "in-person", "attended": ALL_THREE[:2]},
            {"caseId": number(later), "reason": "no-time"},
        ],
    )  # fmt: skip
    found = {case: (await world.tvs.types(case))[2:] for case in family}
    assert found == {
        here: ["WarmHandoverHeld"],
        absent: ["HandoverNotHeld"],
        later: ["HandoverNotHeld"],
        along: ["WarmHandoverHeld"],
    }
    reasons = [
        (await world.tvs.last(case, "HandoverNotHeld"))["data"]["reason"]
        for case in (absent, later)
    ]
    assert reasons == ["party-absent", "no-time"]


async def test_an_exception_about_a_stranger_records_nothing_at_all(world, family) -> None:
    stranger = await world.owned()
    path, body = f"{family[0]}/handover-outcomes", {"mode": "in-person", "attended": ALL_THREE}
    refusal = await world.case_manager.refused(
        path, **body, members=[number(family[1])], exceptions=[{"caseId": number(stranger)}]
    )
    assert refusal == (409, "not-a-member")
    assert (await world.tvs.types(family[1])) == ["MunicipalityLinked", "CaseAssigned"]


@pytest.mark.scenario("S-H21")
async def test_a_reunited_spouse_is_a_case_of_its_own_in_the_same_household(world) -> None:
    first, spouse, household = uuid4(), uuid4(), uuid4()
    await joins(world, first, household)
    here = await world.owned(first)
    await world.case_manager.post(f"{here}/handover-outcomes", mode="in-person", attended=ALL_THREE)
    await joins(world, spouse, household)
    own = await world.owned(spouse)
    assert "handover" in (await world.case_manager.get(own))["missing"]
    assert "handover" not in (await world.case_manager.get(here))["missing"]


@pytest.mark.scenario("S-H20")
async def test_the_closing_talk_of_a_start_module_is_warm_only_with_the_azc(world) -> None:
    case = await world.owned()
    path = f"{case}/handover-outcomes"
    body = {"mode": "in-person", "closesModule": True, "others": ["volunteer", "family"]}
    await world.roermond.post(path, **body, attended=ALL_THREE[1:])
    kept = await world.tvs.last(case, "HandoverNotHeld")
    assert kept["data"]["reason"] == "party-absent"
    assert "handover" in (await world.roermond.get(case))["missing"]
    await world.roermond.post(path, **body, attended=ALL_THREE)
    warm = await world.tvs.last(case, "WarmHandoverHeld")
    assert not {"others", "closesModule"} & warm["data"].keys()
