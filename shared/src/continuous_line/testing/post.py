"""A real mail server on this machine, whose answers a test chooses."""

# ruff: noqa: ARG002 - the server gives more than is looked at
import email
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """A mail server's rules: what it answers to an address and to a text, and what it took."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.rcpt, self.data = "250 OK", "250 OK"
        self.asked = 0

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self,
        server: Any,
        session: Any,
        envelope: Any,
        address: str,
        options: Any,
    ) -> str:
        self.asked += 1
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802 - the name that the server calls
        self,
        server: Any,
        session: Any,
        envelope: Any,
    ) -> str:
        if self.data == "drop":
            server.transport.abort()
            return "250 OK"
        if self.data.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content))
        return self.data


@contextmanager
def serving(post: Post, port: int, **more: Any) -> Iterator[None]:
    controller = Controller(post, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
