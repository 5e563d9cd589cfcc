"""What the room is given by the wiring, and what it knows by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import httpx

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.vault import Vault
from continuous_line.writing import Writing
from handover_service.duo.domain.parties import Parties
from handover_service.duo.domain.table import Table
from handover_service.duo.people import People


class Neighbours(Protocol):
    """Settings of the service: where another one is."""

    @property
    def profile_url(self) -> str: ...
    @property
    def neighbour_timeout(self) -> timedelta: ...


class Given(Protocol):
    """The resources of the service."""

    @property
    def settings(self) -> Settings: ...
    @property
    def database(self) -> Database: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def http(self) -> httpx.AsyncClient: ...
    @property
    def policy(self) -> Neighbours: ...


@dataclass(frozen=True, slots=True)
class Effect:
    """`event_id`: the public event that says so. `new`: it was not recorded before."""

    case_id: UUID
    event_id: UUID
    new: bool


class Move(Protocol):
    """Records that somebody moved out, in the transaction of `unit`; raises what the rules say.

    `municipality` None: to the one linked to. The same move recorded before is no fault.
    """

    async def __call__(
        self, given: Any, unit: Writing, person: UUID, municipality: str | None, at: datetime
    ) -> Effect: ...


@dataclass(frozen=True, slots=True)
class Room:
    table: Table
    parties: Parties
    move: Move


def people_of(given: Given) -> People:
    policy = given.policy
    return People(given.http, policy.profile_url, policy.neighbour_timeout)
