"""From the state of a place, post or contact to its rows, in the transaction of its events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar

from sqlalchemy import Table, delete, insert

from continuous_line.database import Tx, among
from directory_service.domain.coa_contact import CoaContact
from directory_service.domain.contact import Contact
from directory_service.domain.municipality import Municipality
from directory_service.domain.reception_centre import ReceptionCentre
from directory_service.domain.staff import Staff
from directory_service.domain.validity import Version, start

T = TypeVar("T")
Row = Mapping[str, Any]


def municipality_rows(state: Municipality) -> list[Row]:
    return [
        {
            "code": state.code,
            "valid_from": first,
            "valid_to": end,
            "name": held.name,
            "province": held.province,
            "region": held.region,
            "region_name": held.region_name,
            "latitude": held.latitude,
            "longitude": held.longitude,
            "successor": state.successor,
            "merged_on": state.merged_on,
        }
        for first, end, held in spans(state.versions, state.merged_on)
    ]


def reception_centre_rows(state: ReceptionCentre) -> list[Row]:
    return [
        {
            "azc": state.azc,
            "valid_from": first,
            "valid_to": end,
            "name": held.name,
            "unit": held.unit,
            "place": held.place,
            "latitude": held.latitude,
            "longitude": held.longitude,
            "activity_target": held.activity_target,
            "closed_on": state.closed_on,
        }
        for first, end, held in spans(state.versions, state.closed_on)
    ]


def staff_rows(state: Staff) -> list[Row]:
    return [
        {
            "staff_id": state.staff_id,
            "valid_from": first,
            "valid_to": end,
            "organisation": post.organisation,
            "roles": [role.value for role in post.roles],
            "places": list(post.places),
        }
        for first, end, post in spans(state.versions, None)
        if post is not None
    ]


def contact_rows(state: Contact) -> list[Row]:
    if not state.exists:
        return []
    covers, verified = state.coverage, state.verified
    return [
        {
            "contact_id": state.contact_id,
            "kind": covers.kind.value,
            "organisation": covers.organisation,
            "places": list(covers.places),
            "topics": list(covers.topics),
            "deputies": list(covers.deputies),
            "valid_from": state.period.valid_from,
            "valid_to": state.period.valid_to,
            "registered_at": state.registered_at,
            "verified_at": verified and verified.at,
            "verified_by": verified and verified.organisation,
            "verified_roles": [role.value for role in verified.roles] if verified else [],
            "doubts": [one.doubt.value for one in state.doubts],
            "doubted_at": max((one.at for one in state.doubts), default=None),
            "absences": [
                {
                    "from": absence.period.valid_from.isoformat(),
                    "to": absence.period.valid_to and absence.period.valid_to.isoformat(),
                    "deputy": absence.deputy and str(absence.deputy),
                }
                for absence in state.absences
            ],
            "details": state.details,
            "holds": [detail.value for detail in state.holds],
            "erased": state.erased,
            "successor": state.successor,
            "ended_on": state.ended_on,
        }
    ]


def coa_contact_rows(state: CoaContact) -> list[Row]:
    if state.known is None:
        return []
    return [
        {
            "municipality": state.municipality,
            "known": state.known,
            "answered_at": state.answered_at,
        }
    ]


async def replace_rows(tx: Tx, table: Table, keys: Iterable[object], rows: Sequence[Row]) -> None:
    """The rows of these places, posts or contacts become exactly these."""
    first_key = next(iter(table.primary_key.columns))
    await tx.execute(delete(table).where(among(first_key, keys)))
    if rows:
        await tx.execute(insert(table), list(rows))


def spans(
    versions: Sequence[Version[T]], ended_on: date | None
) -> list[tuple[date, date | None, T]]:
    """Each version with its first day and the day after its last."""
    spans = []
    for version, after in zip_longest(versions, versions[1:]):
        following = start(after) if after else None
        ends = [day for day in (following, ended_on) if day is not None]
        spans.append((start(version), min(ends, default=None), version.value))
    return spans
