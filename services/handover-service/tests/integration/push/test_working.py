"""The worker as it is installed: what it has for subscriptions is each seen to do its work."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from continuous_line.config import Settings
from continuous_line.event_log import EventLog
from continuous_line.local.postgres import free_port
from continuous_line.testing.post import Post, serving
from continuous_line.testing.sinks import Sink, sink
from continuous_line.worker import working
from handover_service.subscriptions.alerts import addresses
from handover_service.worker import make_worker

ROERMOND, ZWOLLE = "GM0957", "GM0193"
ADDRESS = "koppelingen@voorbeeld.example"
"""Made up."""


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def settings(settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """There is a mail server, and sinks are on this machine."""
    for name, value in {
        "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_SECURITY": "none",
        "SMTP_FROM": "noreply@voorbeeld.example",
        "SUBSCRIPTIONS_SINK_HOSTS": '["localhost"]', "SUBSCRIPTIONS_SINK_PLAIN_HTTP": "true",
        "SUBSCRIPTIONS_SINK_PRIVATE_ADDRESSES": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"DL_HANDOVER_{name}", value)
    return settings


@pytest.fixture
async def subscribed(stand: Any) -> AsyncIterator[Sink]:
    """What the sink of Roermond's subscription gets."""
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        yield server


async def ended(stand: Any) -> None:
    """A subscription that its sink ended, of which the owner was not told yet."""
    now = stand.now()
    one = await stand.subscribe(
        "https://hooks.example.nl", state="ended", reason="gone", ended_at=now
    )
    row = addresses.columns(stand.secrets, one, ADDRESS, now)
    await stand.sql(
        "UPDATE subscriptions SET alert_to = :to, alert_since = :since "
        "WHERE subscription_id = :one", to=row["alert_to"], since=now, one=one,
    )  # fmt: skip


async def told_long_ago(stand: Any) -> None:
    """To Zwolle, where nobody subscribed."""
    await stand.municipality(ZWOLLE)
    await stand.happens(await stand.person(ZWOLLE), code=ZWOLLE)
    await stand.sql("UPDATE feed_rows SET made_at = :then", then=stand.now() - timedelta(days=40))


async def test_a_worker_hears_the_log_pushes_it_mails_owners_and_lets_go_what_is_old(
    stand: Any, world: Any, log: EventLog, subscribed: Sink, port: int, eventually: Any
) -> None:
    await ended(stand)
    await told_long_ago(stand)
    post = Post()

    async def gone() -> bool:
        return not await stand.sql("SELECT 1 FROM feed_rows WHERE municipality = 'GM0193'")

    async def heard() -> list[Any]:
        rows: list[Any] = await stand.sql("SELECT 1 FROM feed_rows WHERE municipality = 'GM0957'")
        return rows

    with serving(post, port):
        async with working(make_worker(stand.resources)):
            await world.link(to=ROERMOND)
            await eventually(gone, 60)
            await eventually(lambda: post.taken, 60)
            await eventually(heard, 60)
            await eventually(lambda: any(one.method == "POST" for one in subscribed.got), 60)
    assert post.taken[0]["To"] == ADDRESS
