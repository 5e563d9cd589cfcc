"""The national file of client managers in a browser: read, looked at, recorded, taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.intake.downloads import xlsx
from continuous_line.intake.upload import MEDIA_TYPES
from continuous_line.testing.visiting import plain

NEW = "/contact-imports/new"
XLSX = MEDIA_TYPES["xlsx"]
HEADER = ("Gemeente(n)", "Contactpersoon", "Functie", "Tel.nr.", "E-mail")
FIRST = [
    ("Weert, Nederweert", "Een Fictief", "klantmanager", "06-12345671", "een@weert.example"),
    ("Beemster", "Twee Fictief", "klantmanager", "06-12345672", "twee@purmerend.example"),
    ("Roermond", "Drie Fictief", None, "+31 (0)6 12345673 / 0475-359999", "drie@roermond.example"),
]
"""Made up."""


@pytest.fixture
async def keeper(pcm: Any, visit: Callable[..., Any]) -> Any:
    """A keeper of national lists, where the places of the reference are."""
    return await visit([Role.PARTICIPATION_CASE_MANAGER], "coa", ["NL"])


async def read(keeper: Any, rows: list[Any]) -> str:
    """The page that the file leads to."""
    answer = await keeper.post(
        NEW, files={"file": ("klantmanagers.xlsx", xlsx(HEADER, rows), XLSX)}
    )
    assert answer.status_code == 303, plain(answer.text)
    return str(answer.headers["location"])


async def test_a_file_is_looked_at_first_and_then_recorded_as_one_unit(keeper: Any) -> None:
    here = await read(keeper, FIRST)
    told = plain(await keeper.get(here))
    assert "Nagekeken, nog niets vastgelegd. 3 nieuw, 0 gewijzigd, 0 beëindigd" in told
    assert "Een Fictief" in told
    assert "Een oude naam; gelezen als de gemeente van nu." in told
    done = await keeper.sends(f"{here}/commits", {})
    assert "Alles is vastgelegd." in plain(await keeper.get(done))
    assert "Een Fictief" in plain(await keeper.get("/directory?q=Weert"))


async def test_what_was_recorded_is_taken_back(keeper: Any) -> None:
    here = await read(keeper, FIRST)
    await keeper.sends(f"{here}/commits", {})
    undone = await keeper.sends(f"{here}/undos", {})
    assert "Alles is weer zoals het was." in plain(await keeper.get(undone))
    assert "Een Fictief" not in plain(await keeper.get("/directory?q=Weert"))


async def test_recording_the_same_file_twice_changes_nothing_more(keeper: Any) -> None:
    here = await read(keeper, FIRST)
    await keeper.sends(f"{here}/commits", {})
    again = await keeper.post(f"{here}/commits", {}, key="another")
    assert again.status_code == 409
    assert "of het is al vastgelegd" in plain(again.text)
    told = plain(await keeper.get(await read(keeper, FIRST)))
    assert "0 nieuw, 0 gewijzigd, 0 beëindigd, 3 gelijk" in told


async def test_faults_are_named_by_row_and_column_and_nothing_can_be_recorded(keeper: Any) -> None:
    rows = [("Atlantis", "Vier Fictief", None, "vier cijfers", "vier")]
    page = await keeper.get(await read(keeper, rows))
    told = plain(page)
    assert "2 A Deze gemeente kennen wij niet." in told
    assert "2 D Hier staat iets dat geen telefoonnummer is." in told
    assert "/commits" not in page


async def test_a_file_that_is_none_is_told_on_the_form(keeper: Any) -> None:
    nothing = await keeper.post(NEW, {})
    assert nothing.status_code == 400
    assert "Kies een bestand." in plain(nothing.text)
    damaged = await keeper.post(NEW, files={"file": ("x.xlsx", b"PK\x03\x04niets", XLSX)})
    assert damaged.status_code == 400
    assert "Dit is geen .xlsx-bestand." in plain(damaged.text)


async def test_the_list_of_today_is_fetched_and_read_in_without_a_difference(keeper: Any) -> None:
    here = await read(keeper, FIRST)
    await keeper.sends(f"{here}/commits", {})
    file = await keeper.client.get("/contact-exports")
    assert file.headers["content-type"] == XLSX
    answer = await keeper.post(NEW, files={"file": ("lijst.xlsx", file.content, XLSX)})
    told = plain(await keeper.get(answer.headers["location"]))
    assert "0 nieuw, 0 gewijzigd, 0 beëindigd, 3 gelijk" in told


async def test_another_organisation_finds_no_such_import(keeper: Any, visit: Any) -> None:
    here = await read(keeper, FIRST)
    other = await visit([Role.REGIONAL_COORDINATOR], "vng", ["NL"])
    await other.get(here, 404)
