"""An earlier moment: derived once in the background, kept, and the same ever after."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, text

from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts.directory import MunicipalityMerged
from continuous_line.database import Database
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import Record
from continuous_line.web import Service
from continuous_line.worker import working
from report_service import editions, queries
from report_service.domain.period import parse
from report_service.edition_process import forgetting, make_editions
from report_service.rebuild_process import rebuild_now
from report_service.tables import edition_tables, log_beginnings
from report_service.testing import History, Recorder, noon
from report_service.worker import ReportWorker

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]
Get = Callable[..., Awaitable[httpx.Response]]
JULY = "2019-07-15T12:00:00Z"


@pytest.fixture(autouse=True)
def many_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is few: every earlier moment needs an edition."""
    monkeypatch.setenv("DL_REPORT_PERSONS_AT_ONCE", "0")


def people(number: int) -> list[History]:
    """All moved out in June; of every three one talked in July, and that of one is taken back in
    September. Half of them named a second municipality."""
    found = []
    for index in range(number):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        if index % 2:
            person.linked("2019-02-02", to="GM0957")
        person.linked("2019-03-02")
        person.moved("2019-06-01")
        if index % 3 == 0:
            talk = person.warm("2019-05-12", recorded="2019-07-10")
            if index % 6 == 0:
                person.voided(talk, recorded="2019-09-01")
        found.append(person)
    return found


def warm(answer: httpx.Response) -> tuple[int, int]:
    assert answer.status_code == 200, answer.text
    figure = next(f for f in answer.json()["figures"] if f["metric"] == "warm-handover")
    return figure["numerator"], figure["denominator"]


async def test_while_it_is_made_the_answer_says_where_to_look_and_then_it_is_kept(
    live: Live, get: Get, make: Make
) -> None:
    await live(Recorder().by_time(people(60)))
    asked = {"period": "2019", "asOf": JULY}
    waiting = await get("/v1/figures", **asked)
    assert waiting.status_code == 202
    assert int(waiting.headers["Retry-After"]) >= 1
    edition = await get(waiting.headers["Location"])
    assert (edition.json()["state"], edition.json()["percent"]) == ("requested", 0)
    assert await make() == 1
    known = await get("/v1/figures", **asked)
    assert warm(known) == (20, 60)
    assert warm(await get("/v1/figures", period="2019")) == (10, 60)
    told = (await get(waiting.headers["Location"])).json()
    assert (told["state"], told["percent"], told["asOfAt"]) == ("kept", 100, JULY)
    assert known.json()["readUpTo"] == told["readUpTo"]
    assert known.json()["edition"] == told["id"]
    assert sum(map(sum, (one["last"] for one in told["readUpTo"]))) > 0
    assert [one["id"] for one in (await get("/v1/editions")).json()] == [told["id"]]
    assert await make() == 0


@pytest.mark.parametrize("moment", ["2019-01-20T12:00:00Z", JULY, "2019-12-01T12:00:00Z"])
async def test_what_is_kept_is_what_every_person_comes_to_derived_anew(
    live: Live, database: Database, make: Make, moment: str
) -> None:
    """Also of who named two municipalities that have merged."""
    merger = MunicipalityMerged(
        occurred_at=noon("2019-02-01"), code="GM0957", successor="GM0988",
        valid_from=date(2019, 2, 10),
    )  # fmt: skip
    recorder, persons = Recorder(), people(24)
    for person in persons[1::6]:
        person.warm("2019-04-01", with_="GM0957")
    await live([*recorder.places([("GM0957", merger)]), *recorder.by_time(persons)])
    now, as_of = SystemClock().now(), datetime.fromisoformat(moment)
    async with database.transaction() as tx:
        asked = await editions.ask(tx, as_of, now=now)
    await make()
    for code in ("2019", "2019-H1", "2019-02"):
        async with database.reading() as tx:
            kept = await queries.report(
                tx, parse(code), now=now, minimum=1, edition=await editions.load(tx, asked.id)
            )
            anew = await queries.report(tx, parse(code), now=now, minimum=1, as_of=as_of)
        if code == "2019" and moment > "2019-05":
            assert kept.figures.country["warm-handover"] >= 4
        assert kept.figures.country == anew.figures.country
        assert kept.figures.tables == anew.figures.tables


async def test_a_moment_ahead_is_refused_and_before_the_first_event_nobody_is_counted(
    live: Live, get: Get, make: Make
) -> None:
    await live(Recorder().by_time(people(6)))
    ahead = await get("/v1/figures", period="2019", asOf="2999-01-01T00:00:00Z")
    assert (ahead.status_code, ahead.json()["code"]) == (409, "moment-ahead")
    assert (await get("/v1/editions")).json() == []
    asked = {"period": "2019", "asOf": "1999-01-01T00:00:00Z"}
    assert (await get("/v1/figures", **asked)).status_code == 202
    assert await make() == 1
    assert warm(await get("/v1/figures", **asked)) == (0, 0)


async def test_few_persons_are_derived_while_one_waits(
    settings: Settings, live: Live, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DL_REPORT_PERSONS_AT_ONCE")
    from report_service.as_known import known
    from report_service.resources import open_resources

    await live(Recorder().by_time(people(3)))
    async with open_resources(settings) as resources:
        found = await known(resources, datetime.fromisoformat(JULY))
        assert (found.as_of, found.edition) == (datetime.fromisoformat(JULY), None)
        proof = await known(resources, datetime.fromisoformat(JULY), always=True)
        assert proof.being_made


async def test_it_stays_when_the_same_rules_are_rebuilt_and_other_rules_make_another(
    settings: Settings, live: Live, get: Get, make: Make, database: Database
) -> None:
    await live(Recorder().by_time(people(12)))
    asked = {"period": "2019", "asOf": JULY}
    await get("/v1/figures", **asked)
    await make()
    before = await get("/v1/figures", **asked)
    assert await rebuild_now(settings) == "switched"
    assert (await get("/v1/figures", **asked)).json() == before.json() | {"caughtUpAt": None}
    async with database.transaction() as tx:
        await tx.execute(
            text("UPDATE generations SET definitions = definitions || :more"), {"more": "\n# other"}
        )
    assert (await get("/v1/figures", **asked)).status_code == 202
    assert await make() == 1
    after = await get("/v1/figures", **asked)
    assert warm(after) == warm(before)
    assert after.json()["rulesVersion"] != before.json()["rulesVersion"]
    assert len((await get("/v1/editions")).json()) == 2


def environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(mode="json", exclude_none=True, exclude={"cors_origins"})
    return os.environ | {f"DL_{name.upper()}": str(value) for name, value in given.items()}


async def asked_for(database: Database, moment: str = JULY) -> editions.Edition:
    async with database.transaction() as tx:
        return await editions.ask(tx, datetime.fromisoformat(moment), now=SystemClock().now())


async def test_a_killed_process_goes_on_after_its_last_finished_partition(
    database: Database, settings: Settings, live: Live, get: Get
) -> None:
    everybody = people(120)
    await live(Recorder().by_time(everybody))
    edition = await asked_for(database)
    blocked = next(p for n, p in enumerate(everybody) if n % 2 and partition_of(str(p.person)) == 6)
    async with database.transaction() as tx:
        await editions.begin(tx, edition, total=0, now=SystemClock().now())
    async with database.transaction() as blocking:
        # given a process that cannot write partition 6
        values = {"permit_holder_id": blocked.person, "facts": b"", "derived": b""}
        await blocking.execute(insert(edition_tables(edition.number).person).values(**values))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "report_service", "editions", env=environment(settings)
        )
        parts = frozenset[str]()
        while len(parts) < 6:
            assert process.returncode is None
            await asyncio.sleep(0.05)
            async with database.reading() as tx:
                parts = frozenset((await editions.load(tx, edition.id)).parts)
        assert await make_editions(settings) == 0  # one at a time
        assert 0 < (await get(f"/v1/editions/{edition.id}")).json()["percent"] < 100
        # when it is killed
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await blocking.rollback()
    # then the next one goes on, and it is whole
    assert parts == {str(number) for number in range(6)}
    assert await make_editions(settings) == 1
    assert warm(await get("/v1/figures", period="2019", asOf=JULY)) == (40, 120)


async def test_the_worker_makes_what_was_asked_for(
    app: Service, settings: Settings, live: Live, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    await live(Recorder().by_time(people(6)))
    async with working(ReportWorker(app.state.resources)), asyncio.timeout(60):
        answer = await get("/v1/figures", period="2019", asOf=JULY)
        while answer.status_code == 202:
            await asyncio.sleep(0.2)
            answer = await get("/v1/figures", period="2019", asOf=JULY)
    assert warm(answer) == (2, 6)


async def test_an_operator_drops_one_and_the_term_only_what_nobody_asks_for(
    app: Service,
    live: Live,
    database: Database,
    get: Get,
    make: Make,
    client: httpx.AsyncClient,
    token: Callable[..., str],
) -> None:
    await live(Recorder().by_time(people(3)))
    first, second = await asked_for(database), await asked_for(database, "2019-08-01T00:00:00Z")
    await make()

    async def drop(role: Role, edition: UUID) -> int:
        headers = {"Authorization": f"Bearer {token([role], 'coa', [])}"}
        return (await client.delete(f"/v1/editions/{edition}", headers=headers)).status_code

    assert await drop(Role.ANALYST, first.id) == 403
    assert await drop(Role.OPERATOR, first.id) == 204
    assert await drop(Role.OPERATOR, first.id) == 404
    resources = app.state.resources
    async with database.transaction() as tx:
        assert await forgetting(resources)(tx) == 0  # no term is set
        assert await editions.forget_old(tx, second.requested_at) == 0
        await editions.find(tx, second.as_of, now=SystemClock().now() + timedelta(days=1))
        assert await editions.forget_old(tx, datetime.now(UTC) + timedelta(hours=1)) == 0
        assert await editions.forget_old(tx, datetime.now(UTC) + timedelta(days=2)) == 1
        left = await tx.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname ~ '^edition'"))
    assert left == 0


async def test_a_log_that_begins_later_makes_no_edition_and_says_so(
    live: Live, get: Get, make: Make, database: Database
) -> None:
    records = Recorder().by_time(people(3))
    async with database.transaction() as tx:
        await tx.execute(insert(log_beginnings).values(topic=records[0].topic, sequence=1))
    await live(records[1:])
    await get("/v1/figures", period="2019", asOf=JULY)
    assert await make() == 0
    answer = await get("/v1/figures", period="2019", asOf=JULY)
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "edition-failed")
    assert problem["reason"] == "history-incomplete"
    async with database.reading() as tx:
        made = await tx.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname ~ '^edition'"))
    assert made == 0


async def test_what_fails_for_good_is_told_and_stands_in_nobodys_way(
    live: Live, get: Get, make: Make, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live(Recorder().by_time(people(3)))
    edition = await asked_for(database)
    with monkeypatch.context() as broken:
        broken.setattr("report_service.edition_making.person_record", lambda *_: 1 / 0)
        assert await make() == 0
    told = (await get(f"/v1/editions/{edition.id}")).json()
    assert (told["state"], told["reason"]) == ("failed", "ZeroDivisionError")
    async with database.transaction() as tx:
        await editions.drop(tx, edition.id)
        assert not await editions.begin(tx, edition, total=0, now=SystemClock().now())
    assert (await get("/v1/figures", period="2019", asOf=JULY)).status_code == 202
    assert await make() == 1
