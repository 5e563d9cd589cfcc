"""A subscription whose sink gets DUO's form."""

import json
from datetime import date
from typing import Any

import pytest

from continuous_line.contracts.handover import MovedToMunicipality
from continuous_line.testing.sinks import sink

ROERMOND, OIN = "GM0957", "00000000000000000957"


def moved(stand: Any, to: str = ROERMOND) -> MovedToMunicipality:
    return MovedToMunicipality(
        occurred_at=stand.now(), municipality=to, from_azc="weert", moved_on=date(2026, 2, 28)
    )


async def test_an_outflow_is_sent_once_in_the_form_and_what_has_no_place_in_it_is_passed_over(
    stand: Any, eventually: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DL_HANDOVER_DUO_OINS", json.dumps({ROERMOND: OIN}))
    first, second = await stand.persons(2)
    await stand.happens(first)
    (one,) = await stand.happens(first, what=moved(stand))
    await stand.happens(second, what=moved(stand, to="GM0193"))
    (two,) = await stand.happens(second, what=moved(stand))
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/notificaties", form="duo")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 2)
            await eventually(lambda: stand_is_empty(stand))
    assert [got.method for got in server.got] == ["POST", "POST"]
    assert {got.headers["berichtid"] for got in server.got} == {one, two}
    assert {got.headers["doel"] for got in server.got} == {OIN}
    told = [json.loads(got.body) for got in server.got]
    assert [each["gebeurtenisId"] for each in told] == ["SS139", "SS139"]
    assert {*told[0]} == {"registratieDatumTijd", "gebeurtenisId"}


async def test_without_the_oin_of_the_municipality_nothing_is_sent_and_the_delivery_waits(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(await stand.person(), what=moved(stand))
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/notificaties", form="duo")
        async with stand.at_work():
            await eventually(lambda: tried(stand))
    assert server.got == []
    assert await stand.waiting() == 1


async def stand_is_empty(stand: Any) -> bool:
    return bool(await stand.waiting() == 0)


async def tried(stand: Any) -> bool:
    rows = await stand.sql("SELECT 1 FROM push_deliveries WHERE attempts > 0")
    return len(rows) == 1
