"""The pages on which somebody reads who sees the data, and gives or withdraws access."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.visiting import plain

ROERMOND = "GM0957"
GIVEN = {
    "grant_to": "taalschool",
    "grant_purpose": "language-lessons",
    "grant_sections": ["language", "education"],
    "grant_until-day": "30",
    "grant_until-month": "juni",
    "grant_until-year": "2026",
}
AGREED = {**GIVEN, "grant_agreed": "yes"}
CONFIRMED = {**AGREED, "confirmed": "1"}


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    """A case manager at azc Weert."""
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def school(visit: Callable[..., Any]) -> Any:
    return await visit([Role.PROVIDER], "taalschool")


@pytest.fixture
def themselves(visit: Callable[..., Any]) -> Callable[[UUID], Any]:
    """The permit holder in a browser."""
    return lambda person: visit([Role.PERMIT_HOLDER], "", [], person)


@pytest.mark.scenario("S-P9")
async def test_somebody_reads_what_is_recorded_who_received_it_and_who_opened_it(
    world, themselves, clock: ClockFile
) -> None:
    clock.set("2026-03-03")
    profile, person = await world.sent()
    own = await themselves(person)
    told = plain(await own.get("/my-data"))
    assert "Moedertaal ti" in told
    assert "verzonden di 3 maart 2026" in told.replace("Verzonden", "verzonden")
    assert "nog niet geopend" in told
    assert "Bel de locatiemanager van azc weert." in told
    clock.set("2026-03-04")
    await world.roermond.get(profile)
    told = plain(await own.get("/my-data"))
    assert "geopend wo 4 maart 2026" in told
    assert "Koppeling aan deze gemeente, voor huis en inburgering" in told
    assert "klantmanager geopend" in told
    english = plain(await own.get("/my-data?lang=en"))
    assert "These organisations can see your data" in english
    assert "opened Wed 4 March 2026" in english


async def test_who_looked_in_a_list_or_was_refused_is_told_apart(world, themselves) -> None:
    profile, person = await world.sent()
    await world.roermond.get("/profiles")
    await world.zwolle.problem(profile, "GET")
    told = plain(await (await themselves(person)).get("/my-data/accesses"))
    assert "stond in een lijst" in told
    assert "geweigerd: had niets met deze persoon te maken" in told


async def test_the_list_of_who_looked_comes_in_pages(world, themselves) -> None:
    profile, person = await world.opened()
    for _ in range(60):
        await world.author.get(f"{profile}/activities")
    own = await themselves(person)
    assert "Bekijk de hele lijst" in await own.get("/my-data")
    first = await own.get("/my-data/accesses")
    older = re.search(r'href="(/my-data/accesses\?before=\d+)">Oudere', html.unescape(first))
    assert older is not None
    rest = await own.get(older[1])
    assert rest.count('<th scope="row">') >= 10
    assert "Oudere" not in rest


async def test_where_the_log_is_away_the_page_says_so_and_shows_no_empty_list(
    world, themselves, manager
) -> None:
    _, person = await world.opened()
    own = await themselves(person)
    await _rename(world, "processing_log", "processing_log_gone")
    for somebody, path in ((own, "/my-data/accesses"), (manager, f"/profiles/{person}/accesses")):
        told = plain(await somebody.get(path, status=503))
        assert "Dat betekent niet dat niemand keek." in told
    await _rename(world, "processing_log_gone", "processing_log")
    assert "Wie er keek" in plain(await own.get("/my-data/accesses"))


async def test_what_may_be_late_about_links_is_said(world, themselves) -> None:
    _, person = await world.sent()
    await world.caught_up(timedelta(minutes=6))
    told = plain(await (await themselves(person)).get("/my-data"))
    assert "Wij horen nu niet alles over gemeenten." in told


async def test_staff_show_the_same_and_nobody_elsewhere_does(world, manager, visit) -> None:
    _, person = await world.sent()
    told = plain(await manager.get(f"/profiles/{person}/access"))
    assert "Wie ziet de gegevens van" in told
    assert "Moedertaal ti" in told
    elsewhere = await visit([Role.CASE_MANAGER], "coa", ["sneek"])
    await elsewhere.get(f"/profiles/{person}/access", status=404)


@pytest.mark.scenario("S-P7")
async def test_access_is_checked_given_read_and_ends_after_its_last_day(
    world, manager, school, clock: ClockFile
) -> None:
    _, person = await world.completed()
    address = f"/profiles/{person}/grants/new"
    checked = await manager.post(address, AGREED)
    assert checked.status_code == 200
    assert "di 30 juni 2026" in plain(checked.text)
    assert await manager.sends(address, CONFIRMED) == f"/profiles/{person}/access?done=granted"
    assert "geldt tot en met 30 juni 2026" in plain(await manager.get(f"/profiles/{person}/access"))
    listed = await school.get("/grants")
    assert f"/profiles/{person}/granted-sections" in listed
    assert "Tesfay" not in listed
    read = plain(await school.get(f"/profiles/{person}/granted-sections"))
    assert "Niveau Nederlands A1" in read
    assert "scheepsbouw" not in read
    clock.set("2026-07-01", 1)
    ended = plain(await school.get(f"/profiles/{person}/granted-sections", status=403))
    assert "Vraag het nu aan de casemanager van azc weert" in ended
    assert "Niemand geeft uw organisatie nu toegang." in plain(await school.get("/grants"))
    assert "geëindigd" in plain(await school.get("/grants?all=1"))


async def test_a_form_names_every_fault_at_once_and_keeps_what_was_entered(world, manager) -> None:
    _, person = await world.opened()
    late = {**GIVEN, "grant_purpose": "", "grant_until-year": "2025"}
    answer = await manager.post(f"/profiles/{person}/grants/new", late)
    assert answer.status_code == 400
    assert "<title>Fout: " in answer.text
    told = plain(answer.text)
    for fault in ("Maak een keuze.", "Deze dag is al geweest.", "Zonder toestemming"):
        assert fault in told, fault
    assert 'value="taalschool"' in answer.text
    far = {**AGREED, "grant_until-year": "2036"}
    assert "ten hoogste 366 dagen" in (
        await manager.post(f"/profiles/{person}/grants/new", far)
    ).text  # fmt: skip


async def test_the_permit_holder_gives_and_withdraws_access_at_once(
    world, themselves, school
) -> None:
    _, person = await world.completed()
    own = await themselves(person)
    form = await own.get(f"/profiles/{person}/grants/new")
    assert "grant_agreed" not in form
    given = {**GIVEN, "confirmed": "1"}
    assert await own.sends(f"/profiles/{person}/grants/new", given) == "/my-data?done=granted"
    page = await own.get("/my-data")
    address = re.search(r'href="([^"]+/revocation)"', page)
    assert address is not None
    asked = plain(await own.get(address[1]))
    assert "Ziet vanaf nu niets meer. Wat al gelezen is, halen wij niet terug." in asked
    assert await own.sends(address[1]) == "/my-data?done=revoked"
    await school.get(f"/profiles/{person}/granted-sections", status=403)
    again = await own.post(address[1])
    assert again.status_code == 409
    assert "was al geëindigd" in plain(again.text)


async def test_the_same_form_sent_twice_gives_access_once(world, manager) -> None:
    profile, person = await world.opened()
    for _ in range(2):
        await manager.sends(f"/profiles/{person}/grants/new", CONFIRMED, key="the-same-form-0001")
    assert len((await world.author.get(f"{profile}/grants"))["items"]) == 1


async def test_who_has_no_right_to_it_reads_nothing(world, themselves, visit) -> None:
    _, person = await world.completed()
    _, other = await world.opened()
    own = await themselves(person)
    await own.get(f"/profiles/{other}/grants/new", status=404)
    answer = await own.post(f"/profiles/{other}/grants/new", {**GIVEN, "confirmed": "1"})
    assert answer.status_code == 404
    stranger = await visit([Role.PROVIDER], "other-school")
    await stranger.get(f"/profiles/{person}/granted-sections", status=404)


async def test_after_erasing_a_page_says_when_and_shows_nothing(world, themselves, manager) -> None:
    profile, person = await world.completed()
    await world.tvs.post(f"{profile}/erasures", ground="request")
    for somebody, path in (
        (await themselves(person), "/my-data"),
        (manager, f"/profiles/{person}/access"),
    ):
        told = plain(await somebody.get(path, status=410))
        assert "Gegevens gewist op 1 maart 2026." in told


async def _rename(world: Any, former: str, name: str) -> None:
    async with world.resources.database.transaction() as tx:
        await tx.execute(text(f"ALTER TABLE {former} RENAME TO {name}"))
