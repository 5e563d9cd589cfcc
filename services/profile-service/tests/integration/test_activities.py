"""Wished for, planned, done, and what becomes of it with the move, over HTTP."""

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import EventVoided

AZC, OTHER_AZC = "weert", "sneek"
ROERMOND = "GM0957"
VOLUNTEERING = {
    "activityType": "volunteering",
    "setting": "external",
    "startedOn": "2026-02-02",
    "continuesAfterMove": True,
}
SAFETY = {
    "activityType": "training",
    "provider": "vluchtelingenwerk",
    "trainingCode": "work-safety",
    "startsOn": "2026-06-01",
}


@pytest.mark.scenario("S-P11")
async def test_after_a_short_move_the_client_manager_finds_the_volunteering_open(world) -> None:
    profile, person = await world.sent()
    activity = await world.author.post(f"{profile}/activities", **VOLUNTEERING)
    await world.moved(person, 8.0)
    found = await world.roermond.get(activity)
    assert (found["state"], found["afterMove"], found["endedOn"]) == ("open", "goes-on", None)
    (listed,) = (await world.roermond.get(f"{profile}/activities", state="open"))["items"]
    assert listed == found


@pytest.mark.scenario("S-P11")
async def test_after_a_far_move_it_is_experience_until_the_move_is_corrected(world, clock) -> None:
    profile, person = await world.sent()
    activity = await world.author.post(f"{profile}/activities", **VOLUNTEERING)
    clock.set("2026-03-10")
    far = await world.moved(person, 140.0)
    found = await world.roermond.get(activity)
    assert (found["state"], found["endReason"]) == ("experience", "moved")
    assert found["endedOn"] == "2026-03-10"
    ended = await world.author.last(profile, "ActivityEnded")
    assert (ended["organisation"], ended["data"]["reason"]) == ("coa", "moved")
    near = await world.moved(person, 8.0, replaces=far)
    assert (await world.roermond.get(activity))["state"] == "open"
    voided = EventVoided(occurred_at=world.now, voids=near, reason="mistake")
    await world.hear(voided, person)
    found = await world.author.get(activity)
    assert (found["state"], found["afterMove"]) == ("open", None)


@pytest.mark.scenario("S-P11")
async def test_where_the_distance_is_unknown_it_stays_open_and_says_so(world) -> None:
    profile, person = await world.sent()
    activity = await world.author.post(f"{profile}/activities", **VOLUNTEERING)
    await world.moved(person, None)
    found = await world.roermond.get(activity)
    assert (found["state"], found["afterMove"]) == ("open", "unknown")


async def test_what_is_recorded_after_the_move_ends_with_it_as_well(world) -> None:
    profile, person = await world.sent()
    await world.moved(person, 140.0)
    activity = await world.author.post(f"{profile}/activities", **VOLUNTEERING)
    found = await world.author.get(activity)
    assert (found["endReason"], found["endedOn"]) == ("moved", "2026-03-01")
    assert (await world.author.types(profile))[-2:] == ["ActivityRecorded", "ActivityEnded"]


@pytest.mark.scenario("S-P14")
async def test_planning_a_training_that_was_done_before_is_warned_of(world) -> None:
    profile, person = await world.sent()
    done = await world.author.post(
        f"{profile}/activities",
        activityType="training",
        setting="internal",
        startedOn="2026-02-02",
        endedOn="2026-02-20",
        provider="coa",
        trainingCode="work-safety",
    )
    wanted = {name: value for name, value in SAFETY.items() if name != "startsOn"}
    answer = await world.roermond.client.post(f"{profile}/planned-activity-previews", json=wanted)
    (warned,) = answer.json()["warnings"]
    assert (warned["code"], warned["provider"]) == ("done-before", "coa")
    assert warned["activityId"] == done.rpartition("/")[2]
    planned = await world.roermond.post(f"{profile}/planned-activities", **SAFETY)
    assert (await world.roermond.get(planned))["warnings"] == [warned]
    (listed,) = (await world.author.get(f"{profile}/planned-activities"))["items"]
    assert listed["warnings"] == [warned]
    data = (await world.author.last(profile, "ActivityPlanned"))["data"]
    assert data["provider"] == "vluchtelingenwerk"
    assert str(person) in planned


async def test_what_was_planned_begins_under_its_own_id(world) -> None:
    profile, _ = await world.opened()
    planned = await world.author.post(f"{profile}/planned-activities", **SAFETY)
    id_ = planned.rpartition("/")[2]
    begun = await world.author.post(f"{profile}/activities", **VOLUNTEERING, plannedActivityId=id_)
    assert begun == f"{profile}/activities/{id_}"
    assert (await world.author.get(planned))["begun"] is True


async def test_a_training_that_is_not_configured_is_refused(world) -> None:
    profile, _ = await world.opened()
    unknown = SAFETY | {"trainingCode": "with-mr-jansen"}
    refused = await world.author.refused(f"{profile}/planned-activities", **unknown)
    assert refused == (409, "training-unknown")


@pytest.mark.scenario("S-D10")
async def test_every_wish_is_answered_even_with_none(world, clock) -> None:
    profile, person = await world.opened()
    own = world.themselves(person)
    wish = await own.post(
        f"{profile}/activity-requests", activityType="internship", wish="carpentry, 2 days"
    )
    clock.set("2026-03-04")
    await world.author.post(f"{profile}/activity-requests", activityType="sport-culture")
    listed = (await world.bridge.get("/activity-requests", answered="false"))["items"]
    assert [one["activityType"] for one in listed] == ["internship", "sport-culture"]
    assert [one["wish"] for one in listed] == ["carpentry, 2 days", None]
    asked = await own.last(profile, "ActivityRequested")
    assert set(asked["data"]) == {"requestId", "activityType"}
    assert (await world.author.refused(f"{wish}/answers", answer="none"))[0] == 403
    await world.bridge.post(f"{wish}/answers", answer="none")
    assert (await own.get(wish))["answer"] == "none"
    (open_,) = (await world.bridge.get("/activity-requests", answered="false"))["items"]
    assert open_["activityType"] == "sport-culture"
    assert (await world.bridge.refused(f"{wish}/answers", answer="offered")) == (
        409,
        "already-answered",
    )
    given = await world.bridge.last(profile, "ActivityAnswered")
    await world.bridge.post(f"{profile}/events/{given['id']}/voidings", reason="mistake")
    assert len((await world.bridge.get("/activity-requests", answered="false"))["items"]) == 2
    elsewhere = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [OTHER_AZC])
    assert (await elsewhere.get("/activity-requests"))["items"] == []


@pytest.mark.scenario("S-P13")
async def test_assessments_show_in_the_profile_and_hold_no_result_in_events(world, clock) -> None:
    profile, _ = await world.sent()
    clock.set("2026-04-02")
    for kind in ("noa", "diploma-valuation"):
        last = await world.author.post(
            f"{profile}/assessments", kind=kind, state="requested", happenedOn="2026-04-02"
        )
    clock.set("2026-05-01")
    await world.author.post(f"{last}/results", doneOn="2026-04-30", result="level: mbo-4")
    assert (await world.roermond.get(last))["result"] == "level: mbo-4"
    assert (await world.tvs.get(last))["result"] is None
    found = (await world.roermond.get(profile))["assessments"]
    assert [(one["kind"], one["requestedOn"], one["doneOn"]) for one in found] == [
        ("noa", "2026-04-02", None),
        ("diploma-valuation", "2026-04-02", "2026-04-30"),
    ]
    data = (await world.author.last(profile, "AssessmentRecorded"))["data"]
    assert set(data) == {"assessmentId", "kind", "state", "happenedOn"}
    assert (await world.tvs.get(profile))["assessments"] is None


@pytest.mark.scenario("S-P16")
async def test_without_a_participation_talk_a_month_after_the_permit_the_person_is_named(
    world, clock
) -> None:
    persons = [(await world.opened()) for _ in range(5)]
    (without, person), (talked, _), (early, _), (_, moved), (left, _) = persons
    for profile, _ in persons[:4]:
        on = "2026-02-20" if profile == early else "2026-02-01"
        await world.tvs.post(f"{profile}/permits", grantedOn=on)
    clock.set("2026-03-02")
    await world.bridge.post(f"{talked}/participation-talks", heldOn="2026-03-01")
    assert (await _named(world)) == []
    clock.set("2026-03-03")
    assert (await _named(world)) == sorted([str(person), str(moved)])
    await world.moved(moved, 10.0)
    assert (await _named(world)) == [str(person)]
    (named,) = (await world.bridge.get("/profiles", noParticipationTalk="true"))["items"]
    assert (named["participationTalkOn"], named["participationTalkDueOn"]) == (None, "2026-03-03")
    assert len((await world.bridge.get("/profiles", noParticipationTalk="false"))["items"]) == 4
    await world.author.post(f"{without}/participation-talks", heldOn="2026-03-03")
    assert (await _named(world)) == []
    assert (await world.author.get(left))["participationTalkDueOn"] is None


async def _named(world) -> list[str]:
    page = await world.bridge.get("/profiles", noParticipationTalk="true")
    return [item["permitHolderId"] for item in page["items"]]
