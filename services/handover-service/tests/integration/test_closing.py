"""Closing a case, and what comes after it, over HTTP."""

from uuid import uuid4

import pytest

from continuous_line.codes import StayEndReason
from continuous_line.contracts import profile

AZC, ZWOLLE = "azc-weert", "GM0193"
TASKS = [{"task": "language", "party": "client-manager"}]


@pytest.mark.scenario("S-H14")
async def test_coa_closes_only_after_the_receiver_accepted_and_names_who_does_what(
    world, clock
) -> None:
    case = await world.owned()
    closing = {"outcome": "accepted", "overview": "client-manager"}
    path = f"{case}/closings"
    assert await world.case_manager.refused(path, **closing, tasks=TASKS) == (409, "not-accepted")
    await world.roermond.post(f"{case}/acceptances")
    assert await world.case_manager.refused(path, **closing, tasks=TASKS) == (409, "not-moved")
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    assert await world.case_manager.refused(path, **closing) == (409, "tasks-needed")
    closed = await world.case_manager.post(path, **closing, tasks=TASKS)
    assert (await world.roermond.get(closed))["data"]["tasks"] == TASKS
    shown = await world.roermond.get(case)
    assert (shown["state"], shown["turn"], shown["closedOn"]) == ("closed", "nobody", "2026-03-01")
    clock.set("2026-05-30")
    await world.roermond.get(case)
    clock.set("2026-05-31")
    assert (await world.roermond.problem(case, "GET"))["status"] == 403


async def test_a_case_closes_as_left_only_where_the_stay_ended_that_way(world) -> None:
    person = uuid4()
    case = await world.owned(person)
    closing = {"outcome": "left", "overview": "case-manager"}
    path = f"{case}/closings"
    assert await world.case_manager.refused(path, **closing) == (409, "stay-not-ended")
    now = world.resources.clock.now()
    left = profile.StayEnded(occurred_at=now, reason=StayEndReason.LEFT)
    await world.hear(left, str(person))
    await world.case_manager.post(path, **closing)
    other = {"permitHolderId": str(person), "municipality": ZWOLLE, "azc": AZC}
    again = await world.tvs.post("/links", **other, basis="network")
    assert again != case


async def test_who_comes_back_after_the_closing_gets_a_new_case(world, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    await world.roermond.post(f"{case}/acceptances")
    await world.case_manager.post(
        f"{case}/closings", outcome="accepted", overview="client-manager", tasks=TASKS
    )
    clock.set("2026-09-01")
    body = {"permitHolderId": str(person), "municipality": ZWOLLE, "azc": AZC, "basis": "other"}
    assert await world.tvs.refused("/links", **body) == (409, "not-in-reception")
    await world.tvs.post(f"{case}/returns", azc=AZC)
    second = await world.tvs.post("/links", **body)
    assert second != case
    assert (await world.tvs.get(second))["state"] == "linked"


async def test_a_closing_with_outcome_other_needs_a_coded_reason(world) -> None:
    case = await world.owned()
    path, closing = f"{case}/closings", {"outcome": "other", "overview": "case-manager"}
    assert await world.case_manager.refused(path, **closing) == (409, "reason-needed")
    closed = await world.case_manager.post(path, **closing, reason="no-answer")
    later = {"mode": "phone", "reason": "distance"}
    assert await world.case_manager.refused(f"{case}/first-contacts") == (409, "case-closed")
    await world.case_manager.post(f"{closed}/voidings", reason="mistake")
    await world.case_manager.post(f"{case}/handover-outcomes", **later)
