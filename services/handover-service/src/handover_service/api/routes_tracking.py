"""What is due when: the terms and programmes of a case, notices, and a scout's day."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from continuous_line.codes import Role
from continuous_line.days import day
from continuous_line.fields import Code, Id, QueryBool
from continuous_line.writing import Reading, Writing, reading, writing
from handover_service import notice_queries, programme_view, roles, scouting
from handover_service.api import answers
from handover_service.api import answers_tracking as tracked
from handover_service.api.dependencies import CaseFiles, CaseId, View, desk
from handover_service.api.routes_programmes import known
from handover_service.application import findings
from handover_service.resources import Resources
from handover_service.streams import Cases, Desk, File, admitted

router = APIRouter(tags=["tracking"])


@router.get("/cases/{caseId}/terms")
async def list_terms(
    request: Request, case_id: CaseId, cases: CaseFiles, view: View
) -> tracked.Terms:
    """What is due when, what was met, what was missed: derived from what happened."""
    loaded = await known(request, view)
    found = programme_view.terms_of(await _file(cases, view, case_id), case_id, loaded, view.now)
    return tracked.Terms(items=[tracked.term_of(one, loaded) for one in found])


@router.get("/cases/{caseId}/programmes")
async def list_case_programmes(
    request: Request, case_id: CaseId, cases: CaseFiles, view: View
) -> tracked.CaseProgrammes:
    """Every period in a programme, with its contacts and steps; and what stands out."""
    loaded = await known(request, view)
    file = await _file(cases, view, case_id)
    periods = programme_view.periods_of(file, case_id, loaded, view.now)
    raised = await programme_view.raised(view.tx, file, case_id, loaded, view.now)
    return tracked.CaseProgrammes(
        periods=[tracked.period_of(one) for one in periods],
        flags=[tracked.flag_of(one) for one in raised],
    )


@router.get("/cases/{caseId}/findings")
async def list_findings(
    request: Request,
    case_id: CaseId,
    at: Annotated[Desk, desk(*roles.GUIDE, Role.PERMIT_HOLDER)],
) -> tracked.Findings:
    """What was learned, by source; that it was read is recorded."""
    resources: Resources = request.app.state.resources
    found = await findings.read_findings(at, resources.vault, case_id)
    return tracked.Findings(
        items=[
            tracked.FindingRead(
                id=one.finding.id, occurred_at=one.finding.at, source=one.finding.source,
                text=one.words,
            )
            for one in found
        ]
    )  # fmt: skip


@router.get("/notices")
async def list_notices(
    view: Annotated[Reading, reading(*roles.NOTICES)],
    *,
    done: Annotated[QueryBool, Query(description="Those whose cause has ended.")] = False,
) -> tracked.Notices:
    """What you are told of: by name, or by your role at a place."""
    today = day(view.now)
    rows = await notice_queries.notices_for(view.tx, view.who, today, done=done)
    unread = await notice_queries.unread_for(view.tx, view.who, today)
    return tracked.Notices(items=[tracked.notice_of(row) for row in rows], unread=unread)


@router.post("/notices/{noticeId}/readings", status_code=204, response_class=Response)
async def mark_notice_read(
    notice_id: Annotated[Id, Path(alias="noticeId")],
    unit: Annotated[Writing, writing(*roles.NOTICES)],
) -> Response:
    """You have seen it; it is done only once its cause has ended."""
    await notice_queries.mark_read(unit.tx, unit.who, notice_id, unit.now)
    return Response(status_code=204)


@router.get("/scout-days/{azc}")
async def read_scout_day(
    request: Request,
    azc: Annotated[Code, Path(description="Where the scout is.")],
    region: Annotated[Code, Query(description="Labour-market region of the scout.")],
    view: Annotated[Reading, reading(*roles.SCOUT)],
) -> tracked.ScoutDay:
    """Whom a municipal scout speaks to there, and whom by phone."""
    resources: Resources = request.app.state.resources
    found = await scouting.scout_day(
        view.tx, view.who, view.now, azc, region, resources.policy.far_km
    )
    return tracked.ScoutDay(
        azc=azc,
        region=region,
        here=[answers.summary(row) for row in found.here],
        phone=[answers.summary(row) for row in found.phone],
    )


async def _file(cases: Cases, view: Reading, case_id: Id) -> File:
    found = await admitted(cases, view.tx, view.who, roles.READ, [case_id], now=view.now)
    return found[case_id]
