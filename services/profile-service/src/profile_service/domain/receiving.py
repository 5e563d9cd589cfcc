"""Who received a profile and who can see it now: for the permit holder, in states and codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from continuous_line.codes import Completeness, Purpose, Section
from continuous_line.links import READING_TERM, Link
from profile_service.domain.events import AccessEvent, ProfileSent
from profile_service.domain.grants import grants
from profile_service.domain.profile import Profile
from profile_service.domain.reading import last_sent, sections_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """Delivered and opened are two facts: `opened_at` is None where nobody opened this version."""

    municipality: str
    profile_version: int
    sections: tuple[Section, ...]
    sent_at: datetime
    opened_at: datetime | None


class Ground(StrEnum):
    """Why somebody can see a profile."""

    LIVES_THERE = "lives-there"
    LINKED = "linked"
    GRANTED = "granted"


@dataclass(frozen=True, slots=True)
class Seer:
    """`party`: code of a reception centre, municipality or organisation. `until` None: not known.

    `sections` are those in it that the party can read; what of them, its purpose decides.
    """

    party: str
    ground: Ground
    purpose: Purpose
    sections: tuple[Section, ...]
    since: datetime
    until: datetime | None
    last_day: date | None = None


def receipts(state: Profile, viewed: Iterable[AccessEvent]) -> list[Receipt]:
    """In the order of the sendings."""
    seen = sorted(viewed, key=lambda one: one.at)
    return [
        Receipt(
            sent.municipality,
            sent.profile_version,
            _in(state, sent.profile_version),
            sent.at,
            _opened(sent, seen),
        )
        for sent in state.happened(ProfileSent)
    ]


def seers(
    state: Profile, link: Link | None, now: datetime, term: timedelta = READING_TERM
) -> list[Seer]:
    """Who can see something of the profile at that moment; the system that registers aside."""
    found = []
    azcs = [(azc, at) for azc, at in state.azcs() if at <= now]
    if azcs:
        azc, since = azcs[-1]
        filled = tuple(s for s, how in state.sections.items() if how is not Completeness.EMPTY)
        found.append(Seer(azc, Ground.LIVES_THERE, Purpose.RECEPTION, filled, since, None))
    until = link.read_until(term) if link else None
    if link and (until is None or now < until):
        sent = last_sent(state, link.municipality)
        read = _in(state, sent.profile_version) if sent else ()
        found.append(
            Seer(link.municipality, Ground.LINKED, Purpose.INTEGRATION, read, link.since, until)
        )
    version = state.completed.profile_version if state.completed else None
    in_it = _in(state, version) if version else ()
    found += [
        Seer(
            one.party,
            Ground.GRANTED,
            one.purpose,
            tuple(section for section in one.sections if section in in_it),
            one.granted_at,
            one.until,
            one.expires_on,
        )
        for one in grants(state)
        if one.holds(now)
    ]
    return found


def _in(state: Profile, version: int) -> tuple[Section, ...]:
    found = sections_of(state, version)
    return tuple(one for one, how in found.items() if how is not Completeness.EMPTY)


def _opened(sent: ProfileSent, seen: Iterable[AccessEvent]) -> datetime | None:
    return next(
        (
            one.at
            for one in seen
            if one.municipality == sent.municipality
            and one.profile_version == sent.profile_version
            and one.at >= sent.at
        ),
        None,
    )
