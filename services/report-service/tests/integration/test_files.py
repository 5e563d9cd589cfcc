"""Files over HTTP: the links of the pages, the API's addresses, and what all of them hide."""

import csv
import html
import io
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import openpyxl
import pyarrow.parquet as pq
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.event_log.port import Record
from report_service.domain.cuts import By

Live = Callable[[Sequence[Record]], Awaitable[None]]
Get = Callable[..., Awaitable[httpx.Response]]
Ask = Callable[..., Awaitable[dict[str, Any]]]
Visit = Callable[..., Awaitable[Any]]
Numbers = tuple[Any, ...]
"""Numerator, denominator, number, median and ninth decile."""
PERIOD = "2019-H1"
TOWNS = (("GM0957", "Roermond", "AM33", 3), ("GM0988", "Weert", "AM33", 6),
         ("GM0983", "Venlo", "AM34", 20))  # fmt: skip
METRIC = "/v1/metrics/activity/files"
ALL = "/v1/figures/files"
TABLES = ("csv", "xlsx", "parquet", "json")


def read(form: str, answer: httpx.Response) -> dict[tuple[str, str | None, str], Numbers]:
    """By code, part and metric; numbers that are empty are None."""
    if form == "json":
        return dict(of_json(answer.json()))
    if form == "csv":
        rows: Any = csv.DictReader(io.StringIO(answer.text, newline=""))
    elif form == "xlsx":
        rows = of_sheet(answer.content)
    else:
        rows = pq.read_table(io.BytesIO(answer.content)).to_pylist()
    wanted = ("numerator", "denominator", "number", "median", "p90")
    found = {}
    for row in rows:
        numbers = tuple(None if row[name] in ("", None) else int(row[name]) for name in wanted)
        assert (numbers == (None,) * 5) == (row["status"] == "hidden")
        if row["status"] == "hidden":
            assert row["percent"] in ("", None)
        found[row["code"], row["part"] or None, row["metric"]] = numbers
    return found


def of_sheet(content: bytes) -> Iterator[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    names = ("period", "first_on", "last_on", "by", "code", "name", "metric", "part", "title",
             "numerator", "denominator", "percent", "number", "median", "p90", "status",
             "reason")  # fmt: skip
    for row in sheet.iter_rows(min_row=2, values_only=True):
        yield dict(zip(names, row, strict=True))


def of_json(told: dict[str, Any]) -> Iterator[tuple[tuple[str, str | None, str], Numbers]]:
    """Of the API's answer, and of a file in its shape."""
    for cell in ({**told, "code": "NL"}, *told["cells"]):
        code = cell["code"]
        for one in cell["figures"]:
            numbers = (one["numerator"], one["denominator"], None, None, None)
            yield (code, one["part"], one["metric"]), numbers
        for one in cell["leadTimes"]:
            numbers = (None, None, one["number"], one["median"], one["p90"])
            yield (code, None, one["leadTime"]), numbers


@pytest.mark.scenario("S-R9")
@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("by", By)
async def test_every_file_holds_what_the_api_shows_and_hides_what_it_hides(
    three_towns: None, get: Get, ask: Ask, visit: Visit, form: str, by: By
) -> None:
    expected = dict(of_json(await ask(period=PERIOD, by=by)))
    if by in (By.MUNICIPALITY, By.AZC_DISTANCE):
        assert any(numbers == (None,) * 5 for numbers in expected.values())
    answer = await get(f"{ALL}/{form}", period=PERIOD, by=by)
    assert answer.status_code == 200, answer.text
    assert read(form, answer) == expected
    of_metric = {key: numbers for key, numbers in expected.items() if key[2] == "activity"}
    assert read(form, await get(f"{METRIC}/{form}", period=PERIOD, by=by)) == of_metric
    analyst = await visit([Role.ANALYST])
    page = await analyst.client.get(f"/figures/files/{form}?period={PERIOD}&by={by}")
    assert read(form, page) == expected


async def test_the_links_of_pages_lead_to_files_with_their_filters(
    three_towns: None, visit: Visit
) -> None:
    analyst = await visit([Role.ANALYST])
    filters = f"period={PERIOD}&asOf=2019-12-01"
    for page in (
        f"/?{filters}&area=region:AM34",
        f"/metrics/activity?{filters}&by=municipality",
        f"/metrics/activity?{filters}&by=municipality&at=GM0983",
        f"/metrics/link-to-move?{filters}&by=azc",
    ):
        found = re.findall(r'href="([^"]*/files/[^"]*)"', await analyst.get(page))
        assert len(found) == 4
        for address in map(html.unescape, found):
            answer = await analyst.client.get(address)
            assert answer.status_code == 200, address
            name = answer.headers["content-disposition"]
            assert f"{PERIOD}_" in name
            assert "as-of-2019-12-01." in name
            assert answer.headers["etag"].startswith('"')
    last = await analyst.client.get(
        f"/metrics/activity/files/json?{filters}&by=municipality&at=GM0983&lang=nl"
    )
    told = last.json()
    assert [cell["name"] for cell in told["cells"]] == ["Venlo"]
    assert told["asOfAt"] == "2019-11-30T23:00:00Z"
    assert told["title"].endswith(", 2019-H1")
    assert "Niet getoond" in told["suppression"]


async def test_a_csv_names_its_description_and_both_their_licence(
    three_towns: None, get: Get, client: httpx.AsyncClient, token: Callable[..., str]
) -> None:
    answer = await get(f"{METRIC}/csv", period=PERIOD, by="municipality")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    link = re.fullmatch(r'<(.+)>; rel="describedby"; type="(.+)"', answer.headers["link"])
    assert link is not None
    described = urljoin(str(answer.url), link[1])
    bearer = {"Authorization": f"Bearer {token([Role.ANALYST], 'coa')}"}
    found = await client.get(described, headers=bearer)
    assert found.status_code == 200
    assert found.headers["content-type"] == link[2] == "application/csvm+json"
    told = found.json()
    again = await client.get(urljoin(described, told["url"]), headers=bearer)
    assert again.content == answer.content
    assert "CC BY 4.0" in told["dc:rights"]
    assert told["notes"][0]["minimum"] == 5
    assert sum(told["notes"][0]["readUpTo"][0]["last"]) > 0


@pytest.fixture
def editions_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DL_REPORT_PERSONS_AT_ONCE", "0")


async def test_an_earlier_moment_of_many_persons_is_made_first_and_then_kept(
    editions_of_all: None, settings: Settings, three_towns: None, get: Get, make: Any
) -> None:
    asked = {"period": PERIOD, "asOf": "2019-12-01T00:00:00Z"}
    first = await get(f"{METRIC}/csv", **asked)
    assert first.status_code == 202
    assert first.headers["location"].startswith("/v1/editions/")
    await make()
    answer = await get(f"{METRIC}/json", **asked)
    assert answer.status_code == 200
    assert answer.json()["edition"] == first.headers["location"].rpartition("/")[2]
    assert answer.json()["generation"] is None


async def test_a_statistician_reads_them_as_the_documentation_says(
    three_towns: None, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the lines ask for is fetched before; they themselves do not wait for anything."""
    text = (Path(__file__).parents[4] / "docs" / "report.md").read_text()
    code = text.partition("```python\n")[2].partition("```")[0]
    told = await get(f"{ALL}/parquet", period=PERIOD, by="region")

    def answered(address: str, params: dict[str, str], headers: dict[str, str]) -> httpx.Response:
        assert urlsplit(address).path == f"{ALL}/parquet"
        assert params == {"period": PERIOD, "by": "region"}
        assert headers["Authorization"] == "Bearer of-mine"
        known = headers.get("If-None-Match") == told.headers["etag"]
        return httpx.Response(304) if known else told

    monkeypatch.setattr(httpx, "get", answered)
    found: dict[str, Any] = {"token": "of-mine"}
    exec(code, found)
    assert found["unchanged"]
    assert set(found["shown"]["code"].to_pylist()) == {"NL", "AM33", "AM34"}
    assert json.loads(found["about"])["period"]["code"] == PERIOD
