"""Reception centres from a list, and how far they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.somebody import Somebody
from directory_service.__main__ import app

HEAD = "azc,name,unit,place,latitude,longitude,closed_on\n"
LIST = HEAD + "weert,Weert,unit-noord,Weert,,,\nhorst,Horst,unit-zuid,Horst,51.45,6.05,\n"


@pytest.fixture
def keeper(pcm: Somebody, sign_in: Callable[..., Somebody]) -> Somebody:
    """Where the reference data are."""
    return sign_in([Role.OPERATOR], "operations")


async def test_a_list_is_previewed_and_then_imported_as_one_unit(keeper: Somebody) -> None:
    answer = await keeper.client.post("/reception-centre-import-previews", json={"content": LIST})
    preview = answer.json()
    assert (preview["added"], preview["changed"]) == (["horst"], ["weert"])
    assert (preview["faults"], preview["located"]) == ([], {})
    assert len(preview["notInFile"]) == 15
    assert (await keeper.refused("/reception-centres/horst", "GET"))[0] == 404
    await keeper.post("/reception-centre-imports", content=LIST, validFrom="2026-03-01")
    weert = await keeper.get("/reception-centres/weert")
    assert (weert["unit"], weert["latitude"]) == ("unit-noord", 51.252)
    before = await keeper.get("/reception-centres/weert", on="2026-02-28")
    assert before["unit"] == "unit-zuid"
    answer = await keeper.client.post("/reception-centre-import-previews", json={"content": LIST})
    assert sorted(answer.json()["unchanged"]) == ["horst", "weert"]
    closing = LIST.replace("6.05,", "6.05,2026-06-01")
    await keeper.post("/reception-centre-imports", content=closing)
    assert (await keeper.get("/reception-centres/horst"))["closedOn"] == "2026-06-01"


async def test_one_fault_and_nothing_is_imported(keeper: Somebody) -> None:
    faulty = LIST + "x y,X,unit-zuid,Nergens,91,5,tomorrow\n"
    problem = await keeper.problem("/reception-centre-imports", content=faulty)
    assert (problem["status"], problem["code"]) == (409, "import-faulty")
    assert [(one["row"], one["column"]) for one in problem["faults"]] == [
        (4, "azc"), (4, "latitude"), (4, "closed_on"),
    ]  # fmt: skip
    assert (await keeper.refused("/reception-centres/horst", "GET"))[0] == 404


async def test_a_municipality_is_as_far_as_a_link_to_it_says(keeper: Somebody) -> None:
    page = await keeper.get("/reception-centres/weert/distances", pageSize="2")
    nearest = [one["name"] for one in page["items"]]
    assert nearest[0] == "Weert"
    following = await keeper.get(
        "/reception-centres/weert/distances", pageSize="2", cursor=page["next"]
    )
    kilometres = [one["distanceKm"] for one in page["items"] + following["items"]]
    assert kilometres == sorted(kilometres)
    one = await keeper.get("/reception-centres/weert/distances", municipality="GM0193")
    assert [(item["name"], round(item["distanceKm"])) for item in one["items"]] == [("Zwolle", 144)]
    assert (await keeper.refused("/reception-centres/nowhere/distances", "GET"))[0] == 404


def test_the_command_does_what_the_preview_says(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory_service.__main__.settings", lambda: settings)
    file = tmp_path / "centres.csv"
    file.write_text(HEAD + "horst,Horst,unit-zuid,Horst,51.45,6.05,\n", encoding="utf-8")

    def said(*more: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["import-reception-centres", str(file), *more])
        return result.exit_code, result.output

    assert said("--dry-run")[0] == 0
    code, told = said()
    assert (code, "added: horst" in told) == (0, True)
    assert "unchanged: horst" in said()[1]
    file.write_text(HEAD + "horst,,unit-zuid,Horst,51.45,6.05,\n", encoding="utf-8")
    code, told = said()
    assert (code, "row 2, name: is empty" in told) == (1, True)
