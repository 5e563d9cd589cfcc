"""One case: whose turn it is, what is missing, who has it, and everything that happened."""

from asyncio import gather
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy import select

from continuous_line.days import day
from continuous_line.web.pages import PageNumber, Pager
from handover_service import roles
from handover_service.api.dependencies import CaseId
from handover_service.domain.checklist import Item, checklist
from handover_service.domain.checks import statuses
from handover_service.domain.item_terms import item_terms
from handover_service.domain.receiving import client_manager_on
from handover_service.domain.stage import Stage
from handover_service.programme_view import terms_of
from handover_service.queries import case_row
from handover_service.rows import owned_on
from handover_service.streams import File
from handover_service.tables import cases
from handover_service.timeline import timeline
from handover_service.web import codes
from handover_service.web.guards import Desks, PageDesk, page_desks
from handover_service.web.look import names as names_of_places
from handover_service.web.look import page
from handover_service.web.names import names_of
from handover_service.web.next_step import next_step
from handover_service.web.panel_terms import milestone_names
from handover_service.web.panels import PANELS, asked
from handover_service.web.telling import Told, told

router = APIRouter()
ENTRIES = 50
OF_THE_TALK = frozenset({"DiscussedInPerson"})
"""Tells that there is something about health: for the two who talk, not for who looks on."""


@router.get("/cases/{caseId}")
async def case_page(
    case_id: CaseId, desks: Annotated[Desks, page_desks(*roles.STAFF)], number: PageNumber = 1
) -> Response:
    """Other services are asked at the same time, once all that is read here is read."""
    async with desks() as at:
        read = await _read(at, case_id, number)
        persons = [one.permit_holder_id for one in read["members"]]
        made = [await panel.made(at, read["file"], read["case"]) for panel in PANELS]
    names, panels = await gather(names_of(at, persons), asked(made))
    shown = zip((panel.template for panel in PANELS), panels, strict=True)
    return page(
        at, "case.html", **read, names=names, panels=[one for one in shown if one[1] is not None]
    )


async def _read(at: PageDesk, case_id: UUID, number: int) -> dict[str, Any]:
    """What the template needs of this service, and the `file` that it comes from."""
    w = at.writing
    file = await at.open(roles.STAFF, case_id)
    case = file.case(case_id)
    lines = checklist(case, file.resident, w.now)
    row: Any = await case_row(w.tx, case_id, w.now)
    members = await _members(at, row)
    owned = owned_on(case, day(w.now))
    receiver = client_manager_on(case, row.municipality, day(w.now))
    entries = await timeline(w.tx, at.cases, file, case_id)
    if not w.who.has(*roles.TALK):
        entries = [entry for entry in entries if entry.kind not in OF_THE_TALK]
    pager = Pager(number, len(entries), ENTRIES)
    shown = entries[pager.offset : pager.offset + pager.limit]
    places = [row.azc, row.municipality, *(place for one in shown for place in told_places(one))]
    named = await names_of_places(at, places)
    telling = await _telling(at, named)
    return {
        "file": file,
        "named": named,
        "case": case,
        "row": row,
        "here": f"/cases/{case_id}",
        "number": str(case_id)[:8],
        "version": file.version,
        "members": members,
        "lines": lines,
        "statuses": statuses(case, lines, w.now, await _terms(at, file, case_id)),
        "step": next_step(w.who, case, lines, without=_without(row)),
        "owned": owned,
        "receiver": receiver,
        "entries": [(entry, told(entry, telling)) for entry in shown],
        "pager": pager,
        "own": w.who.organisation,
        "profile": f"{at.resources.policy.profile_pages}/profiles/{file.person}",
        "directory": f"{at.resources.policy.directory_pages}/directory",
        "may": {name: w.who.has(*allowed) for name, allowed in _MAY.items()},
    }


_MAY = {
    "own": roles.OWN,
    "talk": roles.TALK,
    "receive": roles.NAME_CLIENT_MANAGER,
    "close": roles.CLOSE,
    "plan_move": roles.PLAN_MOVE,
    "correct": roles.CORRECT,
}


def _without(row: Any) -> Item | None:
    """Who has to be named: somebody at COA, or at the municipality that accepted the case."""
    if row.owner is None:
        return Item.OWNER
    accepted = row.stage == Stage.ACCEPTED
    return Item.CLIENT_MANAGER if accepted and Item.CLIENT_MANAGER in row.missing else None


async def _terms(at: PageDesk, file: File, case_id: UUID) -> dict[Item, date]:
    known = await at.resources.programmes.known(at.writing.tx)
    return item_terms(terms_of(file, case_id, known, at.writing.now), known)


async def _members(at: PageDesk, row: Any) -> list[Any]:
    """The open cases of the unit, or this one alone."""
    t = cases
    chosen = select(t.c.case_id, t.c.permit_holder_id, t.c.stage).where(
        t.c.unit_id == row.unit_id, t.c.closed_on.is_(None)
    )
    found = list((await at.writing.tx.execute(chosen.order_by(t.c.opened_on, t.c.case_id))).all())
    return found if any(one.case_id == row.case_id for one in found) else [row]


def told_places(entry: Any) -> list[str]:
    return [entry.data[name] for name in ("municipality", "azc", "fromAzc", "toAzc", "from_azc")
            if isinstance(entry.data.get(name), str)]  # fmt: skip


async def _telling(at: PageDesk, places: Mapping[str, str]) -> Told:
    language = at.visitor.language
    milestones = milestone_names(at, await at.resources.programmes.known(at.writing.tx))
    return Told(
        language,
        at.visitor.words,
        codes.CODES[language],
        places,
        milestones,
    )
