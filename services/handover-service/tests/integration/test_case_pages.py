"""The work list and the page of a case, as people read and use them."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import profile
from continuous_line.testing.visiting import plain
from handover_service.by_itself import by_itself
from handover_service.domain.events_guidance import DiscussedInPerson

AZC, ROERMOND = "azc-weert", "GM0957"


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


@pytest.fixture
async def location_manager(visit: Callable[..., Any]) -> Any:
    return await visit([Role.LOCATION_MANAGER], "coa", [AZC])


@pytest.fixture
async def roermond(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


def number_of(case: str) -> str:
    return case.rpartition("/")[2][:8]


async def test_the_list_proves_that_its_parts_add_up_and_puts_the_ownerless_on_top(
    world, location_manager
) -> None:
    await world.places()
    await world.owned()
    ownerless = await world.link()
    told = plain(await location_manager.get("/cases"))
    assert "2 open = 1 zonder eigenaar + 0 gepland + 1 aan zet COA + 0 aan zet gemeente." in told
    assert "1 zonder eigenaar. Toon ze" in told
    shown = plain(await location_manager.get("/cases?view=no-owner"))
    assert number_of(ownerless) in shown
    assert "azc Weert naar GM0957, 21 km" in shown
    assert shown.count(" km") == 1


async def test_a_household_shows_everybody_who_has_one_of_its_cases(
    world, location_manager
) -> None:
    # given two of one household, each with an owner of its own
    mother, child, household = uuid4(), uuid4(), uuid4()
    await world.owned(mother)
    other = await world.link(child)
    await world.employ("cm-2")
    await world.location_manager.post(f"{other}/owners", owner="cm-2")
    now = world.resources.clock.now()
    for person in (mother, child):
        joined = profile.HouseholdMemberJoined(occurred_at=now, household_id=household)
        await world.hear(joined, str(person))
    # when somebody looks at the list, on the page or in the file
    told = plain(await location_manager.get("/cases"))
    answer = await location_manager.client.get("/cases/export")
    [row] = list(csv.DictReader(io.StringIO(answer.text)))
    # then both owners are in its one row
    assert "gezin van 2" in told
    owners = sorted(row["owner"].split())
    assert owners == ["cm-1", "cm-2"]
    assert ", ".join(row["owner"].split()) in told


async def test_without_names_the_list_works_with_numbers_and_says_so(world, manager) -> None:
    case = await world.owned()
    told = plain(await manager.get("/cases"))
    assert "Wij kunnen nu geen namen tonen." in told
    assert number_of(case) in told


async def test_an_empty_list_says_why_and_what_was_closed(world, manager) -> None:
    assert "Geen open zaken op uw plaatsen." in plain(await manager.get("/cases"))
    case = await world.owned()
    await world.case_manager.post(
        f"{case}/closings", outcome="other", overview="case-manager", reason="no-answer"
    )
    told = plain(await manager.get("/cases"))
    assert "Laatst afgesloten" in told
    assert number_of(case) in told
    filtered = plain(await manager.get("/cases?missing=move"))
    assert "Met deze filters is er niets." in filtered
    assert "Wis filters" in filtered


async def test_the_file_holds_the_rows_of_the_list_and_no_name(world, manager) -> None:
    case, _ = await world.owned(), await world.link()
    answer = await manager.client.get("/cases/export?view=reception")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    [row] = list(csv.DictReader(io.StringIO(answer.text)))
    assert row["case"] == case.rpartition("/")[2]
    assert (row["turn"], row["owner"]) == ("reception", "cm-1")
    assert row["missing"].split()[0] == "complete-profile"
    assert not any("name" in column.lower() for column in row)


async def test_a_case_says_whose_turn_it_is_what_is_next_and_what_cannot_be_done_yet(
    world, roermond
) -> None:
    await world.places()
    person = uuid4()
    case = await world.owned(person)
    now = world.resources.clock.now()
    for event in (
        profile.ProfileCompleted(occurred_at=now, completeness=100, profile_version=1),
        profile.ProfileSent(occurred_at=now, municipality=ROERMOND, profile_version=1),
    ):
        await world.hear(event, str(person))
    page = await roermond.get(case)
    told = plain(page)
    assert "Aan zet: klantmanager (gemeente). Volgende stap: een klantmanager noemen" in told
    assert f'{case}/client-managers/new"' in page
    assert "Overdracht bruikbaar Kan nog niet" in told
    assert "Klantprofiel verzonden Klaar" in told
    assert "Grond van de koppeling: opleiding." in told


async def test_the_timeline_holds_what_all_services_tell_and_marks_what_was_recorded_late(
    world, manager, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-03-17")
    await world.case_manager.post(
        f"{case}/handover-outcomes", mode="phone", reason="distance",
        occurredAt="2026-03-12T09:00:00Z",
    )  # fmt: skip
    now = world.resources.clock.now()
    completed = profile.ProfileCompleted(occurred_at=now, completeness=100, profile_version=1)
    await world.hear(completed, str(person))
    told = plain(await manager.get(case))
    happened = told[told.index("Wat er gebeurde") :]
    assert "do 12 maart 2026, 10:00 vastgelegd di 17 maart 2026" in happened
    assert "Overgedragen per telefoon of beeld:" in happened
    assert "per telefoon, afstand" in happened
    assert "Profiel compleet" in happened
    assert happened.index("Profiel compleet") < happened.index("Gekoppeld")


async def test_what_is_taken_back_stays_in_sight_and_is_asked_a_reason_for(world, manager) -> None:
    case = await world.owned()
    await world.case_manager.post(f"{case}/handover-outcomes", mode="phone", reason="distance")
    talk = await world.case_manager.last(case, "HandoverByPhone")
    form = f"{case}/events/{talk['id']}/voiding"
    assert form in await manager.get(case)
    faulty = await manager.post(form, {})
    assert faulty.status_code == 400
    assert "<title>Fout:" in faulty.text
    assert await manager.sends(form, {"void_reason": "mistake"}) == f"{case}?done=voided"
    told = plain(await manager.get(case))
    assert "(teruggenomen)" in told
    assert "Overdracht gehouden Kan nog niet" in told


async def test_rows_that_were_ticked_get_an_owner_after_a_look_at_what_will_happen(
    world, location_manager
) -> None:
    first, second = await world.link(), await world.owned()
    await world.employ("cm-2")
    ids = [case.rpartition("/")[2] for case in (first, second)]
    form = await location_manager.post("/owner-changes/selection", {"case": ids})
    assert "cm-1 (1 open zaken)" in plain(form.text)
    asked = {"case": ids, "to_staff": "cm-2", "owner_reason": "caseload"}
    check = await location_manager.post("/owner-changes/new", asked)
    assert "2 zaken gaan naar een ander" in plain(check.text)
    assert (await world.location_manager.get(first))["owner"] is None
    await location_manager.sends("/owner-changes/new", asked | {"confirmed": "1"})
    assert [(await world.location_manager.get(c))["owner"] for c in (first, second)] == ["cm-2"] * 2


@pytest.mark.scenario("S-H10")
async def test_who_never_owns_is_not_listed_and_refused_in_words(world, location_manager) -> None:
    case = await world.owned()
    await world.employ("pcm-1", [Role.PARTICIPATION_CASE_MANAGER])
    assert "pcm-1" not in await location_manager.get(f"{case}/owner")
    forged = {"case": case.rpartition("/")[2], "to_staff": "pcm-1", "owner_reason": "other"}
    answer = await location_manager.post(f"{case}/owner", forged)
    assert answer.status_code == 400
    assert "Een participatiecasemanager adviseert, en is nooit eigenaar." in plain(answer.text)


async def test_all_of_a_colleague_go_to_others_for_a_while_and_come_back(
    world, location_manager, clock
) -> None:
    cases = [await world.owned() for _ in range(2)]
    await world.employ("cm-2")
    clock.set("2026-07-01")
    asked = {
        "holder": "cm-1", "to_staff": "cm-2", "owner_reason": "leave",
        "until-day": "14", "until-month": "juli", "until-year": "2026", "confirmed": "1",
    }  # fmt: skip
    await location_manager.sends("/owner-changes/new", asked)
    assert "vervangt tot en met di 14 juli 2026" in plain(await location_manager.get(cases[0]))
    clock.set("2026-07-15")
    assert (await world.location_manager.get(cases[1]))["owner"] == "cm-1"
    nobody = await location_manager.post(
        "/owner-changes/new", {"holder": "cm-9", "to_staff": "cm-2", "owner_reason": "leave"}
    )
    assert nobody.status_code == 400
    assert "Deze collega heeft op uw plaatsen geen open zaken." in plain(nobody.text)


@pytest.mark.scenario("S-H14")
async def test_the_closing_says_what_is_needed_first_and_then_who_does_what(
    world, manager, roermond
) -> None:
    await world.places()
    case = await world.owned()
    told = plain(await manager.get(f"{case}/closing"))
    assert "Afsluiten kan nog niet: gemeente GM0957 heeft de zaak niet overgenomen." in told
    assert "De verhuizing is nog niet vastgelegd." in told
    closing = {
        "outcome": "accepted",
        "overview": "client-manager",
        "task_language": "client-manager",
    }
    early = await manager.post(f"{case}/closing", closing)
    assert early.status_code == 409
    assert "nog niet overgenomen" in plain(early.text)
    assert "heeft GM0957-client-manager de zaak." in plain(await roermond.get(f"{case}/acceptance"))
    await roermond.sends(f"{case}/acceptance")
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    without = await manager.post(f"{case}/closing", closing | {"task_language": ""})
    assert without.status_code == 400
    assert "Zeg wie wat doet." in plain(without.text)
    await manager.sends(f"{case}/closing", closing)
    told = plain(await roermond.get(case))
    assert "Het overzicht houdt: klantmanager (gemeente)." in told
    assert "Taal: klantmanager (gemeente)." in told


@pytest.mark.scenario("S-X3")
async def test_a_bridging_manager_sees_the_case_and_cannot_close_it(world, visit) -> None:
    case = await world.owned()
    for role in (Role.PARTICIPATION_CASE_MANAGER, Role.LOCATION_MANAGER):
        somebody = await visit([role], "coa", [AZC])
        page = await somebody.get(case)
        assert "Wat er nodig is" in plain(page)
        assert f'{case}/closing"' not in page
        refused = await somebody.post(f"{case}/closing", {"outcome": "accepted"})
        assert refused.status_code == 403
    direct = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    closing = {"outcome": "accepted", "overview": "case-manager"}
    assert await direct.refused(f"{case}/closings", **closing) == (403, "role-missing")


async def test_of_two_who_act_at_once_the_second_sees_it_and_keeps_what_was_entered(
    world, manager, roermond
) -> None:
    case = await world.owned()
    version = (await world.tvs.client.get(case)).headers["etag"].strip('"')
    await roermond.sends(f"{case}/client-managers/new", {"client_manager_id": "km-1"})
    late = {"planned_on-day": "12", "planned_on-month": "mei", "planned_on-year": "2026"}
    answer = await manager.post(f"{case}/move-plans/new", late, version=int(version))
    assert answer.status_code == 412
    assert 'value="mei"' in answer.text
    again = await manager.sends(f"{case}/move-plans/new", late)
    assert again == f"{case}?done=move_planned"


async def test_that_something_was_discussed_in_person_is_told_to_the_two_who_talk_only(
    world, manager, location_manager
) -> None:
    case = await world.owned()
    file_id, person = case.rpartition("/")[2], (await world.tvs.get(case))["permitHolderId"]
    resources, now = world.resources, world.resources.clock.now()
    async with resources.database.transaction() as tx:
        file = (await resources.cases.files(tx, [UUID(file_id)]))[UUID(file_id)]
        discussed = DiscussedInPerson(id=uuid4(), at=now, case_id=UUID(file_id))
        await resources.cases.save(tx, file, [discussed], now=now, context=by_itself())
    assert str(file.person) == person
    assert "Persoonlijk besproken" in plain(await manager.get(case))
    assert "Persoonlijk besproken" not in plain(await location_manager.get(case))


async def test_a_term_stands_in_the_list_by_its_name_and_for_how_long_it_is_late(
    world, location_manager, clock
) -> None:
    await world.link()
    await world.look()
    told = plain(await location_manager.get("/cases"))
    assert "Eigenaar aangewezen di 3 maart 2026" in told
    clock.set("2026-03-10")
    await world.look()
    [case] = [row["caseId"] for row in (await world.location_manager.get("/work-list"))["items"]]
    happened = plain(await location_manager.get(f"/cases/{case}"))
    assert "Termijn voorbij: Eigenaar aangewezen, di 3 maart 2026" in happened
    told = plain(await location_manager.get("/cases?flag=late"))
    assert "Eigenaar aangewezen di 3 maart 2026 7 dagen te laat" in told


async def test_who_has_a_case_reads_that_it_is_theirs_and_others_read_the_number(
    world, manager, location_manager
) -> None:
    me = "coa-case-manager"
    await world.employ(me)
    case = await world.link()
    await world.location_manager.post(f"{case}/owners", owner=me)
    assert "geen datum u " in plain(await manager.get("/cases"))
    assert f"geen datum {me} " in plain(await location_manager.get("/cases"))
    assert "Eigenaar u " in plain(await manager.get(case))
    assert "Owner you " in plain(await manager.get(f"{case}?lang=en"))
    assert f"Eigenaar {me} " in plain(await location_manager.get(case))
