"""Reading: the list of cases, one case with its checklist, and what happened to it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.corrections import UnknownEvent
from continuous_line.fields import Code, Id
from continuous_line.history import History, HistoryEvent, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, etag
from handover_service import publishing, queries
from handover_service.api import answers
from handover_service.api.dependencies import CaseFiles, CaseId, EventId, View
from handover_service.api.schemas import MunicipalityCode
from handover_service.domain.checklist import Item, checklist
from handover_service.domain.ownership import tenures
from handover_service.domain.stage import Stage
from handover_service.identity import DOMAIN
from handover_service.roles import READ
from handover_service.streams import Cases, File, admitted

router = APIRouter(tags=["cases"])


@router.get("/cases")
async def list_cases(
    view: View,
    paging: PagingParameters,
    *,
    azc: Annotated[Code | None, Query(description="Where the person lives or last lived.")] = None,
    municipality: Annotated[MunicipalityCode | None, Query()] = None,
    owner: Annotated[Code | None, Query(description="Who has the case today.")] = None,
    state: Annotated[answers.CaseState | None, Query()] = None,
    stage: Annotated[Stage | None, Query(description="How far the case has come.")] = None,
    missing: Annotated[Item | None, Query(description="Only cases that lack this.")] = None,
    turn: Annotated[answers.Turn | None, Query(description="Whose turn it is.")] = None,
    household: Annotated[Id | None, Query(description="Id of a household.")] = None,
) -> Page[answers.CaseSummary]:
    """The cases you may see, the oldest first."""
    rows = await queries.cases_for(
        view.tx,
        view.who,
        view.now,
        queries.Filters(azc, municipality, owner, state, stage, missing, turn, household),
        after=paging.after(date, UUID),
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.opened_on, row.case_id))
    return Page(items=[answers.summary(row) for row in shown], next=following)


@router.get("/cases/{caseId}")
async def read_case(
    case_id: CaseId, response: Response, cases: CaseFiles, view: View
) -> answers.Case:
    """One case: what is in, what is missing, whose turn it is."""
    file = await _file(cases, view, case_id)
    of = file.case(case_id)
    row: Any = await queries.case_row(view.tx, case_id, view.now)
    response.headers["ETag"] = etag(file.version)
    return answers.detail(row, checklist(of, file.resident, view.now), tenures(of))


@router.get("/cases/{caseId}/events")
async def list_case_events(
    case_id: CaseId, cases: CaseFiles, view: View, paging: PagingParameters
) -> History:
    """The history: what happened, when, recorded when and by whom."""
    return page_of(_history(await _file(cases, view, case_id), case_id), paging)


@router.get("/cases/{caseId}/events/{eventId}")
async def read_case_event(
    case_id: CaseId, event_id: EventId, cases: CaseFiles, view: View
) -> HistoryEvent:
    for event in _history(await _file(cases, view, case_id), case_id).items:
        if event.id == event_id:
            return event
    raise UnknownEvent("There is no such event in this case.")


async def _file(cases: Cases, view: Reading, case_id: UUID) -> File:
    found = await admitted(cases, view.tx, view.who, READ, [case_id], now=view.now)
    return found[case_id]


def _history(file: File, case_id: UUID) -> History:
    stored = [one for one in file.stored if one.event.case_id == case_id]
    return history(stored, DOMAIN, publishing.publish)
