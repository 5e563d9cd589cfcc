"""What is hidden at one moment is hidden at every other that can be asked for."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.event_log.port import Record
from report_service import editions, queries
from report_service.domain.metrics import Hidden
from report_service.domain.period import parse
from report_service.domain.statement import digest, hiding
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]
Get = Callable[..., Awaitable[httpx.Response]]
JULY, AUGUST = "2019-07-15T12:00:00Z", "2019-08-15T12:00:00Z"


def moved(town: str, recorded: str = "2019-06-02") -> History:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02", town)
    person.moved("2019-06-01", town, recorded=recorded)
    return person


@pytest.fixture
async def country(live: Live) -> None:
    """In July 3 had moved to one town and 9 to another; in August 4 more to the first."""
    people = [moved("GM0957") for _ in range(3)] + [moved("GM0988") for _ in range(9)]
    people += [moved("GM0014") for _ in range(20)]
    people += [moved("GM0957", "2019-08-01") for _ in range(4)]
    await live(Recorder().by_time(people))


def shown(answer: httpx.Response) -> dict[str, int | None]:
    assert answer.status_code == 200, answer.text
    return {
        cell["code"]: next(
            one["denominator"] for one in cell["figures"] if one["metric"] == "warm-handover"
        )
        for cell in answer.json()["cells"]
    }


async def test_a_cell_that_was_small_then_is_not_shown_now_while_then_can_be_asked_for(
    country: None, get: Get, make: Make, database: Database
) -> None:
    asked = {"period": "2019-H1", "by": "municipality"}
    now = shown(await get("/v1/figures", **asked))
    assert now == {"GM0014": 20, "GM0957": 7, "GM0988": 9}
    then = shown(await get("/v1/figures", **asked, asOf=JULY))
    assert then == {"GM0014": 20, "GM0957": None, "GM0988": None}
    async with database.transaction() as tx:
        await editions.ask(tx, datetime.fromisoformat(JULY), now=SystemClock().now())
    await make()
    for moment in ({}, {"asOf": JULY}, {"asOf": AUGUST}):
        found = shown(await get("/v1/figures", **asked, **moment))
        assert (found["GM0957"], found["GM0988"]) == (None, None), moment
        assert found["GM0014"] == 20


async def test_a_statement_that_hides_for_another_moment_is_still_what_the_log_makes(
    country: None, get: Get, make: Make, database: Database
) -> None:
    asked = {"period": "2019-H1", "metric": "warm-handover", "by": "municipality",
             "code": "GM0988"}  # fmt: skip
    alone = (await get("/v1/statements", **asked)).json()
    async with database.transaction() as tx:
        await editions.ask(tx, datetime.fromisoformat(JULY), now=SystemClock().now())
    await make()
    hidden = (await get("/v1/statements", **asked)).json()
    assert [one["suppressed"] for one in hidden["figures"]] == [True]
    by_its_own = {**hidden, "figures": alone["figures"]}
    assert hiding(by_its_own, hidden) == hidden
    assert hiding(hidden, alone) != alone
    assert digest(hidden) == hidden["digest"]


TOWNS = st.sampled_from(("GM0957", "GM0988", "GM0014"))


@given(st.lists(st.tuples(TOWNS, st.booleans()), min_size=1,
                max_size=30))  # fmt: skip
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_of_any_history_all_moments_hide_the_same(
    live: Live, make: Make, database: Database, persons: list[tuple[str, bool]]
) -> None:
    """Each example adds persons to those before; late ones are recorded in August."""
    people = [moved(town, "2019-08-01" if late else "2019-06-02") for town, late in persons]
    await live(Recorder().by_time(people))
    async with database.transaction() as tx:
        for moment in (JULY, AUGUST):
            at = datetime.fromisoformat(moment)
            if await editions.find(tx, at, now=SystemClock().now()) is None:
                await editions.ask(tx, at, now=SystemClock().now())
    await make()
    found = [await hidden(database, moment) for moment in (None, JULY, AUGUST)]
    assert found[0] == found[1] == found[2]


async def hidden(database: Database, moment: str | None) -> Hidden:
    now = datetime.now(UTC)
    async with database.transaction() as tx:
        given: dict[str, Any] = {}
        if moment is not None:
            at = datetime.fromisoformat(moment)
            given = {"as_of": at, "edition": await editions.find(tx, at, now=now)}
        report = await queries.report(tx, parse("2019-H1"), now=now, minimum=5, **given)
    return report.not_shown
