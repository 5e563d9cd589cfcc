"""Programmes over HTTP: assigned, ended, and what is recorded within them."""

from typing import Any
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import profile

TEXT = "Kan goed koken, zei de werkgever. (verzonnen)"
"""Made up: nobody said it of anybody."""


@pytest.fixture
async def case(world) -> str:
    await world.employ("w-1")
    return await world.owned()


async def periods(world, case: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.case_manager.get(f"{case}/programmes"))["periods"]
    return found


async def flags(world, case: str) -> list[str]:
    return [flag["kind"] for flag in (await world.case_manager.get(f"{case}/programmes"))["flags"]]


async def terms(world, case: str, programme: str = "nl-default") -> dict[str, dict[str, Any]]:
    items = (await world.case_manager.get(f"{case}/terms"))["items"]
    return {item["milestone"]: item for item in items if item["programme"] == programme}


async def test_every_case_runs_on_the_default_without_being_assigned(world, case) -> None:
    assert [period["programme"] for period in await periods(world, case)] == ["nl-default"]
    own = await terms(world, case)
    assert own["housing"]["dueOn"] == "2026-05-10"
    assert own["housing"]["name"]["en"] == "Moved to the municipality"
    assert own["owner"]["state"] == "done"
    assert own["role-card"]["state"] == "not-yet"
    refused = await world.case_manager.refused(f"{case}/programmes", programme="nl-default")
    assert refused == (409, "runs-on-every-case")


@pytest.mark.scenario("S-H24")
async def test_to_cas_and_back_shows_three_periods(world, case, clock) -> None:
    for day, code in (("2026-03-01", "asas"), ("2026-04-01", "cas"), ("2026-05-01", "asas")):
        clock.set(day)
        await world.case_manager.post(f"{case}/programmes", programme=code, worker="w-1")
    shown = [(p["programme"], p["firstOn"], p["lastOn"]) for p in await periods(world, case)]
    assert [one for one in shown if one[0] != "nl-default"] == [
        ("asas", "2026-03-01", "2026-04-01"),
        ("cas", "2026-04-01", "2026-05-01"),
        ("asas", "2026-05-01", None),
    ]
    ended = await world.case_manager.last(case, "ProgrammeEnded")
    assert ended["data"]["reason"] == "other-programme"


@pytest.mark.scenario("S-H25")
async def test_a_thirteenth_case_and_the_eighth_day_without_contact_are_flagged(
    world, clock
) -> None:
    await world.employ("w-1")
    cases = [await world.link() for _ in range(13)]
    for one in cases:
        await world.case_manager.post(f"{one}/programmes", programme="asp", worker="w-1")
    over = [one for one in cases if "caseload-over" in await flags(world, one)]
    assert len(over) == 1
    clock.set("2026-03-08")
    assert "contact-late" not in await flags(world, cases[0])
    clock.set("2026-03-09")
    assert "contact-late" in await flags(world, cases[0])
    await world.case_manager.post(f"{cases[0]}/contacts", programme="asp", worker="w-1")
    assert "contact-late" not in await flags(world, cases[0])
    other = next(one for one in cases if one not in over)
    await world.case_manager.post(f"{other}/programme-endings", programme="asp", reason="completed")
    assert "caseload-over" not in await flags(world, over[0])


@pytest.mark.scenario("S-H26")
async def test_reception_talk_by_the_eighth_and_meeting_by_the_thirty_first(
    world, case, clock
) -> None:
    await world.case_manager.post(f"{case}/programmes", programme="migrationsverket")
    steps = f"{case}/steps"
    await world.case_manager.post(steps, programme="migrationsverket", step="arrival")
    clock.set("2026-03-09")
    own = await terms(world, case, "migrationsverket")
    assert (own["reception-talk"]["dueOn"], own["reception-talk"]["state"]) == (
        "2026-03-08", "late",
    )  # fmt: skip
    assert own["information-meeting"]["dueOn"] == "2026-03-31"
    assert own["decision-told"]["state"] == "not-yet"
    refused = await world.case_manager.refused(steps, programme="migrationsverket", step="no")
    assert refused == (409, "step-unknown")


@pytest.mark.scenario("S-H27")
async def test_a_seventh_contact_is_allowed_and_another_worker_flagged(world, case) -> None:
    await world.case_manager.post(f"{case}/programmes", programme="key-worker", worker="w-1")
    contacts = f"{case}/contacts"
    for _ in range(7):
        await world.case_manager.post(contacts, programme="key-worker", worker="w-1")
    assert await flags(world, case) == []
    own = (await periods(world, case))[-1]
    assert own["count"] == {"held": 7, "least": 3, "most": 6}
    await world.case_manager.post(contacts, programme="key-worker", worker="w-2")
    assert await flags(world, case) == ["other-worker"]


@pytest.mark.scenario("S-H28")
async def test_a_fourth_family_comes_only_for_illness_or_leave_with_an_end(world) -> None:
    await world.employ("w-1")
    household = uuid4()
    persons = [uuid4() for _ in range(5)]
    now = world.resources.clock.now()
    for person in persons[:2]:
        joined = profile.HouseholdMemberJoined(occurred_at=now, household_id=household)
        await world.hear(joined, str(person))
    cases = [await world.link(person) for person in persons]
    body = {"programme": "terugkeerwoningen", "worker": "w-1"}
    for one in cases[:4]:
        await world.case_manager.post(f"{one}/programmes", **body)
    fourth = f"{cases[4]}/programmes"
    problem = await world.case_manager.problem(fourth, **body)
    assert (problem["code"], problem["norm"]) == ("caseload-full", 3)
    assert problem["needs"] == ["reason", "until"]
    for more in ({"reason": "illness"}, {"reason": "caseload", "until": "2026-04-01"}):
        assert (await world.case_manager.refused(fourth, **body, **more))[1] == "caseload-full"
    await world.case_manager.post(fourth, **body, reason="illness", until="2026-04-01")
    assert await flags(world, cases[4]) == ["caseload-over"]
    public = await world.case_manager.last(cases[4], "ProgrammeAssigned")
    assert set(public["data"]) & {"worker", "until", "reason"} == set()


@pytest.mark.scenario("S-H18")
async def test_findings_of_the_third_phase_show_by_source_to_whoever_may_read_them(
    world, case, clock
) -> None:
    manager = world.case_manager
    await manager.post(f"{case}/programmes", programme="helmond", worker="w-1")
    await manager.post(f"{case}/contacts", programme="helmond", worker="w-1")
    assert (await periods(world, case))[-1]["phase"] == "approach"
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    await world.roermond.post(f"{case}/steps", programme="helmond", step="integration-under-way")
    clock.set("2026-06-01")
    assert (await periods(world, case))[-1]["phase"] == "paid-work"
    for source in ("school", "employer"):
        await world.roermond.post(f"{case}/findings", source=source, text=TEXT)
    found = (await world.roermond.get(f"{case}/findings"))["items"]
    assert [(one["source"], one["text"]) for one in found] == [
        ("employer", TEXT), ("school", TEXT),
    ]  # fmt: skip
    assert await world.zwolle.refused(f"{case}/findings", "GET") == (404, "case-unknown")
    from sqlalchemy import text

    async with world.resources.database.reading() as tx:
        stored = await tx.scalars(text("SELECT data::text FROM events"))
        logged = await tx.scalars(text("SELECT manner FROM processing_log"))
        assert not any(TEXT in row for row in stored)
        assert set(logged) >= {"changed", "opened"}


async def test_a_progress_talk_names_the_municipality_and_a_step_can_be_taken_back(
    world, case
) -> None:
    manager = world.case_manager
    await manager.post(f"{case}/programmes", programme="utrecht")
    await manager.post(f"{case}/progress-talks", programme="utrecht")
    talk = await manager.last(case, "ProgressTalkHeld")
    assert talk["data"]["municipality"] == "GM0957"
    await manager.post(f"{case}/steps", programme="utrecht", step="three-way-intake")
    assert (await terms(world, case, "utrecht"))["intake"]["state"] == "done"
    step = (await periods(world, case))[-1]["steps"][0]
    await manager.post(f"{case}/events/{step['id']}/voidings", reason="mistake")
    assert (await terms(world, case, "utrecht"))["intake"]["state"] == "to-do"


async def test_what_is_not_assigned_cannot_be_ended_nor_have_contacts(world, case) -> None:
    manager, asp = world.case_manager, {"programme": "asp"}
    ended = await manager.refused(f"{case}/programme-endings", **asp, reason="stopped")
    assert ended == (409, "not-in-programme")
    assert await manager.refused(f"{case}/contacts", **asp) == (409, "not-in-programme")
    assert (await manager.refused(f"{case}/programmes", programme="no-such")) == (
        404, "programme-unknown",
    )  # fmt: skip
    unknown = await manager.refused(f"{case}/programmes", **asp, worker="nobody")
    assert unknown == (409, "staff-unknown")
    await manager.post(f"{case}/programmes", **asp)
    again = await manager.refused(f"{case}/programmes", **asp)
    assert again == (409, "already-in-programme")


@pytest.mark.scenario("S-H19")
async def test_a_scout_finds_all_who_are_there_and_far_ones_by_phone(world, clock) -> None:
    await world.places()
    near, far = uuid4(), uuid4()
    here = await world.link(near)
    away = await world.link(far, azc="azc-sneek")
    await world.link(uuid4(), to="GM0193")
    scout = world.sign_in([Role.CLIENT_MANAGER], "GM0957", ["GM0957", "azc-weert"])
    day = await scout.get("/scout-days/azc-weert", region="AM33")
    assert [one["caseId"] for one in day["here"]] == [here.rpartition("/")[2]]
    assert [one["caseId"] for one in day["phone"]] == [away.rpartition("/")[2]]
    await scout.post(f"{away}/programmes", programme="kansverkenner")
    await scout.post(f"{away}/contacts", programme="kansverkenner", mode="phone")
    assert "HandoverByPhone" not in await scout.types(away)
    assert "handover" in (await scout.get(away))["missing"]
    assert (await terms_of(scout, away))["first-talk"]["state"] == "done"


async def terms_of(somebody, case: str) -> dict[str, Any]:
    items = (await somebody.get(f"{case}/terms"))["items"]
    return {item["milestone"]: item for item in items if item["programme"] == "kansverkenner"}
