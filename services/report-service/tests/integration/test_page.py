"""The page for everybody: the country's figures, in words, without JavaScript."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from continuous_line.database import Database
from continuous_line.event_log.port import Record
from continuous_line.testing.visiting import plain
from report_service.projections import CONSUMER
from report_service.tables import metadata, serving
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]


def people() -> list[History]:
    found = []
    for number in range(1200):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        person.sent("2019-03-03")
        if number % 5 == 0:
            person.warm("2019-05-12")
        person.moved("2019-06-01")
        found.append(person)
    return found


async def test_three_sentences_each_with_its_own_group_and_the_promise(
    live: Live, client: httpx.AsyncClient
) -> None:
    await live(Recorder().of(people()))
    page = await client.get("/")
    assert page.status_code == 200
    assert '<html lang="nl"' in page.text
    text = plain(page.text)
    assert "20% (240 van 1.200)" in text
    assert "Zoals nu bekend, stand " in text
    assert "COA beloofde: 80%." in text
    assert "1e helft van 2019" in page.text
    assert re.findall(r'<script[^>]*src="([^"?]*)', page.text) == ["/static/drafts.js"]
    table = page.text[page.text.index("Iedereen die verhuisde") : page.text.index("</tfoot>")]
    shares = [int(n.replace(".", "")) for n in re.findall(r'number">([\d.]+)</td><td', table)]
    *parts, total = shares
    assert sum(parts) == total == 1200


@pytest.mark.scenario("S-R9")
async def test_a_group_of_a_few_persons_is_not_shown_to_everybody(
    live: Live, client: httpx.AsyncClient
) -> None:
    await live(Recorder().of(people()[:4]))
    page = await client.get("/?period=2019-H1")
    assert "Niet getoond: het gaat om te weinig personen" in page.text
    assert not re.search(r"van 4\b", page.text)
    assert not re.search(r"<td[^>]*>4<", page.text)


async def test_the_switch_to_english_keeps_the_period(client: httpx.AsyncClient) -> None:
    page = await client.get("/?period=2019-Q1&lang=en")
    assert '<html lang="en"' in page.text
    assert "first quarter of 2019" in page.text
    assert 'href="/?period=2019-Q1&amp;lang=nl"' in page.text
    assert "Nobody moved." in page.text


async def test_a_period_nobody_knows_is_said_in_words(client: httpx.AsyncClient) -> None:
    page = await client.get("/?period=<b>soon")
    assert page.status_code == 400
    assert "Deze periode kennen wij niet" in page.text
    assert "<b>" not in page.text


async def test_late_figures_say_so(database: Database, client: httpx.AsyncClient) -> None:
    late = datetime.now(UTC) - timedelta(minutes=9)
    async with database.transaction() as tx:
        of_partition = {
            "consumer": CONSUMER, "partition": 0, "generation": "1", "behind": 3,
            "caught_up_at": late, "checked_at": late,
        }  # fmt: skip
        await tx.execute(metadata.tables["consumer_progress"].insert().values(of_partition))
    assert "zit nog niet in deze cijfers" in (await client.get("/?period=2019")).text


async def test_before_the_projection_has_begun_there_is_a_page_and_no_figure(
    database: Database, client: httpx.AsyncClient
) -> None:
    async with database.transaction() as tx:
        await tx.execute(serving.delete())
    page = await client.get("/")
    assert page.status_code == 503
    assert "Er zijn nog geen cijfers" in page.text
