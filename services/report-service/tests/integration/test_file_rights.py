"""Whom a file is for, and what is no file."""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from continuous_line.codes import Role

Get = Callable[..., Awaitable[httpx.Response]]
Visit = Callable[..., Awaitable[Any]]
PERIOD = "2019-H1"
METRIC = "/v1/metrics/activity/files"


def codes(answer: httpx.Response) -> set[str]:
    return {row["code"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))}


class TestRights:
    async def test_who_has_a_place_gets_that_and_the_country(
        self, three_towns: None, get: Get
    ) -> None:
        own: dict[str, Any] = {"role": Role.CLIENT_MANAGER, "places": ["GM0983"]}
        answer = await get(f"{METRIC}/csv", **own, period=PERIOD, by="municipality")
        assert codes(answer) == {"NL", "GM0983"}
        refused = await get(f"{METRIC}/csv", **own, period=PERIOD, by="azc")
        assert refused.status_code == 403
        assert Role.CASE_MANAGER in refused.json()["rolesNeeded"]
        other = await get(f"{METRIC}/csv", **own, period=PERIOD, by="municipality", code="GM0988")
        assert other.status_code == 404
        assert "etag" not in other.headers

    @pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
    async def test_everybody_gets_the_country_and_nothing_of_its_parts(
        self, three_towns: None, client: httpx.AsyncClient, form: str
    ) -> None:
        answer = await client.get(f"/metrics/activity/files/{form}?period={PERIOD}")
        assert answer.status_code == 200
        if form == "csv":
            assert codes(answer) == {"NL"}
        if form == "json":
            assert answer.json()["cells"] == []
        page = {"Accept": "text/html"}
        asked = await client.get(
            f"/metrics/activity/files/{form}?period={PERIOD}&by=municipality", headers=page
        )
        assert asked.status_code == 303
        for address in ("/metrics/activity/files/{}?at=GM0988", "/figures/files/{}?area=GM0988"):
            assert (await client.get(address.format(form), headers=page)).status_code == 404
        area = await client.get(f"/figures/files/{form}?area=region:AM34", headers=page)
        assert area.status_code == 303
        assert (await client.get(f"{METRIC}/{form}?period={PERIOD}")).status_code == 401

    async def test_another_s_place_is_no_file_of_a_page_either(
        self, three_towns: None, visit: Visit
    ) -> None:
        manager = await visit([Role.CASE_MANAGER], places=["weert"])
        await manager.get(f"/metrics/activity/files/csv?period={PERIOD}&by=azc&at=weert")
        await manager.get(f"/metrics/activity/files/csv?period={PERIOD}&by=azc&at=echt", 404)
        await manager.get(f"/figures/files/csv?period={PERIOD}&area=azc:echt", 404)
        await manager.get(f"/figures/files/csv?period={PERIOD}&area=region:AM34", 403)


class TestWhatIsNoFile:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            (f"/v1/metrics/nothing/files/csv?period={PERIOD}", 404),
            (f"{METRIC}/pdf?period={PERIOD}", 400),
            (f"{METRIC}/csv?period=soon", 400),
            (f"{METRIC}/csv?period={PERIOD}&code=GM0988", 409),
            (f"{METRIC}/csv?period={PERIOD}&area=region:AM33", 400),
        ],
    )
    async def test_the_api_says_why(
        self, three_towns: None, client: httpx.AsyncClient, token: Callable[..., str],
        address: str, status: int,
    ) -> None:  # fmt: skip
        bearer = {"Authorization": f"Bearer {token([Role.ANALYST], 'coa')}"}
        answer = await client.get(address, headers=bearer)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/metrics/nothing/files/csv", 404),
            ("/metrics/activity/files/pdf", 404),
            ("/metrics/activity/files/csv?by=nothing", 404),
            ("/metrics/activity/files/csv?map=flat", 404),
            ("/metrics/activity/files/csv?period=soon", 400),
            ("/metrics/activity/files/csv?asOf=2019-08-02", 400),
        ],
    )
    async def test_a_page_says_so(
        self, three_towns: None, client: httpx.AsyncClient, address: str, status: int
    ) -> None:
        answer = await client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == status
        assert '<html lang="nl"' in answer.text
