"""directory-service, asked in the name of whoever asks this one: who is to be called in a region,
and where nobody is."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import httpx
import msgspec

from continuous_line.directory_told import Details
from continuous_line.neighbour import Neighbour, Query, Told
from report_service.config import ReportSettings

_PAGE, _PAGES = 200, 10
"""How many at a time, and how many times at most: no region has as many."""


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


_P = TypeVar("_P", _Contacts, _Gaps)


@dataclass(frozen=True, slots=True)
class Region:
    """Of a region and what lies in it. `more`: the directory has other contacts or gaps too."""

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
        contacts, gaps = await gather(
            self._all(token, "/v1/contacts", _Contacts, code),
            self._all(token, "/v1/contact-gaps", _Gaps, code),
        )
        if contacts is None or gaps is None:
            return None
        return Region(
            [contact for page in contacts for contact in page.items],
            [gap for page in gaps for gap in page.items],
            more=any(pages[-1].next is not None for pages in (contacts, gaps)),
        )

    async def _all(self, token: str, path: str, shape: type[_P], code: str) -> list[_P] | None:
        """At least one page. None also where a later page does not come: half a list would say of
        the other half that nobody is missed."""
        asked: Query = [("within", code), ("pageSize", str(_PAGE))]
        found: list[_P] = []
        while len(found) < _PAGES and (not found or found[-1].next is not None):
            after: Query = [("cursor", found[-1].next or "")] if found else []
            page = await self.service.get(token, path, shape, [*asked, *after])
            if page is None:
                return None
            found.append(page)
        return found
