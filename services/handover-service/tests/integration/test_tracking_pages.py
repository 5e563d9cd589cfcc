"""Pages of programmes, terms and notices, as a browser without JavaScript sees them."""

from typing import Any

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.contracts import profile
from continuous_line.testing.visiting import Visiting, plain, signed_in

AZC, ROERMOND = "azc-weert", "GM0957"
TEXT = "Wil graag in de zorg werken. (verzonnen)"
"""Made up: nobody said it."""
TODAY = {"event_day-day": "1", "event_day-month": "3", "event_day-year": "2026"}


@pytest.fixture
async def case(world) -> str:
    await world.employ("w-1")
    return await world.owned()


@pytest.fixture
async def manager(visit) -> Visiting:
    found: Visiting = await visit([Role.CASE_MANAGER], "coa", [AZC])
    return found


async def fault(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    assert "<title>Fout:" in answer.text
    return plain(answer.text)


async def test_a_case_says_in_words_what_is_done_to_do_late_and_not_possible_yet(
    manager, case, clock
) -> None:
    clock.set("2026-03-20")
    shown = plain(await manager.get(case))
    assert "Eigenaar aangewezen Klaar Klaar op zo 1 maart 2026" in shown
    assert "Klantprofiel verzonden Te laat zo 8 maart 2026 12 dagen te laat" in shown
    assert "Overdracht gepland Nog doen zo 29 maart 2026" in shown
    assert "Rolkaart getoond vóór de verhuizing Kan nog niet" in shown
    english = plain(await manager.get(f"{case}?lang=en"))
    assert "Owner named Done" in english
    assert "Programmes of this person National default , from" in english


async def test_what_came_before_what_should_precede_it_is_named_on_the_case(
    world, manager, case
) -> None:
    await manager.sends(
        f"{case}/programmes/new", {"programme_code": "denmark", "worker_id": "w-1", **TODAY}
    )
    await manager.sends(f"{case}/steps/new", {"step_code": "denmark/informed", **TODAY})
    shown = plain(await manager.get(case))
    assert "Eerst had moeten komen: Gehoord." in shown
    assert "Begeleider: w-1." in shown


async def test_a_form_says_all_its_faults_at_once_and_keeps_what_was_entered(manager, case) -> None:
    answer = await manager.post(
        f"{case}/contacts/new",
        {"worker_id": "geen code!", "event_day-day": "5", "event_day-month": "april",
         "event_day-year": "2026"},
    )  # fmt: skip
    told = await fault(answer)
    for said in (
        "Welk programma?: Maak een keuze.",
        "Hoe?: Maak een keuze.",
        "Wie begeleidt?: Dit is geen code.",
        "Wanneer?: Deze dag ligt in de toekomst.",
    ):
        assert said in told
    assert 'value="geen code!"' in answer.text


async def test_a_contact_is_recorded_and_counted(manager, case) -> None:
    await manager.sends(
        f"{case}/programmes/new", {"programme_code": "key-worker", "worker_id": "w-1", **TODAY}
    )
    contact = {"programme_code": "key-worker", "worker_id": "w-2", "contact_mode": "phone",
               "contact_kind": "regular", **TODAY}  # fmt: skip
    led = await manager.sends(f"{case}/contacts/new", contact)
    assert led == f"{case}?done=contact_held"
    shown = plain(await manager.get(led))
    assert "Het contact is vastgelegd." in shown
    assert "Contacten: 1. Ten minste 3 nodig." in shown
    again = {**contact, "worker_id": "w-1"}
    await manager.sends(f"{case}/contacts/new", again)
    ended = {"programme_code": "key-worker", "end_reason": "stopped", **TODAY}
    await manager.sends(f"{case}/programme-endings/new", ended)
    await manager.sends(f"{case}/progress-talks/new", {"programme_code": "", **TODAY})


@pytest.mark.scenario("S-H28")
async def test_above_the_norm_the_form_asks_for_a_reason_and_an_end(world, manager) -> None:
    await world.employ("w-1")
    cases = [await world.link() for _ in range(4)]
    body = {"programme_code": "terugkeerwoningen", "worker_id": "w-1", **TODAY}
    for one in cases[:3]:
        await manager.sends(f"{one}/programmes/new", body)
    told = await fault(await manager.post(f"{cases[3]}/programmes/new", body))
    assert "De begeleider heeft er al 3." in told
    more = {"why_more": "illness", "last_day-day": "1", "last_day-month": "april",
            "last_day-year": "2026"}  # fmt: skip
    await manager.sends(f"{cases[3]}/programmes/new", {**body, **more})
    shown = plain(await manager.get(cases[3]))
    assert "Meer zaken dan de norm van de begeleider" in shown


async def test_findings_are_read_by_source_and_their_text_is_in_no_address(
    world, manager, case
) -> None:
    for source in ("school", "employer"):
        body = {"finding_source": source, "finding_text": TEXT, **TODAY}
        led = await manager.sends(f"{case}/findings/new", body)
        assert led == f"{case}/findings?done=finding"
    shown = plain(await manager.get(f"{case}/findings"))
    assert shown.index("Werkgever") < shown.index("School")
    assert shown.count(TEXT) == 2
    async with world.resources.database.reading() as tx:
        logged = await tx.scalars(text("SELECT name FROM processing_log"))
        assert {"case-recording", "case-reading"} <= set(logged)
    long = {"finding_source": "school", "finding_text": "a" * 501, **TODAY}
    assert "500 tekens" in await fault(await manager.post(f"{case}/findings/new", long))


async def test_a_notice_leads_to_its_case_and_is_then_seen(world, app, issuer, case, clock) -> None:
    owner = await signed_in(app, issuer.token("cm-1", "coa", [Role.CASE_MANAGER], [AZC]))
    assert "Er zijn geen open meldingen voor u." in plain(await owner.get("/notices"))
    clock.set("2026-03-09")
    await world.look()
    page = await owner.get("/notices")
    assert "1 open, waarvan 1 ongelezen." in plain(page)
    assert "Te laat : Klantprofiel verzonden Landelijke standaard" in plain(page)
    notice = page.partition('action="/notices/')[2].partition('"')[0]
    assert await owner.sends(f"/notices/{notice}") == case
    assert "waarvan 0 ongelezen." in plain(await owner.get("/notices"))
    await owner.client.aclose()


async def test_who_wants_mail_gives_an_address_and_can_take_it_back(manager) -> None:
    assert "Er gaat nu geen e-mail naar u." in plain(await manager.get("/notices/mail"))
    wrong = await manager.post("/notices/mail", {"mail_address": "geen adres"})
    assert "Dit is geen e-mailadres" in await fault(wrong)
    led = await manager.sends("/notices/mail", {"mail_address": "ik@voorbeeld.example"})
    assert "ik@voorbeeld" not in led
    assert "E-mail gaat naar ik@voorbeeld.example." in plain(await manager.get("/notices/mail"))
    await manager.sends("/notices/mail", {"stop": "1"})
    assert "Er gaat nu geen e-mail naar u." in plain(await manager.get("/notices/mail"))


async def test_programmes_show_their_terms_in_words_their_source_and_refused_files(
    world, manager
) -> None:
    shown = plain(await manager.get("/programmes"))
    assert "Geen bestand heeft fouten." in shown
    assert "Doorgaande Lijn Utrecht : versie 1" in shown
    one = plain(await manager.get("/programmes/migrationsverket?lang=en"))
    assert "Reception talk 7 days after: Arrived at the reception unit" in one
    assert "003:1379" in one
    await manager.get("/programmes/none", 404)
    async with world.resources.database.transaction() as tx:
        await tx.execute(
            text(
                "INSERT INTO refused_programmes VALUES "
                "('own/x.toml', '', ARRAY['code: is missing'], now())"
            )
        )
    shown = plain(await manager.get("/programmes"))
    assert "own/x.toml code: is missing" in shown


async def test_a_client_manager_sees_no_case_of_another_municipality(visit, case) -> None:
    elsewhere = await visit([Role.CLIENT_MANAGER], "GM0193", ["GM0193"])
    for what in ("programmes/new", "contacts/new", "findings", "steps/new"):
        await elsewhere.get(f"{case}/{what}", 404)


async def test_late_on_the_page_of_a_case_is_late_on_the_work_list_and_nothing_else_is(
    world, manager, case, clock
) -> None:
    person = (await world.tvs.get(case))["permitHolderId"]
    sent = profile.ProfileSent(
        occurred_at=world.resources.clock.now(), municipality=ROERMOND, profile_version=1
    )
    await world.hear(sent, person)
    await world.roermond.post(f"{case}/first-contacts")
    scout = {"programme": "kansverkenner"}
    await world.case_manager.post(f"{case}/programmes", **scout)
    for day, late in (("2026-03-15", 0), ("2026-03-16", 1)):
        clock.set(day)
        await world.look()
        assert ("Te laat" in plain(await manager.get(case)), await on_list(world)) == (late, late)
    # a programme that has ended asks for nothing more: on neither
    await world.case_manager.post(f"{case}/programme-endings", **scout, reason="other")
    clock.set("2026-03-17")
    await world.look()
    assert ("Te laat" in plain(await manager.get(case)), await on_list(world)) == (False, 0)
    # what the checklist and the list say of the default programme is one rule too
    for day, late in (("2026-03-29", 0), ("2026-03-30", 1)):
        clock.set(day)
        await world.look()
        checklist = plain(await manager.get(case)).partition("Termijnen")[0]
        assert ("Te laat" in checklist, await on_list(world)) == (late, late)


async def on_list(world) -> int:
    listed: int = (await world.case_manager.get("/work-list"))["flags"]["late"]
    return listed


@pytest.mark.scenario("S-H19")
async def test_a_scout_sees_whom_to_speak_to_there_and_whom_by_phone_and_records_it(
    world, visit
) -> None:
    await world.places()
    await world.employ("w-1")
    here, away = await world.link(), await world.link(azc="azc-sneek")
    elsewhere = await world.link(to="GM0193")
    near, far, other = (case.rpartition("/")[2][:8] for case in (here, away, elsewhere))
    scout = await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    # where there is one place only, it is chosen
    assert near in await scout.get("/scout-days")
    day = plain(await scout.get(f"/scout-days?azc={AZC}"))
    there, _, by_phone = day.partition("Per telefoon")
    assert (near in there, far in there) == (True, False)
    assert (near in by_phone, far in by_phone) == (False, True)
    assert other not in day
    # before there is a programme to tell it of, that comes first
    shown = await scout.get(f"/scout-days?azc={AZC}")
    assert f'href="{away}/programmes/new"' in shown
    await scout.sends(f"{away}/programmes/new", {"programme_code": "kansverkenner", **TODAY})
    shown = await scout.get(f"/scout-days?azc={AZC}")
    assert f'href="{away}/contacts/new"' in shown
    assert f'href="{here}/programmes/new"' in shown


async def test_a_scout_day_of_a_place_that_is_not_the_own_shows_nobody(world, visit) -> None:
    await world.places()
    case = (await world.link()).rpartition("/")[2][:8]
    zwolle = await visit([Role.CLIENT_MANAGER], "GM0193", ["GM0193"])
    for asked in (f"azc={AZC}", f"azc={AZC}&municipality={ROERMOND}"):
        assert case not in await zwolle.get(f"/scout-days?{asked}")
    coa = await visit([Role.CASE_MANAGER], "coa", ["azc-sneek"])
    assert case not in await coa.get(f"/scout-days?azc={AZC}&municipality={ROERMOND}")
    own = await visit([Role.CASE_MANAGER], "coa", [AZC])
    assert case in await own.get(f"/scout-days?municipality={ROERMOND}")
