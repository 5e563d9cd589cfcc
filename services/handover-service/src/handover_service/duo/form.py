"""Our events in DUO's form, for a subscriber's sink."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

import orjson

from continuous_line.contracts import Envelope, data_of
from continuous_line.contracts.handover import MovedToMunicipality
from continuous_line.days import day, start_of
from continuous_line.links_heard import LONG_AGO
from continuous_line.mergers import with_merged
from continuous_line.webhooks.rendering import Rendered
from handover_service.duo.domain.messages import Message, Numbers, body_of, headers_of
from handover_service.duo.domain.parties import Parties
from handover_service.duo.domain.table import Table
from handover_service.duo.errors import OinUnknown
from handover_service.duo.loading import Configured
from handover_service.duo.people import NumbersByToken
from handover_service.duo.room import Given, people_of
from handover_service.tables_places import municipality_mergers

NAME = "duo"
NumberOf = Callable[[UUID, str], Awaitable[str | None]]
"""The V-number of a person that a municipality may have; raises where it cannot be told now."""

SpokenFor = Callable[[str], Awaitable[Collection[str]]]
"""A municipality, and all that have merged into it."""


class Addressee(Protocol):
    @property
    def municipality(self) -> str:
        """The organisation that subscribed."""
        ...


class DuoForm:
    """One message per event that the table names; others have no place in the form.

    An event that names another municipality has none either: this form says "into yours".
    """

    handshake = False
    pings = False

    def __init__(
        self, table: Table, parties: Parties, number_of: NumberOf, spoken_for: SpokenFor
    ) -> None:
        self._table, self._parties = table, parties
        self._number_of, self._spoken_for = number_of, spoken_for

    def tells(self, type_: str) -> bool:
        return self._table.event_of(type_) is not None

    async def render(
        self,
        envelope: Envelope,
        subscription: Addressee,
        dataref: str = "",  # noqa: ARG002
    ) -> Rendered | None:
        """Raises OinUnknown, and whatever asking for the number raises."""
        event, person = self._table.event_of(envelope.type), envelope.person
        municipality = subscription.municipality
        if event is None or person is None:
            return None
        if not await self._concerns(envelope, municipality):
            return None
        addressee = self._parties.oin(municipality)
        if addressee is None:
            raise OinUnknown(f"no OIN of {municipality} in DL_HANDOVER_DUO_OINS")
        message = Message(
            sender=self._parties.own,
            addressee=addressee,
            id=envelope.id,
            registered_at=_registered_at(envelope),
            event=event,
            numbers=Numbers(v_number=await self._number_of(person, municipality)),
        )
        headers = {"content-type": "application/json", **headers_of(message)}
        return Rendered(headers, orjson.dumps(body_of(message)))

    async def _concerns(self, envelope: Envelope, municipality: str) -> bool:
        named = getattr(data_of(envelope), "municipality", None)
        return named in (None, municipality) or named in await self._spoken_for(municipality)


def _registered_at(envelope: Envelope) -> datetime:
    """When it was recorded; of a move that was recorded on a later day, the day of the move: the
    form has no other."""
    event = data_of(envelope)
    if not isinstance(event, MovedToMunicipality) or event.moved_on >= day(envelope.time):
        return envelope.time
    return start_of(max(event.moved_on, LONG_AGO))


def form_of(messages: Configured, given: Given) -> DuoForm:
    """For the forms in which subscriptions are delivered."""

    async def spoken_for(municipality: str) -> Collection[str]:
        places, today = frozenset({municipality}), day(given.clock.now())
        async with given.database.transaction() as tx:
            return await with_merged(tx, municipality_mergers, places, today)

    numbers = NumbersByToken(people_of(given), messages.policy.tokens)
    return DuoForm(messages.table, messages.parties, numbers, spoken_for)
