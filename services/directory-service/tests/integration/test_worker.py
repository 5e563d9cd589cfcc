"""The worker on a real log: the reference data are published once, each place in order."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from continuous_line.contracts import data_of, directory
from continuous_line.event_log import EventLog
from continuous_line.testing.reading import envelopes
from continuous_line.web import Service
from directory_service.reference_data import load_reference


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


async def test_reference_data_are_published_once_each_place_in_order(
    app: Service, log: EventLog, worker: None
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
