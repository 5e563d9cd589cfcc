"""Who else may read: a party, for a purpose, some sections, through a day, revocable at once.

There is no emergency door: without a grant that holds, nothing is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Purpose, Section
from continuous_line.days import AMSTERDAM, day
from profile_service.domain.errors import (
    ExpiryTooFar,
    GrantEnded,
    GrantExpired,
    NotAgreed,
    PurposeOfOthers,
    UnknownGrant,
)
from profile_service.domain.events import AccessGranted, AccessRevoked, ProfileEvent
from profile_service.domain.profile import Profile
from profile_service.domain.stay import known

PURPOSES = (Purpose.LANGUAGE_LESSONS, Purpose.TRAINING, Purpose.VOLUNTEERING, Purpose.WORK)
"""What others than the linked municipality may read for (our choice)."""
LONGEST = timedelta(days=366)
"""How far ahead the last day of a grant may lie (our choice; no source says)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`agreed`: the permit holder wants it, or says so."""

    party: str
    purpose: Purpose
    sections: tuple[Section, ...]
    expires_on: date
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Grant:
    """Holds from `granted_at` through `expires_on`, unless it was revoked."""

    grant_id: UUID
    party: str
    purpose: Purpose
    sections: tuple[Section, ...]
    granted_at: datetime
    expires_on: date
    revoked_at: datetime | None = None

    @property
    def until(self) -> datetime:
        """The moment from which nothing is read under it any more."""
        after = datetime.combine(self.expires_on + timedelta(1), time(), AMSTERDAM)
        return min(after, self.revoked_at) if self.revoked_at else after

    def holds(self, moment: datetime) -> bool:
        return self.granted_at <= moment < self.until


@dataclass(frozen=True, slots=True)
class Right:
    """The grants of one party that hold at a moment; at least one."""

    grants: tuple[Grant, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        found = {section for one in self.grants for section in one.sections}
        return tuple(section for section in Section if section in found)

    @property
    def purposes(self) -> dict[Purpose, frozenset[Section]]:
        """For what it reads which sections."""
        found: dict[Purpose, frozenset[Section]] = {}
        for one in self.grants:
            found[one.purpose] = found.get(one.purpose, frozenset()) | frozenset(one.sections)
        return found

    @property
    def until(self) -> datetime:
        """When the first of them ends."""
        return min(one.until for one in self.grants)


def grant(
    state: Profile, wanted: Wanted, act: Act, longest: timedelta = LONGEST
) -> list[ProfileEvent]:
    """Raises UnknownProfile, NotAgreed, PurposeOfOthers, GrantExpired, ExpiryTooFar."""
    known(state)
    if not wanted.agreed:
        raise NotAgreed("The permit holder has to agree before others read.")
    if wanted.purpose not in PURPOSES:
        raise PurposeOfOthers(f"a grant is for one of: {', '.join(PURPOSES)}")
    if wanted.expires_on < act.today:
        raise GrantExpired("expiresOn lies before today: nobody could read under it")
    if wanted.expires_on - act.today > longest:
        raise ExpiryTooFar(f"expiresOn lies at most {longest.days} days ahead")
    return [
        AccessGranted(
            id=act.id,
            at=act.at,
            grant_id=act.id,
            party=wanted.party,
            purpose=wanted.purpose,
            sections=wanted.sections,
            expires_on=wanted.expires_on,
        )
    ]


def revoke(state: Profile, grant_id: UUID, act: Act) -> list[ProfileEvent]:
    """At once. Raises UnknownProfile, UnknownGrant, GrantEnded."""
    known(state)
    found = find(state, grant_id)
    if act.now >= found.until:
        raise GrantEnded("this grant had ended already")
    return [AccessRevoked(id=act.id, at=act.now, grant_id=grant_id, party=found.party)]


def grants(state: Profile) -> list[Grant]:
    """In the order in which they were recorded."""
    revoked = {one.grant_id: one.at for one in state.all(AccessRevoked)}
    return [
        Grant(
            one.grant_id,
            one.party,
            one.purpose,
            one.sections,
            one.at,
            one.expires_on,
            revoked.get(one.grant_id),
        )
        for one in state.all(AccessGranted)
    ]


def find(state: Profile, grant_id: UUID) -> Grant:
    """Raises UnknownGrant."""
    found = next((one for one in grants(state) if one.grant_id == grant_id), None)
    if found is None:
        raise UnknownGrant("There is no such grant in this profile.")
    return found


def right_of(found: Iterable[Grant], party: str, moment: datetime) -> Right | None:
    """What the party may read at that moment; None where no grant to it holds."""
    holding = tuple(one for one in found if one.party == party and one.holds(moment))
    return Right(holding) if holding else None


def ended(found: Iterable[Grant], party: str, moment: datetime) -> datetime | None:
    """When the last grant to the party ended; None where it never had one."""
    own = [one for one in found if one.party == party and one.granted_at <= moment]
    return max((one.until for one in own), default=None)


def last_day(until: datetime) -> date:
    """The last day on which there was any reading."""
    return day(until - timedelta(microseconds=1))
