"""Files of profiles: checked, committed, followed, the result taken home."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from continuous_line import processing_log
from continuous_line.database import Tx
from continuous_line.fields import Body as Taken
from continuous_line.fields import Id, QueryBool, StrictBool
from continuous_line.intake import acts, store
from continuous_line.intake.acts import Plan
from continuous_line.intake.answers import IntakeAnswer, IntakeFault, answer_of, fault_of
from continuous_line.intake.downloads import FILES, Form, as_file
from continuous_line.intake.intake import Intake
from continuous_line.intake.upload import REQUEST_BODY, Upload, uploading
from continuous_line.pagination import Page, PagingParameters
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from continuous_line.writing import Reading, Writing, etag, reading, writing
from profile_service import roles
from profile_service.intake.columns import ProfileColumns
from profile_service.intake.handler import PROFILES
from profile_service.intake.reading import reader
from profile_service.sections import Catalogue

IntakeId = Annotated[Id, Path(alias="intakeId")]
View = Annotated[Reading, reading(*roles.REGISTER)]
Unit = Annotated[Writing, writing(*roles.REGISTER)]


class ProfileIntakeCommit(Taken):
    only_valid: StrictBool = False


def routes(sections: Catalogue) -> APIRouter:
    """The columns follow from the schemas of the sections."""
    router = APIRouter(tags=["intakes"])
    router.include_router(_router)
    read = reader(ProfileColumns(sections))

    @router.post(
        "/profile-intakes", status_code=201, response_class=Response, openapi_extra=REQUEST_BODY
    )
    async def start_profile_intake(
        upload: Annotated[Upload, uploading(read, *roles.REGISTER)],
        request: Request,
        *,
        dry_run: Annotated[
            QueryBool, Query(alias="dryRun", description="Check only, until it is committed.")
        ] = True,
        only_valid: Annotated[
            QueryBool, Query(alias="onlyValid", description="Leave out rows with faults.")
        ] = False,
    ) -> Response:
        """A file of profiles (NDJSON, CSV or XLSX); its rows are checked in the background."""
        vault: Vault = request.app.state.resources.vault
        unit, plan = upload.writing, Plan(dry_run=dry_run, only_valid=only_valid)
        file = upload.read
        intake_id = await acts.start(unit, vault, PROFILES, file.table, file.faults, plan)
        return await unit.created(f"/v1/profile-intakes/{intake_id}", 1)

    return router


_router = APIRouter()


@_router.get("/profile-intakes")
async def list_profile_intakes(view: View, paging: PagingParameters) -> Page[IntakeAnswer]:
    """Those of the own organisation, the newest first."""
    after, organisation = paging.after(datetime, UUID), view.who.organisation
    found = await store.listed(
        view.tx, kind=PROFILES, organisation=organisation, after=after, limit=paging.limit
    )
    shown, following = paging.cut(found, lambda one: (one.created_at, one.intake_id))
    return Page(items=[answer_of(one) for one in shown], next=following)


@_router.get("/profile-intakes/{intakeId}")
async def read_profile_intake(intake_id: IntakeId, response: Response, view: View) -> IntakeAnswer:
    """How far it is."""
    intake = await store.load(view.tx, intake_id, kind=PROFILES, organisation=view.who.organisation)
    response.headers["ETag"] = etag(intake.version)
    return answer_of(intake)


@_router.get("/profile-intakes/{intakeId}/faults")
async def list_profile_intake_faults(
    intake_id: IntakeId, view: View, paging: PagingParameters
) -> Page[IntakeFault]:
    """What is wrong, by row and column; never what stands there."""
    intake = await store.load(view.tx, intake_id, kind=PROFILES, organisation=view.who.organisation)
    after = paging.after(int)
    rows = await acts.faults(view.tx, intake, after[0] if after else 0, paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.number,))
    return Page(items=[fault_of(row) for row in shown], next=following)


@_router.post("/profile-intakes/{intakeId}/commits", status_code=201, response_class=Response)
async def commit_profile_intake(
    intake_id: IntakeId, body: ProfileIntakeCommit, unit: Unit
) -> Response:
    """Open the profiles of what was checked; with faults only where `onlyValid` says so."""
    version = await acts.commit(unit, PROFILES, intake_id, only_valid=body.only_valid)
    return await unit.created(f"/v1/profile-intakes/{intake_id}", version)


@_router.post("/profile-intakes/{intakeId}/abandonments", status_code=201, response_class=Response)
async def abandon_profile_intake(intake_id: IntakeId, unit: Unit) -> Response:
    """Commit nothing; its rows are forgotten."""
    version = await acts.abandon(unit, PROFILES, intake_id)
    return await unit.created(f"/v1/profile-intakes/{intake_id}", version)


@_router.get("/profile-intakes/{intakeId}/result", response_class=Response, responses=FILES)
async def read_profile_intake_result(
    intake_id: IntakeId,
    unit: Unit,
    form: Annotated[Form, Query(description="What kind of file.")] = Form.CSV,
) -> Response:
    """What became of every row: its outcome, and the id of the profile or why there is none."""
    return await result_file(unit, intake_id, form)


async def result_file(unit: Writing, intake_id: UUID, form: Form) -> Response:
    """Whose ids it names is in the processing log."""
    tx, who = unit.tx, unit.who
    intake = await store.load(tx, intake_id, kind=PROFILES, organisation=who.organisation)
    outcomes = await acts.result(tx, intake)
    persons = [one.id for one in outcomes if one.id]
    entries = [Processed(one, Activity.PROFILE_INTAKE, Manner.EXPORTED) for one in persons]
    await processing_log.record(tx, who, entries, now=unit.now)
    wrong = await _wrong(tx, intake)
    rows = [
        (one.row, one.outcome, str(one.id) if one.id else None, one.code or wrong.get(one.row))
        for one in outcomes
    ]
    columns = ("row", "outcome", "permitHolderId", "faults")
    return as_file(form, "profile-intake-result", columns, rows)


async def _wrong(tx: Tx, intake: Intake) -> dict[int, str]:
    """By row: `column code` of each fault."""
    found: dict[int, list[str]] = {}
    for one in await acts.faults(tx, intake, 0, store.MOST_FAULTS):
        found.setdefault(one.row, []).append(f"{one.column} {one.code}".strip())
    return {row: "; ".join(told) for row, told in found.items()}
