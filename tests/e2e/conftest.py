"""The whole system as real processes, once on each log."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest

from continuous_line.testing.kafka import KafkaForTests
from continuous_line_embedded.demo.acts import Actor
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

sys.path.append(str(Path(__file__).parent))
SENDER = "line.example"
"""The name by which sinks know the stand."""
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off")
ONE_IS_SHOWN = {"DL_REPORT_MINIMUM_CELL": "1"}
"""These tests follow one person into the figures."""
SINKS_ARE_HERE = {
    "DL_HANDOVER_SUBSCRIPTIONS_SINK_HOSTS": '["127.0.0.1"]',
    "DL_HANDOVER_SUBSCRIPTIONS_SINK_PLAIN_HTTP": "true",
    "DL_HANDOVER_SUBSCRIPTIONS_SINK_PRIVATE_ADDRESSES": "true",
    "DL_HANDOVER_SUBSCRIPTIONS_ORIGIN": SENDER,
}
"""Subscribers of these tests listen on this machine."""


STANDS = (
    ["compose"] if os.environ.get("CONTINUOUS_LINE_STAND") == "compose" else ["embedded", "kafka"]
)


@pytest.fixture(scope="package", params=STANDS)
async def stand(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stand]:
    """Everything started, on the embedded log or on a real broker."""
    if request.param == "compose":
        from compose import Compose

        yield cast(Stand, Compose())
        return
    broker: KafkaForTests | None = None
    if request.param == "kafka":
        broker = request.getfixturevalue("kafka_server")
    folder: Path = tmp_path_factory.mktemp(f"stand-{request.param}")
    stand = Stand(
        folder,
        event_log_url=broker.url if broker else None,
        # Topics of its own: a new store beside the topics of an older one stops the relay.
        environment={"DL_TOPIC_PREFIX": f"{uuid4().hex[:8]}.", **ONE_IS_SHOWN, **SINKS_ARE_HERE},
        postgres_options=UNSAFE_BUT_FAST,
    )
    async with stand as started:
        yield started


@pytest.fixture
async def requests(stand: Stand) -> AsyncIterator[Requests]:
    """Requests with a token of whoever acts."""
    made = requests_of(stand)
    yield made
    await made.close()


def requests_of(stand: Stand) -> Requests:
    def token(actor: Actor) -> str:
        return stand.token(actor.subject, actor.organisation, actor.roles, actor.places)

    return Requests({name: stand.address(name) for name in stand.services}, token, {})
