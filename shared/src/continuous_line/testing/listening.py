"""A running service at an address of this machine, where ready-made persons sign in: for browsers.

Everything is in the loop of the test, so that its fixtures may ask the same service.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import uvicorn

from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import free_port
from continuous_line.local.sign_in import PEOPLE, Client, SignInPlace

CLIENT: Final = "doorlopende-lijn-in-a-browser"


@dataclass
class Listening:
    """`settings` are those that the service has to have for it."""

    issuer: Issuer
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        return {"public_url": self.address, "client_id": CLIENT}

    @asynccontextmanager
    async def to(self, app: Any) -> AsyncIterator[str]:
        """The address. The app's lifespan is running already."""
        config = uvicorn.Config(
            app, host="127.0.0.1", port=self.port, log_config=None, access_log=False,
            lifespan="off", timeout_graceful_shutdown=1,
        )  # fmt: skip
        place = SignInPlace(self.issuer, [Client(CLIENT, self.address)], PEOPLE)
        server = _Server(config)
        async with place.serving():
            task = asyncio.create_task(server.serve(), name="service")
            try:
                while not server.started:
                    if task.done():
                        raise RuntimeError(f"the service cannot listen at {self.address}")
                    await asyncio.sleep(0.01)
                yield self.address
            finally:
                server.should_exit = True
                await asyncio.gather(task, return_exceptions=True)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are those of the tests."""
        yield
