"""A talk proposed, confirmed and invited to over HTTP; what makes distance less."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from icalendar import Calendar

from continuous_line.codes import Role
from continuous_line.codes_directory import VisitKind
from continuous_line.contracts import directory, profile

AZC, ROERMOND, ZWOLLE = "azc-weert", "GM0957", "GM0193"
TWELFTH, NINETEENTH = "2026-05-12T10:00:00Z", "2026-05-19T13:30:00Z"
PLAN = {"mode": "in-person", "scenario": "combined", "scheduledFor": TWELFTH}


@pytest.fixture
async def case(world, clock) -> str:
    """On the first of May: linked, all known to each other, the profile sent, no talk planned."""
    person = uuid4()
    case = await world.owned(person)
    await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    await world.roermond.post(f"{case}/first-contacts")
    sent = profile.ProfileSent(
        occurred_at=world.resources.clock.now(), municipality=ROERMOND, profile_version=1
    )
    await world.hear(sent, str(person))
    clock.set("2026-05-01")
    return case


async def read_file(somebody, plan: str, **query: str):
    """The calendar and its one entry, and the answer's headers."""
    answer = await somebody.client.get(f"{plan}/invitation", params=query)
    assert answer.status_code == 200, answer.text
    calendar = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry, answer.headers


@pytest.mark.scenario("S-H2")
async def test_the_azc_proposes_three_moments_and_the_municipality_chooses_one(world, case) -> None:
    plan = await world.case_manager.post(
        f"{case}/handovers", mode="in-person", place="reception-centre", language="ti",
        interpreter=True, moments=[NINETEENTH, TWELFTH, "2026-05-26T10:00:00Z"],
    )  # fmt: skip
    shown = await world.roermond.get(plan)
    assert (shown["state"], shown["scenario"]) == ("proposed", None)
    assert shown["moments"] == [TWELFTH, NINETEENTH, "2026-05-26T10:00:00Z"]
    assert (await world.case_manager.get(case))["turn"] == "client-manager"
    path = f"{case}/handover-confirmations"
    assert await world.roermond.refused(path) == (409, "moment-needed")
    assert await world.roermond.refused(path, moment=NINETEENTH) == (409, "scenario-needed")
    await world.roermond.post(path, moment=NINETEENTH, scenario="quick-start")
    plans = (await world.case_manager.get(f"{case}/handovers"))["items"]
    assert [one["state"] for one in plans] == ["confirmed", "replaced"]
    agreed = plans[0]
    assert (agreed["scheduledFor"], agreed["scenario"]) == (NINETEENTH, "quick-start")
    assert (agreed["language"], agreed["interpreter"]) == ("ti", True)
    assert (agreed["proposedBy"], agreed["confirmedBy"]) == ("case-manager", "client-manager")
    assert (await world.case_manager.get(case))["plannedFor"] == NINETEENTH


async def test_without_a_scenario_nothing_is_published_until_it_is_chosen(world, case) -> None:
    plan = await world.case_manager.post(
        f"{case}/handovers", mode="in-person", scheduledFor=TWELFTH
    )
    assert "HandoverPlanned" not in await world.tvs.types(case)
    await world.roermond.post(f"{case}/handover-confirmations", scenario="combined")
    public = await world.tvs.last(case, "HandoverPlanned")
    assert public["data"]["replaces"] == plan.rpartition("/")[2]


async def test_a_proposal_that_the_other_side_answers_with_another_waits_for_the_first(
    world, case
) -> None:
    await world.roermond.post(f"{case}/handovers", **PLAN)
    await world.case_manager.post(f"{case}/handovers", mode="in-person", scheduledFor=NINETEENTH)
    path = f"{case}/handover-confirmations"
    assert await world.case_manager.refused(path) == (403, "other-side")
    assert (await world.case_manager.get(case))["turn"] == "client-manager"
    await world.roermond.post(path, scenario="combined")
    assert (await world.case_manager.get(case))["plannedFor"] == NINETEENTH


@pytest.mark.scenario("S-H5")
async def test_by_phone_is_planned_only_with_a_reason(world, case) -> None:
    path, plan = f"{case}/handovers", PLAN | {"mode": "phone"}
    assert await world.roermond.refused(path, **plan) == (409, "reason-needed")
    made = await world.roermond.post(path, **plan, reason="distance")
    assert (await world.roermond.get(made))["reason"] == "distance"


async def test_before_there_is_anybody_to_confirm_the_azc_is_told_whom_it_needs(
    world, clock
) -> None:
    case = await world.owned()
    clock.set("2026-05-01")
    problem = await world.case_manager.problem(f"{case}/handovers", **PLAN)
    assert (problem["code"], problem["needs"]) == ("client-manager-needed", ["client-manager"])


async def test_after_the_move_a_talk_is_planned_with_a_warning(world, case) -> None:
    before = await world.roermond.post(f"{case}/handovers", **PLAN)
    assert (await world.roermond.get(before))["warnings"] == []
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-30")
    after = await world.roermond.post(f"{case}/handovers", **PLAN)
    assert (await world.roermond.get(after))["warnings"] == ["after-move"]


@pytest.mark.scenario("S-H21")
async def test_a_household_is_planned_and_confirmed_in_one_act(world, clock) -> None:
    persons, household = [uuid4() for _ in range(4)], uuid4()
    for person in persons:
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=household
        )
        await world.hear(joined, str(person))
    cases = [await world.owned(person) for person in persons]
    clock.set("2026-05-01")
    others = [case.rpartition("/")[2] for case in cases[1:]]
    await world.roermond.post(f"{cases[0]}/handovers", **PLAN, members=others)
    await world.case_manager.post(f"{cases[0]}/handover-confirmations", members=others)
    for case in cases:
        assert (await world.case_manager.get(case))["plannedFor"] == TWELFTH
    stranger = (await world.owned()).rpartition("/")[2]
    refusal = await world.roermond.refused(f"{cases[0]}/handovers", **PLAN, members=[stranger])
    assert refusal == (409, "not-one-household")


async def test_distance_waiting_cases_and_visits_are_shown_before_planning(
    world, case, clock
) -> None:
    await world.places()
    waiting = sorted([await world.link(), await world.link()])
    await world.link(to=ZWOLLE)
    held = await world.link()
    await world.case_manager.post(
        f"{held}/handover-outcomes", mode="phone", attended=[], reason="distance"
    )

    async def visits(organiser: str, day: int, invited: tuple[str, ...] = ()) -> tuple[str, object]:
        visit = str(uuid4())
        event = directory.VisitScheduled(
            occurred_at=world.resources.clock.now(), kind=VisitKind.VISIT, azc=AZC,
            organiser=organiser, starts_at=datetime(2026, 5, day, 8, tzinfo=UTC), invited=invited,
        )  # fmt: skip
        return visit, await world.hear(event, visit)

    await visits(ZWOLLE, 11)
    await visits(ROERMOND, 12)
    await visits("coa", 20, (ZWOLLE, ROERMOND))
    called_off, _ = await visits(ROERMOND, 26)
    now = world.resources.clock.now()
    cancelled = await world.hear(directory.VisitCancelled(occurred_at=now, azc=AZC), called_off)
    options = await world.roermond.get(f"{case}/meeting-options")
    assert options["distanceKm"] == pytest.approx(20.6, abs=0.3)
    assert options["waiting"]["count"] == 2
    assert sorted(f"/cases/{id_}" for id_ in options["waiting"]["cases"]) == waiting
    assert [(one["startsAt"][:10], one["own"]) for one in options["visits"]] == [
        ("2026-05-12", True), ("2026-05-20", False),
    ]  # fmt: skip
    await world.hear(
        directory.EventVoided(occurred_at=now, voids=cancelled, reason="mistake"),
        called_off,
        "directory",
    )
    clock.set("2026-05-13")
    options = await world.case_manager.get(f"{case}/meeting-options")
    assert [one["startsAt"][:10] for one in options["visits"]] == ["2026-05-20", "2026-05-26"]


async def test_who_moves_along_is_not_counted_as_another_who_waits(world, clock) -> None:
    persons, household = [uuid4(), uuid4()], uuid4()
    for person in persons:
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=household
        )
        await world.hear(joined, str(person))
    case, _ = [await world.link(person) for person in persons]
    options = await world.case_manager.get(f"{case}/meeting-options")
    assert options["waiting"] == {"count": 0, "cases": []}


async def test_an_invitation_stays_one_entry_while_the_talk_is_planned_anew(world, case) -> None:
    await world.places()
    plan = await world.roermond.post(f"{case}/handovers", **PLAN, language="ti", interpreter=True)
    calendar, first, headers = await read_file(world.case_manager, plan)
    assert (calendar["METHOD"], first["STATUS"]) == ("REQUEST", "TENTATIVE")
    assert headers["content-type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert first["DTSTART"].dt == datetime(2026, 5, 12, 10, tzinfo=UTC)
    assert "Van Weert naar GM0957" in first["DESCRIPTION"]
    await world.case_manager.post(
        f"{case}/handovers", mode="in-person", scheduledFor=NINETEENTH, interpreter=True
    )
    await world.roermond.post(f"{case}/handover-confirmations", scenario="combined")
    for address in (plan, await last_plan(world, case)):
        _, moved, _ = await read_file(world.roermond, address, language="en")
        assert moved["UID"] == first["UID"]
        assert moved["SEQUENCE"] > first["SEQUENCE"]
        assert (moved["STATUS"], moved["DTSTART"].dt.day) == ("CONFIRMED", 19)
        assert "An interpreter is needed." in moved["DESCRIPTION"]


async def test_a_plan_taken_back_is_cancelled_in_the_calendar(world, case) -> None:
    plan = await world.roermond.post(f"{case}/handovers", **PLAN)
    _, before, _ = await read_file(world.roermond, plan)
    event = plan.replace("/handovers/", "/events/")
    await world.roermond.post(f"{event}/voidings", reason="mistake")
    calendar, after, headers = await read_file(world.roermond, plan)
    assert (calendar["METHOD"], after["STATUS"]) == ("CANCEL", "CANCELLED")
    assert headers["content-type"].endswith("method=CANCEL")
    assert (after["UID"], after["SEQUENCE"]) > (before["UID"], before["SEQUENCE"])
    assert (await world.roermond.get(plan))["state"] == "taken-back"


async def test_an_invitation_names_no_person(world, case) -> None:
    person = (await world.case_manager.get(case))["permitHolderId"]
    plan = await world.roermond.post(f"{case}/handovers", **PLAN)
    content = (await world.roermond.client.get(f"{plan}/invitation")).text
    assert person not in content
    for staff in ("cm-1", "km-1", "coa-case-manager"):
        assert staff not in content


async def test_a_plan_that_is_none_or_that_is_not_theirs_is_found_by_nobody(world, case) -> None:
    plan = await world.roermond.post(f"{case}/handovers", **PLAN)
    link = (await world.tvs.last(case, "MunicipalityLinked"))["id"]
    for address in (f"{case}/handovers/{uuid4()}", f"{case}/handovers/{link}"):
        problem = await world.roermond.problem(address, "GET")
        assert (problem["status"], problem["code"]) == (404, "plan-unknown")
    assert (await world.zwolle.problem(plan, "GET"))["code"] == "case-unknown"
    other = await world.owned()
    elsewhere = f"{other}/handovers/{plan.rpartition('/')[2]}"
    assert (await world.roermond.problem(elsewhere, "GET"))["code"] == "plan-unknown"


async def test_of_two_who_act_on_what_they_saw_one_wins_and_the_other_is_told(world, case) -> None:
    seen = (await world.roermond.client.get(case)).headers["ETag"]

    async def proposes(somebody, **more: str) -> object:
        body = PLAN | more
        headers = {"If-Match": seen}
        return await somebody.client.post(f"{case}/handovers", json=body, headers=headers)

    colleague = world.sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    answers = await asyncio.gather(
        proposes(world.roermond), proposes(colleague, scheduledFor=NINETEENTH)
    )
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (201, 412)
    changed = lost.json()["changed"]
    assert [(one["type"], one["organisation"]) for one in changed] == [
        ("HandoverPlanned", ROERMOND)
    ]
    assert (await world.tvs.types(case)).count("HandoverPlanned") == 1


async def last_plan(world, case: str) -> str:
    """The address of the last one."""
    plans = (await world.roermond.get(f"{case}/handovers"))["items"]
    return f"{case}/handovers/{plans[0]['planId']}"
