"""From the facts of a profile to its rows, in the transaction of its events."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from continuous_line.codes import Section
from continuous_line.database import Tx
from profile_service.domain.completeness import progress
from profile_service.domain.events import ProfileSent, ProfileViewed
from profile_service.domain.profile import Profile
from profile_service.tables import profiles, sendings, views

Row = dict[str, Any]


async def show(
    tx: Tx,
    person: UUID,
    before: Profile,
    after: Profile,
    *,
    now: datetime,
    required: tuple[Section, ...],
) -> None:
    """Bring the person's rows to the state after an append."""
    row = profile_row(after, now=now, required=required)
    if row is None:
        await tx.execute(delete(profiles).where(profiles.c.permit_holder_id == person))
    else:
        statement = insert_or_update(profiles).values(row | {"permit_holder_id": person})
        changes = {name: statement.excluded[name] for name in row}
        keys = ["permit_holder_id"]
        await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
    old, new = sending_rows(before, person), sending_rows(after, person)
    if old != new:
        await tx.execute(delete(sendings).where(sendings.c.permit_holder_id == person))
        if new:
            await tx.execute(insert(sendings), new)


def profile_row(of: Profile, *, now: datetime, required: tuple[Section, ...]) -> Row | None:
    """None where the profile was taken back altogether."""
    azc = of.azc(now)
    if azc is None or of.opened_at is None:
        return None
    found = progress(of.sections, required)
    return {
        "opened_at": of.opened_at,
        "azc": azc,
        "granted_on": of.granted_on,
        "household_id": of.household_id,
        "ended": of.ended.reason.value if of.ended else None,
        "missing": [section.value for section in found.missing],
        "asked": [section.value for section in of.asked],
        "of_required": found.of_required,
        "of_all": found.of_all,
        "completed_version": of.completed.profile_version if of.completed else None,
    }


def sending_rows(of: Profile, person: UUID) -> list[Row]:
    last = {sent.municipality: sent for sent in of.happened(ProfileSent)}
    return [
        {
            "permit_holder_id": person,
            "municipality": sent.municipality,
            "profile_version": sent.profile_version,
            "sent_at": sent.at,
        }
        for sent in last.values()
    ]


async def show_view(tx: Tx, person: UUID, viewed: ProfileViewed) -> None:
    row = {"link_id": viewed.link, "permit_holder_id": person, "viewed_at": viewed.at}
    await tx.execute(insert_or_update(views).values(row).on_conflict_do_nothing())
