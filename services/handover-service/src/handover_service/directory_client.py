"""directory-service, asked in the name of whoever asks this one: whom to call, what there is."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import httpx

from continuous_line.neighbour import Neighbour, Query
from handover_service.config import Policy

OFFERS = 3
"""So many offers of a place are shown; the others are in the directory."""


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody to call. `phones`: to dial, and as people write it. `verified_at` None: never."""

    kind: str
    organisation: str
    name: str | None
    phones: Sequence[tuple[str, str]]
    mail: str | None
    verified_at: datetime | None
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class Offered:
    """`more`: there are others."""

    place: str
    offers: Sequence[tuple[str, str]]
    """Id and title of each."""
    more: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Of a case, None where the directory gives nothing: whom to call on either side, and what
    the places offer."""

    municipality: ToCall | None
    coa: ToCall | None
    offers: Sequence[Offered]


_SIDES: Final = (("reception-centre", "municipality"), ("municipality", "coa"))
"""From where is called, and whose contact that is."""


@dataclass(frozen=True, slots=True)
class DirectoryClient:
    service: Neighbour

    @classmethod
    def of(cls, http: httpx.AsyncClient, policy: Policy) -> "DirectoryClient":
        where = policy.directory_url
        return cls(Neighbour(http, "directory-service", where, policy.neighbour_timeout))

    async def known(
        self, token: str, *, azc: str | None, municipality: str | None, offers: bool
    ) -> Known | None:
        """What the page of a case shows of it, asked at once. `offers`: those of both places."""
        places = [place for place in (municipality, azc) if place]
        calls = [self._to_call(token, azc, municipality, *side) for side in _SIDES]
        shown = [self._offers(token, place) for place in (places if offers else ())]
        found = await gather(*calls, *shown)
        lists, offered = found[: len(calls)], found[len(calls) :]
        if all(each is None for each in found):
            return None
        sides = [_first(each, side) for each, (_, side) in zip(lists, _SIDES, strict=True)]
        return Known(
            sides[0],
            sides[1],
            [_offered(place, each) for place, each in zip(places, offered, strict=False) if each],
        )

    async def _to_call(
        self, token: str, azc: str | None, municipality: str | None, asker: str, side: str
    ) -> dict[str, Any] | None:
        place = municipality if side == "municipality" else azc
        if place is None:
            return None
        query = [("from", asker)]
        query += [("municipality", municipality)] if municipality else []
        query += [("azc", azc)] if azc else []
        return await self.service.get(token, "/v1/call-list", query)

    async def _offers(self, token: str, place: str) -> dict[str, Any] | None:
        query: Query = [("place", place), ("pageSize", str(OFFERS))]
        return await self.service.get(token, "/v1/offers", query)


def _first(found: dict[str, Any] | None, side: str) -> ToCall | None:
    entries = found["entries"] if found else ()
    entry = next((one for one in entries if one["side"] == side and one["details"]), None)
    if entry is None:
        return None
    details, contact = entry["details"], entry["contact"] or {}
    verified = contact.get("verifiedAt")
    return ToCall(
        kind=entry["kind"],
        organisation=entry["organisation"],
        name=details.get("name"),
        phones=[(phone["number"], phone["shown"]) for phone in details["phones"]],
        mail=details.get("mail"),
        verified_at=datetime.fromisoformat(verified) if verified else None,
        contact_id=contact.get("contactId"),
    )


def _offered(place: str, found: dict[str, Any]) -> Offered:
    items = [(quote(one["offerId"]), one["title"]) for one in found["items"]]
    return Offered(place, items, found["next"] is not None)
