"""Who subscribes, at an installation that allows some sinks. All names are made up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.database import Tx
from continuous_line.testing.somebody import Somebody
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.reading import Reader

ROERMOND, ZWOLLE = "GM0957", "GM0193"
SINK = "https://hooks.example.nl/roermond"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of the room, before the service is made."""
    for name, value in (
        ("SINK_HOSTS", '["hooks.example.nl", ".roermond.example", "127.0.0.1"]'),
        ("SINK_PLAIN_HTTP", "true"),
        ("SINK_PRIVATE_ADDRESSES", "true"),
        ("ORIGIN", "line.example"),
        ("MOST_SUBSCRIPTIONS", "3"),
    ):
        monkeypatch.setenv(f"DL_HANDOVER_SUBSCRIPTIONS_{name}", value)


@dataclass
class Subscribers:
    """`roermond`: its system; `manager`: who manages its connections."""

    roermond: Somebody
    manager: Somebody
    zwolle: Somebody

    async def push(self, who: Somebody | None = None, **more: Any) -> str:
        """Address of a push subscription that nobody confirmed."""
        body = {"name": "Fictief zaaksysteem", "sink": SINK} | more
        return await (who or self.roermond).post("/subscriptions", **body)

    async def pull(self, who: Somebody | None = None, **more: Any) -> str:
        body = {"name": "Fictieve lezer"} | more
        return await (who or self.roermond).post("/subscriptions", **body)


@pytest.fixture
def subscribers(sign_in: Callable[..., Somebody]) -> Subscribers:
    return Subscribers(
        sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND]),
        sign_in([Role.INTEGRATION_MANAGER], ROERMOND, [ROERMOND]),
        sign_in([Role.MUNICIPAL_SYSTEM], ZWOLLE, [ZWOLLE]),
    )


@pytest.fixture(autouse=True)
def feed(monkeypatch: pytest.MonkeyPatch) -> list[Reader]:
    """For whom a feed was begun or a ping put in it."""
    asked: list[Reader] = []

    async def begin(_tx: Tx, reader: Reader, _now: datetime) -> int:
        asked.append(reader)
        return 41

    async def ping(_tx: Tx, reader: Reader, _now: datetime, _source: str) -> UUID:
        asked.append(reader)
        return uuid4()

    monkeypatch.setattr(audience, "begin", begin)
    monkeypatch.setattr(audience, "ping", ping)
    return asked
