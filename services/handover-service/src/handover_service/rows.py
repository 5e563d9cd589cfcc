"""The rows of one case, as pure functions of its facts and of what was heard of the person."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from continuous_line.days import day
from handover_service.domain import ownership, receiving
from handover_service.domain.access import rights
from handover_service.domain.case import Case
from handover_service.domain.checklist import (
    ITEMS,
    PLACES,
    Item,
    checklist,
    confirmed_for,
    missing,
    owed_by,
)
from handover_service.domain.due import due, move_on
from handover_service.domain.ownership import tenures
from handover_service.domain.periods import assigned_periods
from handover_service.domain.receiving import client_manager_on
from handover_service.domain.residence import azc_of
from handover_service.domain.resident import Resident
from handover_service.domain.stage import Stage, stage
from handover_service.domain.unit import Due, Member, Owned, unit_id

Row = dict[str, Any]
SHAPE: Final = 3
"""To be raised when a row comes to be made of something else: the worker makes older ones anew."""


def case_row(person: UUID, of: Case, resident: Resident, opened_on: date, now: datetime) -> Row:
    """Its row in `cases`."""
    today = day(now)
    move, link = of.move(today), of.link(now)
    place = move or link
    municipality = place.municipality if place else None
    lines = checklist(of, resident, now)
    azc = azc_of(of, resident, now)
    received = named_on(of, municipality, today)
    owned, following = owned_on(of, today), due(of, now)
    owner_gone = ownership.gone(of, today)
    client_manager_gone = receiving.gone(of, municipality, today)
    return {
        "case_id": of.id,
        "permit_holder_id": person,
        "opened_on": opened_on,
        "state": _state(of, moved=move is not None, linked=link is not None),
        "municipality": municipality,
        "basis": place.basis if place else None,
        "distance_km": place.distance_km if place else None,
        "azc": azc[0] if azc else None,
        "azc_at": azc[1] if azc else None,
        "planned_for": confirmed_for(of, municipality),
        "moved_on": move.moved_on if move else None,
        "closed_on": day(of.closing.at) if of.closing else None,
        "outcome": of.closing.outcome if of.closing else None,
        "missing": [item.value for item in missing(lines) if item is not Item.OWNER],
        "turn": owed_by(of, lines),
        "stage": stage(of, now).value,
        "household_id": resident.household_id,
        "granted_on": resident.granted_on,
        "linked_on": day(link.at) if link else None,
        "move_on": move_on(of, now),
        "owner": owned.owner,
        "owner_until": owned.until,
        "owner_then": owned.then,
        "stand_in": owned.stand_in,
        "owner_gone": owner_gone.because.value if owner_gone else None,
        "client_manager": received.owner,
        "client_manager_until": received.until,
        "client_manager_then": received.then,
        "client_manager_gone": client_manager_gone.because.value if client_manager_gone else None,
        "due_on": following.on if following else None,
        "due_what": following.what if following else None,
        "last_at": of.facts[-1].at if of.facts else None,
        "unit_id": unit_id(of.id, resident.household_id, municipality, azc[0] if azc else None),
        "shape": SHAPE,
    }


def owned_on(of: Case, today: date) -> Owned:
    """Who has it today, until when, and who then."""
    following: str | None = None
    for tenure in reversed(tenures(of)):
        if tenure.first > today:
            following = tenure.owner
        elif tenure.last is None or tenure.last >= today:
            until = None if of.closing else tenure.last
            return Owned(tenure.owner, until, following if until else None, tenure.stand_in)
        else:
            break
    return Owned(None)


def named_on(of: Case, municipality: str | None, today: date) -> Owned:
    """The client manager of today, until when, and who then."""
    held = client_manager_on(of, municipality, today)
    if held is None:
        return Owned(None)
    if held.until is None or of.closing:
        return Owned(held.client_manager)
    following = client_manager_on(of, municipality, held.until + timedelta(1))
    then = following.client_manager if following else None
    return Owned(held.client_manager, held.until, then, stand_in=True)


def member(row: Any) -> Member:
    """Of a unit: from a row of `cases`, as it is made or as it was read."""
    return Member(
        case_id=row["case_id"],
        opened_on=row["opened_on"],
        owned=Owned(row["owner"], row["owner_until"], row["owner_then"]),
        azc=row["azc"],
        municipality=row["municipality"],
        distance_km=row["distance_km"],
        linked_on=row["linked_on"],
        moved_on=row["moved_on"],
        move_on=row["move_on"],
        planned_for=row["planned_for"],
        missing=tuple(ITEMS[PLACES[item]] for item in row["missing"]),
        turn=row["turn"],
        due=Due(row["due_on"], row["due_what"]) if row["due_on"] else None,
        last_at=row["last_at"],
        receiving=Owned(
            row["client_manager"], row["client_manager_until"], row["client_manager_then"]
        ),
        accepted=row["stage"] == Stage.ACCEPTED,
        owner_gone=row["owner_gone"],
        client_manager_gone=row["client_manager_gone"],
    )


def owner_rows(of: Case) -> list[Row]:
    return [
        {
            "case_id": of.id,
            "first_on": tenure.first,
            "last_on": tenure.last,
            "owner": tenure.owner,
            "stand_in": tenure.stand_in,
        }
        for tenure in tenures(of)
    ]


def right_rows(of: Case) -> list[Row]:
    return [
        {"case_id": of.id, "municipality": right.municipality, "ended_on": right.ended_on}
        for right in rights(of)
    ]


def period_rows(of: Case) -> list[Row]:
    """Of the programmes that were assigned."""
    found = {(period.programme, period.first): period for period in assigned_periods(of)}
    return [
        {
            "case_id": of.id,
            "programme": period.programme,
            "first_on": period.first,
            "assigned_at": period.assigned.at,
            "last_on": period.last,
            "version": period.version,
            "worker": period.worker,
        }
        for period in found.values()
        if period.assigned
    ]


def _state(of: Case, *, moved: bool, linked: bool) -> str:
    if of.closing:
        return "closed"
    if moved:
        return "moved"
    return "linked" if linked else "unlinked"
