"""The worker on a real log: what others publish is heard, what is recorded is published."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from continuous_line.codes import Role
from continuous_line.contracts import Envelope, data_of, directory, handover, profile
from continuous_line.contracts.handover_guidance import MilestoneMet, MilestoneMissed
from continuous_line.testing.reading import envelopes, until
from continuous_line.testing.told import envelope_of, tell
from handover_service.tables import cases

BY_THE_CLOCK = (MilestoneMet, MilestoneMissed)


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


async def test_staff_heard_of_can_own_and_every_act_is_published_once_in_order(
    world, log, worker
) -> None:
    person = uuid4()
    case = await world.link(person)
    owners = f"{case}/owners"
    assert await world.location_manager.refused(owners, owner="cm-1") == (409, "staff-unknown")
    now = datetime.now(UTC)
    post = directory.StaffRegistered(
        occurred_at=now, staff_id="cm-1", organisation="coa",
        roles=(Role.CASE_MANAGER,), places=("azc-weert",), valid_from=date(2026, 1, 1),
    )  # fmt: skip
    told = envelope_of(post, "cm-1", domain="directory", time=now, number=1)
    await tell(log, "directory", told)

    async def named() -> bool:
        answer = await world.location_manager.client.post(owners, json={"owner": "cm-1"})
        return answer.status_code == 201

    await until(named)
    made = await world.case_manager.post(
        f"{case}/handover-outcomes", mode="phone", reason="distance"
    )
    found: list[Envelope] = []

    async def all_told() -> bool:
        everything = await envelopes(log, handover.TOPIC, at_least=3)
        found[:] = [one for one in everything if not isinstance(data_of(one), BY_THE_CLOCK)]
        return len(found) == 3

    await until(all_told)
    assert [envelope.subject for envelope in found] == [str(person)] * 3
    assert [type(data_of(envelope)) for envelope in found] == [
        handover.MunicipalityLinked, handover.CaseAssigned, handover.HandoverByPhone,
    ]  # fmt: skip
    assert made.endswith(str(found[-1].id))
    numbers = [envelope.number for envelope in found]
    assert numbers == sorted(set(numbers))


async def test_what_happened_to_a_person_reaches_the_row_of_the_case_without_anybody_asking(
    world, log, worker, clock
) -> None:
    person = uuid4()
    await world.link(person)
    clock.set("2026-03-02")
    now = world.resources.clock.now()
    moved = profile.PermitHolderRelocated(occurred_at=now, from_azc="azc-weert", to_azc="azc-echt")
    told = envelope_of(moved, str(person), domain="profile", time=now, number=1)
    await tell(log, "profile", told)
    await tell(log, "profile", told)

    async def there() -> bool:
        """In the table: nothing of the service is asked."""
        async with world.resources.database.reading() as tx:
            chosen = select(cases.c.azc).where(cases.c.permit_holder_id == person)
            return (await tx.execute(chosen)).scalar_one() == "azc-echt"

    await until(there)


async def test_the_worker_says_by_itself_what_became_late_and_others_read_it(
    world, log, worker, clock
) -> None:
    person = uuid4()
    await world.link(person)
    clock.set("2026-03-04")

    async def told() -> bool:
        found = await envelopes(log, handover.TOPIC, at_least=1)
        return any(isinstance(data_of(one), MilestoneMissed) for one in found)

    await until(told)
    found = await envelopes(log, handover.TOPIC, at_least=2)
    missed = [one for one in map(data_of, found) if isinstance(one, MilestoneMissed)]
    assert [(one.milestone, str(one.due_on)) for one in missed] == [("owner", "2026-03-03")]
    assert {envelope.subject for envelope in found} == {str(person)}
