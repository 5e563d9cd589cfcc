"""Dashboard, metrics, map and scorecard: what each reader sees, and what nobody does."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.event_log.port import Record
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.visiting import Visiting, plain
from report_service.testing import Recorder
from report_service.testing.crowd import TOWNS, Crowd

Live = Callable[[Sequence[Record]], Awaitable[None]]
Visit = Callable[..., Awaitable[Visiting]]
PERIOD = "2025-H2"
WARM = f"/metrics/warm-handover?period={PERIOD}"


@pytest.fixture
def settings(settings: Any, clock: ClockFile) -> Any:
    return settings.model_copy(update={"clock_file": clock.path})


@pytest.fixture
async def country(live: Live, clock: ClockFile) -> None:
    """Three large towns, so that little is hidden, and one with a few persons."""
    clock.set("2026-03-20")
    crowd = Crowd(TOWNS[:4])
    few = Crowd(TOWNS[-1:], seed=2)
    recorder = Recorder()
    people = [*crowd.people(900), *few.people(4)]
    places = [*crowd.places(), *few.places()[-8:]]
    await live(recorder.places(places) + recorder.of(people))


async def test_everybody_sees_the_country_and_nothing_of_its_parts(
    country: None, client: httpx.AsyncClient
) -> None:
    page = await client.get(f"/?period={PERIOD}")
    assert page.status_code == 200
    text = plain(page.text)
    for heading in ("Drie cijfers", "Komt de belofte dichterbij?", "Hoe ging de overdracht?",
                    "Hoe lang duurt het?", "Tussen twee stoelen"):  # fmt: skip
        assert heading in text
    assert "Waar lukt het, en hoe ver is het?" not in text
    assert "Weert" not in text
    assert 'name="area"' not in page.text
    assert page.text.count('<svg xmlns="http://www.w3.org/2000/svg" class="drawing"') >= 8
    assert page.text.count("<script") == page.text.count("/static/drafts.js") == 1
    assert "style=" not in page.text


async def test_who_compares_all_places_sees_distance_and_chooses_a_region(
    country: None, visit: Visit
) -> None:
    analyst = await visit([Role.ANALYST])
    page = await analyst.get(f"/?period={PERIOD}")
    assert "Waar lukt het, en hoe ver is het?" in page
    assert 'value="region:AM01"' in page
    assert 'value="unit:unit-zuid"' in page
    chosen = await analyst.get(f"/?period={PERIOD}&area=region:AM01")
    assert "U ziet: regio Groningen" in chosen
    assert "Drie cijfers" in chosen
    assert "Tussen twee stoelen" not in chosen
    assert "Waar lukt het" not in chosen


async def test_a_case_manager_sees_the_own_azc_only(country: None, visit: Visit) -> None:
    case_manager = await visit([Role.CASE_MANAGER], places=["weert"])
    page = await case_manager.get(f"/?period={PERIOD}")
    assert "azc Weert" in page
    assert "azc Katwijk" not in page
    table = await case_manager.get(f"{WARM}&by=azc")
    assert "Azc Weert" in table
    assert "Katwijk" not in table
    assert "De zaken achter dit cijfer" in table
    await case_manager.get(f"{WARM}&by=azc&at=katwijk", 404)
    await case_manager.get(f"/?period={PERIOD}&area=azc:katwijk", 404)
    await case_manager.get(f"/?period={PERIOD}&area=azc:nowhere", 404)
    refused = await case_manager.get(f"{WARM}&by=municipality", 403)
    assert "analist" in refused


async def test_by_a_cut_one_signs_in_first_and_comes_back(
    country: None, client: httpx.AsyncClient
) -> None:
    address = f"{WARM}&by=region"
    answer = await client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in/start?next=%2Fmetrics%2Fwarm-handover")


async def test_a_few_persons_are_nowhere(country: None, visit: Visit, ask: Any) -> None:
    """Not in text, drawing, link or table; and the page shows just what the API shows."""
    analyst = await visit([Role.ANALYST])
    answer = await ask(period=PERIOD, by="municipality")
    cells = {
        cell["name"]: next(one for one in cell["figures"] if one["metric"] == "warm-handover")
        for cell in answer["cells"]
        if cell["name"]
    }
    hidden = [name for name, one in cells.items() if one["suppressed"]]
    assert hidden
    for address in (f"{WARM}&by=municipality", f"/map?period={PERIOD}"):
        page = await analyst.get(address)
        rows = dict(re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+).*?</th><td>(.*?)</td>', page))
        for name, one in cells.items():
            shown = re.sub(r"<[^>]+>", "", rows[name.replace("'", "&#39;")]) if name in rows else ""
            if one["suppressed"]:
                assert shown == "x niet getoond", (address, name)
            elif one["denominator"]:
                assert f"({one['numerator']} van {one['denominator']})" in shown, (address, name)
        for name in hidden:
            assert f">{name}</text>" not in page
        at = [town[0] for town in TOWNS if town[1] in hidden]
        assert not [code for code in at if f"at={code}" in page]


async def test_chart_and_table_say_the_same(country: None, client: httpx.AsyncClient) -> None:
    page = (await client.get(WARM)).text
    wide = page[page.index('<div class="wide">') : page.index('<div class="narrow">')]
    drawn = re.findall(r">(\d+%)</text>", wide)[6:]
    table = page[page.index("<details>") : page.index("</details>")]
    told = re.findall(r"<strong>(\d+%)</strong>", table)
    assert told
    assert drawn[: len(told)] == told


async def test_the_page_of_a_municipality_compares_it_with_country_promise_and_before(
    country: None, visit: Visit
) -> None:
    client_manager = await visit([Role.CLIENT_MANAGER], "GM0014", ["GM0014"])
    text = plain(await client_manager.get(f"{WARM}&by=municipality&at=GM0014"))
    assert "U ziet: gemeente Groningen" in text
    assert "De 1e helft van 2025" in text
    assert "Heel Nederland" in text
    assert "De belofte van COA 80%" in text
    assert "Leeuwarden" not in text
    assert "minstens drie andere" in text


async def test_each_figure_has_its_definition_from_the_one_place_and_its_files(
    country: None, client: httpx.AsyncClient
) -> None:
    text = (await client.get(f"{WARM}&lang=en")).text
    assert "Permit holders who moved out in the period who had a talk in person" in text
    for form in ("csv", "xlsx", "json", "parquet"):
        assert f'href="/metrics/warm-handover/files/{form}?period={PERIOD}"' in text


async def test_both_times_explain_another_number_in_the_list_of_cases(
    country: None, visit: Visit
) -> None:
    case_manager = await visit([Role.CASE_MANAGER], places=["weert"])
    text = plain(await case_manager.get(f"{WARM}&by=azc&at=weert"))
    assert re.search(r"Dit cijfer is van vr 20 maart 2026, \d\d:\d\d\. De lijst met zaken", text)


async def test_profiles_by_municipality_have_a_row_of_who_is_linked_to_none(
    country: None, visit: Visit
) -> None:
    analyst = await visit([Role.ANALYST])
    page = await analyst.get(f"/metrics/profile-sent?period={PERIOD}&by=municipality")
    assert "Nog niet gekoppeld" in page


async def test_where_nobody_moved_there_is_no_share_and_no_nought(
    country: None, client: httpx.AsyncClient
) -> None:
    text = plain((await client.get("/metrics/warm-handover?period=2023-H1")).text)
    assert "Niemand verhuisd. Waar niemand is, is er geen deel: dat is iets anders dan 0%." in text
    assert "0% (" not in text


async def test_lead_times_have_a_page_with_median_and_p90(
    country: None, visit: Visit, ask: Any
) -> None:
    analyst = await visit([Role.ANALYST])
    page = plain(await analyst.get(f"/metrics/link-to-move?period={PERIOD}&by=azc"))
    found = await ask(period=PERIOD)
    lead = next(one for one in found["leadTimes"] if one["leadTime"] == "link-to-move")
    assert f"De helft duurde {lead['median']} dagen of korter" in page
    assert f"negen van de tien {lead['p90']} dagen of korter" in page
    assert "azc Weert" in page.replace("Azc", "azc")


async def test_as_known_at_an_earlier_moment_and_no_other_than_offered(
    country: None, client: httpx.AsyncClient
) -> None:
    page = await client.get(f"/?period={PERIOD}&asOf=2025-12-01")
    assert "Zoals bekend toen 1 december 2025 begon" in page.text
    assert "Deze periode is nog niet voorbij" in page.text
    for moment in ("2025-12-02", "2030-01-01", "soon"):
        refused = await client.get(f"/?period={PERIOD}&asOf={moment}")
        assert refused.status_code == 400
        assert "Kies bij “Zoals bekend op” een dag uit de lijst." in refused.text


async def test_links_keep_period_and_moment(country: None, client: httpx.AsyncClient) -> None:
    page = (await client.get(f"/?period={PERIOD}&asOf=2026-02-01")).text
    assert f'href="/metrics/warm-handover?period={PERIOD}&amp;asOf=2026-02-01"' in page
    english = f'href="/?period={PERIOD}&amp;asOf=2026-02-01&amp;lang=en"'
    assert english in page


@pytest.mark.parametrize("address", ["/metrics/nothing", f"{WARM}&by=nothing"])
async def test_what_is_no_figure_or_table_is_a_page_that_says_so(
    country: None, client: httpx.AsyncClient, address: str
) -> None:
    answer = await client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert '<html lang="nl"' in answer.text


async def test_the_scorecard_has_eight_rows_each_with_how_it_is_measured(
    country: None, client: httpx.AsyncClient
) -> None:
    page = (await client.get(f"/scorecard?period={PERIOD}")).text
    assert page.count("Indirect gemeten: ") == 8
    assert page.count("<tr>") == 9
    assert "nog niet meetbaar: dit wordt nergens vastgelegd" in page


async def test_charts_are_drawn_only_when_a_page_is_asked_for() -> None:
    """So that the service starts as fast as it did."""
    import subprocess
    import sys

    check = "import sys, report_service.main; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: ASYNC221
