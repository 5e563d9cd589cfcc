"""Whom to call and what there is to do, on the page of a case, with a real directory-service."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.contracts import profile
from continuous_line.local.postgres import free_port
from continuous_line.process import Program
from continuous_line.testing.server import serving
from continuous_line.testing.visiting import plain
from directory_service.__main__ import PROGRAM as DIRECTORY_SERVICE
from directory_service.web.pages_offers import router as pages

Beside = Callable[[Program], str]
AZC, ROERMOND = "azc-weert", "GM0957"


@pytest.fixture
def directory_address(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where directory-service runs, and where handover-service asks it."""
    address = beside(DIRECTORY_SERVICE)
    monkeypatch.setenv("DL_HANDOVER_DIRECTORY_URL", address)
    monkeypatch.setenv("DL_HANDOVER_DIRECTORY_PAGES", "https://directory.example")
    return address


@pytest.fixture
async def record(directory_address: str, token: Callable[..., str]) -> Any:
    """`await record("/offers", role, places of the token, **body)`: in directory-service, which
    knows one municipality and one reception centre."""

    async def recorded(path: str, role: Role, token_of: list[str], **body: Any) -> str:
        bearer = {"Authorization": f"Bearer {token([role], 'coa', token_of)}"}
        async with httpx.AsyncClient(base_url=f"{directory_address}/v1", headers=bearer) as client:
            made = await client.post(path, json=body)
            assert made.status_code == 201, made.text
            return str(made.headers["location"])

    await recorded(
        "/municipalities", Role.TVS_SYSTEM, [], code=ROERMOND, name="Roermond", province="Limburg",
        region="AM33", regionName="Midden-Limburg", latitude=51.2, longitude=5.9,
    )  # fmt: skip
    await recorded(
        "/reception-centres", Role.TVS_SYSTEM, [], azc=AZC, name="azc Weert", unit="zuid",
        place="Weert", latitude=51.25, longitude=5.7,
    )  # fmt: skip
    return recorded


@pytest.fixture
async def directory(record: Any) -> Any:
    """As `record`, and there is somebody to call on either side."""
    keeper = Role.PARTICIPATION_CASE_MANAGER
    for place, kind, name, phone in (
        (ROERMOND, "client-manager", "Klaartje Voorbeeld (fictief)", "0475-359999"),
        (AZC, "case-manager", "Casper Voorbeeld (fictief)", "0495-559999"),
    ):
        made = await record(
            "/contacts", keeper, [ROERMOND, AZC], kind=kind, places=[place],
            validFrom="2019-01-01", details={"name": name, "phones": [phone]},
        )  # fmt: skip
        await record(f"{made.removeprefix('/v1')}/verifications", keeper, [ROERMOND, AZC])
    return record


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


async def test_the_page_of_a_case_shows_both_contact_persons_with_phone_and_when_checked(
    directory: Any, world: Any, clock: Any, visit: Callable[..., Any]
) -> None:
    await world.places()
    case = (await world.owned()).removeprefix("/v1")
    clock.set("2026-03-20")
    for reader in (
        await visit([Role.CASE_MANAGER], "coa", [AZC]),
        await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND]),
    ):
        shown = await reader.get(case)
        told = plain(shown)
        assert "Klaartje Voorbeeld (fictief) (klantmanager), 0475 359 999" in told
        assert "Casper Voorbeeld (fictief) (casemanager), 0495 559 999" in told
        assert told.count("Gecontroleerd 19 dagen geleden.") == 2
        assert 'href="tel:+31475359999"' in shown


@pytest.mark.scenario("S-H23")
async def test_what_the_new_town_offers_is_seen_while_the_person_is_still_at_the_azc(
    directory: Any, world: Any, manager: Any
) -> None:
    # given somebody at the azc who is linked to a town that offers volunteering
    await world.places()
    case = (await world.owned()).removeprefix("/v1")
    keeper = Role.PARTICIPATION_CASE_MANAGER
    offers = {
        title: await directory(
            "/offers", keeper, [ROERMOND, AZC], kind=kind, owner="voorbeeld", title=title,
            places=[place], startsOn="2026-01-10", openWithoutPermit=True,
        )
        for title, kind, place in (
            ("Helpen in de buurttuin", "volunteering", ROERMOND),
            ("Voetbal bij het azc", "sport", AZC),
        )
    }  # fmt: skip
    # when the case manager opens the case
    shown = await manager.get(case)
    # then both places' offers are there, each with its page
    for title, address in offers.items():
        number = address.rpartition("/")[2]
        assert f'<a href="https://directory.example/offers/{number}">{title}</a>' in shown
    # and once the person has moved, they are no more
    await world.tvs.post(f"{case}/moves", municipality=ROERMOND, movedOn="2026-03-01")
    assert "Helpen in de buurttuin" not in await manager.get(case)


async def test_more_offers_than_fit_lead_to_the_directory(
    directory: Any, world: Any, manager: Any
) -> None:
    await world.places()
    case = (await world.owned()).removeprefix("/v1")
    for number in range(5):
        await directory(
            "/offers", Role.PARTICIPATION_CASE_MANAGER, [ROERMOND], kind="sport", owner="x",
            title=f"Sport {number}", places=[ROERMOND], startsOn="2026-01-10",
            openWithoutPermit=True,
        )  # fmt: skip
    shown = await manager.get(case)
    assert shown.count("https://directory.example/offers/") == 3
    more = f"https://directory.example/offers?municipality={ROERMOND}"
    assert f'<a href="{more}">Meer bij GM0957</a>' in shown
    page = next(one for one in pages.routes if one.path == "/offers" and "GET" in one.methods)
    assert {"municipality", "azc"} <= {one.alias for one in page.dependant.query_params}


async def test_a_place_where_nothing_is_known_says_so_and_leads_on(
    directory: Any, world: Any, manager: Any
) -> None:
    assert directory
    await world.places()
    shown = await manager.get((await world.owned()).removeprefix("/v1"))
    assert "GM0957: nu niets bekend." in plain(shown)
    assert f'href="https://directory.example/offers?azc={AZC}"' in shown


async def test_without_the_directory_the_page_works_and_leads_to_it(
    monkeypatch: pytest.MonkeyPatch, world: Any, manager: Any
) -> None:
    monkeypatch.setenv("DL_HANDOVER_DIRECTORY_URL", f"http://127.0.0.1:{free_port()}")
    told = await page(world, manager)
    assert "Wij kunnen nu niet tonen wie u belt. Zoek wie u belt" in told
    assert "Wat er te doen is" not in told


@pytest.fixture
def hanging() -> Iterator[str]:
    """The address of a service that takes every request and answers none."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def asking(app: Any, **policy: Any) -> Iterator[None]:
    """The service asks others by these settings as long as the block runs."""
    own = app.state.resources
    app.state.resources = replace(own, policy=own.policy.model_copy(update=policy))
    try:
        yield
    finally:
        app.state.resources = own


async def test_two_services_that_hang_are_waited_for_no_longer_than_one(
    app: Any, world: Any, manager: Any, hanging: str
) -> None:
    await world.places()
    case = (await world.owned()).removeprefix("/v1")

    async def seconds(profile: str, directory: str) -> float:
        wait, urls = timedelta(seconds=1), {"profile_url": profile, "directory_url": directory}
        with asking(app, neighbour_timeout=wait, **urls):
            started = time.perf_counter()
            await manager.get(case)
            return time.perf_counter() - started

    await seconds("", "")
    # given how long the page takes with one that hangs
    one = max(await seconds(hanging, ""), await seconds("", hanging))
    # when both do, then that is not twice as long, but for a busy moment of the machine
    both = min([await seconds(hanging, hanging) for _ in range(3)])
    assert both / one < 1.5


NAMES, FLAG = {"/v1/names"}, {"/v1/profiles/sections/circumstances"}
ASKING = {
    "{case}": {*NAMES, "/v1/call-list", "/v1/offers"},
    "/cases": NAMES,
    f"/scout-days?azc={AZC}&municipality={ROERMOND}": NAMES,
    "{case}/handovers/new": NAMES,
    "{case}/agenda": FLAG,
}
FAULTY = {
    "{case}/handovers/new": NAMES,
    "{case}/agenda": FLAG,
    "{case}/handovers/unplanned/outcome": NAMES,
}


@pytest.fixture
async def household(world: Any, clock: Any) -> str:
    """Address of a case of one of two who live and move together; the agenda has been asked for."""
    await world.places()
    mother, child, together = uuid4(), uuid4(), uuid4()
    case = (await world.owned(mother)).removeprefix("/v1")
    await world.owned(child)
    for person in (mother, child):
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=together
        )
        await world.hear(joined, str(person))
    clock.set("2026-03-20")
    return case


@pytest.fixture
def open_while_asked(app: Any, settings: Any) -> Iterator[dict[str, int]]:
    """By what was asked of a neighbour, without persons: how many transactions this service had
    open before it was answered. The neighbours answer nothing that helps."""
    found: dict[str, int] = {}

    async def looking(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            connection = await asyncpg.connect(settings.database_url)
            found[re.sub(r"/[0-9a-f-]{36}", "", scope["path"])] = await connection.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND state LIKE 'idle in transaction%'"
            )
            await connection.close()
        await answering(lambda _: (403, b"{}"))(scope, receive, send)

    with serving(looking) as address, asking(app, profile_url=address, directory_url=address):
        yield found


@pytest.mark.parametrize("path", ASKING)
async def test_no_transaction_is_open_while_a_page_asks_another_service(
    household: str, open_while_asked: dict[str, int], manager: Any, path: str
) -> None:
    await manager.get(path.format(case=household))
    # each of them was asked, with nothing open
    assert open_while_asked == dict.fromkeys(ASKING[path], 0)


@pytest.mark.parametrize("path", FAULTY)
async def test_nor_while_a_form_with_faults_is_shown_again(
    household: str, open_while_asked: dict[str, int], manager: Any, path: str
) -> None:
    fields = {"talk_outcome": "together"} if path.endswith("outcome") else {}
    answer = await manager.post(path.format(case=household), {**fields, "details": "1"})
    assert answer.status_code == 400
    assert open_while_asked == dict.fromkeys(FAULTY[path], 0)


def answering(answers: Callable[[str], tuple[int, bytes]]) -> Any:
    """A directory of which the test decides what it says to a query."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            return
        status, body = answers(f"{scope['path']}?{scope['query_string'].decode()}")
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


CASPER = (
    b'{"entries": [{"kind": "case-manager", "organisation": "coa", "contact": {}, '
    b'"details": {"name": "Casper Voorbeeld (fictief)", "phones": '
    b'[{"number": "+31495559999", "shown": "0495 559 999"}]}}]}'
)


@pytest.fixture(params=[(403, b"{}"), (200, b'{"entries": 1}')], ids=["refuses", "another shape"])
def half_a_directory(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Knows whom to call at the azc, and gives nothing else."""
    app = answering(lambda asked: (200, CASPER) if "from=municipality" in asked else request.param)
    with serving(app) as address:
        monkeypatch.setenv("DL_HANDOVER_DIRECTORY_URL", address)
        yield


async def test_what_the_directory_does_not_answer_is_not_said_to_be_nobody(
    half_a_directory: None,
    world: Any,
    manager: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = await page(world, manager)
    # then the one is shown, and of the other it says that it cannot
    assert "Casper Voorbeeld (fictief) (casemanager), 0495 559 999 Nog nooit gecontroleerd." in told
    assert "Bij GM0957 Wij kunnen nu niet tonen wie u belt." in told
    assert "Niemand bekend" not in told
    assert "GM0957: wij kunnen nu niet tonen wat er is." in told
    # and the log knows neither name nor phone
    log = capsys.readouterr().out
    assert "directory-service" in log
    assert not [secret for secret in ("Casper", "559999", "559 999") if secret in log]


async def test_where_nobody_is_known_the_desk_of_the_directory_is_named(
    record: Any, world: Any, manager: Any
) -> None:
    assert record
    told = await page(world, manager)
    assert told.count("Niemand bekend. Vraag het aan coa") == 2


async def page(world: Any, manager: Any) -> str:
    """Of a case that the manager has."""
    await world.places()
    return plain(await manager.get((await world.owned()).removeprefix("/v1")))
