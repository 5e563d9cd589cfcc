"""A figure published in July, and what was recorded since that changed it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.database import Database
from continuous_line.event_log.port import Record
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]
Get = Callable[..., Awaitable[httpx.Response]]
ASKED = {"period": "2019", "metric": "warm-handover", "asOf": "2019-07-15T12:00:00Z"}


@pytest.fixture(params=["few", "many"])
def get_changes(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    get: Get,
    make: Make,
    live: Live,
) -> Callable[..., Awaitable[dict[str, Any]]]:
    """With few persons from their facts, with many by comparing two editions."""
    get_now = get

    async def ask(role: Role = Role.ANALYST, places: Sequence[str] = (), **more: str) -> Any:
        answer = await get_now("/v1/figures/changes", role, places, **ASKED | more)
        while answer.status_code == 202:
            assert await make() == 1
            answer = await get_now("/v1/figures/changes", role, places, **ASKED | more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture(autouse=True)
def persons_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    callspec = getattr(request.node, "callspec", None)
    if callspec is not None and callspec.params.get("get_changes") == "many":
        monkeypatch.setenv("DL_REPORT_PERSONS_AT_ONCE", "0")


def person(azc: str = "weert", municipality: str = "GM0988") -> History:
    found = History(azc, municipality)
    found.opened("2018-11-01")
    found.permit("2019-01-05")
    found.linked("2019-03-02")
    return found


def country() -> list[History]:
    """Of 60 who moved 10 had talked by July; since then ten talks were registered late, seven
    taken back, two moves became known, and one was taken back."""
    people = [person("weert" if n % 2 else "echt") for n in range(60)]
    for number, each in enumerate(people):
        moved = each.moved("2019-06-01", recorded="2019-08-01" if number < 2 else None)
        if 10 <= number < 20:
            talk = each.warm("2019-05-12")
            if number < 17:
                each.voided(talk, recorded="2019-09-01")
        if 20 <= number < 30:
            each.warm("2019-05-20", recorded="2019-08-10")
        if number == 40:
            each.voided(moved, recorded="2019-10-01")
    people.append(person())
    people[-1].sent("2019-08-05")  # changes another figure
    return people


async def test_the_difference_is_that_of_the_events(
    live: Live, get_changes: Callable[..., Awaitable[dict[str, Any]]]
) -> None:
    await live(Recorder().by_time(country()))
    found = await get_changes()
    assert (found["then"]["numerator"], found["then"]["denominator"]) == (10, 58)
    assert (found["until"]["numerator"], found["until"]["denominator"]) == (13, 59)
    assert found["items"] == []
    assert (found["restNumerator"], found["restDenominator"]) == (0, 0)
    kinds = {each["kind"]: each for each in found["byKind"]}
    assert set(kinds) == {"moved", "taken-back", "warm"}
    assert kinds["moved"]["suppressed"]  # two events are few, and a second kind is hidden with them
    assert sum(not each["suppressed"] for each in kinds.values()) == 1
    until = await get_changes(until="2019-08-20T00:00:00Z")
    assert (until["until"]["numerator"], until["until"]["denominator"]) == (20, 60)


async def test_who_sees_the_persons_reads_the_events_of_the_own_place_page_by_page(
    live: Live, get_changes: Callable[..., Awaitable[dict[str, Any]]], database: Database
) -> None:
    people = country()
    await live(Recorder().by_time(people))
    role, own = Role.CASE_MANAGER, ["weert"]
    found = await get_changes(role, own, pageSize="3")
    items = found["items"]
    while found["next"]:
        found = await get_changes(role, own, pageSize="3", cursor=found["next"])
        items += found["items"]
    at_weert = {str(each.person) for each in people[1::2]}
    assert {each["permitHolderId"] for each in items} <= at_weert
    changed = [(each["kind"], each["numerator"], each["denominator"]) for each in items]
    assert changed == [("moved", 0, 1)] + [("warm", 1, 0)] * 5 + [("taken-back", -1, 0)] * 3
    assert all(each["caseId"] for each in items)
    told = {str(one.id): one for each in people for one in each.told}
    assert all(told[each["event"]].time.isoformat()[:10] == each["recordedAt"][:10]
               for each in items)  # fmt: skip
    assert (await get_changes(role, ["budel"]))["items"] == []
    async with database.reading() as tx:
        logged = await tx.execute(text("SELECT data_subject_id::text, manner FROM processing_log"))
        records = {tuple(row) for row in logged}
    assert records == {(each["permitHolderId"], "listed") for each in items}


async def test_of_another_place_or_an_unknown_metric_there_is_nothing(live: Live, get: Get) -> None:
    await live(Recorder().by_time(country()))
    path = "/v1/figures/changes"
    unknown = await get(path, **ASKED | {"metric": "happiness"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "metric-unknown")
    other = await get(path, Role.CASE_MANAGER, ["echt"], by="azc", code="weert", **ASKED)
    assert other.status_code == 404
    half = await get(path, by="azc", **ASKED)
    assert (half.status_code, half.json()["code"]) == (409, "cell-incomplete")
    turned = await get(path, until="2019-01-01T00:00:00Z", **ASKED)
    assert (turned.status_code, turned.json()["code"]) == (409, "moments-turned")
    ahead = await get(path, until="2999-01-01T00:00:00Z", **ASKED)
    assert (ahead.status_code, ahead.json()["code"]) == (409, "moment-ahead")
