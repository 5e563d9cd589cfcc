"""Pages of who counts in a figure: from the figure to the person's events, for who may see them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.contracts import directory as d
from continuous_line.database import Database
from continuous_line.event_log.port import Record
from continuous_line.testing.visiting import Visiting, plain
from report_service.testing import History, Recorder, noon
from report_service.testing.crowd import Crowd

Live = Callable[[Sequence[Record]], Awaitable[None]]
Visit = Callable[..., Awaitable[Visiting]]
ECHT = [
    (
        "echt",
        d.ReceptionCentreRegistered(
            occurred_at=noon("2018-01-01"), azc="echt", name="Echt", unit="unit-zuid", place="Echt",
            latitude=51.1, longitude=5.87,
        ),
    )
]  # fmt: skip
LIST = "/metrics/warm-handover/cases?period=2019-H1&by=azc"


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DL_REPORT_HANDOVER_PAGES", "https://handover.example/")


@pytest.fixture
async def people(live: Live) -> list[History]:
    """Two who moved from Weert, one of them after a warm handover; one from Echt."""
    found = [History(azc, "GM0988") for azc in ("weert", "weert", "echt")]
    for number, person in enumerate(found):
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        if number == 0:
            person.warm("2019-05-12")
        person.moved("2019-06-01")
    recorder = Recorder()
    await live(recorder.places([*Crowd().places(), *ECHT]) + recorder.by_time(found))
    return found


async def test_from_the_metric_to_the_persons_to_the_events_to_the_case(
    people: list[History], visit: Visit
) -> None:
    talked, other, elsewhere = (str(person.person) for person in people)
    manager = await visit([Role.CASE_MANAGER], "coa", ["weert"])
    figure = await manager.get("/metrics/warm-handover?period=2019-H1&by=azc")
    assert LIST.replace("&", "&amp;") in figure
    led = await manager.client.get(LIST)
    assert led.status_code == 303
    listed = await manager.get(led.headers["location"])
    assert talked in listed
    assert other in listed
    assert elsewhere not in listed
    assert "https://handover.example/cases/" in listed
    behind = await manager.get(
        f"/metrics/warm-handover/cases/{talked}?period=2019-H1&by=azc&at=weert"
    )
    words = plain(behind)
    assert "warme overdracht 12 mei 2019" in words
    assert "heeft het" in words
    assert "https://handover.example/cases/" in behind


@pytest.mark.parametrize(("part", "who"), [("numerator", [0]), ("rest", [1])])
async def test_who_has_it_and_who_has_not_are_told_apart(
    people: list[History], visit: Visit, part: str, who: list[int]
) -> None:
    manager = await visit([Role.CASE_MANAGER], "coa", ["weert"])
    listed = await manager.get(f"{LIST}&at=weert&in={part}")
    assert [n for n, person in enumerate(people) if str(person.person) in listed] == who


async def test_another_place_shows_nobody_and_who_has_several_chooses(
    people: list[History], visit: Visit
) -> None:
    manager = await visit([Role.LOCATION_MANAGER], "coa", ["weert", "echt"])
    choices = await manager.get(LIST)
    assert "at=weert" in choices
    assert "at=echt" in choices
    stranger = await visit([Role.CASE_MANAGER], "coa", ["echt"])
    refused = await stranger.client.get(f"{LIST}&at=weert")
    assert refused.status_code == 403
    assert str(people[0].person) not in refused.text
    assert (await stranger.client.get(LIST.replace("azc", "never"))).status_code == 400


async def test_who_was_shown_is_recorded(
    people: list[History], visit: Visit, database: Database
) -> None:
    manager = await visit([Role.CASE_MANAGER], "coa", ["weert"])
    await manager.get(f"{LIST}&at=weert")
    async with database.reading() as tx:
        rows: Any = await tx.execute(
            text("SELECT data_subject_id, name FROM processing_log WHERE manner = 'listed'")
        )
        recorded = {(str(row.data_subject_id), row.name) for row in rows}
    assert recorded == {(str(person.person), "figure-reading") for person in people[:2]}
