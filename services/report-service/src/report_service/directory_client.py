"""directory-service, asked in the name of whoever asks this one: who is to be called in a region,
and where nobody is."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import httpx
import msgspec

from continuous_line.directory_told import Details
from continuous_line.neighbour import Neighbour, Query, Told
from report_service.config import ReportSettings

_MOST = 200


class Contact(Told, frozen=True):
    """`verification`: `verified` within the term of the directory, or why it is not.

    `doubts`: what was reported to be wrong since.
    """

    contact_id: UUID
    kind: str
    organisation: str
    places: list[str]
    verification: str
    verified_at: datetime | None = None
    doubts: list[str] = msgspec.field(default_factory=list)
    details: Details | None = None


class Place(Told, frozen=True):
    code: str


class Gap(Told, frozen=True):
    """`why` None: nobody was ever known."""

    kind: str
    place: Place
    open_cases: int
    why: str | None = None


class _Contacts(Told, frozen=True):
    items: list[Contact]
    next: str | None = None


class _Gaps(Told, frozen=True):
    items: list[Gap]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Of a region and what lies in it. `more`: there are other contacts, in the directory."""

    contacts: Sequence[Contact]
    gaps: Sequence[Gap]
    more: bool


@dataclass(frozen=True, slots=True)
class DirectoryClient:
    service: Neighbour

    @classmethod
    def of(cls, http: httpx.AsyncClient, own: ReportSettings) -> "DirectoryClient":
        return cls(Neighbour(http, "directory-service", own.directory_url, own.neighbour_timeout))

    async def region(self, token: str, code: str) -> Region | None:
        """None where the directory does not answer, or there is none: then nothing is known."""
        asked: Query = [("within", code), ("pageSize", str(_MOST))]
        contacts, gaps = await gather(
            self.service.get(token, "/v1/contacts", _Contacts, asked),
            self.service.get(token, "/v1/contact-gaps", _Gaps, asked),
        )
        if contacts is None or gaps is None:
            return None
        return Region(contacts.items, gaps.items, more=contacts.next is not None)
