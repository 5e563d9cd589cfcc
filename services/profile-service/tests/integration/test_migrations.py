"""What migrations make of what is there already."""

import asyncio
from typing import Any

from sqlalchemy import select

from continuous_line.migrations import command
from profile_service.tables import views

BEFORE, AFTER = "0011_intakes", "0012_views_of_versions"


async def test_first_readings_of_every_version_are_filled_in_from_the_events(
    world: Any, database_url: str
) -> None:
    profile, person = await world.sent()
    await world.roermond.get(profile)
    await world.record(profile, "language", level="B1", lessons=[], motherTongue="ti")
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    await world.roermond.get(profile)
    erased, _ = await world.sent()
    await world.roermond.get(erased)
    await world.tvs.post(f"{erased}/erasures", ground="mistake")
    known = await _views(world)
    assert [(row.profile_version, row.permit_holder_id) for row in known] == [
        (1, person),
        (2, person),
    ]

    folder = command.scripts("profile_service")
    await asyncio.to_thread(command.downgrade, folder, database_url, BEFORE)
    await asyncio.to_thread(command.upgrade, folder, database_url, AFTER)

    assert await _views(world) == known


async def _views(world: Any) -> list[Any]:
    async with world.resources.database.transaction() as tx:
        return list(await tx.execute(select(views).order_by(views.c.profile_version)))
