"""A quarterly report: all of it in one file, for who may see it, and always the same bytes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.event_log.port import Record
from continuous_line.testing.visiting import Visiting, plain
from report_service.testing import History, Recorder
from report_service.testing.crowd import TOWNS, Crowd

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]
Visit = Callable[..., Awaitable[Visiting]]
ADDRESS = "/reports/2025-Q3?asOf=2025-11-01"


@pytest.fixture
async def country(live: Live) -> Recorder:
    """Three large towns, so that little is hidden, and one with a few persons."""
    crowd, few = Crowd(TOWNS[:4]), Crowd(TOWNS[-1:], seed=2)
    recorder = Recorder()
    people = [*crowd.people(500), *few.people(4)]
    places = [*crowd.places(), *few.places()[-8:]]
    await live(recorder.places(places) + recorder.of(people))
    return recorder


def environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(mode="json", exclude_none=True, exclude={"cors_origins"})
    return os.environ | {f"DL_{name.upper()}": str(value) for name, value in given.items()}


def written(settings: Settings, folder: Path, *more: str) -> dict[str, bytes]:
    """What the command writes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "report_service", "paper", "2025-Q3", "--as-of", "2025-11-01",
         "--to", str(folder), *more],
        env=environment(settings) | {"PYTHONHASHSEED": "random"},
        capture_output=True,
        check=False,
        timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def verified(settings: Settings, file: Path, status: int) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "report_service", "verify", str(file)],
        env=environment(settings), capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == status, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


async def test_the_same_input_gives_the_same_bytes_whatever_was_recorded_later(
    country: Recorder, live: Live, settings: Settings, tmp_path: Path
) -> None:
    first = written(settings, tmp_path / "first")
    assert set(first) == {"2025-Q3.nl.html", "2025-Q3.nl.pdf", "statements.json"}
    assert first["2025-Q3.nl.pdf"].startswith(b"%PDF-")
    late = History()
    late.opened("2025-06-01", recorded="2025-12-01")
    late.permit("2025-06-05")
    late.moved("2025-08-01", recorded="2025-12-01")
    await live(country.of([late]))
    assert written(settings, tmp_path / "second") == first


async def test_the_page_has_all_parts_and_asks_for_nothing(
    country: Recorder, client: httpx.AsyncClient, make: Make
) -> None:
    without = await client.get("/reports/2025-Q3", follow_redirects=False)
    assert without.status_code == 303
    assert re.search(r"asOf=\d{4}-\d\d-01", without.headers["location"])
    assert (await client.get(ADDRESS)).status_code == 202
    await make()
    page = await client.get(ADDRESS)
    assert page.status_code == 200
    text = plain(page.text)
    for told in ("Kwartaalrapport, 3e kwartaal van 2025", "1 november 2025", "heel Nederland",
                 "Drie cijfers", "Komt de belofte dichterbij?", "Hoe ging de overdracht?",
                 "Hoe lang duurt het?", "Tussen twee stoelen", "Hoe goed zijn de gegevens?",
                 "Hoe wij tellen", "Wat niet getoond wordt", "Bijlage: verklaringen"):  # fmt: skip
        assert told in text, told
    outside = [at for at in re.findall(r'(?:href|src)="([^"]*)"', page.text) if at[0] != "#"]
    assert all(at.startswith("data:application/json;base64,") for at in outside)
    for never in ("<script", "<link", "url("):
        assert never not in page.text
    assert "style-src 'sha256-" in page.headers["content-security-policy"]
    again = {"If-None-Match": page.headers["etag"]}
    unchanged = await client.get(ADDRESS, headers=again)
    assert unchanged.status_code == 304
    policy = "content-security-policy"
    assert unchanged.headers[policy] == page.headers[policy]
    english = plain((await client.get(f"{ADDRESS}&lang=en")).text)
    assert "Quarterly report, third quarter of 2025" in english
    pdf = await client.get("/reports/2025-Q3.pdf?asOf=2025-11-01")
    assert pdf.headers["content-type"] == "application/pdf"
    for told in (b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert told in pdf.content, told


async def test_everybody_sees_the_country_and_who_works_with_it_their_own(
    country: Recorder, client: httpx.AsyncClient, visit: Visit, make: Make
) -> None:
    await client.get(ADDRESS)
    await make()
    everybody = (await client.get(ADDRESS)).text
    assert "Weert" not in everybody
    assert "Waar lukt het" not in everybody
    case_manager = await visit([Role.CASE_MANAGER], places=["weert"])
    own = await case_manager.get(ADDRESS)
    assert "azc Weert" in own
    assert "azc Katwijk" not in own
    await case_manager.get(f"{ADDRESS}&area=azc:katwijk", 404)
    of_azc = await case_manager.get(f"{ADDRESS}&area=azc:weert")
    assert "Hoe lang duurt het?" in of_azc
    refused = await client.get(f"{ADDRESS}&area=azc:weert", headers={"Accept": "text/html"})
    assert refused.status_code == 303


async def test_the_dashboard_leads_to_it(country: Recorder, client: httpx.AsyncClient) -> None:
    page = (await client.get("/?period=2025-Q3&asOf=2025-11-01")).text
    assert f'href="{ADDRESS}"' in page
    assert 'href="/reports/2025-Q3.pdf?asOf=2025-11-01"' in page


async def test_each_statement_is_that_of_the_api_and_is_verified(
    country: Recorder, get: Any, settings: Settings, tmp_path: Path
) -> None:
    files = written(settings, tmp_path / "paper", "--lang", "en")
    statements = json.loads(files["statements.json"])
    assert len(statements) > 20
    one = next(one for one in statements if one["metric"] == "warm-handover")
    asked = {"period": one["period"]["code"], "metric": "warm-handover", "asOf": one["asOfAt"]}
    assert (await get("/v1/statements", **asked)).json() == one
    few = tmp_path / "few.json"
    few.write_text(json.dumps(statements[:2]))
    assert "equal: warm-handover" in verified(settings, few, 0)
    statements[1]["heldBack"] += 1
    few.write_text(json.dumps(statements[:2]))
    assert "different: the statement was changed" in verified(settings, few, 1)
    for each in statements:
        assert each["digest"].removeprefix("sha256:") in files["2025-Q3.en.html"].decode()


async def test_what_changed_since_the_edition_before(
    country: Recorder, client: httpx.AsyncClient, make: Make
) -> None:
    october = "/reports/2025-Q3?asOf=2025-10-01"
    for address in (october, ADDRESS):
        assert (await client.get(address)).status_code == 202
        await make()
    assert "sinds de vorige editie" not in plain((await client.get(october)).text)
    told = "De vorige editie is van wo 1 oktober 2025, 00:00."
    assert told in plain((await client.get(ADDRESS)).text)
