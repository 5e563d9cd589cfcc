"""What is kept of every reading of a person, before the answer leaves; and of every refusal.

Who read is the token's; what, in parts: sections and other pieces of a profile, by their codes.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from continuous_line import processing_log
from continuous_line.auth import Principal
from continuous_line.codes import Purpose, Role
from continuous_line.database import Database, Tx
from continuous_line.errors import AccessUnknown, Forbidden, Refused
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from profile_service.domain.errors import UnknownProfile
from profile_service.domain.sharing import PURPOSES
from profile_service.tables import profiles

REFUSALS = (Forbidden, UnknownProfile, AccessUnknown)
"""What says no to somebody who asked about a person."""


def reading_role(who: Principal, person: UUID, *, linked: bool) -> Role | None:
    """As who somebody reads, in the order of `admission.admit`."""
    if who.has(Role.TVS_SYSTEM):
        return Role.TVS_SYSTEM
    if who.has(Role.PERMIT_HOLDER) and who.permit_holder_id == person:
        return Role.PERMIT_HOLDER
    wanted = (
        (Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM)
        if linked
        else (Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER, Role.LOCATION_MANAGER)
    )
    return next((role for role in wanted if who.has(role)), None)


def purpose_of(who: Principal, person: UUID, *, linked: bool) -> Purpose | None:
    role = reading_role(who, person, linked=linked)
    return PURPOSES[role] if role else None


def of_reading(
    who: Principal,
    person: UUID,
    parts: Iterable[str],
    *,
    manner: Manner = Manner.OPENED,
    activity: Activity = Activity.PROFILE_READING,
    linked: bool = False,
) -> Processed:
    """One person's record. Who reads about themselves does so for that alone."""
    purpose = purpose_of(who, person, linked=linked)
    if purpose is Purpose.OWN_DATA:
        activity = Activity.OWN_DATA
    return Processed(person, activity, manner, tuple(parts), purpose)


async def listed(
    tx: Tx, who: Principal, persons: Iterable[tuple[UUID, bool]], part: str, *, now: datetime
) -> None:
    """One record for each row shown; with each whether it is seen by a link."""
    entries = [
        of_reading(
            who,
            person,
            [part],
            manner=Manner.LISTED,
            activity=Activity.PROFILE_LISTING,
            linked=linked,
        )
        for person, linked in persons
    ]
    await processing_log.record(tx, who, entries, now=now)


async def refused(
    database: Database,
    who: Principal,
    persons: Collection[UUID],
    refusal: Refused,
    *,
    activity: Activity = Activity.PROFILE_READING,
    parts: Iterable[str] = (),
    now: datetime,
) -> None:
    """Of those who have a profile: of anybody else nothing was asked."""
    async with database.reading() as tx:
        chosen = select(profiles.c.permit_holder_id)
        there = (await tx.execute(chosen.where(profiles.c.permit_holder_id.in_(persons)))).scalars()
    role = next((role for role in PURPOSES if who.has(role)), None)
    entries = [
        Processed(
            person,
            activity,
            Manner.REFUSED,
            tuple(parts),
            PURPOSES[role] if role else None,
        )
        for person in there
    ]
    if entries:
        await processing_log.record_refusal(database, who, entries, reason=refusal.code, now=now)
