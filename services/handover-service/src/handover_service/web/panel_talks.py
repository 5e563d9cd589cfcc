"""The talk on the page of a case: planned, prepared, held, received; and what to do next."""

from typing import Any

from continuous_line.codes import Party, Role
from handover_service import roles
from handover_service.domain.case import Case
from handover_service.domain.events import HandoverAcknowledged, HandoverPlanned, Talk
from handover_service.domain.talks import held_with
from handover_service.domain.talks_agenda import required_items, told
from handover_service.domain.talks_planning import (
    cautions,
    confirmation,
    moments_of,
    present_plan,
)
from handover_service.identity import IDS
from handover_service.streams import File
from handover_service.web import codes_talks
from handover_service.web.guards import PageDesk


async def panel(at: PageDesk, file: File, case: Case) -> dict[str, Any] | None:  # noqa: ARG001
    """Nothing of it before there is a municipality to talk with."""
    municipality = case.municipality(at.writing.now)
    if municipality is None:
        return None
    planned, who = present_plan(case, municipality), at.writing.who
    done = _after(case, planned, municipality)
    writes = case.closing is None and who.has(*roles.TALK)
    held = held_with(case, municipality)
    known = await at.resources.programmes.known(at.writing.tx)
    required, said = required_items(case, known, at.writing.now), told(case)
    return {
        "said": codes_talks.CODES[at.visitor.language],
        "here": f"/cases/{case.id}",
        "plan": _plan(at, case, planned) if planned and not done else None,
        "talks": [talk for talk in case.talks if talk.municipality == municipality],
        "acknowledged": _acknowledged(case, municipality),
        "told": sum(item in said for item in required),
        "points": len(required),
        "may_talk": writes,
        "may_acknowledge": held is not None
        and case.closing is None
        and who.has(Role.CLIENT_MANAGER),
        "planned_id": IDS.of(planned) if planned and not done else None,
    }


def _plan(at: PageDesk, case: Case, planned: HandoverPlanned) -> dict[str, Any]:
    confirmed = confirmation(case, planned)
    own = at.writing.who.has(*roles.TALK) and planned.proposed_by is roles.side_of(at.writing.who)
    waits = Party.CLIENT_MANAGER if planned.proposed_by is Party.CASE_MANAGER else (
        Party.CASE_MANAGER
    )  # fmt: skip
    return {
        "of": planned,
        "moments": (planned.scheduled_for,) if confirmed else moments_of(planned),
        "confirmed": confirmed is not None,
        "waits_for": waits,
        "to_confirm": confirmed is None and not own,
        "after_move": bool(cautions(case, planned)),
    }


def _after(case: Case, planned: HandoverPlanned | None, municipality: str) -> Talk | None:
    """The talk that came of this plan, or instead of it."""
    if planned is None:
        return None
    since = case.facts[case.facts.index(planned) :]
    return next((f for f in since if isinstance(f, Talk) and f.municipality == municipality), None)


def _acknowledged(case: Case, municipality: str) -> HandoverAcknowledged | None:
    said = [f for f in case.all(HandoverAcknowledged) if f.municipality == municipality]
    return said[-1] if said else None
