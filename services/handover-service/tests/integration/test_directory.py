"""What is heard of people at work and of places, as decisions ask for it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from continuous_line.codes import VoidReason
from continuous_line.contracts import (
    Envelope,
    EventVoided,
    directory,
    public_id,
    sequence_text,
    type_of,
)
from handover_service.knowledge import staff_on
from handover_service.reactions import Reactions

ROERMOND = "GM0957"


async def test_who_left_owns_nothing_whatever_was_planned_for_later(world, clock) -> None:
    case = await world.link()
    await world.employ("cm-1")
    await world.employ("cm-1", since=date(2026, 8, 1))
    left = directory.StaffLeft(
        occurred_at=world.resources.clock.now(), staff_id="cm-1", valid_from=date(2026, 7, 1)
    )
    await world.hear(left, "cm-1")
    clock.set("2026-08-02")
    refused = await world.location_manager.refused(f"{case}/owners", owner="cm-1")
    assert refused == (409, "not-a-case-manager-there")
    await world.employ("cm-1", since=date(2026, 8, 2))
    await world.location_manager.post(f"{case}/owners", owner="cm-1")


class TellingMeanwhile:
    """A transaction after whose first statement the directory tells of somebody."""

    def __init__(self, tx: Any, world: Any) -> None:
        self._tx, self._world = tx, world

    async def execute(self, *asked: Any) -> Any:
        return await self._answered(self._tx.execute, asked)

    async def scalar(self, *asked: Any) -> Any:
        return await self._answered(self._tx.scalar, asked)

    async def _answered(self, ask: Any, asked: Any) -> Any:
        answer = await ask(*asked)
        if self._world is not None:
            world, self._world = self._world, None
            await world.employ("cm-1")
        return answer


async def test_who_is_told_of_in_the_middle_of_a_question_is_not_yet_known(world) -> None:
    on = date(2026, 3, 1)
    async with world.resources.database.transaction() as tx:
        telling: Any = TellingMeanwhile(tx, world)
        assert await staff_on(telling, "cm-1", on) is None
        found = await staff_on(telling, "cm-1", on)
    assert found is not None
    assert found.here


async def test_a_departure_that_was_taken_back_leaves_the_later_post(world, clock) -> None:
    case = await world.link()
    await world.employ("cm-1", since=date(2026, 8, 1))
    left = directory.StaffLeft(
        occurred_at=world.resources.clock.now(), staff_id="cm-1", valid_from=date(2026, 7, 1)
    )
    departure = await world.hear(left, "cm-1")
    await take_back(world, departure, "cm-1")
    clock.set("2026-08-02")
    await world.location_manager.post(f"{case}/owners", owner="cm-1")


async def test_a_change_that_was_taken_back_leaves_what_it_took_the_place_of(world) -> None:
    await world.places()
    moved_away = directory.MunicipalityChanged(
        occurred_at=world.resources.clock.now(), code=ROERMOND, name="Roermond", province="P",
        region="AM33", region_name="Midden-Limburg", latitude=53.2, longitude=6.5,
    )  # fmt: skip
    change = await world.hear(moved_away, ROERMOND)
    far = await world.tvs.last(await world.link(), "MunicipalityLinked")
    await take_back(world, change, ROERMOND)
    near = await world.tvs.last(await world.link(), "MunicipalityLinked")
    assert far["data"]["distanceKm"] > 200
    assert near["data"]["distanceKm"] < 25


async def take_back(world, event_id: UUID, subject: str) -> None:
    voided = EventVoided(
        occurred_at=world.resources.clock.now(), voids=event_id, reason=VoidReason.MISTAKE
    )
    event_type = type_of("directory", voided)
    envelope = Envelope(
        id=public_id(uuid4(), event_type), source="urn:test", type=event_type, subject=subject,
        time=voided.occurred_at, sequence=sequence_text(100),
        data=msgspec.Raw(msgspec.json.encode(voided)), dataschema="urn:test",
        correlationid=uuid4(),
    )  # fmt: skip
    async with world.resources.database.transaction() as tx:
        await Reactions(world.resources.cases, world.resources.clock)(tx, [(envelope, voided)])
