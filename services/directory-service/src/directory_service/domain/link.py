"""Whom a person is on the way to: from the facts that others published, whatever their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class LinkFactKind(StrEnum):
    """What about a person's way matters here."""

    LINKED = "MunicipalityLinked"
    UNLINKED = "MunicipalityUnlinked"
    RELOCATED = "PermitHolderRelocated"
    MOVED = "MovedToMunicipality"
    RETURNED = "ReturnedToReception"
    CLOSED = "HandoverClosed"
    STAY_ENDED = "StayEnded"
    ASSIGNED = "CaseAssigned"
    REASSIGNED = "CaseReassigned"
    OWNER_LEFT = "CaseOwnerLeft"
    CLIENT_MANAGER = "ClientManagerNamed"
    CLIENT_MANAGER_LEFT = "ClientManagerLeft"
    VOIDED = "EventVoided"


@dataclass(frozen=True, slots=True)
class LinkFact:
    """`on`: the day it is about. `sequence`: of its recording. `gone`: the event it takes back.

    `owner`: who is named or left; `until`: the last day of a stand-in.
    """

    id: UUID
    kind: LinkFactKind
    at: datetime
    on: date
    sequence: int
    municipality: str | None = None
    azc: str | None = None
    gone: UUID | None = None
    owner: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenLink:
    municipality: str
    azc: str
    linked_on: date
    moved_on: date | None = None


def open_link(facts: Iterable[LinkFact]) -> OpenLink | None:
    """The link whose case is open, if any; the same for the same facts in any order."""
    known = list(facts)
    gone = {fact.gone for fact in known}
    link: OpenLink | None = None
    for fact in sorted(known, key=lambda fact: (fact.at, fact.sequence, fact.id)):
        if fact.id not in gone:
            link = _after(link, fact)
    return link


def _after(link: OpenLink | None, fact: LinkFact) -> OpenLink | None:
    if fact.kind is LinkFactKind.LINKED and fact.municipality and fact.azc:
        return OpenLink(fact.municipality, fact.azc, fact.on)
    if link is None:
        return None
    match fact.kind:
        case LinkFactKind.RELOCATED if fact.azc:
            return replace(link, azc=fact.azc)
        case LinkFactKind.MOVED if fact.municipality:
            return replace(link, municipality=fact.municipality, moved_on=fact.on)
        case (
            LinkFactKind.UNLINKED
            | LinkFactKind.RETURNED
            | LinkFactKind.CLOSED
            | LinkFactKind.STAY_ENDED
        ):
            return None
        case _:
            return link
