"""Who subscribes, at an installation that allows some sinks. All names are made up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.somebody import Somebody

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
        ("MOST_MADE", "6"),
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
