"""A new metric is one new definition and one rebuild."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.event_log.port import EventLog, Record
from report_service import rebuild_records
from report_service.domain import definitions
from report_service.rebuild import Rebuild
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Ask = Callable[..., Awaitable[dict[str, Any]]]

PLANNED = """
[[metric]]
code = "move-planned-before"
of = "moved"
has = { fact = "move-planned", same = true, when = "before" }
source = "our choice"
en = { title = "Move planned", has = "whose move to that municipality was planned before its day" }
nl = { title = "Verhuizing gepland", has = "van wie de verhuizing vooraf was gepland" }
"""


def people() -> list[History]:
    """20 who moved, of whom 12 as planned and 3 on the day on which it was planned."""
    found = []
    for number in range(20):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        if number < 15:
            person.move_planned("2019-06-01" if number < 3 else "2019-05-01", "2019-06-01")
        person.moved("2019-06-01")
        found.append(person)
    return found


def figure(answer: dict[str, Any], metric: str) -> tuple[int, int] | None:
    found = [each for each in answer["figures"] if each["metric"] == metric]
    return (found[0]["numerator"], found[0]["denominator"]) if found else None


async def test_a_definition_and_a_rebuild_make_a_metric_of_a_fact_nobody_named_before(
    database: Database,
    database_url: str,
    log: EventLog,
    live: Live,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given figures in which nothing is said of planned moves
    recorder = Recorder()
    await live(recorder.of(people()))
    before = await ask(period="2019-H1")
    assert figure(before, "move-planned-before") is None

    # when a release adds one definition, and the projection is rebuilt
    text = definitions.current().text + PLANNED
    monkeypatch.setattr(definitions, "current", lambda: definitions.read(text))
    rebuild = uuid4()
    async with database.transaction() as tx:
        await rebuild_records.request(tx, rebuild, by="operator", now=SystemClock().now())
    building = Rebuild(database, log, SystemClock(), database_url=database_url)
    assert await building.run(rebuild) == "switched"

    # then the API has the figure with its definition, and it goes on live
    after = await ask(period="2019-H1")
    assert figure(after, "move-planned-before") == (12, 20)
    assert figure(after, "warm-handover") == figure(before, "warm-handover")
    described = {one["metric"]: one["title"] for one in after["definitions"]}
    assert described["move-planned-before"] == "Move planned"
    assert after["rulesVersion"] != before["rulesVersion"]
    await live(recorder.of(people()))
    assert figure(await ask(period="2019-H1"), "move-planned-before") == (24, 40)
