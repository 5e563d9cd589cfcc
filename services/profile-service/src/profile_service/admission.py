"""Who may see or act on this profile: by the place the person lives at or is linked to."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.errors import AccessUnknown, RightEnded
from continuous_line.event_log import partition_of
from continuous_line.links import Link, link_at
from continuous_line.mergers import municipalities_of
from continuous_line.parking import held_keys
from continuous_line.watchdog import FRESH_LIMIT, require_known, stored
from profile_service.config import Policy
from profile_service.domain.errors import UnknownProfile
from profile_service.domain.grants import Right, ended, grants, last_day, right_of
from profile_service.domain.profile import Profile
from profile_service.files import File
from profile_service.tables import municipality_mergers

CONSUMER = "profile"
"""The consumer that hears of links: what it has not handled yet leaves rights unknown."""


async def admit(
    tx: Tx,
    who: Principal,
    roles: Collection[Role],
    file: File,
    *,
    now: datetime,
    policy: Policy,
) -> Link | None:
    """Let pass who has a right to this profile in one of the roles; the link it rests on, if any.

    Raises UnknownProfile for who never had business with the person; RightEnded, with since
    when and whom to ask, for whose right ended; AccessUnknown where a link may have changed and
    nobody here knows yet.
    """
    held = who.roles.intersection(roles)
    person, state = file.person, file.state
    azc = state.azc(now)
    if not state.exists or azc is None:
        raise unknown()
    if Role.TVS_SYSTEM in held:
        return None
    if Role.PERMIT_HOLDER in held and who.permit_holder_id == person:
        return None
    if held & AT_THE_AZC and azc in who.places:
        return None
    until = None
    if held & AT_THE_MUNICIPALITY:
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
        link = link_at(file.links, now)
        if link and link.municipality in places and _reads(link, now, policy):
            await require_known(tx, CONSUMER, str(person), datetime.now(UTC))
            return link
        until = _right_ended(file.links, places, now, policy)
    if held & AT_THE_AZC:
        until = _left(state, who.places, now) or until
    if until is None:
        raise unknown()
    raise RightEnded(
        f"This right ended on {day(until)}; ask the case manager at the reception centre.",
        since=until.isoformat(),
        ask=_whom_to_ask(azc),
    )


def by_grant(who: Principal, state: Profile, now: datetime) -> Right:
    """What somebody outside may read of this profile now.

    Raises UnknownProfile for who never had a grant; RightEnded, with since when and whom to ask,
    for whose last grant ended.
    """
    found = grants(state) if state.exists and who.organisation else []
    right = right_of(found, who.organisation, now)
    if right is not None:
        return right
    until = ended(found, who.organisation, now)
    if until is None:
        raise unknown()
    raise RightEnded(
        f"The grant ended on {last_day(until)}; ask the case manager at the reception centre.",
        since=until.astimezone(UTC).isoformat(),
        ask=_whom_to_ask(state.azc(now)),
    )


async def whose_links_are_known(tx: Tx, persons: Collection[UUID]) -> set[UUID]:
    """Those of whom no event about a link is held back.

    Raises AccessUnknown where what was heard about some of them is not fresh.
    """
    keys = {str(person) for person in persons}
    wanted = {partition_of(key) for key in keys}
    limit = datetime.now(UTC) - FRESH_LIMIT
    heard = await stored(tx, CONSUMER)
    fresh = {at.partition for at in heard if at.caught_up_at and at.caught_up_at > limit}
    if wanted - fresh:
        raise AccessUnknown("Events that decide about these rights are late; try later.")
    held = await held_keys(tx, CONSUMER, "live", keys)
    return {person for person in persons if str(person) not in held}


def _reads(link: Link, now: datetime, policy: Policy) -> bool:
    ends = link.read_until(policy.reading_term)
    return ends is None or now < ends


def _right_ended(
    known: Iterable[Link], places: frozenset[str], now: datetime, policy: Policy
) -> datetime | None:
    """When the last right of these municipalities ended; None where they never had one."""
    ends = (
        link.read_until(policy.reading_term)
        for link in known
        if link.municipality in places and link.since <= now
    )
    return max((moment for moment in ends if moment), default=None)


def _left(state: Profile, places: frozenset[str], now: datetime) -> datetime | None:
    """When the person left the last of these reception centres; None where never there."""
    steps = [step for step in state.azcs() if step[1] <= now]
    left = [following[1] for step, following in pairwise(steps) if step[0] in places]
    return max(left, default=None)


def _whom_to_ask(azc: str | None) -> dict[str, str | None]:
    return {"azc": azc, "role": Role.CASE_MANAGER.value}


def unknown() -> UnknownProfile:
    """The same for who is not there and for who is not the asker's."""
    return UnknownProfile("There is no such profile, or none that concerns you.")
