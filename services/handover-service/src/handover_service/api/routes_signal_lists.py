"""Reading signals: lists without what was said, one signal with it, and what is raised often."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.days import day
from continuous_line.fields import Code, Id, QueryBool
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, etag, reading
from handover_service import publishing, queries_signals, roles
from handover_service.addressee import addressees
from handover_service.admission_signals import admit_to_signal
from handover_service.api import schemas_signals
from handover_service.api.dependencies import CaseFiles, desk
from handover_service.api.routes_signals import SignalId, With
from handover_service.api.schemas import MunicipalityCode
from handover_service.application.signal_recording import opened, words_of
from handover_service.domain.signals import SignalState
from handover_service.identity import DOMAIN
from handover_service.streams import Desk
from handover_service.streams_signals import load

router = APIRouter(tags=["signals"])
View = Annotated[Reading, reading(*roles.SIGNALS)]
Azc = Annotated[Code | None, Query(description="Where the person lives, or of the signal.")]


@router.get("/signals")
async def list_signals(
    view: View,
    paging: PagingParameters,
    *,
    mine: Annotated[QueryBool, Query(description="Asked of you, or of nobody by name.")] = False,
    answers: Annotated[Side | None, Query(description="The side that has to answer.")] = None,
    kind: Annotated[SignalKind | None, Query()] = None,
    azc: Azc = None,
    municipality: Annotated[MunicipalityCode | None, Query()] = None,
    late: Annotated[QueryBool | None, Query(description="Due, and not answered.")] = None,
    state: Annotated[schemas_signals.State | None, Query()] = None,
    case: Annotated[Id | None, Query(description="Number of a case.")] = None,
) -> Page[schemas_signals.SignalSummary]:
    """The signals of your side: open ones first, the nearest answer date first."""
    filters = queries_signals.SignalFilters(
        mine, answers, kind, azc, municipality, late, SignalState(state) if state else None, case
    )
    rows = await queries_signals.signals_for(
        view.tx,
        view.who,
        view.now,
        filters,
        after=paging.after(int, date, UUID),
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.rank, row.due_on, row.signal_id))
    today = day(view.now)
    to = await addressees(view.tx, shown, today)
    items = [schemas_signals.summary(row, to[row.signal_id], today) for row in shown]
    return Page(items=items, next=following)


@router.get("/signals/causes")
async def count_causes(
    view: View,
    *,
    kind: Annotated[SignalKind | None, Query()] = None,
    azc: Azc = None,
    municipality: Annotated[MunicipalityCode | None, Query()] = None,
) -> schemas_signals.SignalCauses:
    """Of the signals that you may see: how often each kind was raised with which place."""
    filters = queries_signals.SignalFilters(kind=kind, azc=azc, municipality=municipality)
    rows = await queries_signals.causes_for(view.tx, view.who, view.now, filters)
    return schemas_signals.SignalCauses(items=[schemas_signals.cause(row) for row in rows])


@router.get("/signals/{signalId}")
async def read_signal(
    signal_id: SignalId,
    response: Response,
    at: Annotated[Desk, desk(*roles.SIGNALS)],
    resources: With,
) -> schemas_signals.Signal:
    """With what was said; the reading is kept in the processing log. Gone where it was voided."""
    found = await opened(at, roles.SIGNALS, signal_id)
    w, state = at.writing, found.state
    words = await words_of(w, resources.vault, found.file)
    row = await queries_signals.signal_row(w.tx, signal_id, w.now)
    today = day(w.now)
    to = await addressees(w.tx, [row], today)
    response.headers["ETag"] = etag(found.file.version)
    answer = state.answer
    said = {
        "text": words.get(state.raised.id),
        "answer": words.get(answer.id) if answer else None,
    }
    return schemas_signals.detail(row, to[signal_id], today, said)


@router.get("/signals/{signalId}/events")
async def list_signal_events(
    signal_id: SignalId, cases: CaseFiles, view: View, paging: PagingParameters
) -> History:
    """What happened to it, also what was taken back; without what was said."""
    file = await load(cases.signals, view.tx, signal_id)
    await admit_to_signal(cases, view.tx, view.who, roles.SIGNALS, file.state, view.now)
    return page_of(history(file.stored, DOMAIN, publishing.publish), paging)
