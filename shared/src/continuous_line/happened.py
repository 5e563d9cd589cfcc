"""What the domain events of every service are made of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.codes import VoidReason


@dataclass(frozen=True, kw_only=True)
class Happened:
    """`id` is the stored id; `at` is when it happened in the world, aware, UTC."""

    id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An earlier event of the same stream: its stored id and the name of its class."""

    id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class Fact(Happened):
    """Holds until it is voided or another fact replaces it."""

    replaces: Reference | None = None


@dataclass(frozen=True, kw_only=True)
class EventVoided(Happened):
    """An earlier fact is taken back."""

    voids: Reference
    reason: VoidReason


def reference_to(event: Happened) -> Reference:
    return Reference(id=event.id, kind=type(event).__name__)
