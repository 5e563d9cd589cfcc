"""Link, unlink, move and come back: what the TVS-like system registers."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from continuous_line.act import When
from continuous_line.codes import Basis, UnlinkReason
from continuous_line.days import AMSTERDAM
from handover_service import knowledge, roles
from handover_service.application.recording import Recorded, act_on, decide, save
from handover_service.domain import link as linking
from handover_service.domain import moving
from handover_service.domain.errors import RegionUnknown
from handover_service.identity import case_id_of
from handover_service.streams import Desk


@dataclass(frozen=True, slots=True)
class LinkRequest:
    person: UUID
    municipality: str
    azc: str
    basis: Basis
    matched_region: str | None = None


async def link(desk: Desk, asked: LinkRequest, when: When) -> Recorded:
    """Link a person; another link is ended in the same append."""
    file, tx = await desk.new(asked.person), desk.writing.tx
    if asked.matched_region and not await knowledge.region_known(tx, asked.matched_region):
        raise RegionUnknown("Nothing is known of this labour-market region (yet).")
    act = act_on(desk, file, when)
    new = linking.NewLink(
        municipality=asked.municipality,
        azc=asked.azc,
        basis=asked.basis,
        matched_region=asked.matched_region,
        distance_km=await knowledge.distance(tx, asked.azc, asked.municipality, act.on),
    )
    new_case = case_id_of(asked.person, act.id)
    events = linking.link(file.state, act, new, new_case=new_case, unlinking=uuid4())
    return await save(desk, file, events)


async def unlink(desk: Desk, case_id: UUID, reason: UnlinkReason, when: When) -> Recorded:
    return await decide(
        desk, roles.LINK, case_id, when, lambda case, act: linking.unlink(case, act, reason)
    )


async def plan_move(desk: Desk, case_id: UUID, planned_on: date, when: When) -> Recorded:
    return await decide(
        desk,
        roles.PLAN_MOVE,
        case_id,
        when,
        lambda case, act: moving.plan_move(case, act, planned_on),
    )


async def move(
    desk: Desk, case_id: UUID, moved_on: date, municipality: str | None, when: When
) -> Recorded:
    """Without `occurredAt` it happened at noon of that day, or now where that is earlier.

    Without a municipality the person moved to the one linked to.
    """
    file, now = await desk.open(roles.MOVE, case_id), desk.writing.now
    noon = datetime.combine(moved_on, time(12), AMSTERDAM).astimezone(now.tzinfo)
    at = when.occurred_at or min(noon, now)
    case, act = file.case(case_id), act_on(desk, file, When(at, when.replaces))
    to = municipality or linking.linked(case, act).municipality
    azc = file.azc(case, act.at)
    away = await knowledge.distance(desk.writing.tx, azc, to, moved_on)
    new = moving.NewMove(moved_on, azc, to, away)
    return await save(desk, file, moving.move(case, act, new))


async def come_back(desk: Desk, case_id: UUID, azc: str, when: When) -> Recorded:
    return await decide(
        desk, roles.MOVE, case_id, when, lambda case, act: moving.come_back(case, act, azc)
    )
