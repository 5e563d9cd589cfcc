"""To which municipality a person is linked, as handover-service tells it, and who may read.

Everything rests on moments: a minute after a person is linked to another municipality, the
former one reads nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

READING_TERM = timedelta(days=90)
"""How long a municipality reads after the closing (our choice; no source says)."""


class Kind(StrEnum):
    LINKED = "linked"
    UNLINKED = "unlinked"
    MOVED = "moved"
    RETURNED = "returned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LinkFact:
    """`id`: of the public event, or of the first one that it corrects."""

    id: UUID
    kind: Kind
    at: datetime
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """From `since` until before `until`; `closed_at`: when the case was closed."""

    id: UUID
    municipality: str
    since: datetime
    until: datetime | None = None
    closed_at: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)

    def read_until(self, term: timedelta = READING_TERM) -> datetime | None:
        """The moment at which reading ends; None: not yet known."""
        ends = [moment for moment in (self.until, _after(self.closed_at, term)) if moment]
        return min(ends, default=None)


def links(facts: Iterable[LinkFact]) -> list[Link]:
    """The links one after the other; `facts` as they happened, ties as they were recorded."""
    found: list[Link] = []
    for fact in sorted(facts, key=lambda fact: fact.at):
        current = found[-1] if found and found[-1].until is None else None
        match fact.kind:
            case Kind.LINKED | Kind.MOVED:
                if fact.municipality is None or _goes_on(current, fact):
                    continue
                _end(found, current, fact.at)
                found.append(Link(fact.id, fact.municipality, fact.at))
            case Kind.UNLINKED:
                if fact.municipality is None or _is_at(current, fact.municipality):
                    _end(found, current, fact.at)
            case Kind.RETURNED:
                _end(found, current, fact.at)
            case Kind.CLOSED:
                if current is not None:
                    found[-1] = replace(current, closed_at=fact.at)
            case _:
                assert_never(fact.kind)
    return found


def link_at(found: Iterable[Link], moment: datetime) -> Link | None:
    """The link that holds at that moment."""
    return next((link for link in found if link.holds(moment)), None)


def _is_at(current: Link | None, municipality: str | None) -> bool:
    return current is not None and current.municipality == municipality


def _goes_on(current: Link | None, fact: LinkFact) -> bool:
    """A new link after the closing begins a new case; a move registered late does not."""
    again = fact.kind is Kind.LINKED and current is not None and current.closed_at is not None
    return not again and _is_at(current, fact.municipality)


def _end(found: list[Link], current: Link | None, at: datetime) -> None:
    if current is not None:
        found[-1] = replace(current, until=at)


def _after(moment: datetime | None, term: timedelta) -> datetime | None:
    return None if moment is None else moment + term
