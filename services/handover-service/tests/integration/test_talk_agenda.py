"""The agenda of a talk, with a real profile-service beside it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.local.postgres import free_port
from continuous_line.process import Program
from profile_service.__main__ import PROGRAM as PROFILE_SERVICE

Beside = Callable[[Program], str]
AZC, ROERMOND = "azc-weert", "GM0957"
PLAN = {"mode": "in-person", "scenario": "combined", "scheduledFor": "2026-05-12T10:00:00Z"}


@pytest.fixture
def profile_address(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where profile-service runs, and where handover-service asks it."""
    address = beside(PROFILE_SERVICE)
    monkeypatch.setenv("DL_HANDOVER_PROFILE_URL", address)
    return address


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where profile-service is said to be."""
    monkeypatch.setenv("DL_HANDOVER_PROFILE_URL", f"http://127.0.0.1:{free_port()}")


@pytest.fixture
async def told(profile_address: str, token: Callable[..., str]) -> Callable[..., None]:
    """`await told(person, discuss=True)`: in the person's profile."""

    async def tell(person: UUID, *, discuss: bool) -> None:
        async with httpx.AsyncClient(base_url=f"{profile_address}/v1") as client:
            tvs = {"Authorization": f"Bearer {token([Role.TVS_SYSTEM], 'tvs')}"}
            body = {"permitHolderId": str(person), "azc": AZC}
            opened = await client.post("/profiles", json=body, headers=tvs)
            assert opened.status_code == 201, opened.text
            author = {"Authorization": f"Bearer {token([Role.CASE_MANAGER], 'coa', [AZC])}"}
            written = await client.put(
                f"/profiles/{person}/sections/circumstances",
                json={"content": {"discussInPerson": discuss}},
                headers=author,
            )
            assert written.status_code == 204, written.text

    return tell


async def planned(world, clock, person: UUID) -> str:
    """Address of a case with a talk that the azc proposed."""
    case = await world.owned(person)
    await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    clock.set("2026-05-01")
    await world.case_manager.post(f"{case}/handovers", **PLAN)
    return case


def items_of(agenda: dict) -> list[str]:
    return [point["item"] for point in agenda["items"]]


@pytest.mark.scenario("S-H7")
async def test_what_the_profile_asks_to_discuss_is_on_the_agenda_and_ticking_stores_no_content(
    told, world, clock
) -> None:
    person = uuid4()
    await told(person, discuss=True)
    case = await planned(world, clock, person)
    agenda = await world.roermond.get(f"{case}/agenda")
    assert agenda["discussInPerson"] == "discuss"
    assert items_of(agenda)[-1] == "discuss-in-person"
    before = await world.tvs.types(case)
    await world.roermond.post(f"{case}/agenda-confirmations", discussedInPerson=True)
    assert await world.tvs.types(case) == before
    async with world.resources.database.transaction() as tx:
        kept = (
            await tx.execute(text("SELECT data FROM events WHERE kind = 'DiscussedInPerson'"))
        ).scalars()
        assert [set(data) for data in kept] == [{"id", "at", "case_id", "replaces"}]
        sealed = (await tx.execute(text("SELECT sealed FROM texts"))).scalar_one()
        assert b"discuss" not in sealed
    point = (await world.case_manager.get(f"{case}/agenda"))["items"][-1]
    assert point["confirmedAt"].startswith("2026-05-01")


async def test_a_profile_that_asks_nothing_leaves_the_point_off(told, world, clock) -> None:
    person = uuid4()
    await told(person, discuss=False)
    case = await planned(world, clock, person)
    agenda = await world.case_manager.get(f"{case}/agenda")
    assert agenda["discussInPerson"] == "nothing"
    assert "discuss-in-person" not in items_of(agenda)
    path = f"{case}/agenda-confirmations"
    refusal = await world.case_manager.refused(path, discussedInPerson=True)
    assert refusal == (409, "not-on-the-agenda")


async def test_who_may_not_read_the_profile_learns_nothing_until_somebody_opens_it_who_may(
    told, world, clock
) -> None:
    person = uuid4()
    await told(person, discuss=True)
    case = await world.owned(person)
    clock.set("2026-05-01")
    await world.roermond.post(f"{case}/handovers", **PLAN)
    assert (await world.roermond.get(f"{case}/agenda"))["discussInPerson"] == "unknown"
    assert (await world.case_manager.get(f"{case}/agenda"))["discussInPerson"] == "discuss"
    assert (await world.roermond.get(f"{case}/agenda"))["discussInPerson"] == "discuss"


async def test_without_profile_service_planning_goes_on_and_the_agenda_says_so(
    away, world, clock
) -> None:
    case = await planned(world, clock, uuid4())
    agenda = await world.case_manager.get(f"{case}/agenda")
    assert agenda["discussInPerson"] == "unknown"
    assert len(agenda["items"]) == 10
    await world.case_manager.post(f"{case}/agenda-confirmations", discussedInPerson=True)
    assert items_of(await world.case_manager.get(f"{case}/agenda"))[-1] == "discuss-in-person"


async def test_what_was_said_is_confirmed_point_by_point_and_taken_back(world) -> None:
    case = await world.owned()
    path = f"{case}/agenda-confirmations"
    assert await world.case_manager.refused(path) == (409, "nothing-told")
    await world.case_manager.post(path, items=["housing", "move"])
    confirmed = {
        point["item"]: point["eventId"]
        for point in (await world.case_manager.get(f"{case}/agenda"))["items"]
        if point["confirmedAt"]
    }
    assert list(confirmed) == ["housing", "move"]
    assert (await world.tvs.types(case))[-2:] == ["InformationConfirmed"] * 2
    event = f"{case}/events/{confirmed['move']}"
    await world.case_manager.post(f"{event}/voidings", reason="mistake")
    agenda = await world.case_manager.get(f"{case}/agenda")
    assert [point["item"] for point in agenda["items"] if point["confirmedAt"]] == ["housing"]


async def test_every_opening_of_an_agenda_is_in_the_processing_log(world) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.case_manager.get(f"{case}/agenda")
    async with world.resources.database.transaction() as tx:
        rows = await tx.execute(
            text("SELECT name, manner, sections, organisation FROM processing_log "
                 "WHERE data_subject_id = :person"),
            {"person": person},
        )  # fmt: skip
        assert [tuple(row) for row in rows] == [("case-reading", "opened", ["agenda"], "coa")]


async def test_the_agenda_asks_for_what_the_programmes_ask_for_and_no_more(world) -> None:
    case = await world.owned()
    default = await required_of(world, case)
    assert default == {
        "housing", "move", "who-does-what", "shared-data", "civic-integration", "income",
        "complaints",
    }  # fmt: skip
    # a programme that is assigned adds its own, from its first day to its end
    await world.case_manager.post(f"{case}/programmes", programme="utrecht")
    assert await required_of(world, case) - default == {"work-and-education"}
    stopped = {"programme": "utrecht", "reason": "stopped"}
    await world.case_manager.post(f"{case}/programme-endings", **stopped)
    assert await required_of(world, case) == default


async def required_of(world, case: str) -> set[str]:
    items = (await world.case_manager.get(f"{case}/agenda"))["items"]
    return {point["item"] for point in items if point["required"]}
