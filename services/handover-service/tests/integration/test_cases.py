"""Links, lists and rights over HTTP."""

from datetime import date
from uuid import uuid4, uuid5

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import directory, profile

AZC, ROERMOND, ZWOLLE = "azc-weert", "GM0957", "GM0193"


async def test_the_case_number_follows_from_the_person_and_the_first_link(world) -> None:
    person = uuid4()
    case = await world.link(person)
    first = await world.tvs.last(case, "MunicipalityLinked")
    assert case == f"/cases/{uuid5(person, first['id'])}"


@pytest.mark.scenario("S-H1")
async def test_a_link_without_a_basis_is_refused_else_the_municipality_reads_it(world) -> None:
    await world.places()
    body = {"permitHolderId": str(uuid4()), "municipality": ROERMOND, "azc": AZC}
    body["matchedRegion"] = "AM33"
    assert await world.tvs.refused("/links", **body) == (400, "invalid-input")
    case = await world.tvs.post("/links", **body, basis="education")
    data = (await world.roermond.last(case, "MunicipalityLinked"))["data"]
    assert (data["basis"], data["matchedRegion"]) == ("education", "AM33")
    assert data["distanceKm"] == pytest.approx(20.6, abs=0.3)
    unknown = await world.tvs.refused("/links", **(body | {"matchedRegion": "AM99"}), basis="work")
    assert unknown[0] == 400


async def test_linking_again_ends_the_old_link_in_the_same_case(world, clock) -> None:
    person = uuid4()
    case = await world.link(person)
    clock.set("2026-03-10")
    assert await world.link(person, to=ZWOLLE) == case
    assert await world.tvs.types(case) == [
        "MunicipalityLinked", "MunicipalityUnlinked", "MunicipalityLinked",
    ]  # fmt: skip
    body = {"permitHolderId": str(person), "municipality": ZWOLLE, "azc": AZC}
    assert await world.tvs.refused("/links", **body, basis="other") == (409, "already-linked")
    assert (await world.zwolle.get(case))["municipality"] == ZWOLLE
    problem = await world.roermond.problem(case, "GET")
    assert (problem["status"], problem["code"]) == (403, "right-ended")
    assert (problem["since"], problem["ask"]) == ("2026-03-10", AZC)
    assert (await world.roermond.get("/cases"))["items"] == []


async def test_who_never_had_business_with_a_person_finds_nothing(world) -> None:
    case = await world.owned()
    elsewhere = world.sign_in([Role.CASE_MANAGER], "coa", ["azc-sneek"])
    for somebody in (world.zwolle, elsewhere):
        problem = await somebody.problem(case, "GET")
        assert (problem["status"], problem["code"]) == (404, "case-unknown")
        path = f"{case}/handover-outcomes"
        assert await somebody.refused(path, mode="phone", reason="distance") == (
            404, "case-unknown",
        )  # fmt: skip
    assert (await world.zwolle.problem(f"/cases/{uuid4()}", "GET"))["status"] == 404


async def test_one_act_for_a_household_is_recorded_for_each_member_or_for_none(world) -> None:
    persons = sorted((uuid4() for _ in range(4)), key=str)
    await world.employ("cm-1")
    cases = [await world.link(person) for person in persons]
    ids = [case.rpartition("/")[2] for case in cases]
    path = f"{cases[2]}/handover-outcomes"
    body = {"mode": "phone", "reason": "distance", "members": [*ids[:2], ids[3]]}
    assert await world.case_manager.refused(path, **body) == (409, "not-one-household")
    household = uuid4()
    now = world.resources.clock.now()
    for person in persons:
        joined = profile.HouseholdMemberJoined(occurred_at=now, household_id=household)
        await world.hear(joined, str(person))
    await world.case_manager.post(path, **body)
    for case in cases:
        assert await world.tvs.types(case) == ["MunicipalityLinked", "HandoverByPhone"]
    shown = await world.case_manager.get("/cases", household=str(household))
    assert len(shown["items"]) == 4
    stranger = (await world.link()).rpartition("/")[2]
    both = body | {"members": [ids[0], stranger]}
    assert (await world.case_manager.refused(path, **both))[1] == "not-one-household"
    assert len(await world.tvs.types(cases[0])) == 2


async def test_a_relocated_person_is_seen_at_the_new_azc(world, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-03-20")
    moved = profile.PermitHolderRelocated(
        occurred_at=world.resources.clock.now(), from_azc=AZC, to_azc="azc-sneek"
    )
    known = await world.hear(moved, str(person))
    sneek = world.sign_in([Role.CASE_MANAGER], "coa", ["azc-sneek"])
    assert (await sneek.get(case))["azc"] == "azc-sneek"
    assert [item["azc"] for item in (await sneek.get("/cases"))["items"]] == ["azc-sneek"]
    problem = await world.case_manager.problem(case, "GET")
    assert (problem["status"], problem["since"], problem["ask"]) == (403, "2026-03-20", "azc-sneek")
    now = world.resources.clock.now()
    taken_back = profile.EventVoided(occurred_at=now, voids=known, reason="mistake")
    await world.hear(taken_back, str(person))
    assert (await world.case_manager.get(case))["azc"] == AZC


async def test_a_permit_holder_sees_the_own_case_and_no_other(world) -> None:
    person = uuid4()
    case, other = await world.owned(person), await world.owned()
    self_ = world.sign_in([Role.PERMIT_HOLDER], "self", person=person)
    assert (await self_.get(case))["permitHolderId"] == str(person)
    assert len((await self_.get("/cases"))["items"]) == 1
    assert (await self_.problem(other, "GET"))["status"] == 404


async def test_a_merged_municipality_acts_under_its_successor(world, clock) -> None:
    case = await world.owned()
    merged = directory.MunicipalityMerged(
        occurred_at=world.resources.clock.now(), code=ROERMOND, successor="GM1640",
        valid_from=date(2027, 1, 1),
    )  # fmt: skip
    await world.hear(merged, ROERMOND)
    successor = world.sign_in([Role.CLIENT_MANAGER], "GM1640", ["GM1640"])
    assert (await successor.problem(case, "GET"))["status"] == 404
    clock.set("2027-01-01")
    await successor.post(f"{case}/acceptances")


async def test_staff_of_the_successor_gets_the_cases_and_signals_of_who_merged(
    world, clock
) -> None:
    case = await world.owned()
    signal = await world.case_manager.post(f"{case}/signals", kind="no-answer", text="Fictief.")
    merged = directory.MunicipalityMerged(
        occurred_at=world.resources.clock.now(), code=ROERMOND, successor="GM1640",
        valid_from=date(2027, 1, 1),
    )  # fmt: skip
    await world.hear(merged, ROERMOND)
    await world.employ("km-9", [Role.CLIENT_MANAGER], ["GM1640"])
    assert await world.roermond.refused(f"{case}/client-managers", clientManager="km-9") == (
        409, "not-a-client-manager-there",
    )  # fmt: skip
    clock.set("2027-01-01")
    successor = world.sign_in([Role.CLIENT_MANAGER], "GM1640", ["GM1640"])
    await successor.post(f"{case}/client-managers", clientManager="km-9")
    await successor.post(f"{signal}/owners", owner="km-9")
    assert (await successor.get("/work-list", owner="km-9"))["open"] == 1


async def test_a_filter_by_the_successor_finds_what_was_linked_before_the_merger(
    world, clock
) -> None:
    # given a case and a signal from before two mergers, one after the other
    case = await world.owned()
    await world.case_manager.post(f"{case}/signals", kind="no-answer", text="Fictief.")
    await world.owned(to=ZWOLLE)
    for code, successor, year in ((ROERMOND, "GM1640", 2027), ("GM1640", "GM1641", 2028)):
        merged = directory.MunicipalityMerged(
            occurred_at=world.resources.clock.now(), code=code, successor=successor,
            valid_from=date(year, 1, 1),
        )  # fmt: skip
        await world.hear(merged, code)

    async def found(by, municipality: str) -> list[int]:
        asked = {"municipality": municipality}
        listed = await by.get("/work-list", **asked)
        assert listed["open"] == len(listed["items"]) == listed["shown"]
        lists = [await by.get(path, **asked) for path in ("/cases", "/signals")]
        causes = (await by.get("/signals/causes", **asked))["items"]
        return [listed["open"], *(len(one["items"]) for one in lists), len(causes)]

    for today, successor, number in (
        ("2026-12-31", "GM1640", 0),
        ("2027-01-01", "GM1640", 1),
        ("2027-12-31", "GM1641", 0),
        ("2028-01-01", "GM1641", 1),
    ):
        clock.set(today)
        reader = world.sign_in([Role.CLIENT_MANAGER], successor, [successor])
        for by in (world.case_manager, reader):
            # then each list has it from the day of the merger on, for either side
            assert await found(by, successor) == [number] * 4, today
        # and the predecessor's own name still finds its own
        assert await found(world.case_manager, ROERMOND) == [1] * 4


async def test_a_profile_sent_to_the_linked_municipality_leaves_the_missing_list(world) -> None:
    person = uuid4()
    case = await world.owned(person)
    assert (await world.case_manager.get(case))["missing"][0] == "complete-profile"
    sent = profile.ProfileSent(
        occurred_at=world.resources.clock.now(), municipality=ROERMOND, profile_version=1
    )
    await world.hear(sent, str(person))
    shown = await world.case_manager.get(case)
    assert (shown["missing"][0], shown["turn"]) == ("client-manager", "client-manager")
    done = {line["item"]: line["doneAt"] for line in shown["checklist"]}
    assert done["profile"] is not None
    assert [item for item, at in done.items() if at is None] == shown["missing"]


async def test_a_list_goes_on_where_the_page_before_ended(world) -> None:
    made = [await world.link() for _ in range(5)]
    found: list[str] = []
    query: dict[str, str] = {"pageSize": "2", "azc": AZC}
    while True:
        page = await world.case_manager.get("/cases", **query)
        found += [f"/cases/{item['caseId']}" for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert (len(found), set(found)) == (5, set(made))


async def test_a_history_goes_on_where_the_page_before_ended(world, clock) -> None:
    person = uuid4()
    case = await world.link(person)
    clock.set("2026-03-10")
    await world.link(person, to=ZWOLLE)
    first = await world.tvs.get(f"{case}/events", pageSize="2")
    rest = await world.tvs.get(f"{case}/events", pageSize="2", cursor=first["next"])
    assert [item["type"] for item in first["items"] + rest["items"]] == [
        "MunicipalityLinked", "MunicipalityUnlinked", "MunicipalityLinked",
    ]  # fmt: skip
    assert rest["next"] is None


async def test_a_repeat_and_a_stale_version_change_nothing(world) -> None:
    case = await world.owned()
    key = {"Idempotency-Key": "once"}
    first = await world.roermond.post(f"{case}/first-contacts", headers=key)
    assert await world.roermond.post(f"{case}/first-contacts", headers=key) == first
    answer = await world.roermond.client.post(
        f"{case}/acceptances", json={}, headers={"If-Match": '"1"'}
    )
    assert (answer.status_code, answer.json()["currentVersion"]) == (412, 3)
