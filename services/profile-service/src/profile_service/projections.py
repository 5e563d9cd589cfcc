"""From the facts of a profile to its rows, in the transaction of its events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from continuous_line.database import Tx, copy_rows
from profile_service.config import Policy
from profile_service.domain.assessments import talked_on
from profile_service.domain.completeness import progress
from profile_service.domain.events import AccessEvent, ProfileSent
from profile_service.domain.grants import grants as grants_of
from profile_service.domain.profile import Profile
from profile_service.domain.requests import requests
from profile_service.domain.reviewing import review_due_on
from profile_service.tables import FORGOTTEN, activity_requests, grants, profiles, sendings, views

Row = dict[str, Any]


async def show(
    tx: Tx,
    person: UUID,
    before: Profile,
    after: Profile,
    *,
    now: datetime,
    policy: Policy,
) -> None:
    """Bring the person's rows to the state after an append; none are left of who was erased."""
    if after.erased_at is not None:
        for forgotten in FORGOTTEN:
            await tx.execute(delete(forgotten).where(forgotten.c.permit_holder_id == person))
        return
    row = profile_row(after, now=now, policy=policy)
    if row is None:
        await tx.execute(delete(profiles).where(profiles.c.permit_holder_id == person))
    else:
        statement = insert_or_update(profiles).values(row | {"permit_holder_id": person})
        changes = {name: statement.excluded[name] for name in row}
        keys = ["permit_holder_id"]
        await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
    for table, rows in (
        (sendings, sending_rows),
        (grants, grant_rows),
        (activity_requests, request_rows),
    ):
        await _replace(tx, table, person, rows(before, person), rows(after, person))


async def show_new(
    tx: Tx, opened: Mapping[UUID, Profile], *, now: datetime, policy: Policy
) -> None:
    """The rows of profiles that were opened in bulk, by COPY; nothing was sent or asked yet."""
    names = [column.name for column in profiles.columns]
    rows = []
    for person, state in opened.items():
        row = {"permit_holder_id": person} | (profile_row(state, now=now, policy=policy) or {})
        rows.append([row[name] for name in names])
    await copy_rows(tx, profiles.name, names, rows)


async def _replace(tx: Tx, table: Table, person: UUID, old: list[Row], new: list[Row]) -> None:
    """A person has few of them: where one changed all are written anew."""
    if old == new:
        return
    await tx.execute(delete(table).where(table.c.permit_holder_id == person))
    if new:
        await tx.execute(insert(table), new)


def profile_row(of: Profile, *, now: datetime, policy: Policy) -> Row | None:
    """None where the profile was taken back altogether."""
    azc = of.azc(now)
    if azc is None or of.opened_at is None:
        return None
    found = progress(of.sections, policy.required_sections)
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
        "talked_on": talked_on(of),
        "review_due_on": review_due_on(of, policy.review_term),
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


def grant_rows(of: Profile, person: UUID) -> list[Row]:
    return [
        {
            "grant_id": one.grant_id,
            "permit_holder_id": person,
            "party": one.party,
            "purpose": one.purpose.value,
            "sections": [section.value for section in one.sections],
            "granted_at": one.granted_at,
            "expires_on": one.expires_on,
            "until": one.until,
        }
        for one in grants_of(of)
    ]


def request_rows(of: Profile, person: UUID) -> list[Row]:
    return [
        {
            "request_id": one.request_id,
            "permit_holder_id": person,
            "activity_type": one.activity_type.value,
            "requested_at": one.requested_at,
            "answer": one.answer.value if one.answer else None,
            "provider": one.provider,
            "answered_at": one.answered_at,
        }
        for one in requests(of)
    ]


async def show_view(tx: Tx, person: UUID, viewed: AccessEvent) -> None:
    row = {
        "link_id": viewed.link,
        "profile_version": viewed.profile_version,
        "permit_holder_id": person,
        "viewed_at": viewed.at,
    }
    await tx.execute(insert_or_update(views).values(row).on_conflict_do_nothing())
