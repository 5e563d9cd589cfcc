"""All cases of somebody who leaves, falls ill or has too many, to others, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import insert

from continuous_line.act import Act, When
from continuous_line.codes import OwnerReason
from continuous_line.errors import Refused
from handover_service import knowledge, queries_owners, roles
from handover_service.application.people import check_first_owner
from handover_service.application.recording import act_on
from handover_service.domain import ownership, receiving
from handover_service.domain.errors import NotAllHandedOver, NothingToHandOver
from handover_service.domain.events import Event
from handover_service.domain.handing_over import distribute
from handover_service.domain.ownership import Staff
from handover_service.identity import stream_of
from handover_service.streams import Desk, File
from handover_service.tables import owner_changes


@dataclass(frozen=True, slots=True)
class Asked:
    """`to`: among whom they are shared; `chosen`: who gets which, whatever the loads.

    `holder` None: the cases in `only`, whoever has them. `reasons`: of single cases another
    reason than `reason`.
    """

    holder: str | None
    reason: OwnerReason | None
    to: tuple[str, ...] = ()
    until: date | None = None
    only: frozenset[UUID] | None = None
    chosen: Mapping[UUID, str] = field(default_factory=dict)
    reasons: Mapping[UUID, OwnerReason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one case; `refusal` says why it cannot go there."""

    case_id: UUID
    to: str
    reason: OwnerReason | None
    events: Sequence[Event] = ()
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`loads`: open cases of each receiver afterwards. `elsewhere`: the holder's other cases,
    which somebody else has to give to others."""

    moves: list[Move]
    loads: dict[str, int]
    elsewhere: int
    files: dict[UUID, File]


async def preview(desk: Desk, asked: Asked) -> Plan:
    """What would become of each case; nothing is recorded. Raises NothingToHandOver."""
    w = desk.writing
    held = await queries_owners.held_by(w.tx, w.who, asked.holder, asked.only, w.now)
    units = [[c for c in unit if asked.only is None or c in asked.only] for unit in held.units]
    units = [unit for unit in units if unit]
    if not units:
        raise NothingToHandOver("There is no open case of theirs here.", elsewhere=held.elsewhere)
    receivers = {*asked.to, *asked.chosen.values()}
    before = await queries_owners.loads_of(w.tx, w.who, receivers, w.now)
    to = distribute(units, {staff_id: before[staff_id] for staff_id in asked.to}, asked.chosen)
    first, *others = to
    files = await desk.open_all(roles.HAND_OVER, first, others)
    act = act_on(desk, files[first], When())
    staff = await _staff(desk, set(to.values()), act.on)
    moves = [
        _moved(desk, asked, files[case_id], case_id, new, staff[new])
        for case_id, new in sorted(to.items())
    ]
    loads = dict(before)
    for move in moves:
        loads[move.to] += 1
    return Plan(moves, loads, held.elsewhere, files)


async def hand_over(desk: Desk, asked: Asked) -> tuple[UUID, Plan]:
    """All or none. Raises NotAllHandedOver, naming each case that cannot go and why."""
    plan = await preview(desk, asked)
    refused = [
        {"caseId": str(move.case_id), "to": move.to, "code": move.refusal.code,
         "detail": move.refusal.detail}
        for move in plan.moves
        if move.refusal
    ]  # fmt: skip
    if refused:
        raise NotAllHandedOver("Not all of these cases can go there.", cases=refused)
    for move in sorted(plan.moves, key=lambda one: stream_of(plan.files[one.case_id].person)):
        await desk.save(plan.files[move.case_id], move.events)
    return await _remember(desk, asked, plan), plan


async def _staff(desk: Desk, named: set[str], on: date) -> dict[str, Staff | None]:
    """At COA nothing is known of who works at none of the reader's places: neither that somebody
    exists, nor how many cases that one has."""
    w = desk.writing
    known = named
    if not queries_owners.municipal(w.who):
        known = named & await queries_owners.colleagues_among(w.tx, w.who, named, w.now)
    return {one: await knowledge.staff_on(w.tx, one, on) if one in known else None for one in named}


def _moved(
    desk: Desk, asked: Asked, file: File, case_id: UUID, to: str, staff: Staff | None
) -> Move:
    reason = asked.reasons.get(case_id, asked.reason)
    case, act = file.case(case_id), Act(uuid4(), desk.writing.now, desk.writing.now)
    try:
        if queries_owners.municipal(desk.writing.who):
            new = receiving.NewClientManager(to, reason, asked.until)
            events = receiving.name_client_manager(case, act, new, staff)
        else:
            check_first_owner(case, desk.writing.who)
            azc = file.azc(case, act.at)
            events = ownership.assign(
                case, act, to, azc=azc, staff=staff, reason=reason, until=asked.until
            )
    except Refused as refusal:
        return Move(case_id, to, reason, refusal=refusal)
    return Move(case_id, to, reason, events)


async def _remember(desk: Desk, asked: Asked, plan: Plan) -> UUID:
    change_id, w = uuid4(), desk.writing
    row = {
        "change_id": change_id,
        "recorded_at": w.now,
        "organisation": w.who.organisation,
        "subject": w.who.subject,
        "holder": asked.holder or "",
        "until": asked.until,
        "moves": [
            {"caseId": str(move.case_id), "to": move.to, "reason": move.reason}
            for move in plan.moves
        ],
    }
    await w.tx.execute(insert(owner_changes).values(row))
    return change_id
