"""Files of profiles in a browser: checked, committed, followed, the result taken home."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Response

from continuous_line.intake import acts, store
from continuous_line.intake.acts import Plan
from continuous_line.intake.answers import fault_of
from continuous_line.intake.downloads import Form as FileForm
from continuous_line.intake.intake import WORKED_ON, IntakeState
from continuous_line.intake.table import FileUnfit
from continuous_line.web.pages import Form
from continuous_line.web.pages.intakes import said
from profile_service import roles
from profile_service.api.routes_intakes import IntakeId, result_file
from profile_service.intake.columns import ProfileColumns
from profile_service.intake.handler import PROFILES
from profile_service.intake.reading import reader
from profile_service.sections import Catalogue
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show

At = Annotated[PageDesk, page_desk(*roles.REGISTER)]
_SHOWN = 1000
"""Faults on one page; all of them are in the result."""


def routes(sections: Catalogue) -> APIRouter:
    """The columns follow from the schemas of the sections."""
    router = APIRouter()
    router.include_router(_router)
    read = reader(ProfileColumns(sections))

    @router.post("/profile-intakes/new")
    async def check(at: At) -> Response:
        """Nothing is opened before somebody says so on the next page."""
        upload = at.form.file("file")
        if upload is None:
            return await _new(at, 400)
        try:
            file = await asyncio.to_thread(read, upload.content)
        except FileUnfit as unfit:
            sentence = at.visitor.kit.refusal(unfit.code, at.visitor.language)
            at.form.fault("file", sentence or unfit.detail)
            return await _new(at, 400, unfit.extra.get("errors", ()))
        plan = Plan(dry_run=True)
        begun = await acts.start(at.unit, at.vault, PROFILES, file.table, file.faults, plan)
        return await at.unit.see(f"/profile-intakes/{begun}")

    return router


_router = APIRouter()


@_router.get("/profile-intakes/new")
async def new_intake(at: At) -> Response:
    return await _new(at)


@_router.get("/profile-intakes/{intakeId}")
async def intake_page(intake_id: IntakeId, at: At) -> Response:
    """How far it is; while it is worked on, the page is refreshed by hand."""
    w = at.writing
    intake = await store.load(w.tx, intake_id, kind=PROFILES, organisation=w.who.organisation)
    found = [fault_of(row) for row in await acts.faults(w.tx, intake, 0, _SHOWN)]
    checked = intake.state is IntakeState.CHECKED
    return await show(
        at,
        "intake.html",
        form=None,
        intake=intake,
        worked_on=intake.state in WORKED_ON,
        can_commit=checked and not intake.faults,
        can_leave_out=checked and bool(intake.faults) and intake.valid > 0,
        can_abandon=checked,
        ended=intake.state is IntakeState.DONE,
        faults=[_told(one, at) for one in found if not one.note],
        notes=[_told(one, at) for one in found if one.note],
    )


@_router.post("/profile-intakes/{intakeId}/commits")
async def commit(intake_id: IntakeId, at: At) -> Response:
    only_valid = at.form.value("only_valid") == "1"
    await acts.commit(at.unit, PROFILES, intake_id, only_valid=only_valid)
    return await at.unit.see(f"/profile-intakes/{intake_id}", "intake_committed")


@_router.post("/profile-intakes/{intakeId}/abandonments")
async def abandon(intake_id: IntakeId, at: At) -> Response:
    await acts.abandon(at.unit, PROFILES, intake_id)
    return await at.unit.see("/profile-intakes/new", "intake_abandoned")


@_router.get("/profile-intakes/{intakeId}/result")
async def result(intake_id: IntakeId, at: At) -> Response:
    """What became of every row, as a file."""
    return await result_file(at.unit, intake_id, FileForm.XLSX)


async def _new(at: PageDesk, status: int = 200, errors: Any = ()) -> Response:
    w = at.writing
    earlier = await store.listed(
        w.tx, kind=PROFILES, organisation=w.who.organisation, after=None, limit=25
    )
    form = at.form if status != 200 else Form(at.visitor.words, at.visitor.language)
    return await show(
        at, "intake_new.html", status, form=form, errors=[_column(one, at) for one in errors],
        earlier=earlier,
    )  # fmt: skip


def _told(fault: Any, at: PageDesk) -> dict[str, Any]:
    sentence = said(fault.code, fault.detail, at.visitor.language)
    return {"row": fault.row, "column": fault.column, "said": sentence}


def _column(error: Any, at: PageDesk) -> dict[str, Any]:
    """Of a file as a whole."""
    sentence = said(str(error.get("code", "")), str(error.get("detail", "")), at.visitor.language)
    return {"row": 0, "column": error.get("column") or error.get("field", ""), "said": sentence}
