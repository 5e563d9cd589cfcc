"""directory-service, asked in the name of whoever asks this one: whom to call, what there is."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import httpx

from continuous_line.directory_told import Details
from continuous_line.neighbour import Neighbour, Query, Told
from handover_service.config import Policy

OFFERS = 3
"""So many offers of a place are shown; the others are in the directory."""


class Contact(Told, frozen=True):
    verified_at: datetime | None = None


class Entry(Told, frozen=True):
    """Somebody to call. `contact` None: the desk that keeps the directory."""

    kind: str
    organisation: str
    contact: Contact | None = None
    details: Details | None = None


class _CallList(Told, frozen=True):
    entries: list[Entry]


class Offer(Told, frozen=True):
    offer_id: UUID
    title: str


class _Offers(Told, frozen=True):
    items: list[Offer]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ToCall:
    """At a place. `told`: whether the directory answered; `entry` None then: nobody to reach."""

    place: str
    told: bool
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """In a place. `told`: whether the directory answered. `more`: there are others."""

    place: str
    told: bool
    offers: Sequence[Offer] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """Of one case: whom each side calls, the municipality's first, and what the places offer."""

    calls: Sequence[ToCall]
    offered: Sequence[Offered]

    @property
    def told(self) -> bool:
        """Whether the directory answered anything."""
        return any(one.told for one in self.calls) or any(one.told for one in self.offered)


@dataclass(frozen=True, slots=True)
class DirectoryClient:
    service: Neighbour

    @classmethod
    def of(cls, http: httpx.AsyncClient, policy: Policy) -> "DirectoryClient":
        where = policy.directory_url
        return cls(Neighbour(http, "directory-service", where, policy.neighbour_timeout))

    async def around(
        self, token: str, *, azc: str | None, municipality: str | None, offers: bool
    ) -> Around:
        """What the page of a case shows of it, asked at once. `offers`: whether those too."""
        both: Query = [("municipality", municipality or ""), ("azc", azc or "")]
        asked = [pair for pair in both if pair[1]]
        sides = ((municipality, "reception-centre"), (azc, "municipality"))
        calls = [
            self._to_call(token, place, [("from", asker), *asked])
            for place, asker in sides
            if place
        ]
        shown = [self._offered(token, place) for _, place in asked] if offers else []
        called, offered = await gather(gather(*calls), gather(*shown))
        return Around(called, offered)

    async def _to_call(self, token: str, place: str, query: Query) -> ToCall:
        """The first in the order of calling who can be reached; that may be the next best."""
        found = await self.service.get(token, "/v1/call-list", _CallList, query)
        if found is None:
            return ToCall(place, told=False)
        reachable = (one for one in found.entries if one.details)
        return ToCall(place, told=True, entry=next(reachable, None))

    async def _offered(self, token: str, place: str) -> Offered:
        query = [("place", place), ("pageSize", str(OFFERS))]
        found = await self.service.get(token, "/v1/offers", _Offers, query)
        if found is None:
            return Offered(place, told=False)
        return Offered(place, told=True, offers=found.items, more=found.next is not None)
