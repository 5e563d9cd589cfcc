"""Somebody is put into a programme or taken out of it, and what is recorded in between."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.codes import Mode, OwnerReason
from continuous_line.codes_guidance import ContactOccasion, FindingSource, ProgrammeEnd
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service import roles, texts
from handover_service.api.dependencies import CaseId
from handover_service.application import findings, programmes
from handover_service.application.programmes import NewContact
from handover_service.domain.accompanying import NewAssignment
from handover_service.domain.errors_programmes import CaseloadFull
from handover_service.domain.periods import assigned_periods
from handover_service.domain.programme import Programme, Programmes
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.moments import when_on
from handover_service.web.panel_terms import programme_names

router = APIRouter()
Guiding = Annotated[PageDesk, page_desk(*roles.GUIDE)]
Options = Sequence[tuple[str, str]]


@router.get("/cases/{caseId}/programmes/new")
async def assign_form(case_id: CaseId, at: Guiding) -> Response:
    return await _assigning(at, case_id, Form.of(at.visitor, event_day=day(at.writing.now)))


@router.post("/cases/{caseId}/programmes/new")
async def assign(case_id: CaseId, at: Guiding) -> Response:
    form, known = at.form, await _known(at)
    code = form.choice("programme_code", [one for one, _ in await _to_assign(at)])
    worker = form.code("worker_id", required=False) or None
    on, until = _event_day(at), form.day("last_day", required=False)
    reason = form.choice("why_more", [one.value for one in OwnerReason], required=False)
    if form.faults or code is None or on is None:
        return await _assigning(at, case_id, form, 400)
    new = NewAssignment(worker, until, OwnerReason(reason) if reason else None)
    try:
        await programmes.assign(at, known, case_id, code, new, when_on(at, on))
    except CaseloadFull as full:
        form.fault("why_more", "caseload_is_full", norm=full.extra["norm"])
        return await _assigning(at, case_id, form, 400)
    return await at.unit.see(f"/cases/{case_id}", "programme")


async def _assigning(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    options = {"programme_code": await _to_assign(at)}
    return await _form(at, case_id, "assigning", form, options, status)


async def _to_assign(at: PageDesk) -> Options:
    """In force today, and not one that runs on every case."""
    known, today = await _known(at), day(at.writing.now)
    names = programme_names(at, known)
    return [(code, names[code]) for code in known.codes() if not _always(known.on(code, today))]


@router.get("/cases/{caseId}/programme-endings/new")
async def end_form(case_id: CaseId, at: Guiding) -> Response:
    return await _ending(at, case_id, Form.of(at.visitor, event_day=day(at.writing.now)))


@router.post("/cases/{caseId}/programme-endings/new")
async def end(case_id: CaseId, at: Guiding) -> Response:
    form = at.form
    code = form.choice("programme_code", [one for one, _ in await _running(at, case_id)])
    reason, on = form.choice("end_reason", [one.value for one in ProgrammeEnd]), _event_day(at)
    if form.faults or code is None or on is None or reason is None:
        return await _ending(at, case_id, form, 400)
    await programmes.end(at, case_id, code, ProgrammeEnd(reason), when_on(at, on))
    return await at.unit.see(f"/cases/{case_id}", "programme_ended")


async def _ending(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    options = {"programme_code": await _running(at, case_id)}
    return await _form(at, case_id, "ending", form, options, status)


@router.get("/cases/{caseId}/contacts/new")
async def contact_form(case_id: CaseId, at: Guiding) -> Response:
    begun = Form.of(at.visitor, event_day=day(at.writing.now), contact_kind="regular")
    return await _contact(at, case_id, begun)


@router.post("/cases/{caseId}/contacts/new")
async def hold_contact(case_id: CaseId, at: Guiding) -> Response:
    form, known = at.form, await _known(at)
    code = form.choice("programme_code", [one for one, _ in await _running(at, case_id)])
    worker = form.code("worker_id", required=False) or None
    mode = form.choice("contact_mode", [one.value for one in Mode])
    kind = form.choice("contact_kind", [one.value for one in ContactOccasion])
    on = _event_day(at)
    if form.faults or code is None or mode is None or kind is None or on is None:
        return await _contact(at, case_id, form, 400)
    new = NewContact(code, worker, Mode(mode), ContactOccasion(kind))
    await programmes.hold_contact(at, known, case_id, new, when_on(at, on))
    return await at.unit.see(f"/cases/{case_id}", "contact_held")


async def _contact(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    options = {"programme_code": await _running(at, case_id)}
    return await _form(at, case_id, "contact", form, options, status)


@router.get("/cases/{caseId}/progress-talks/new")
async def progress_form(case_id: CaseId, at: Guiding) -> Response:
    return await _progress(at, case_id, Form.of(at.visitor, event_day=day(at.writing.now)))


@router.post("/cases/{caseId}/progress-talks/new")
async def hold_progress_talk(case_id: CaseId, at: Guiding) -> Response:
    form, known = at.form, await _known(at)
    codes = [one for one, _ in await _running(at, case_id)]
    code, on = form.choice("programme_code", codes, required=False), _event_day(at)
    if form.faults or on is None:
        return await _progress(at, case_id, form, 400)
    await programmes.hold_progress_talk(at, known, case_id, code, when_on(at, on))
    return await at.unit.see(f"/cases/{case_id}", "progress")


async def _progress(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    options = {"programme_code": await _running(at, case_id)}
    return await _form(at, case_id, "progress", form, options, status)


@router.get("/cases/{caseId}/steps/new")
async def step_form(case_id: CaseId, at: Guiding) -> Response:
    return await _step(at, case_id, Form.of(at.visitor, event_day=day(at.writing.now)))


@router.post("/cases/{caseId}/steps/new")
async def record_step(case_id: CaseId, at: Guiding) -> Response:
    form, known = at.form, await _known(at)
    chosen = form.choice("step_code", [one for one, _ in await _steps(at, case_id)])
    on = _event_day(at)
    if form.faults or chosen is None or on is None:
        return await _step(at, case_id, form, 400)
    code, _, step = chosen.partition("/")
    await programmes.record_step(at, known, case_id, code, step, when_on(at, on))
    return await at.unit.see(f"/cases/{case_id}", "step")


async def _step(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    options = {"step_code": await _steps(at, case_id)}
    return await _form(at, case_id, "step", form, options, status)


async def _steps(at: PageDesk, case_id: CaseId) -> Options:
    """Of the programmes that the person is in, as `programme/step`."""
    known, today = await _known(at), day(at.writing.now)
    found = [known.on(code, today) for code, _ in await _running(at, case_id)]
    names = programme_names(at, known)
    return [
        (f"{one.code}/{step.code}", f"{names[one.code]}: {getattr(step.name, at.visitor.language)}")
        for one in found
        if one
        for step in one.steps
    ]


@router.get("/cases/{caseId}/findings/new")
async def finding_form(case_id: CaseId, at: Guiding) -> Response:
    begun = Form.of(at.visitor, event_day=day(at.writing.now))
    return await _form(at, case_id, "finding", begun, {})


@router.post("/cases/{caseId}/findings/new")
async def record_finding(case_id: CaseId, at: Guiding) -> Response:
    form = at.form
    source = form.choice("finding_source", [one.value for one in FindingSource])
    words, on = form.text("finding_text", longest=texts.LONGEST), _event_day(at)
    if form.faults or source is None or on is None:
        return await _form(at, case_id, "finding", form, {}, 400)
    vault, when = at.resources.vault, when_on(at, on)
    await programmes.record_finding(at, vault, case_id, FindingSource(source), words, when)
    return await at.unit.see(f"/cases/{case_id}/findings", "finding")


@router.get("/cases/{caseId}/findings")
async def findings_page(case_id: CaseId, at: Guiding) -> Response:
    found = await findings.read_findings(at, at.resources.vault, case_id)
    return await show(at, "findings.html", found=found, here=f"/cases/{case_id}")


async def _form(
    at: PageDesk,
    case_id: CaseId,
    kind: str,
    form: Form,
    options: dict[str, Options],
    status: int = 200,
) -> Response:
    """All of these forms are one template; `kind` says which of its parts are shown."""
    file = await at.open(roles.GUIDE, case_id)
    return await show(
        at, "guiding_form.html", status, form=form, kind=kind, options=options,
        here=f"/cases/{case_id}", version=file.version,
        codes={
            "why_more": [one.value for one in OwnerReason],
            "end_reason": [one.value for one in ProgrammeEnd],
            "contact_mode": [one.value for one in Mode],
            "contact_kind": [one.value for one in ContactOccasion],
            "finding_source": [one.value for one in FindingSource],
        },
    )  # fmt: skip


async def _running(at: PageDesk, case_id: CaseId) -> Options:
    """The programmes that the person is in today, those of every case last."""
    file, known = await at.open(roles.GUIDE, case_id), await _known(at)
    today, names = day(at.writing.now), programme_names(at, known)
    own = [p.programme for p in assigned_periods(file.case(case_id)) if p.runs(today)]
    codes = dict.fromkeys([*own, *known.every_case()])
    return [(code, names[code]) for code in codes if code in names]


async def _known(at: PageDesk) -> Programmes:
    return await at.resources.programmes.known(at.writing.tx)


def _always(programme: Programme | None) -> bool:
    return programme is None or programme.every_case


def _event_day(at: PageDesk) -> date | None:
    on = at.form.day("event_day")
    if on and on > day(at.writing.now):
        at.form.fault("event_day", "ahead_of_now", "event_day-day")
    return on
