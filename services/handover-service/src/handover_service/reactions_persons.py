"""What profile-service publishes about persons → facts that are kept, and rows of their cases.

A batch is heard at once: first every fact, then each person that one of them changes, once.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.codes import AssessmentState
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, profile
from continuous_line.database import Tx, among
from continuous_line.handlers import Arrival
from handover_service.streams import Cases
from handover_service.tables import resident_facts, residents

KEPT: Final = {kind.__name__: kind for kind in profile.EVENTS if kind is not EventVoided}
"""The facts about a person that are kept, by name: for rows, and for the timeline of a case."""

MATTERS: Final = (
    profile.ProfileOpened,
    profile.PermitGranted,
    profile.PermitHolderRelocated,
    profile.AssessmentRecorded,
    profile.StayEnded,
    profile.HouseholdMemberJoined,
    profile.HouseholdMemberLeft,
    profile.ProfileCompleted,
    profile.ProfileSent,
    profile.ProfileViewed,
)
"""Those that `resident_row` is made of; the others only stand in the timeline."""


async def hear(tx: Tx, cases: Cases, events: Sequence[Arrival], now: datetime) -> None:
    """Keep the facts, and bring the rows of those whom they change there."""
    changed: set[UUID] = set()
    for envelope, event in events:
        gone = event.voids if isinstance(event, EventVoided) else event.replaces
        await _keep(tx, envelope, event, gone, now)
        if gone is not None or isinstance(event, MATTERS):
            changed.add(UUID(envelope.subject))
    if not changed:
        return
    before = await cases.of_persons(tx, changed)
    await _derive(tx, changed)
    await cases.heard(tx, before.values(), now)


async def _keep(
    tx: Tx, envelope: Envelope, event: PublicEvent, gone: UUID | None, now: datetime
) -> None:
    if gone is not None:
        await tx.execute(delete(resident_facts).where(resident_facts.c.event_id == gone))
    if type(event).__name__ not in KEPT:
        return
    fact = {
        "event_id": envelope.id,
        "permit_holder_id": UUID(envelope.subject),
        "kind": type(event).__name__,
        "occurred_at": event.occurred_at,
        "data": msgspec.to_builtins(event),
        "sequence": envelope.number,
        "recorded_at": envelope.time,
        "heard_at": now,
    }
    await tx.execute(insert(resident_facts).values(fact).on_conflict_do_nothing())


async def facts_of(tx: Tx, persons: Collection[UUID]) -> list[tuple[Any, PublicEvent]]:
    """Of what is valid about them all that matters, in the order in which it happened, each with
    its row."""
    t = resident_facts
    matters = [kind.__name__ for kind in MATTERS]
    chosen = select(t).where(among(t.c.permit_holder_id, persons), t.c.kind.in_(matters))
    rows = await tx.execute(chosen.order_by(t.c.occurred_at, t.c.sequence))
    return [(row, msgspec.convert(row.data, KEPT[row.kind])) for row in rows]


async def _derive(tx: Tx, persons: Collection[UUID]) -> None:
    """Their rows in `residents`, in one order: others may derive some of them too."""
    found: dict[UUID, list[PublicEvent]] = {person: [] for person in sorted(persons)}
    for row, fact in await facts_of(tx, persons):
        found[row.permit_holder_id].append(fact)
    rows = [
        resident_row(facts) | {"permit_holder_id": person, "heard": 1}
        for person, facts in found.items()
    ]
    statement = insert(residents)
    changes: dict[str, Any] = {
        name: statement.excluded[name] for name in rows[0] if name != "permit_holder_id"
    }
    changes["heard"] = residents.c.heard + 1
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["permit_holder_id"], set_=changes), rows
    )


def resident_row(facts: list[PublicEvent]) -> dict[str, Any]:
    """What the valid facts about a person, in the order in which they happened, come to."""
    row: dict[str, Any] = {
        "azc": None,
        "azc_at": None,
        "granted_on": None,
        "household_id": None,
        "completed_at": None,
        "assessed_on": None,
        "sent_to": [],
        "sent_at": [],
        "opened_by": [],
        "opened_at": [],
        "stay_ended": [],
        "stay_ended_at": [],
    }
    for fact in facts:
        match fact:
            case profile.ProfileOpened():
                row |= {"azc": fact.azc, "azc_at": fact.occurred_at}
            case profile.PermitHolderRelocated():
                row |= {"azc": fact.to_azc, "azc_at": fact.occurred_at}
            case profile.PermitGranted():
                row["granted_on"] = fact.granted_on
            case profile.AssessmentRecorded(state=AssessmentState.DONE, happened_on=done_on):
                row["assessed_on"] = min(row["assessed_on"] or done_on, done_on)
            case profile.StayEnded():
                row["stay_ended"].append(fact.reason.value)
                row["stay_ended_at"].append(fact.occurred_at)
            case profile.HouseholdMemberJoined():
                row["household_id"] = fact.household_id
            case profile.HouseholdMemberLeft(household_id=left) if left == row["household_id"]:
                row["household_id"] = None
            case profile.ProfileCompleted():
                row["completed_at"] = fact.occurred_at
            case profile.ProfileViewed():
                row["opened_by"].append(fact.municipality)
                row["opened_at"].append(fact.occurred_at)
            case profile.ProfileSent():
                row["sent_to"].append(fact.municipality)
                row["sent_at"].append(fact.occurred_at)
            case _:
                pass
    return row
