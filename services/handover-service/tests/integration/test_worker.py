"""The worker on a real log: what others publish is heard, what is recorded is published."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts import (
    CONTRACTS,
    Envelope,
    PublicEvent,
    data_of,
    directory,
    encode,
    handover,
    public_id,
    schema_uri,
    sequence_text,
    type_of,
)
from continuous_line.event_log import EventLog, Record
from continuous_line.testing.reading import envelopes, until
from continuous_line.web import Service
from continuous_line.worker import working
from handover_service.worker import make_worker


@pytest.fixture
async def settings(settings: Settings, new_database: Callable[..., str]) -> Settings:
    return settings.model_copy(update={"event_log_url": new_database()})


@pytest.fixture
async def log(app: Service) -> AsyncIterator[EventLog]:
    """The log of a service whose worker runs."""
    resources = app.state.resources
    await resources.log.create_topics([contract.topic for contract in CONTRACTS.values()])
    async with working(make_worker(resources)):
        yield resources.log


async def publish(log: EventLog, event: PublicEvent, subject: str, number: int) -> None:
    event_type = type_of("directory", event)
    envelope = Envelope(
        id=public_id(uuid4(), event_type), source="urn:test", type=event_type, subject=subject,
        time=datetime.now(UTC), sequence=sequence_text(number),
        data=msgspec.Raw(msgspec.json.encode(event)), dataschema=schema_uri(event_type),
        correlationid=uuid4(),
    )  # fmt: skip
    async with log.publisher("directory-in-tests") as publisher:
        await publisher.publish([Record(directory.TOPIC, subject, encode(envelope))])


async def test_staff_heard_of_can_own_and_every_act_is_published_once_in_order(world, log) -> None:
    person = uuid4()
    case = await world.link(person)
    owners = f"{case}/owners"
    assert await world.location_manager.refused(owners, owner="cm-1") == (409, "staff-unknown")
    post = directory.StaffRegistered(
        occurred_at=datetime.now(UTC), staff_id="cm-1", organisation="coa",
        roles=(Role.CASE_MANAGER,), places=("azc-weert",), valid_from=date(2026, 1, 1),
    )  # fmt: skip
    await publish(log, post, "cm-1", 1)

    async def named() -> bool:
        answer = await world.location_manager.client.post(owners, json={"owner": "cm-1"})
        return answer.status_code == 201

    await until(named)
    made = await world.case_manager.post(
        f"{case}/handover-outcomes", mode="phone", reason="distance"
    )
    found = await envelopes(log, handover.TOPIC, at_least=3)
    assert [envelope.subject for envelope in found] == [str(person)] * 3
    assert [type(data_of(envelope)) for envelope in found] == [
        handover.MunicipalityLinked, handover.CaseAssigned, handover.HandoverByPhone,
    ]  # fmt: skip
    assert made.endswith(str(found[-1].id))
    assert [envelope.number for envelope in found] == [1, 2, 3]
