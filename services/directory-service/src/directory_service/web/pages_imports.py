"""The national file of client managers: read, compared, recorded as one unit, taken back."""

import asyncio
from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Response

from continuous_line.intake.answers import fault_of
from continuous_line.intake.downloads import Form as FileForm
from continuous_line.intake.downloads import as_file
from continuous_line.intake.intake import IntakeState
from continuous_line.intake.reading import sheets_of
from continuous_line.intake.table import FileUnfit
from continuous_line.web.pages import (
    Form,
    PageNumber,
    Pager,
    PageWriting,
    Visitor,
    page_writing,
    signed_in,
)
from continuous_line.web.pages.intakes import said
from directory_service.api.routes_imports import ImportId
from directory_service.national_list import importing
from directory_service.national_list.planning import Difference
from directory_service.national_list.writing import COLUMNS
from directory_service.roles import LIST_KEEPERS
from directory_service.web.look import book_of, named_places

router = APIRouter()
Unit = Annotated[PageWriting, page_writing(*LIST_KEEPERS)]
_MANY = 100_000


@router.get("/contact-imports/new")
async def new_import(visitor: Annotated[Visitor, signed_in(*LIST_KEEPERS)]) -> Response:
    form = Form(visitor.words, visitor.language)
    return visitor.page("import_new.html", form=form)


@router.post("/contact-imports/new")
async def preview(unit: Unit) -> Response:
    """Nothing changes in the directory before somebody says so on the next page."""
    upload = unit.form.file("file")
    if upload is None:
        return unit.visitor.page("import_new.html", 400, form=unit.form)
    try:
        sheets = await asyncio.to_thread(sheets_of, upload.content)
        import_id = await importing.preview(book_of(unit), sheets)
    except FileUnfit as unfit:
        sentence = unit.visitor.kit.refusal(unfit.code, unit.visitor.language)
        unit.form.fault("file", sentence or unfit.detail)
        return unit.visitor.page("import_new.html", 400, form=unit.form)
    return await unit.see(f"/contact-imports/{import_id}")


@router.get("/contact-imports/{importId}")
async def import_page(
    import_id: ImportId, unit: Unit, difference: str = "", number: PageNumber = 1
) -> Response:
    """Whom it adds, changes and ends, and every fault by row and column."""
    intake, changes = await importing.summary(unit.tx, unit.who, import_id)
    counts = Counter(change.difference for change in changes)
    chosen = _chosen(difference, counts)
    wanted = [one for one in changes if one.difference == chosen]
    pager = Pager(number, len(wanted))
    book = book_of(unit)
    page = wanted[pager.offset : pager.offset + pager.limit]
    rows = await importing.shown(book, intake, page)
    codes = {code for row in rows for code in row.change.places}
    names = {hit.code: hit.name for hit in await named_places(unit, book, sorted(codes))}
    told = [fault_of(row) for row in await importing.faults(unit.tx, unit.who, import_id, 0, _MANY)]
    return unit.visitor.page(
        "import.html",
        form=None,
        intake=intake,
        counts=counts,
        differences=[one.value for one in Difference],
        shown=chosen,
        rows=rows,
        pager=pager,
        names=names,
        faults=[_told(one, unit) for one in told if not one.note],
        notes=[_told(one, unit) for one in told if one.note],
        can_commit=intake.state is IntakeState.CHECKED and not intake.faults,
        can_abandon=intake.state is IntakeState.CHECKED,
        can_undo=intake.state is IntakeState.DONE,
    )


@router.post("/contact-imports/{importId}/commits")
async def commit(import_id: ImportId, unit: Unit) -> Response:
    await importing.commit(book_of(unit), import_id)
    return await unit.see(f"/contact-imports/{import_id}", "import_committed")


@router.post("/contact-imports/{importId}/undos")
async def undo(import_id: ImportId, unit: Unit) -> Response:
    await importing.undo(book_of(unit), import_id)
    return await unit.see(f"/contact-imports/{import_id}", "import_undone")


@router.post("/contact-imports/{importId}/abandonments")
async def abandon(import_id: ImportId, unit: Unit) -> Response:
    await importing.abandon(book_of(unit), import_id)
    return await unit.see("/contact-imports/new", "import_abandoned")


@router.get("/contact-exports")
async def export(unit: Unit) -> Response:
    """The file that can be read in again without a difference."""
    rows = await importing.export(book_of(unit))
    return as_file(FileForm.XLSX, "klantmanagers", COLUMNS, rows)


def _chosen(asked: str, counts: Counter[Difference]) -> Difference:
    """The one that is asked for, else the first there are any of."""
    known = {one.value: one for one in Difference}
    return known.get(asked) or next((one for one in Difference if counts[one]), Difference.ADDED)


def _told(fault: Any, unit: PageWriting) -> dict[str, Any]:
    sentence = said(fault.code, fault.detail, unit.visitor.language)
    return {"row": fault.row, "column": fault.column, "said": sentence}
