"""How contacts are kept right: verified in term, reported, never ended without it being seen."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from continuous_line import processing_log
from continuous_line.codes import Role
from continuous_line.errors import Erased
from continuous_line.processing_log import Manner
from continuous_line.testing.clock import ClockFile
from directory_service.application.retention import erase_ended
from directory_service.tables import contact_details

WEERT, ROERMOND = "GM0988", "GM0957"


def ids(page: dict[str, Any]) -> list[str]:
    return [one["contactId"] for one in page["items"]]


@pytest.mark.scenario("S-D1")
async def test_a_client_manager_verified_181_days_ago_is_on_the_stale_list_of_its_owner(
    world, clock: ClockFile
) -> None:
    contact = await world.contact(world.national, "client-manager", WEERT, organisation=WEERT)
    other = await world.contact(world.national, "client-manager", ROERMOND)
    for one in (contact, other):
        await world.national.post(f"/contacts/{one}/verifications")
    clock.set("2026-08-28")
    assert ids(await world.weert.get("/contacts", verification="stale", own="true")) == []
    clock.set("2026-08-29")
    stale = await world.weert.get("/contacts", verification="stale", own="true")
    assert (ids(stale), stale["items"][0]["verification"]) == ([contact], "stale")
    await world.weert.post(f"/contacts/{contact}/verifications")
    assert ids(await world.national.get("/contacts", verification="stale")) == [other]
    again = await world.weert.get(f"/contacts/{contact}")
    assert (again["verifiedBy"], again["verifiedRoles"]) == (WEERT, ["client-manager"])


async def test_what_has_to_be_looked_at_comes_with_the_most_open_cases_first(world) -> None:
    quiet = await world.contact(world.national, "client-manager", ROERMOND)
    busy = await world.contact(world.national, "client-manager", WEERT)
    await world.link(WEERT)
    found = await world.national.get("/contacts", verification="never", pageSize="1")
    assert (ids(found), found["items"][0]["openCases"]) == ([busy], 1)
    following = await world.national.get(
        "/contacts", verification="never", pageSize="1", cursor=found["next"]
    )
    assert ids(following) == [quiet]


async def test_whoever_finds_it_wrong_says_so_and_its_keeper_sees_it_until_it_is_right(
    world,
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await world.weert.post(f"/contacts/{contact}/verifications")
    provider = world.sign_in([Role.PROVIDER], "school")
    await provider.post(f"/contacts/{contact}/reports", doubt="wrong-phone")
    (shown,) = (await world.weert.get("/contacts", verification="doubted", own="true"))["items"]
    assert shown["doubts"] == ["wrong-phone"]
    assert ids(await world.weert.get("/contacts", verification="due")) == [contact]
    await world.weert.put(f"/contacts/{contact}/details", phones=["0475 111111"])
    assert ids(await world.weert.get("/contacts", verification="due")) == []


async def test_a_region_is_kept_by_its_coordinator_and_the_country_by_the_national_list(
    world,
) -> None:
    contact = await world.contact(world.coordinator, "client-manager", WEERT)
    await world.weert.post(f"/contacts/{contact}/verifications")
    await world.national.post(f"/contacts/{contact}/verifications")
    body = {"kind": "client-manager", "places": ["GM0193"]}
    assert await world.coordinator.refused("/contacts", **body) == (403, "not-your-organisation")
    everywhere = {"kind": "team", "places": ["NL"]}
    assert await world.weert.refused("/contacts", **everywhere) == (403, "not-your-organisation")
    await world.national.post("/contacts", **everywhere)


async def test_a_topic_that_is_not_in_use_is_refused_with_those_that_are(world) -> None:
    problem = await world.weert.problem(
        "/contacts", kind="team", places=[WEERT], topics=["medical", "work"]
    )
    assert (problem["status"], problem["unknown"]) == (409, ["medical"])
    topics = await world.weert.get("/contact-topics")
    assert [one["code"] for one in topics["items"]] == problem["known"]


async def test_who_is_absent_is_replaced_by_the_deputy_until_that_is_taken_back(world) -> None:
    deputy = await world.contact(world.weert, "other", WEERT)
    contact = await world.contact(world.weert, "client-manager", WEERT, deputies=[deputy])
    await world.weert.post(f"/contacts/{contact}/absences", absentFrom="2026-02-20")
    (entry, *_) = (await world.tvs.get("/call-list", municipality=WEERT))["entries"]
    assert (entry["contact"]["contactId"], entry["insteadOfWhy"]) == (deputy, "absent")
    absence = await world.tvs.last(f"/contacts/{contact}", "ContactAbsent")
    address = f"/contacts/{contact}/events/{absence['id']}/voidings"
    await world.weert.post(address, reason="mistake")
    (entry, *_) = (await world.tvs.get("/call-list", municipality=WEERT))["entries"]
    assert entry["contact"]["contactId"] == contact
    unknown = "00000000-0000-0000-0000-000000000000"
    refused = await world.weert.refused(
        f"/contacts/{contact}/absences", absentFrom="2026-02-20", deputy=unknown
    )
    assert refused == (409, "deputy-unfit")


async def test_who_leaves_open_cases_to_nobody_names_a_stand_in_or_accepts_the_gap(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    neighbour = await world.contact(world.national, "client-manager", ROERMOND)
    await world.link(WEERT)
    preview = await world.weert.get(f"/contacts/{contact}/consequences")
    assert [(one["place"]["code"], one["openCases"]) for one in preview["left"]] == [(WEERT, 1)]
    assert [one["contactId"] for one in preview["standIns"]] == [neighbour]
    problem = await world.weert.problem(f"/contacts/{contact}/retirements")
    assert (problem["status"], problem["code"]) == (409, "leaves-a-gap")
    assert problem["places"] == [{"place": WEERT, "openCases": 1}]
    await world.weert.post(f"/contacts/{contact}/retirements", standIn=neighbour)
    (entry, *_) = (await world.tvs.get("/call-list", municipality=WEERT))["entries"]
    assert (entry["contact"]["contactId"], entry["insteadOf"]) == (neighbour, contact)


async def test_a_gap_that_was_accepted_is_on_the_list_of_gaps(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await world.link(WEERT)
    assert await gaps(world, kind="contact", linked="true") == [("weert", None)]
    await world.weert.post(f"/contacts/{contact}/retirements", gapAccepted=True)
    assert (WEERT, "ended") in await gaps(world, kind="contact", linked="true")


async def test_gaps_and_contacts_are_narrowed_to_a_region_and_what_lies_in_it(world) -> None:
    coordinator = await world.contact(world.coordinator, "regional-coordinator", "AM33")
    town = await world.contact(world.weert, "client-manager", WEERT)
    reader = world.sign_in([Role.REGIONAL_COORDINATOR], "coa", ["NL"])
    found = (await reader.get("/contacts", within="AM33"))["items"]
    assert {one["contactId"] for one in found} == {coordinator, town}
    assert (await reader.get("/contacts", within="AM10"))["items"] == []
    inside = (await reader.get("/contact-gaps", within="AM33"))["items"]
    everywhere = (await reader.get("/contact-gaps"))["items"]
    codes = {one["place"]["code"] for one in inside}
    assert codes < {one["place"]["code"] for one in everywhere}
    assert WEERT in codes
    outside = await reader.get("/contact-gaps", within="AM10", own="true")
    assert not codes & {one["place"]["code"] for one in outside["items"]}


@pytest.mark.scenario("S-D2")
async def test_on_the_day_of_the_link_a_municipality_without_contact_is_on_the_list(
    world,
) -> None:
    coordinator = await world.contact(world.coordinator, "regional-coordinator", "AM33")
    await world.contact(world.participation, "case-manager", "weert")
    query = {"own": "true", "kind": "contact", "linked": "true"}
    assert (await world.participation.get("/contact-gaps", **query))["items"] == []
    await world.link(WEERT)
    (gap,) = (await world.participation.get("/contact-gaps", **query))["items"]
    assert gap["place"] == {"kind": "municipality", "code": WEERT, "name": "Weert"}
    assert (gap["openCases"], gap["openSince"], gap["why"]) == (1, "2026-03-01", None)
    assert gap["ask"]["contactId"] == coordinator
    assert gap["ask"]["details"]["name"] == "Fictief Voorbeeld"
    elsewhere = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", ["GM0193"])
    assert (await elsewhere.get("/contact-gaps", **query))["items"] == []


@pytest.mark.scenario("S-D5")
async def test_where_areas_are_saved_who_is_left_without_participation_case_manager_is_named(
    world,
) -> None:
    kind = "participation-case-manager"
    contact = await world.contact(world.participation, kind, WEERT, ROERMOND, "weert")
    assert await gaps(world, kind=kind) == []
    smaller = {"kind": kind, "places": [WEERT], "validFrom": "2019-01-01"}
    await world.participation.put(f"/contacts/{contact}", **smaller)
    assert await gaps(world, kind=kind) == [(ROERMOND, None), ("weert", None)]


@pytest.mark.scenario("S-D6")
async def test_a_topic_that_nobody_in_the_unit_answers_for_is_named(world) -> None:
    unit = world.sign_in([Role.UNIT_MANAGER], "coa", ["unit-zuid"])
    topics = ["integration", "work"]
    await world.contact(unit, "participation-case-manager", "unit-zuid", topics=topics)
    for topic in ("education", "language"):
        await world.contact(unit, "case-manager", "weert", topics=[topic])
    (gap,) = (await unit.get("/contact-gaps", kind="topic", own="true"))["items"]
    assert (gap["place"]["code"], gap["topic"]) == ("unit-zuid", "volunteering")


async def test_coverage_says_how_many_municipalities_have_and_know_a_contact(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    before = await world.tvs.get("/contact-coverage")
    assert (before["municipalities"], before["withContact"], before["verified"]) == (2, 1, 0)
    await world.weert.post(f"/contacts/{contact}/verifications")
    await world.weert.put(f"/municipalities/{WEERT}/coa-contact", known=True)
    after = await world.tvs.get("/contact-coverage")
    assert after["words"] == "1 of 2 municipalities have a verified contact"
    assert (after["knowsCoa"], after["knowsCoaNot"], after["termDays"]) == (1, 0, 180)
    await world.weert.put(f"/municipalities/{WEERT}/coa-contact", known=False)
    assert (await world.tvs.get("/contact-coverage"))["knowsCoaNot"] == 1
    refused = await world.weert.refused(
        f"/municipalities/{ROERMOND}/coa-contact", "PUT", known=True
    )
    assert refused == (403, "not-your-organisation")


async def gaps(world, **query: str) -> list[tuple[str, str | None]]:
    found = await world.tvs.get("/contact-gaps", **query)
    return [(gap["place"]["code"], gap["why"]) for gap in found["items"]]


async def test_the_details_of_who_left_are_erased_after_the_term_and_the_rest_stays(
    world, clock: ClockFile
) -> None:
    left = await world.contact(world.weert, "client-manager", WEERT)
    stays = await world.contact(world.weert, "team", WEERT)
    await world.weert.post(f"/contacts/{left}/retirements", validFrom="2026-03-01")
    for today, erased in (("2027-02-28", 0), ("2027-03-01", 1), ("2027-03-02", 0)):
        clock.set(today)
        assert (await erase(world)).contacts == erased
    gone = await world.tvs.get(f"/contacts/{left}")
    assert (gone["details"], gone["erased"], gone["kind"]) == (None, True, "client-manager")
    assert (await world.tvs.get(f"/contacts/{stays}"))["details"] is not None
    last = await world.tvs.last(f"/contacts/{left}", "ContactDetailsErased")
    assert last["organisation"] == "retention"
    async with world.resources.database.reading() as tx:
        sealed = await tx.execute(select(contact_details.c.contact_id))
        assert [str(one) for one in sealed.scalars()] == [stays]
        (newest, *_) = await processing_log.of_subject(tx, UUID(left))
    assert newest.manner is Manner.ERASED
    with pytest.raises(Erased):
        await world.resources.vault.key(UUID(left))


async def erase(world):
    r = world.resources
    async with r.database.transaction() as tx:
        return await erase_ended(tx, r.directory, r.vault, r.policy, r.clock.now())
