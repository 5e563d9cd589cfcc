"""The pages of signals, as somebody without JavaScript sees them. Texts are made up."""

import html
import re
from uuid import uuid4

import pytest

from continuous_line import processing_log
from continuous_line.codes import Role
from continuous_line.testing.visiting import plain

AZC, ROERMOND, ZWOLLE = "azc-weert", "GM0957", "GM0193"
TEXT = "Fictief: over werk staat er bijna niets."
THIN = {"signal_kind": "profile-thin", "signal_text": TEXT}


@pytest.fixture
async def azc(visit):
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


@pytest.fixture
async def roermond(visit):
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


async def sent(roermond, case: str) -> str:
    """The address of a new signal, without the notice."""
    return (await roermond.sends(f"{case}/signals/new", THIN)).partition("?")[0]


@pytest.mark.scenario("S-H8")
async def test_who_sends_a_signal_sees_first_who_gets_it_and_by_when(
    world, clock, roermond, azc
) -> None:
    clock.set("2026-04-01")
    await world.places()
    case = await world.owned()
    form = plain(await roermond.get(f"{case}/signals/new"))
    assert "Dit signaal gaat naar cm-1. Antwoord uiterlijk wo 8 april 2026." in form
    signal = await sent(roermond, case)
    page = plain(await roermond.get(f"{signal}?done=signal_sent"))
    assert "Het signaal is verstuurd" in page
    assert TEXT in page
    assert "Beantwoord" not in page.partition("Wat er gebeurde")[0]
    clock.set("2026-04-10")
    listed = plain(await azc.get("/signals"))
    assert "Wacht op antwoord (1)" in listed
    assert "2 dagen te laat" in listed
    on_case = plain(await azc.get(case))
    assert "Signalen over deze zaak" in on_case
    assert "2 dagen te laat" in on_case


async def test_all_faults_are_told_together_and_the_input_stays(world, roermond) -> None:
    case = await world.owned()
    answer = await roermond.post(f"{case}/signals/new", {"signal_text": "x" * 501})
    assert answer.status_code == 400
    page = html.unescape(answer.text)
    assert page.count('href="#signal_') == 2
    assert "<title>Fout: " in page
    assert "x" * 501 in page
    assert "x" * 50 not in str(answer.url)


async def test_it_is_answered_passed_on_and_closed(world, clock, roermond, azc) -> None:
    await world.places()
    case = await world.owned()
    await world.employ("cm-2")
    signal = await sent(roermond, case)
    assert await azc.sends(f"{signal}/owners", {"signal_pass_on_to": "cm-2"}) == (
        f"{signal}?done=signal_passed_on"
    )
    page = plain(await azc.get(signal))
    assert "cm-2" in page
    answer = {"signal_answer": "Fictief: aangevuld."}
    assert (await azc.sends(f"{signal}/answers", answer)).endswith("done=signal_answered")
    seen = plain(await roermond.get(signal))
    assert "Fictief: aangevuld." in seen
    assert "Bent u geholpen?" in seen
    await roermond.sends(f"{signal}/closings")
    assert "Afgesloten (1)" in plain(await azc.get("/signals?state=closed"))


async def test_who_answers_second_reads_the_first_answer_and_keeps_the_own_text(
    world, visit, roermond, azc
) -> None:
    case = await world.owned()
    signal = await sent(roermond, case)
    colleague = await visit([Role.LOCATION_MANAGER], "coa", [AZC])
    await azc.sends(f"{signal}/answers", {"signal_answer": "Fictief: de eerste."}, version=1)
    mine = {"signal_answer": "Fictief: de tweede."}
    conflict = await colleague.post(f"{signal}/answers", mine, version=1)
    assert conflict.status_code == 412
    told = plain(conflict.text)
    assert "casemanager: beantwoord" in told
    assert "Fictief: de tweede." in told
    anyway = await colleague.post(f"{signal}/answers", mine, version=2)
    assert anyway.status_code == 409
    page = plain(anyway.text)
    assert "Fictief: de eerste." in page
    assert "Fictief: de tweede." in page
    assert "Intussen is dit al beantwoord" in page


@pytest.mark.scenario("S-H9")
async def test_something_about_nobody_is_reported_to_a_place(world, azc, roermond) -> None:
    await world.places()
    form = plain(await roermond.get("/signals/new"))
    assert "Is die niet bekend, dan naar de locatiemanager" in form
    told = {"signal_kind": "programme-unclear", "signal_text": "Fictief: wat is een stage?"}
    missing = await roermond.post("/signals/new", told)
    assert (missing.status_code, 'href="#signal_for_azc"' in missing.text) == (400, True)
    signal = (await roermond.sends("/signals/new", {**told, "signal_for_azc": AZC})).partition("?")[
        0
    ]
    page = plain(await azc.get(signal))
    assert "Over niemand in het bijzonder" in page
    assert "de locatiemanager van azc Weert" in page
    to_town = await azc.sends("/signals/new", {**told, "signal_for_municipality": ZWOLLE})
    assert "/signals/" in to_town


async def test_who_sent_it_corrects_it_or_takes_it_back(world, roermond, azc) -> None:
    case = await world.owned()
    signal = await sent(roermond, case)
    assert TEXT in await roermond.get(f"{signal}/correction")
    better = {"signal_kind": "other", "signal_text": "Fictief: toch anders."}
    await roermond.sends(f"{signal}/correction", better)
    assert "Fictief: toch anders." in plain(await azc.get(signal))
    without = await roermond.post(f"{signal}/voidings")
    assert (without.status_code, 'href="#signal_void_why"' in without.text) == (400, True)
    await roermond.sends(f"{signal}/voidings", {"signal_void_why": "wrong-person"})
    gone = plain(await azc.get(signal))
    assert "Teruggenomen" in gone
    assert "Fictief" not in gone


async def test_filters_stay_in_the_address_and_what_recurs_is_counted(
    world, clock, roermond
) -> None:
    case = await world.owned()
    for _ in range(2):
        await sent(roermond, case)
    page = await roermond.get("/signals?kind=profile-thin&answers=reception&late=1")
    assert "Wis filters" in page
    assert "state=closed" in page
    assert re.search(r'href="/signals\?[^"]*kind=profile-thin[^"]*state=closed', page)
    assert "Wat vaker gemeld is" in plain(await roermond.get("/signals"))


async def test_who_has_no_right_any_more_is_told_since_when_and_whom_to_ask(
    world, clock, visit, roermond
) -> None:
    person = uuid4()
    case = await world.owned(person)
    signal = await sent(roermond, case)
    clock.set("2026-03-05")
    await world.link(person, ZWOLLE)
    assert "5 maart 2026" in plain(await roermond.get(signal, 403))
    zwolle = await visit([Role.CLIENT_MANAGER], ZWOLLE, [ZWOLLE])
    assert "Dit signaal is er niet" in plain(await zwolle.get(signal, 404))
    async with world.resources.database.reading() as tx:
        kept = await processing_log.of_subject(tx, person)
    assert [(one.manner, one.organisation) for one in kept] == [
        ("refused", ZWOLLE), ("refused", ROERMOND), ("changed", ROERMOND),
    ]  # fmt: skip
