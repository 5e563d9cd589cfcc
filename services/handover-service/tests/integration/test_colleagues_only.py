"""How many cases somebody has is told of colleagues only, over HTTP."""

from typing import Any

import pytest

from continuous_line.codes import Role

SNEEK = "azc-sneek"


@pytest.fixture
def sneek(world) -> Any:
    return world.sign_in([Role.LOCATION_MANAGER], "coa", [SNEEK])


@pytest.mark.parametrize("asked", ["cm-1", "nobody-heard-of"])
async def test_of_who_works_elsewhere_a_location_manager_learns_as_little_as_of_nobody(
    world, sneek, asked
) -> None:
    await world.owned()
    own = await world.link(azc=SNEEK)
    body = {"cases": [own.rpartition("/")[2]], "to": [asked]}
    shown = await sneek.client.post("/owner-change-previews", json=body)
    [move] = shown.json()["moves"]
    assert (move["code"], shown.json()["loads"]) == (
        "staff-unknown", [{"owner": asked, "open": 1}],
    )  # fmt: skip
    problem = await sneek.problem("/owner-changes", **body)
    assert (problem["status"], [one["code"] for one in problem["cases"]]) == (
        409, ["staff-unknown"],
    )  # fmt: skip
    nothing = await sneek.problem("/owner-changes", holder=asked, to=[asked], reason="leave")
    assert (nothing["code"], nothing["elsewhere"]) == ("nothing-to-hand-over", 0)


async def test_a_municipality_learns_nothing_of_the_cases_of_somebody_elsewhere(
    world, clock
) -> None:
    await world.employ("km-z", [Role.CLIENT_MANAGER], ["GM0193"])
    elsewhere = await world.owned(to="GM0193")
    await world.zwolle.post(f"{elsewhere}/client-managers", clientManager="km-z")
    own = await world.owned()
    body = {"cases": [own.rpartition("/")[2]], "to": ["km-z"]}
    shown = await world.roermond.client.post("/owner-change-previews", json=body)
    assert shown.json()["loads"] == [{"owner": "km-z", "open": 1}]
    nothing = await world.roermond.problem("/owner-changes", holder="km-z", to=["km-1"])
    assert nothing["elsewhere"] == 0
