"""A municipality's own system: it subscribes, and keeps what it is told."""

import json
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import HTTPException

from continuous_line.testing.server import serving
from continuous_line_embedded.stand import Stand
from doorlopende_lijn_client import AsyncClient, CloudEvent

SENDER = "line.example"
"""The name by which sinks know the stand (as in conftest.py)."""
RECEIVING = Path(__file__).parents[2] / "docs/receiving.md"


class Reader:
    """Pulls: goes on from where it was, and keeps what is about one person."""

    def __init__(self, client: AsyncClient, subscription: str, person: str) -> None:
        self._client, self._subscription, self._person = client, subscription, person
        self._since: str | None = None
        self._waiting: list[CloudEvent] = []
        self.told: list[CloudEvent] = []

    async def hears(self, kind: str, *, within: float = 60, **data: Any) -> Mapping[str, Any]:
        """The data of the next event about the person that is of this type and says this."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            while self._waiting:
                event = self._waiting.pop(0)
                if event.type == kind and data.items() <= event.data.items():
                    found: Mapping[str, Any] = event.data
                    return found
            await self._read()
        raise AssertionError(f"{kind} with {data} did not come")

    async def _read(self) -> None:
        batch = await self._client.batch(self._subscription, since=self._since, wait=2)
        self._since = batch.next
        mine = [event for event in batch.events if event.subject == self._person]
        self.told += mine
        self._waiting += mine

    @property
    def written(self) -> str:
        """All that came about the person, as text."""
        return json.dumps([[dict(event.attributes), event.data] for event in self.told])


def client_of(stand: Stand, municipality: str) -> AsyncClient:
    token = stand.token(
        f"zaaksysteem-{municipality}", municipality, ["municipal-system"], [municipality]
    )
    return AsyncClient(stand.address("handover"), token)


async def subscribe(client: AsyncClient, **more: Any) -> str:
    """The id of a new subscription with all that is told."""
    body = {"name": "Zaaksysteem (fictief)", "config": {"content": "full"}} | more
    made = await client.post("/subscriptions", body)
    return (made.location or "").rpartition("/")[2]


@asynccontextmanager
async def reading(stand: Stand, municipality: str, person: str) -> AsyncIterator[Reader]:
    """With a subscription of its own, which ends with the block."""
    async with client_of(stand, municipality) as client:
        made = await subscribe(client)
        try:
            yield Reader(client, made, person)
        finally:
            await client.delete(f"/subscriptions/{made}")


class Receiver:
    """What the receiving side of docs/receiving.md is given to handle: `came` has it as often as it
    came, `done` what was made of it, of each id once.

    `lost`: the first answer to an event of this name never gets back, so it comes again.
    """

    def __init__(self, lost: str) -> None:
        self.came: list[CloudEvent] = []
        self.done: list[CloudEvent] = []
        self._lost: str | None = lost
        self._ids: set[str] = set()

    async def handle(self, event: CloudEvent) -> None:
        self.came.append(event)
        if event.id not in self._ids:
            self._ids.add(event.id)
            self.done.append(event)
        if event.name == self._lost:
            self._lost = None
            raise HTTPException(504)


@asynccontextmanager
async def listening(
    stand: Stand, municipality: str, setting: Callable[[str, str], None], receiver: Receiver
) -> AsyncIterator[None]:
    """Pushed to the receiver of docs/receiving.md as long as the block runs.

    `setting`: puts a variable into the environment until the test ends.
    """
    (code,) = re.findall(r"```python\n(.*?)```", RECEIVING.read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = {"handle": receiver.handle}
    exec(compile(code, "receiving.md", "exec"), found)
    setting("SENDER", SENDER)
    with serving(found["app"]) as address:
        async with client_of(stand, municipality) as client:
            made = await subscribe(client, sink=f"{address}/events")
            secret = await client.post(f"/subscriptions/{made}/secrets", {})
            setting("SECRETS", secret.body["secret"])
            asked = await client.post(f"/subscriptions/{made}/confirmations", {})
            assert asked.body["permitted"], asked.body
            try:
                yield
            finally:
                await client.delete(f"/subscriptions/{made}")
