"""Who waits for an earlier moment reads how far it is, and refreshes by a link."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.days import start_of
from continuous_line.event_log.port import Record
from continuous_line.testing.visiting import plain
from report_service import editions
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]


@pytest.mark.parametrize(
    ("moment", "leads_to"),
    [
        (start_of(datetime(2019, 7, 1, tzinfo=UTC).date()), "/?asOf=2019-07-01"),
        (datetime(2019, 7, 15, 12, tzinfo=UTC), "/"),
    ],
)
async def test_from_the_queue_to_the_figures(
    live: Live,
    make: Make,
    database: Database,
    client: httpx.AsyncClient,
    moment: datetime,
    leads_to: str,
) -> None:
    person = History()
    person.opened("2018-11-01")
    await live(Recorder().of([person]))
    async with database.transaction() as tx:
        edition = await editions.ask(tx, moment, now=SystemClock().now())

    async def page(language: str = "nl", status: int = 202) -> httpx.Response:
        answer = await client.get(f"/editions/{edition.id}?lang={language}")
        assert answer.status_code == status
        return answer

    queued = await page()
    assert "staat in de rij" in plain(queued.text)
    assert f'href="/editions/{edition.id}"' in queued.text
    async with database.transaction() as tx:
        await editions.change(tx, edition.id, state="running", total=1000, done=400, rate=5.0)
    assert "Wordt berekend, 40%. Nog ongeveer 2 minuten. Ververs" in plain((await page()).text)
    assert "Being calculated, 40%." in plain((await page("en")).text)
    await make()
    done = await page(status=200)
    assert f'href="{leads_to}"' in done.text
    assert "Ververs" not in plain(done.text)


async def test_another_address_is_told(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/editions/{uuid4()}")
    assert answer.status_code == 404
    assert "niet bekend" in plain(answer.text)
