"""The pages on which is planned, recorded, wished for and assessed."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.visiting import plain

RECORDED = {
    "activity_type": "training",
    "setting": "external",
    "training": "work-safety",
    "provider": "vluchtelingenwerk",
    "started_on-day": "2",
    "started_on-month": "februari",
    "started_on-year": "2025",
}
PLANNED = {"activity_type": "training", "training": "work-safety", "plan_provider": "roc"}


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    """A case manager at azc Weert."""
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def bridge(visit: Callable[..., Any]) -> Any:
    """A participation case manager at azc Weert."""
    return await visit([Role.PARTICIPATION_CASE_MANAGER], "coa", ["weert"])


def day_of(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


@pytest.mark.scenario("S-P14")
async def test_before_a_training_is_planned_the_page_says_that_it_was_done_before(
    world, manager
) -> None:
    _, person = await world.opened()
    clear = await manager.post(f"/profiles/{person}/planned-activities/new", PLANNED)
    assert "niet eerder gedaan of gepland" in plain(clear.text)
    await manager.sends(f"/profiles/{person}/activities/new", RECORDED)
    checked = await manager.post(f"/profiles/{person}/planned-activities/new", PLANNED)
    warning = "Deze training is al eerder gedaan: 2 februari 2025, bij vluchtelingenwerk."
    assert warning in plain(checked.text)
    assert "Er is niets gepland." in plain(await manager.get(f"/profiles/{person}/activities"))
    confirmed = {**PLANNED, "confirmed": "1"}
    await manager.sends(f"/profiles/{person}/planned-activities/new", confirmed)
    assert warning in plain(await manager.get(f"/profiles/{person}/activities"))


@pytest.mark.scenario("S-P10")
async def test_what_began_before_the_permit_is_kept_with_its_day_and_ends_as_experience(
    world, manager
) -> None:
    _, person = await world.opened()
    await manager.sends(f"/profiles/{person}/activities/new", RECORDED)
    page = await manager.get(f"/profiles/{person}/activities")
    assert "vanaf 2 februari 2025" in plain(page)
    ending = re.search(r'href="([^"]+/ending)"', page)
    assert ending is not None
    wrong = await manager.post(ending[1], day_of("ended_on", "1", "4", "2026"))
    assert wrong.status_code == 400
    assert "Deze dag ligt in de toekomst." in plain(wrong.text)
    assert "Maak een keuze." in plain(wrong.text)
    ended = {"end_reason": "completed", **day_of("ended_on", "1", "2", "2026")}
    await manager.sends(ending[1], ended)
    told = plain(await manager.get(f"/profiles/{person}/activities"))
    assert "2 februari 2025 tot en met 1 februari 2026 Ervaring: afgemaakt" in told
    again = await manager.post(ending[1], ended)
    assert again.status_code == 409


async def test_a_wish_of_the_permit_holder_is_on_the_list_and_its_answer_is_read(
    world, visit, bridge
) -> None:
    _, person = await world.opened()
    own = await visit([Role.PERMIT_HOLDER], "", [], person)
    wish = {"wish_type": "internship", "wish": "lassen op een werf"}
    await own.sends(f"/profiles/{person}/activity-requests/new", wish)
    listed = await bridge.get("/activity-requests")
    assert "lassen op een werf" in plain(listed)
    address = re.search(r'href="([^"]+/answer)"', listed)
    assert address is not None
    await bridge.sends(address[1], {"wish_answer": "none"})
    assert "Er wacht geen wens op antwoord." in plain(await bridge.get("/activity-requests"))
    assert "lassen op een werf" in plain(await bridge.get("/activity-requests?all=1"))
    assert "er past nu niets" in plain(await own.get(f"/profiles/{person}/activities"))
    assert (await bridge.post(address[1], {"wish_answer": "offered"})).status_code == 409


async def test_wishes_elsewhere_are_on_another_list(world, visit) -> None:
    profile, _ = await world.opened()
    await world.author.post(f"{profile}/activity-requests", activityType="internship")
    elsewhere = await visit([Role.PARTICIPATION_CASE_MANAGER], "coa", ["sneek"])
    assert "Er wacht geen wens op antwoord." in plain(await elsewhere.get("/activity-requests"))


@pytest.mark.scenario("S-P13")
async def test_an_assessment_is_asked_for_and_its_result_shown_to_whom_it_is_for(
    world, manager, bridge
) -> None:
    profile, person = await world.opened()
    asked = {
        "assessment_kind": "diploma-valuation",
        "assessment_stage": "requested",
        **day_of("assessed_on", "1", "februari", "2026"),
    }
    early = await manager.post(f"/profiles/{person}/assessments/new", {**asked, "result": "mbo"})
    assert "heeft nog geen uitslag" in plain(early.text)
    await manager.sends(f"/profiles/{person}/assessments/new", asked)
    page = await bridge.get(f"/profiles/{person}/activities")
    assert "nog niet gedaan" in plain(page)
    address = re.search(r'href="([^"]+/result)"', page)
    assert address is not None
    done = {**day_of("assessed_on", "20", "2", "2026"), "result": "mbo niveau 4"}
    await bridge.sends(address[1], done)
    assert "Uitslag: mbo niveau 4" in plain(await manager.get(f"/profiles/{person}/activities"))
    assert "mbo niveau 4" not in str(await world.author.get(f"{profile}/events"))


@pytest.mark.scenario("S-P16")
async def test_the_participation_talk_is_recorded_once_it_was_held(
    world, manager, clock: ClockFile
) -> None:
    clock.set("2026-03-03")
    _, person = await world.opened()
    ahead = day_of("held_on", "4", "maart", "2026")
    assert (
        await manager.post(f"/profiles/{person}/participation-talks/new", ahead)
    ).status_code == 400
    held = day_of("held_on", "3", "maart", "2026")
    await manager.sends(f"/profiles/{person}/participation-talks/new", held)
    told = plain(await manager.get(f"/profiles/{person}/activities"))
    assert "Gehouden op di 3 maart 2026." in told


@pytest.mark.scenario("S-P11")
async def test_a_municipality_sees_what_goes_on_after_the_move_and_no_wishes(world, visit) -> None:
    profile, person = await world.sent()
    await world.author.post(
        f"{profile}/activities",
        activityType="volunteering",
        setting="external",
        startedOn="2026-02-02",
        continuesAfterMove=True,
    )
    await world.moved(person, 8.0)
    roermond = await visit([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    told = plain(await roermond.get(f"/profiles/{person}/activities"))
    assert "gaat door na de verhuizing" in told
    assert "Wensen" not in told
    zwolle = await visit([Role.CLIENT_MANAGER], "GM0193", ["GM0193"])
    await zwolle.get(f"/profiles/{person}/activities", status=404)


async def test_after_the_right_ended_the_page_says_since_when_and_whom_to_ask(world, visit) -> None:
    _, person = await world.sent()
    await world.unlinked(person, "GM0957")
    roermond = await visit([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    told = plain(await roermond.get(f"/profiles/{person}/activities", status=403))
    assert "Vraag het nu aan de casemanager van azc weert" in told
