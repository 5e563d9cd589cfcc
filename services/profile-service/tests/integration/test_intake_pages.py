"""A file of profiles in a browser: checked, committed, followed, the result taken home."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from continuous_line.codes import Role
from continuous_line.intake.downloads import xlsx
from continuous_line.intake.runner import Runner
from continuous_line.intake.upload import MEDIA_TYPES
from continuous_line.testing.visiting import plain
from profile_service.intake.handler import ProfileRows

NEW, XLSX = "/profile-intakes/new", MEDIA_TYPES["xlsx"]
COLUMNS = ("azc", "openedOn", "identity.names.family", "identity.vNumber", "language.level")


@pytest.fixture
async def registrar(visit: Callable[..., Any]) -> Any:
    return await visit([Role.TVS_SYSTEM], "tvs")


async def read(registrar: Any, *rows: tuple[str, ...]) -> str:
    """The page that the file leads to."""
    file = ("profielen.xlsx", xlsx(COLUMNS, rows), XLSX)
    answer = await registrar.post(NEW, files={"file": file})
    assert answer.status_code == 303, plain(answer.text)
    return str(answer.headers["location"])


async def worked(world: Any) -> None:
    """As the worker does beside the pages."""
    r = world.resources
    runner = Runner(r.database, r.vault, r.clock, ProfileRows(r.profiles))
    while await runner.step():
        pass


async def test_a_file_is_checked_then_opened_and_its_result_taken_home(
    world: Any, registrar: Any
) -> None:
    here = await read(
        registrar,
        ("weert", "2026-01-05", "Fictief", "0000000001", "A1"),
        ("sneek", "2026-01-06", "Fictief", "0000000002", "A2"),
    )
    waiting = await registrar.get(here)
    assert "Ververs" in plain(waiting)
    assert "<progress" in waiting
    await worked(world)
    assert "Nagekeken, nog niets vastgelegd." in plain(await registrar.get(here))
    done = await registrar.sends(f"{here}/commits", {})
    assert "Wij openen de profielen nu." in plain(await registrar.get(done))
    await worked(world)
    told = plain(await registrar.get(here))
    assert "Vastgelegd. 2 van 2 rijen." in told
    assert "Geopende profielen 2" in told
    result = await registrar.client.get(f"{here}/result")
    rows = list(load_workbook(io.BytesIO(result.content)).active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert (await world.tvs.get("/profiles"))["items"]


async def test_every_fault_is_named_by_row_and_column_and_faulty_rows_can_be_left_out(
    world: Any, registrar: Any
) -> None:
    here = await read(
        registrar,
        ("weert", "2026-01-05", "Fictief", "0000000001", "A1"),
        ("weert", "gisteren", "Fictief", "12", "Z9"),
    )
    await worked(world)
    page = await registrar.get(here)
    told = plain(page)
    assert "Er staan fouten in." in told
    for column in ("openedOn", "identity.vNumber", "language.level"):
        assert f"3 {column}" in told
    assert "gisteren" not in told
    await registrar.sends(f"{here}/commits", {"only_valid": "1"})
    await worked(world)
    assert "Geopende profielen 1" in plain(await registrar.get(here))


async def test_a_file_that_is_none_is_told_on_the_form(registrar: Any) -> None:
    nothing = await registrar.post(NEW, {})
    assert nothing.status_code == 400
    assert "Kies een bestand." in plain(nothing.text)
    other = await registrar.post(NEW, files={"file": ("x.csv", b"a;b\n1;2\n", "text/csv")})
    assert other.status_code == 400
    assert "Geen rij noemt de kolommen." in plain(other.text) or "kolom" in plain(other.text)
