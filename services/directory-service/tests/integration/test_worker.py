"""The worker on a real log: the reference data are published once, each place in order."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest

from continuous_line.config import Settings
from continuous_line.contracts import CONTRACTS, data_of, directory
from continuous_line.event_log import EventLog
from continuous_line.testing.reading import envelopes
from continuous_line.web import Service
from continuous_line.worker import working
from directory_service.reference_data import load_reference
from directory_service.worker import make_worker


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


async def test_reference_data_are_published_once_each_place_in_order(
    app: Service, log: EventLog
) -> None:
    resources = app.state.resources
    for _ in range(2):
        await load_reference(resources.database, resources.directory, datetime.now(UTC))
    found = await envelopes(log, directory.TOPIC, at_least=360 + 18 + 16)
    events = [data_of(envelope) for envelope in found]
    assert Counter(type(event) for event in events) == {
        directory.MunicipalityRegistered: 360,
        directory.MunicipalityMerged: 18,
        directory.ReceptionCentreRegistered: 16,
    }
    beemster = [data_of(one) for one in found if one.subject == "GM0370"]
    assert [type(event) for event in beemster] == [
        directory.MunicipalityRegistered,
        directory.MunicipalityMerged,
    ]
