"""An answer that did not change is not counted again: `ETag`, `If-None-Match` and 304."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from continuous_line.codes import Role
from continuous_line.event_log.port import Record
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Visit = Callable[..., Awaitable[Any]]
Token = Callable[..., str]
PERIOD = "2019-H1"
API = (
    f"/v1/figures?period={PERIOD}",
    f"/v1/figures?period={PERIOD}&by=municipality",
    f"/v1/figures?period={PERIOD}&asOf=2019-09-01T00:00:00Z",
    f"/v1/statements?period={PERIOD}&metric=warm-handover",
    f"/v1/metrics/warm-handover/files/csv?period={PERIOD}&by=azc",
    f"/v1/metrics/warm-handover/files/csv-metadata.json?period={PERIOD}&by=azc",
    f"/v1/figures/files/xlsx?period={PERIOD}",
    f"/v1/figures/files/parquet?period={PERIOD}",
    f"/v1/figures/files/json?period={PERIOD}&map=today",
)
PAGES = (
    f"/?period={PERIOD}",
    "/",
    f"/metrics/warm-handover?period={PERIOD}&by=azc",
    f"/metrics/link-to-move?period={PERIOD}",
    f"/map?period={PERIOD}",
    f"/scorecard?period={PERIOD}",
    f"/metrics/warm-handover/files/csv?period={PERIOD}",
)


def moved(day: str) -> History:
    person = History("weert", "GM0988")
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    person.moved(day)
    return person


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def ten_moved(live: Live, recorder: Recorder) -> None:
    await live(recorder.of([moved("2019-06-01") for _ in range(10)]))


@contextmanager
def statements(app: Any) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    engine = app.state.resources.database.engine.sync_engine
    asked: list[str] = []

    def told(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        asked.append(sql)

    event.listen(engine, "before_cursor_execute", told)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", told)


def counting(asked: Sequence[str]) -> list[str]:
    """Those that look at what was observed, at persons or at places; not the one that asks whether
    there are more than a few."""
    return [
        sql
        for sql in asked
        if any(f".{table}" in sql for table in ("observed", "person", "place"))
        and "LIMIT" not in sql
    ]


def test_only_queries_that_count_are_taken_for_such() -> None:
    assert counting(["SELECT 1 FROM generation_0001.observed"])
    assert not counting(["SELECT number FROM generations"])


class TestOfTheApi:
    @pytest.fixture
    def bearer(self, token: Token) -> dict[str, str]:
        return {"Authorization": f"Bearer {token([Role.ANALYST], 'coa')}"}

    @pytest.mark.parametrize("address", API)
    async def test_who_has_an_answer_gets_a_304_and_nothing_is_counted(
        self, ten_moved: None, client: httpx.AsyncClient, app: Any, bearer: dict[str, str],
        address: str,
    ) -> None:  # fmt: skip
        with statements(app) as asked:
            first = await client.get(address, headers=bearer)
        assert first.status_code == 200, first.text
        assert counting(asked)
        assert first.headers["cache-control"] == "private, no-cache"
        assert "Authorization" in first.headers["vary"]
        with statements(app) as asked:
            again = await client.get(
                address, headers={**bearer, "If-None-Match": f'"other", {first.headers["etag"]}'}
            )
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == "private, no-cache"
        assert asked
        assert not counting(asked)

    @pytest.mark.parametrize("address", API)
    async def test_an_event_that_was_read_since_makes_another_answer(
        self, ten_moved: None, client: httpx.AsyncClient, bearer: dict[str, str], live: Live,
        recorder: Recorder, address: str,
    ) -> None:  # fmt: skip
        tag = (await client.get(address, headers=bearer)).headers["etag"]
        await live(recorder.of([moved("2019-05-01")]))
        again = await client.get(address, headers={**bearer, "If-None-Match": tag})
        assert again.status_code == 200
        assert again.headers["etag"] != tag

    async def test_other_rights_another_query_and_another_minimum_have_another_tag(
        self, ten_moved: None, client: httpx.AsyncClient, token: Token, app: Any,
    ) -> None:  # fmt: skip
        async def tag(role: Role, places: Sequence[str], query: str) -> str:
            bearer = {"Authorization": f"Bearer {token([role], 'coa', places)}"}
            answer = await client.get(f"/v1/figures?period={query}", headers=bearer)
            assert answer.status_code == 200
            return str(answer.headers["etag"])

        towns = f"{PERIOD}&by=municipality"
        tags = [
            await tag(Role.ANALYST, [], PERIOD),
            await tag(Role.ANALYST, [], towns),
            await tag(Role.POLICY_OFFICER, [], towns),
            await tag(Role.CLIENT_MANAGER, ["GM0988"], towns),
            await tag(Role.CLIENT_MANAGER, ["GM0957"], towns),
        ]
        assert len(set(tags)) == len(tags)
        assert await tag(Role.ANALYST, [], towns) == tags[1]
        own = app.state.resources.own
        object.__setattr__(app.state.resources, "own", own.model_copy(update={"minimum_cell": 7}))
        assert await tag(Role.ANALYST, [], towns) != tags[1]

    async def test_who_may_not_see_it_learns_that_first(
        self, ten_moved: None, client: httpx.AsyncClient, bearer: dict[str, str], token: Token
    ) -> None:
        address = f"/v1/figures?period={PERIOD}&by=region"
        tag = (await client.get(address, headers=bearer)).headers["etag"]
        other = {"Authorization": f"Bearer {token([Role.CLIENT_MANAGER], 'coa', ['GM0988'])}"}
        refused = await client.get(address, headers={**other, "If-None-Match": tag})
        assert refused.status_code == 403
        assert refused.headers["cache-control"] == "no-store"
        assert "etag" not in refused.headers
        nobody = await client.get(address, headers={"If-None-Match": tag})
        assert nobody.status_code == 401

    async def test_a_statement_of_a_moment_is_the_same_to_the_byte(
        self, ten_moved: None, client: httpx.AsyncClient, bearer: dict[str, str], make: Any
    ) -> None:
        address = f"{API[3]}&asOf=2019-09-01T00:00:00Z"
        assert (await client.get(address, headers=bearer)).status_code == 202
        await make()
        first = await client.get(address, headers=bearer)
        assert first.status_code == 200
        assert first.headers["etag"].startswith('"')
        assert (await client.get(address, headers=bearer)).content == first.content
        again = await client.get(
            address, headers={**bearer, "If-None-Match": first.headers["etag"]}
        )
        assert again.status_code == 304


class TestOfThePages:
    @pytest.mark.parametrize("address", PAGES)
    async def test_a_page_that_did_not_change_is_not_made_again(
        self, ten_moved: None, visit: Visit, app: Any, address: str
    ) -> None:
        analyst = await visit([Role.ANALYST])
        first = await analyst.client.get(address)
        assert first.status_code == 200
        assert first.headers["etag"].startswith('"' if "/files/" in address else 'W/"')
        with statements(app) as asked:
            again = await analyst.client.get(
                address, headers={"If-None-Match": first.headers["etag"]}
            )
        assert again.status_code == 304
        assert not counting(asked)
        for name in ("content-security-policy", "cache-control", "vary"):
            assert again.headers[name] == first.headers[name]

    @pytest.mark.parametrize("address", PAGES)
    async def test_an_event_that_was_read_since_makes_another_page(
        self, ten_moved: None, visit: Visit, live: Live, recorder: Recorder, address: str
    ) -> None:
        analyst = await visit([Role.ANALYST])
        tag = (await analyst.client.get(address)).headers["etag"]
        await live(recorder.of([moved("2019-05-01")]))
        again = await analyst.client.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 200

    async def test_nobody_is_given_the_page_of_another(
        self, ten_moved: None, visit: Visit, client: httpx.AsyncClient
    ) -> None:
        one, other = await visit([Role.ANALYST]), await visit([Role.ANALYST])
        address = PAGES[0]
        tag = (await one.client.get(address)).headers["etag"]
        for stranger in (other.client, client):
            again = await stranger.get(address, headers={"If-None-Match": tag})
            assert again.status_code == 200
            assert "Cookie" in again.headers["vary"]

    async def test_the_other_language_is_another_page(
        self, ten_moved: None, client: httpx.AsyncClient
    ) -> None:
        address = PAGES[0]
        dutch = await client.get(address)
        client.cookies.set("__Host-language", "en")
        again = await client.get(address, headers={"If-None-Match": dutch.headers["etag"]})
        assert again.status_code == 200
        assert '<html lang="en"' in again.text

    async def test_a_page_of_a_fault_is_not_kept(
        self, ten_moved: None, client: httpx.AsyncClient
    ) -> None:
        answer = await client.get("/?period=soon")
        assert answer.status_code == 400
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
