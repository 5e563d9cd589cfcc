"""A contact as it is looked up: who is there on a day, and who answers for whom is not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from continuous_line.codes_directory import ContactKind
from directory_service.domain.contact import EVER, Absence, Period


class Verification(StrEnum):
    VERIFIED = "verified"
    STALE = "stale"
    NEVER = "never"


class Unavailable(StrEnum):
    """Why somebody is not there on a day."""

    ABSENT = "absent"
    ENDED = "ended"
    NOT_YET = "not-yet"
    NO_DETAILS = "no-details"


@dataclass(frozen=True, slots=True)
class Listed:
    """`reachable`: a number or an address is known. `doubted`: reported, and not yet put right."""

    contact_id: UUID
    kind: ContactKind
    organisation: str
    places: tuple[str, ...]
    topics: frozenset[str] = frozenset()
    deputies: tuple[UUID, ...] = ()
    period: Period = EVER
    ended_on: date | None = None
    successor: UUID | None = None
    absences: tuple[Absence, ...] = ()
    reachable: bool = True
    verification: Verification = Verification.NEVER
    doubted: bool = False

    def unavailable(self, on: date) -> Unavailable | None:
        """Why it cannot be called on that day; None where it can."""
        if on < self.period.valid_from:
            return Unavailable.NOT_YET
        if not self.period.holds(on) or (self.ended_on is not None and self.ended_on <= on):
            return Unavailable.ENDED
        if self.absence(on) is not None:
            return Unavailable.ABSENT
        return None if self.reachable else Unavailable.NO_DETAILS

    def absence(self, on: date) -> Absence | None:
        return next((absence for absence in self.absences if absence.period.holds(on)), None)


Contacts = Mapping[UUID, Listed]
_SOONEST = (
    Unavailable.ABSENT,
    Unavailable.NO_DETAILS,
    Unavailable.NOT_YET,
    Unavailable.ENDED,
)


def soonest(known: Iterable[Listed], on: date) -> Unavailable | None:
    """Of those who might have answered, the reason that passes soonest."""
    reasons = {contact.unavailable(on) for contact in known}
    return next((why for why in _SOONEST if why in reasons), None)


def in_place_of(contact: Listed, on: date, contacts: Contacts) -> Listed | None:
    """The contact itself, or who answers for it on that day: its successor once it ended, else
    whoever was named for the absence, else its deputies. None where nobody can be called."""
    return next(_callable(contact, on, contacts, {contact.contact_id}), None)


def _callable(contact: Listed, on: date, contacts: Contacts, seen: set[UUID]) -> Iterator[Listed]:
    if contact.unavailable(on) is None:
        yield contact
        return
    for follower in _followers(contact, on):
        if follower in contacts and follower not in seen:
            seen.add(follower)
            yield from _callable(contacts[follower], on, contacts, seen)


def _followers(contact: Listed, on: date) -> Iterator[UUID]:
    match contact.unavailable(on):
        case Unavailable.ENDED if contact.successor is not None:
            yield contact.successor
        case Unavailable.ENDED | Unavailable.NOT_YET:
            return
        case _:
            absence = contact.absence(on)
            if absence is not None and absence.deputy is not None:
                yield absence.deputy
            yield from contact.deputies
