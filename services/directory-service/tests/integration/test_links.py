"""What others publish about links, as the directory hears it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Basis, VoidReason
from continuous_line.contracts import Envelope, EventVoided, handover, profile
from continuous_line.event_log import EventLog
from continuous_line.testing.reading import until
from continuous_line.testing.told import envelope_of, tell
from continuous_line.web import Service
from directory_service import queries
from directory_service.reactions import react
from directory_service.tables import open_links

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
LINKED = handover.MunicipalityLinked(
    occurred_at=AT, municipality="GM0988", azc="weert", basis=Basis.NETWORK
)


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


async def hear(app: Service, event: Any, person: UUID, *, number: int = 1) -> Envelope:
    domain = "profile" if isinstance(event, profile.PermitHolderRelocated) else "handover"
    envelope = envelope_of(event, person, domain=domain, time=AT, number=number)
    async with app.state.resources.database.transaction() as tx:
        await react(tx, envelope, event)
        await react(tx, envelope, event)
    return envelope


async def linked(app: Service, azc: str) -> list[str]:
    async with app.state.resources.database.reading() as tx:
        return await queries.linked_municipalities(tx, azc)


async def test_open_links_are_counted_by_place_and_follow_what_is_taken_back(app: Service) -> None:
    somebody, other = uuid4(), uuid4()
    first = await hear(app, LINKED, somebody)
    await hear(app, LINKED, other)
    async with app.state.resources.database.reading() as tx:
        counted = await queries.open_cases(tx, open_links.c.municipality)
    assert counted == {"GM0988": (2, date(2026, 3, 1))}
    relocated = profile.PermitHolderRelocated(occurred_at=AT, from_azc="weert", to_azc="echt")
    await hear(app, relocated, other, number=2)
    assert (await linked(app, "weert"), await linked(app, "echt")) == (["GM0988"], ["GM0988"])
    taken_back = EventVoided(occurred_at=AT, voids=first.id, reason=VoidReason.MISTAKE)
    await hear(app, taken_back, somebody)
    assert await linked(app, "weert") == []


async def test_who_moved_is_at_the_azc_no_more_and_has_an_open_case_still(app: Service) -> None:
    person = uuid4()
    await hear(app, LINKED, person)
    moved = handover.MovedToMunicipality(
        occurred_at=AT, municipality="GM0988", from_azc="weert", moved_on=date(2026, 3, 1)
    )
    await hear(app, moved, person, number=2)
    assert await linked(app, "weert") == []
    async with app.state.resources.database.reading() as tx:
        assert (await queries.open_cases(tx, open_links.c.municipality))["GM0988"][0] == 1


async def test_a_link_on_the_log_is_heard(app: Service, log: EventLog, worker: None) -> None:
    told = envelope_of(LINKED, uuid4(), domain="handover", time=AT, number=1)
    await tell(log, "handover", told)

    async def heard() -> bool:
        return await linked(app, "weert") == ["GM0988"]

    await until(heard)
