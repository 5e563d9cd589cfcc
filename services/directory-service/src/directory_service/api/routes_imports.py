"""The national file of client managers: previewed, committed as one unit, undone, exported."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from continuous_line.codes import Role
from continuous_line.fields import Body, Id
from continuous_line.intake.answers import IntakeFault, fault_of
from continuous_line.intake.downloads import FILES, Form, as_file
from continuous_line.intake.reading import sheets_of
from continuous_line.intake.upload import REQUEST_BODY, Upload, UploadGuard
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading
from directory_service import roles
from directory_service.api import answers_imports as answers
from directory_service.api.dependencies import keeping, looking_up
from directory_service.application.book import Book
from directory_service.national_list import importing
from directory_service.national_list.writing import COLUMNS

router = APIRouter(tags=["contact-imports"])
ImportId = Annotated[Id, Path(alias="importId")]
Keeping = Annotated[Book, keeping(*roles.LIST_KEEPERS)]
Looking = Annotated[Book, looking_up(*roles.LIST_KEEPERS)]
View = Annotated[Reading, reading(*roles.LIST_KEEPERS)]


class Decision(Body):
    """Nothing to say but that it is to be done."""


class _Guard(UploadGuard):
    def given(self, request: Request, unit: Writing) -> Any:
        resources = request.app.state.resources
        book = Book(resources.directory, resources.vault, resources.policy, unit)
        return book, super().given(request, unit)


def _uploading(*allowed: Role) -> Any:
    return Depends(_Guard(sheets_of, *allowed), scope="function")


@router.post(
    "/contact-imports", status_code=201, response_class=Response, openapi_extra=REQUEST_BODY
)
async def preview_contact_import(
    given: Annotated[tuple[Book, Upload], _uploading(*roles.LIST_KEEPERS)],
) -> Response:
    """A file (XLSX or CSV) of the client managers of municipalities, as people keep it.

    Read and compared with the directory; nothing changes there before it is committed.
    """
    book, upload = given
    import_id = await importing.preview(book, upload.read)
    return await book.writing.created(f"/v1/contact-imports/{import_id}", 1)


@router.get("/contact-imports/{importId}")
async def read_contact_import(
    import_id: ImportId, response: Response, view: View
) -> answers.ContactImport:
    """How many contacts it adds, changes and ends."""
    found, changes = await importing.summary(view.tx, view.who, import_id)
    response.headers["ETag"] = etag(found.version)
    return answers.contact_import(found, changes)


@router.get("/contact-imports/{importId}/faults")
async def list_contact_import_faults(
    import_id: ImportId, view: View, paging: PagingParameters
) -> Page[IntakeFault]:
    """What is wrong by row and column, and what was understood otherwise than it is written."""
    after = paging.after(int)
    rows = await importing.faults(
        view.tx, view.who, import_id, after[0] if after else 0, paging.limit
    )
    shown, following = paging.cut(rows, lambda row: (row.number,))
    return Page(items=[fault_of(row) for row in shown], next=following)


@router.get("/contact-imports/{importId}/changes")
async def list_contact_import_changes(
    import_id: ImportId, book: Looking, paging: PagingParameters
) -> Page[answers.ContactChange]:
    """Whom it adds, changes, ends and leaves as they are; by name until it is committed."""
    after = paging.after(int)
    start = after[0] if after else 0
    found = await importing.changes(book, import_id, start, paging.limit)
    shown, following = paging.cut(list(enumerate(found, start + 1)), lambda one: (one[0],))
    return Page(items=[answers.contact_change(one) for _, one in shown], next=following)


@router.post("/contact-imports/{importId}/commits", status_code=201, response_class=Response)
async def commit_contact_import(import_id: ImportId, _body: Decision, book: Keeping) -> Response:
    """All of it or nothing; refused while a row has a fault, or where the directory changed."""
    version = await importing.commit(book, import_id)
    return await book.writing.created(f"/v1/contact-imports/{import_id}", version)


@router.post("/contact-imports/{importId}/undos", status_code=201, response_class=Response)
async def undo_contact_import(import_id: ImportId, _body: Decision, book: Keeping) -> Response:
    """The contacts are as they were; refused where something was recorded on one of them since."""
    version = await importing.undo(book, import_id)
    return await book.writing.created(f"/v1/contact-imports/{import_id}", version)


@router.post("/contact-imports/{importId}/abandonments", status_code=201, response_class=Response)
async def abandon_contact_import(import_id: ImportId, _body: Decision, book: Keeping) -> Response:
    """Nothing is committed, and what was read is forgotten."""
    version = await importing.abandon(book, import_id)
    return await book.writing.created(f"/v1/contact-imports/{import_id}", version)


@router.get("/contact-exports", response_class=Response, responses=FILES)
async def export_contacts(
    book: Looking, form: Annotated[Form, Query(description="What kind of file.")] = Form.XLSX
) -> Response:
    """The client managers of the own places in the form that is imported without a difference."""
    return as_file(form, "klantmanagers", COLUMNS, await importing.export(book))
