"""The talk on pages: planned, confirmed, prepared, recorded and acknowledged."""

import re
from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import profile
from continuous_line.testing.visiting import plain

AZC, ROERMOND = "azc-weert", "GM0957"
ALL_THREE = ["case-manager", "client-manager", "permit-holder"]


def on(name: str, day: date) -> dict[str, str]:
    """The three boxes of a date."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


TWELFTH = on("talk_first_on", date(2026, 5, 12)) | {"talk_first_at": "14:30"}
PLAN = TWELFTH | {"talk_mode": "in-person", "talk_scenario": "combined"}


@pytest.fixture
async def case(world, clock) -> str:
    """On the first of May: linked, with an owner and a client manager."""
    await world.places()
    case = await world.owned()
    await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    clock.set("2026-05-01")
    return case


@pytest.fixture
async def azc(visit):
    """A case manager, signed in."""
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


@pytest.fixture
async def town(visit):
    """A client manager of Roermond, signed in."""
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


async def plan_of(world, case: str) -> str:
    """The page address of the last plan."""
    plans = (await world.roermond.get(f"{case}/handovers"))["items"]
    return f"{case}/handovers/{plans[0]['planId']}"


@pytest.mark.scenario("S-H2")
async def test_a_talk_is_planned_after_a_check_and_confirmed_by_the_other_side(
    world, case, azc, town
) -> None:
    page = f"{case}/handovers/new"
    assert "Er is geen bezoekdag van deze gemeente bekend." in plain(await town.get(page))
    second = on("talk_second_on", date(2026, 5, 19)) | {"talk_second_at": "9.00"}
    extra = {"talk_place": "reception-centre", "talk_language": "ti", "talk_interpreter": "yes"}
    sent = PLAN | second | extra
    check = plain((await town.post(page, sent)).text)
    assert "di 12 mei 2026, 14:30; di 19 mei 2026, 09:00" in check
    assert "Wie bevestigt het azc" in check
    assert (await world.roermond.get(f"{case}/handovers"))["items"] == []
    there = await town.sends(page, sent | {"confirmed": "1"})
    assert there == f"{case}?done=talk_planned"
    shown = plain(await azc.get(case))
    assert "Voorgesteld. Wacht op het azc" in shown
    plan = await plan_of(world, case)
    assert f'href="{plan}/confirmation"' in await azc.get(case)
    assert f'href="{plan}/confirmation"' not in await town.get(case)
    without = await azc.post(f"{plan}/confirmation", {})
    assert without.status_code == 400
    assert "Maak een keuze." in plain(without.text)
    await azc.sends(f"{plan}/confirmation", {"talk_chosen": "2026-05-19T07:00:00+00:00"})
    assert "Afgesproken" in plain(await town.get(case))
    assert (await world.roermond.get(case))["plannedFor"] == "2026-05-19T07:00:00Z"


async def test_the_municipality_chooses_the_scenario_when_it_confirms(
    world, case, azc, town
) -> None:
    page = f"{case}/handovers/new"
    left_open = TWELFTH | {"talk_mode": "in-person"}
    assert "De gemeente kiest nog" in plain((await azc.post(page, left_open)).text)
    await azc.sends(page, left_open | {"confirmed": "1"})
    plan = await plan_of(world, case)
    refused = await town.post(f"{plan}/confirmation", {})
    assert refused.status_code == 400
    await town.sends(f"{plan}/confirmation", {"talk_confirmed_scenario": "quick-start"})
    agreed = (await world.roermond.get(f"{case}/handovers"))["items"][0]
    assert (agreed["state"], agreed["scenario"]) == ("confirmed", "quick-start")
    again = await town.post(f"{plan}/confirmation", {"talk_confirmed_scenario": "combined"})
    assert "Er wacht geen voorstel op een bevestiging." in plain(again.text)


async def test_every_fault_of_a_plan_is_named_at_once_and_what_was_entered_stays(
    case, town
) -> None:
    sent = {"talk_mode": "phone", "talk_first_at": "25:00", "talk_second_at": "10:00"}
    answer = await town.post(f"{case}/handovers/new", sent)
    assert answer.status_code == 400
    assert "<title>Fout: " in answer.text
    for field in ("talk_reason", "talk_scenario", "talk_first_on-day", "talk_first_at",
                  "talk_second_at"):  # fmt: skip
        assert f'<a href="#{field}">' in answer.text, field
    assert 'value="25:00"' in answer.text


async def test_a_rule_that_refuses_is_said_at_the_form(case, town) -> None:
    past = on("talk_first_on", date(2026, 4, 2))
    answer = await town.post(f"{case}/handovers/new", PLAN | past)
    assert answer.status_code == 400
    assert "Dit moment is al geweest." in plain(answer.text)
    assert 'value="14:30"' in answer.text


async def test_change_leads_back_to_the_form_with_what_was_entered(case, town) -> None:
    answer = await town.post(f"{case}/handovers/new", PLAN | {"change": "1"})
    assert (answer.status_code, 'value="14:30"' in answer.text) == (200, True)


async def test_without_a_client_manager_the_azc_learns_whom_to_look_for(world, azc) -> None:
    case = await world.owned()
    shown = await azc.get(f"{case}/handovers/new")
    assert "Er is nog geen klantmanager" in plain(shown)
    assert 'name="talk_mode"' not in shown


async def test_other_waiting_cases_and_the_distance_stand_on_the_planning_page(
    world, case, town
) -> None:
    other = await world.link()
    shown = await town.get(f"{case}/handovers/new")
    assert "Afstand: 21 km." in plain(shown)
    assert "wacht nog 1 zaak van deze gemeente" in plain(shown)
    assert f'href="{other}"' in shown


async def test_after_the_move_the_check_page_warns(world, case, town) -> None:
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-30")
    check = await town.post(f"{case}/handovers/new", PLAN)
    assert "de verhuizing is al geweest" in plain(check.text)


async def test_the_invitation_is_a_file_in_the_language_of_the_page(world, case, town) -> None:
    await town.sends(f"{case}/handovers/new", PLAN | {"confirmed": "1"})
    plan = await plan_of(world, case)
    file = await town.client.get(f"{plan}/invitation")
    assert file.headers["content-type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert "Overdracht met z'n drieën" in file.text
    english = await town.client.get(f"{plan}/invitation?lang=en")
    assert "Handover in person" in english.text


DETAILS = {"details": "1", **on("talk_on", date(2026, 4, 28)), "talk_at": "10:00"}


@pytest.mark.scenario("S-H3")
async def test_a_talk_with_all_three_is_recorded_in_three_steps_and_acknowledged(
    world, case, azc, town
) -> None:
    page = f"{case}/handovers/unplanned/outcome"
    assert "Niet gehouden" in plain(await azc.get(page))
    together = {"talk_outcome": "together"}
    details = (await azc.post(page, together)).text
    assert details.count('name="talk_attended"') == 3
    sent = together | DETAILS | {"talk_attended": ALL_THREE, "talk_interpreter": "yes"}
    check = plain((await azc.post(page, sent)).text)
    assert "Telt als warme overdracht." in check
    assert "di 28 april 2026, 10:00" in check
    assert "WarmHandoverHeld" not in await world.tvs.types(case)
    assert await azc.sends(page, sent | {"confirmed": "1"}) == f"{case}?done=talk_recorded"
    assert (await world.tvs.last(case, "WarmHandoverHeld"))["data"]["interpreter"]
    assert "Warme overdracht, di 28 april 2026, 10:00" in plain(await town.get(case))
    ack = f"{case}/acknowledgement"
    missing = await town.post(ack, {"ack_verdict": "incomplete"})
    assert (missing.status_code, '<a href="#ack_sections">' in missing.text) == (400, True)
    await town.sends(ack, {"ack_verdict": "incomplete", "ack_sections": ["education", "work"]})
    said = await world.tvs.last(case, "HandoverAcknowledged")
    assert said["data"]["sections"] == ["education", "work"]
    assert "Onvolledig: opleiding, werk" in plain(await azc.get(case))


@pytest.mark.scenario("S-H4")
async def test_who_stayed_away_is_named_and_a_new_date_is_offered_at_once(world, case, azc) -> None:
    page = f"{case}/handovers/unplanned/outcome"
    sent = {"talk_outcome": "together", **DETAILS, "talk_attended": ALL_THREE[:2]}
    check = plain((await azc.post(page, sent)).text)
    assert "Telt niet als warm: de vergunninghouder was er niet." in check
    there = await azc.sends(page, sent | {"confirmed": "1"})
    assert there == f"{case}/handovers/new?done=talk_not_held"
    assert "Plan hier meteen een nieuw moment." in plain(await azc.get(there))
    kept = await world.tvs.last(case, "HandoverNotHeld")
    assert kept["data"]["reason"] == "party-absent"


async def test_the_half_year_of_the_move_is_said_on_the_check_page(world, case, azc) -> None:
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-29")
    sent = {"talk_outcome": "together", **DETAILS, "talk_attended": ALL_THREE}
    check = await azc.post(f"{case}/handovers/unplanned/outcome", sent)
    assert "Telt als warme overdracht, verhuisd 1e helft 2026." in plain(check.text)


@pytest.mark.scenario("S-H5")
async def test_a_call_is_recorded_with_its_reason_only(world, case, azc) -> None:
    page = f"{case}/handovers/unplanned/outcome"
    sent = {"talk_outcome": "phone", **DETAILS, "talk_by": "phone"}
    without = await azc.post(page, sent)
    assert (without.status_code, '<a href="#talk_why_phone">' in without.text) == (400, True)
    sent |= {"talk_why_phone": "distance"}
    check = plain((await azc.post(page, sent)).text)
    assert "Telt als telefonische overdracht, niet als warm." in check
    await azc.sends(page, sent | {"confirmed": "1"})
    assert (await world.tvs.last(case, "HandoverByPhone"))["data"]["reason"] == "distance"


async def test_a_talk_ahead_or_before_the_link_is_refused_at_the_date(case, azc) -> None:
    page = f"{case}/handovers/unplanned/outcome"
    sent = {"talk_outcome": "not-held", "details": "1", "talk_why_not": "no-time"}
    ahead = await azc.post(page, sent | on("talk_on", date(2026, 5, 2)))
    assert "Dit ligt in de toekomst." in plain(ahead.text)
    before = await azc.post(page, sent | on("talk_on", date(2026, 2, 1)))
    assert "was er nog geen koppeling" in plain(before.text)
    assert (ahead.status_code, before.status_code) == (400, 400)


async def test_what_was_planned_stands_in_the_form_of_its_outcome(world, case, azc, clock) -> None:
    await world.roermond.post(
        f"{case}/handovers", mode="phone", scenario="combined", reason="distance",
        scheduledFor="2026-05-12T12:30:00Z",
    )  # fmt: skip
    clock.set("2026-05-13")
    page = f"{await plan_of(world, case)}/outcome"
    details = (await azc.post(page, {"talk_outcome": "phone"})).text
    assert 'name="talk_at" type="text" value="14:30"' in details
    assert '<option value="distance" selected>' in details


@pytest.mark.scenario("S-H21")
async def test_a_family_is_recorded_in_one_act_with_its_exceptions(world, clock, azc) -> None:
    household, cases = uuid4(), []
    for _ in range(4):
        person = uuid4()
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=household
        )
        await world.hear(joined, str(person))
        cases.append(await world.owned(person))
    clock.set("2026-05-01")
    here, same, absent, out = cases
    sent = {"talk_outcome": "together", **DETAILS, "talk_attended": ALL_THREE}
    sent |= {"talk_members": same[7:], "talk_absent": absent[7:]}
    page = f"{here}/handovers/unplanned/outcome"
    check = plain((await azc.post(page, sent)).text)
    assert f"Zaak {same[7:15]}: Telt als warme overdracht." in check
    assert f"Zaak {absent[7:15]}: Telt niet als warm" in check
    assert f"Zaak {out[7:15]}: Hiervoor wordt nu niets vastgelegd." in check
    await azc.sends(page, sent | {"confirmed": "1"})
    last = {one: (await world.tvs.types(one))[-1] for one in cases}
    assert last == {
        here: "WarmHandoverHeld", same: "WarmHandoverHeld", absent: "HandoverNotHeld",
        out: "CaseAssigned",
    }  # fmt: skip


@pytest.mark.scenario("S-H7")
async def test_the_agenda_is_ticked_and_says_that_the_profile_is_not_to_be_read(
    world, case, azc
) -> None:
    page = f"{case}/agenda"
    shown = await azc.get(page)
    assert "Het profiel is nu niet te lezen." in plain(shown)
    assert shown.count('name="agenda_items"') == 10
    nothing = await azc.post(page, {})
    assert (nothing.status_code, "Kruis ten minste één punt aan" in plain(nothing.text)) == (
        400, True,
    )  # fmt: skip
    await azc.sends(page, {"agenda_items": ["housing", "move"], "agenda_discuss": "yes"})
    after = await azc.get(page)
    assert after.count('name="agenda_items"') == 8
    assert "Dit is persoonlijk besproken" in plain(after)
    assert "2 van 7 punten besproken" in plain(await azc.get(case))


async def test_who_acts_on_an_older_version_sees_who_changed_what_and_loses_nothing(
    world, case, azc, town
) -> None:
    seen = (await world.roermond.client.get(case)).headers["ETag"].strip('"')
    await town.sends(f"{case}/handovers/new", PLAN | {"confirmed": "1"})
    page = f"{case}/handovers/unplanned/outcome"
    sent = {"talk_outcome": "together", **DETAILS, "talk_attended": ALL_THREE}
    answer = await azc.post(page, sent | {"confirmed": "1"}, version=int(seen))
    assert answer.status_code == 412
    shown = plain(answer.text)
    assert "klantmanager: gesprek voorgesteld" in shown
    assert "WarmHandoverHeld" not in await world.tvs.types(case)
    assert 'name="talk_at" value="10:00"' in answer.text


async def test_whose_right_ended_reads_since_when_and_whom_to_ask(world, clock, town) -> None:
    person = uuid4()
    case = await world.link(person)
    clock.set("2026-03-10")
    await world.link(person, to="GM0193")
    shown = plain(await town.get(f"{case}/handovers/new", 403))
    assert (
        "U kon dit zien tot 10 maart 2026. Vraag het nu aan de casemanager van azc weert" in shown
    )


async def test_every_link_of_a_case_about_its_talk_leads_somewhere(world, case, azc, town) -> None:
    await world.roermond.post(f"{case}/first-contacts")
    await town.sends(f"{case}/handovers/new", PLAN | {"confirmed": "1"})
    for somebody in (azc, town):
        found = rf'href="({case}/(?:handovers|agenda)[^"?#]*)"'
        links = set(re.findall(found, await somebody.get(case)))
        assert any(link.endswith("/agenda") for link in links)
        for link in links:
            assert (await somebody.client.get(link)).status_code == 200, link


async def test_the_same_form_sent_twice_is_one_talk(world, case, azc) -> None:
    page = f"{case}/handovers/unplanned/outcome"
    sent = {"talk_outcome": "together", **DETAILS, "talk_attended": ALL_THREE, "confirmed": "1"}
    for _ in range(2):
        await azc.sends(page, sent, key="once")
    assert (await world.tvs.types(case)).count("WarmHandoverHeld") == 1


async def test_in_english_no_dutch_word_is_left(world, case, azc, town) -> None:
    await town.sends(f"{case}/handovers/new", PLAN | {"confirmed": "1"})
    plan = await plan_of(world, case)
    pages = (case, f"{case}/handovers/new", f"{plan}/confirmation", f"{plan}/outcome",
             f"{case}/agenda")  # fmt: skip
    for page in pages:
        shown = unescape(plain(await azc.get(f"{page}?lang=en"))).lower()
        for word in ("gesprek", "gemeente", " niet ", " het ", " een ", "wie ", "azc's"):
            assert word not in shown, (page, word)
