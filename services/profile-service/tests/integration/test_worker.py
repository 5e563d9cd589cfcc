"""The worker on a real log: links are heard, what is recorded is published once and in order."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
import pytest

from continuous_line.codes import Basis
from continuous_line.config import Settings
from continuous_line.contracts import (
    CONTRACTS,
    Envelope,
    PublicEvent,
    data_of,
    encode,
    handover,
    profile,
    public_id,
    schema_uri,
    sequence_text,
    type_of,
)
from continuous_line.event_log import EventLog, Record
from continuous_line.testing.reading import envelopes, until
from continuous_line.web import Service
from continuous_line.worker import working
from profile_service.domain.completeness import REQUIRED
from profile_service.worker import make_worker

ROERMOND = "GM0957"


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


async def publish(log: EventLog, event: PublicEvent, person: UUID, number: int) -> None:
    event_type = type_of("handover", event)
    envelope = Envelope(
        id=public_id(uuid4(), event_type),
        source="urn:test",
        type=event_type,
        subject=str(person),
        time=datetime.now(UTC),
        sequence=sequence_text(number),
        data=msgspec.Raw(msgspec.json.encode(event)),
        dataschema=schema_uri(event_type),
        correlationid=uuid4(),
    )
    async with log.publisher("handover-in-tests") as publisher:
        await publisher.publish([Record(handover.TOPIC, str(person), encode(envelope))])


async def test_a_link_heard_lets_the_profile_go_and_be_read(world, log) -> None:
    address, person = await world.completed()
    link = handover.MunicipalityLinked(
        occurred_at=world.now, municipality=ROERMOND, azc="weert", basis=Basis.EDUCATION
    )
    await publish(log, link, person, 1)

    async def sent() -> bool:
        answer = await world.author.client.post(f"{address}/sendings", json={})
        return answer.status_code == 201

    await until(sent)
    await world.roermond.get(address)
    found = await envelopes(log, profile.TOPIC, at_least=len(REQUIRED) + 4)
    assert {envelope.subject for envelope in found} == {str(person)}
    assert [type(data_of(envelope)) for envelope in found] == [
        profile.ProfileOpened,
        *[profile.ProfileSectionRecorded] * len(REQUIRED),
        profile.ProfileCompleted,
        profile.ProfileSent,
        profile.ProfileViewed,
    ]
    assert [envelope.number for envelope in found] == list(range(1, len(found) + 1))
    shown = (await world.author.get(f"{address}/events"))["items"]
    assert [event["id"] for event in shown] == [str(envelope.id) for envelope in found]
