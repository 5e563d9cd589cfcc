"""The quality of the data over the API, from events that went through log and projection."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.contracts.directory import MunicipalityMerged
from continuous_line.event_log.port import Record
from report_service import quality
from report_service.testing import History, Recorder, noon

Live = Callable[[Sequence[Record]], Awaitable[None]]


def people() -> list[History]:
    """12 who moved: 6 of them with a talk after it, 7 recorded late; 5 moved to a successor."""
    found = []
    for number in range(12):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02", "GM0003" if number < 5 else "GM0988")
        to = "GM1979" if number < 5 else "GM0988"
        person.moved("2019-06-01", to, recorded="2019-06-11" if number < 7 else None)
        if number < 6:
            person.warm("2019-06-05", to)
        found.append(person)
    return found


async def asked(client: httpx.AsyncClient, token: Callable[..., str], period: str) -> Any:
    answer = await client.get(
        "/v1/data-quality",
        params={"period": period},
        headers={"Authorization": f"Bearer {token([Role.ANALYST], 'coa', ())}"},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def contradictory(answer: Any) -> dict[str, int | None]:
    return {each["kind"]: each["number"] for each in answer["contradictions"]}


async def test_lateness_contradictions_and_what_is_parked(
    live: Live, client: httpx.AsyncClient, token: Callable[..., str]
) -> None:
    recorder = Recorder()
    good = recorder.of(people())
    bad = Record(good[0].topic, "somebody", b'{"specversion":"1.0","id":"no envelope"}')
    await live([*good, bad])
    answer = await asked(client, token, "2019-H1")
    late = {each["kind"]: each for each in answer["lateness"]}
    assert late["moved"] == {
        "kind": "moved", "number": 12, "late": 7, "latePercent": 58.3, "median": 10, "p90": 10,
        "suppressed": False,
    }  # fmt: skip
    assert late["linked"]["late"] == 0
    found = contradictory(answer)
    assert (found["talk-after-move"], found["moved-without-link"]) == (6, 5)
    assert found["link-over-link"] == 0
    assert (answer["parkedEvents"], answer["heldBack"], answer["sampled"]) == (1, 1, 1)
    assert contradictory(await asked(client, token, "2018"))["talk-after-move"] == 0


async def test_a_move_to_the_successor_is_no_contradiction_where_the_merger_is_known(
    live: Live, client: httpx.AsyncClient, token: Callable[..., str]
) -> None:
    recorder = Recorder()
    merger = MunicipalityMerged(
        occurred_at=noon("2019-01-01"), code="GM0003", successor="GM1979",
        valid_from=date(2019, 5, 1),
    )  # fmt: skip
    await live([*recorder.places([("GM0003", merger)]), *recorder.of(people())])
    found = contradictory(await asked(client, token, "2019-H1"))
    assert (found["talk-after-move"], found["moved-without-link"]) == (6, 0)


async def test_of_a_large_country_lateness_is_that_of_a_sample(
    live: Live,
    client: httpx.AsyncClient,
    token: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quality, "SAMPLE", 6)
    some = people()
    for number, person in enumerate(some):
        person.person = UUID(int=number << 124)
    await live(Recorder().of(some))
    answer = await asked(client, token, "2019-H1")
    late = {each["kind"]: each for each in answer["lateness"]}
    assert answer["sampled"] == 0.5
    assert (late["moved"]["number"], late["moved"]["late"]) == (8, 7)
    assert contradictory(answer)["talk-after-move"] == 6
