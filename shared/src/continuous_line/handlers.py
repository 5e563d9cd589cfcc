"""What a consumer calls: one event, or a batch of a partition number, inside its transaction."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from continuous_line.contracts import Envelope, PublicEvent
from continuous_line.database import Tx

Arrival = tuple[Envelope, PublicEvent]
GenerationOf = Callable[[Tx], Awaitable[str]]


class Handler(Protocol):
    """Handles one event inside the transaction that also moves the position."""

    async def __call__(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None: ...


class BatchHandler(Protocol):
    """Handles events of one partition number, of a topic in order, in the same transaction.

    `generation` is the one whose position moves: write to that one.
    """

    async def __call__(self, tx: Tx, events: Sequence[Arrival], generation: str) -> None: ...


def one_by_one(handler: Handler) -> BatchHandler:
    async def handle(tx: Tx, events: Sequence[Arrival], generation: str) -> None:  # noqa: ARG001
        for envelope, event in events:
            await handler(tx, envelope, event)

    return handle


def fixed(generation: str) -> GenerationOf:
    async def generation_of(_tx: Tx) -> str:
        return generation

    return generation_of
