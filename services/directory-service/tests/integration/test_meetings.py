"""LIPO's and where there are none, and visits with whoever has people waiting there."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Basis, Role
from continuous_line.contracts import handover
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from directory_service.reactions import react

AT = datetime(2026, 2, 1, 9, tzinfo=UTC)
ROERMOND, WEERT, ZWOLLE = "GM0957", "GM0988", "GM0193"
LIPO: dict[str, Any] = {
    "azc": "weert", "heldOn": "2026-02-20", "onCaseLevel": True, "organisations": ["coa", ROERMOND],
}  # fmt: skip
VISIT: dict[str, Any] = {
    "kind": "meet-and-greet", "azc": "weert", "startsAt": "2026-03-12T10:00:00+01:00",
    "endsAt": "2026-03-12T12:00:00+01:00", "capacity": 12,
}  # fmt: skip


async def hear(app: Service, event: Any, person: UUID, number: int = 1) -> None:
    envelope = envelope_of(event, person, domain="handover", time=AT, number=number)
    async with app.state.resources.database.transaction() as tx:
        await react(tx, envelope, event)


async def link(app: Service, municipality: str, azc: str = "weert") -> UUID:
    person = uuid4()
    linked = handover.MunicipalityLinked(
        occurred_at=AT, municipality=municipality, azc=azc, basis=Basis.NETWORK
    )
    await hear(app, linked, person)
    return person


@pytest.mark.scenario("S-D11")
async def test_an_azc_without_a_lipo_for_six_weeks_is_named_and_each_says_who_took_part(
    pcm: Somebody, clock: ClockFile
) -> None:
    for azc, held_on in (("weert", "2026-02-20"), ("echt", "2026-01-19"), ("sneek", "2026-01-10")):
        await pcm.post("/lipos", **(LIPO | {"azc": azc, "heldOn": held_on}))
    gaps = (await pcm.get("/lipo-gaps"))["items"]
    named = [(one["azc"], one["lastHeldOn"], one["days"]) for one in gaps]
    assert len(named) == 16 - 2
    assert named[-1] == ("sneek", "2026-01-10", 50)
    assert {days for _, _, days in named[:-1]} == {None}
    assert "echt" in [one["azc"] for one in (await pcm.get("/lipo-gaps", on="2026-03-02"))["items"]]
    assert "echt" not in [azc for azc, _, _ in named]
    (held,) = (await pcm.get("/lipos", azc="weert"))["items"]
    assert held | LIPO | {"organisations": [ROERMOND, "coa"]} == held


async def test_the_term_for_a_lipo_is_configuration_and_a_new_azc_gets_it_too(
    pcm: Somebody, sign_in: Callable[..., Somebody], clock: ClockFile
) -> None:
    keeper = sign_in([Role.OPERATOR], "operations")
    await keeper.post(
        "/reception-centres", azc="nieuw", name="Nieuw", unit="unit-zuid", place="Horst",
        latitude=51.4, longitude=6.0, validFrom="2026-02-20",
    )  # fmt: skip

    async def named(**query: str) -> list[str]:
        return [one["azc"] for one in (await pcm.get("/lipo-gaps", **query))["items"]]

    assert "nieuw" not in await named()
    assert "nieuw" in await named(days="9")
    clock.set("2026-04-03")
    assert "nieuw" in await named()


async def test_a_lipo_is_recorded_once_by_those_at_the_azc_and_never_ahead(
    pcm: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    sneek = sign_in([Role.LOCATION_MANAGER], "coa", ["sneek"])
    assert await sneek.refused("/lipos", **LIPO) == (403, "not-your-organisation")
    address = await pcm.post("/lipos", **LIPO)
    assert await pcm.refused("/lipos", **LIPO) == (409, "already-registered")
    assert await pcm.refused("/lipos", **(LIPO | {"heldOn": "2026-03-02"})) == (409, "ahead-of-now")
    assert await pcm.refused("/lipos", **(LIPO | {"azc": "wert"})) == (409, "place-unfit")
    (event,) = (await pcm.get(f"{address}/events"))["items"]
    await pcm.post(f"{address}/events/{event['id']}/voidings", reason="mistake")
    assert (await pcm.refused(address, "GET"))[0] == 404
    await pcm.post("/lipos", **(LIPO | {"onCaseLevel": False}))
    assert (await pcm.get(address))["onCaseLevel"] is False


@pytest.mark.scenario("S-D12")
async def test_municipalities_with_open_links_at_the_azc_are_invited_to_a_visit(
    app: Service, pcm: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    for municipality in (ROERMOND, ROERMOND, ZWOLLE):
        await link(app, municipality)
    await link(app, WEERT, azc="echt")
    gone = await link(app, "GM0080")
    moved = handover.MovedToMunicipality(
        occurred_at=AT, municipality="GM0080", from_azc="weert", moved_on=date(2026, 2, 1)
    )
    await hear(app, moved, gone, 2)
    address = await pcm.post("/visits", **VISIT)
    visit = await pcm.get(address)
    assert visit["invited"] == [ZWOLLE, ROERMOND]
    event = await pcm.last(address, "VisitScheduled")
    assert event["data"]["invited"] == [ZWOLLE, ROERMOND]
    roermond = sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    mine = await roermond.get("/visits", municipality=ROERMOND)
    assert [one["visitId"] for one in mine["items"]] == [visit["visitId"]]
    assert (await roermond.get("/visits", municipality=WEERT))["items"] == []
    invited = (await roermond.get(f"{address}/invitations"))["items"]
    assert [(one["name"], one["openLinks"]) for one in invited] == [("Zwolle", 1), ("Roermond", 2)]


async def test_who_gets_a_link_there_later_is_invited_too(app: Service, pcm: Somebody) -> None:
    address = await pcm.post("/visits", **VISIT)
    assert (await pcm.get(address))["invited"] == []
    await link(app, WEERT)
    assert (await pcm.get(f"{address}/invitations"))["items"] == [
        {"municipality": WEERT, "name": "Weert", "openLinks": 1, "sinceScheduled": False}
    ]
    assert len((await pcm.get("/visits", municipality=WEERT))["items"]) == 1


async def test_a_former_municipality_is_invited_as_its_successor(
    app: Service, pcm: Somebody
) -> None:
    await link(app, "GM0370")
    address = await pcm.post("/visits", **VISIT)
    assert (await pcm.get(address))["invited"] == ["GM0439"]


async def test_the_next_visit_day_of_an_azc_is_the_first_of_its_list(
    pcm: Somebody, sign_in: Callable[..., Somebody], clock: ClockFile
) -> None:
    later = VISIT | {"startsAt": "2026-04-09T09:00:00Z", "endsAt": None, "kind": "visit"}
    for body in (later, VISIT, VISIT | {"azc": "echt"}):
        await pcm.post("/visits", **body)

    async def following(**query: str) -> list[str]:
        page = await pcm.get("/visits", azc="weert", pageSize="1", **query)
        return [one["startsAt"] for one in page["items"]]

    assert await following() == ["2026-03-12T09:00:00Z"]
    clock.set("2026-03-12", hour=15)
    assert await following() == ["2026-03-12T09:00:00Z"]
    assert await following(**{"from": "2026-03-13"}) == ["2026-04-09T09:00:00Z"]


async def test_a_visit_is_cancelled_by_its_organiser_or_the_azc_before_it_begins(
    pcm: Somebody, sign_in: Callable[..., Somebody], clock: ClockFile
) -> None:
    roermond = sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    sneek = sign_in([Role.LOCATION_MANAGER], "coa-sneek", ["sneek"])
    weert = sign_in([Role.CASE_MANAGER], "coa-weert", ["weert"])
    assert await sneek.refused("/visits", **VISIT) == (403, "not-your-organisation")
    first = await roermond.post("/visits", **VISIT)
    assert await sneek.refused(f"{first}/cancellations") == (403, "not-your-organisation")
    await weert.post(f"{first}/cancellations")
    assert (await pcm.get("/visits"))["items"] == []
    assert (await pcm.get(first))["cancelledAt"] is not None
    assert await roermond.refused(f"{first}/cancellations") == (409, "visit-gone")
    second = await roermond.post("/visits", **VISIT)
    clock.set("2026-03-13")
    assert await roermond.refused(f"{second}/cancellations") == (409, "visit-gone")
    assert await roermond.refused("/visits", **VISIT) == (409, "visit-gone")
    assert await pcm.types(first) == ["VisitScheduled", "VisitCancelled"]
