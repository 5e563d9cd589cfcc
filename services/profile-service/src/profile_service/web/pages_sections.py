"""Recording what is known, a section at a time."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from continuous_line.act import When
from continuous_line.codes import Purpose, Section
from continuous_line.database import Tx
from continuous_line.errors import PreconditionFailed
from continuous_line.web.pages import Form
from continuous_line.web.pages.guards import Change
from continuous_line.web.pages.request import in_words
from profile_service import roles
from profile_service.api.dependencies import PermitHolderId
from profile_service.application import reading, sections
from profile_service.domain.events import ProfileSectionRecorded
from profile_service.sections import SectionSchema
from profile_service.sections.faults import InvalidContent
from profile_service.web import section_form
from profile_service.web.codes import BASES, SECTIONS
from profile_service.web.codes_access import PURPOSES
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show

router = APIRouter()


async def _changes(tx: Tx, request: Request, seen: int | None) -> Sequence[Change]:
    """Which sections were recorded since, and as what somebody did."""
    visitor = request.state.visitor
    person = UUID(request.path_params["permitHolderId"])
    file = await request.app.state.resources.profiles.files.of_person(tx, person)
    names = SECTIONS[visitor.language]
    return [
        Change(
            one.recorded_at,
            in_words(frozenset(one.context.roles), visitor.language, visitor.words),
            names[one.event.section],
        )
        for one in file.stored[seen or 0 :]
        if isinstance(one.event, ProfileSectionRecorded)
    ]


Writer = Annotated[PageDesk, page_desk(*roles.WRITE, changes=_changes)]


@router.get("/profiles/{permitHolderId}/sections/{section}")
async def section_page(permit_holder_id: PermitHolderId, section: Section, at: Writer) -> Response:
    """With what is known filled in."""
    found, told = await reading.read_section(at, permit_holder_id, section)
    schema = at.profiles.sections.current(section)
    if not section_form.fits(schema, told.content or {}):
        return await _not_here(at, permit_holder_id, section)
    form = Form(at.visitor.words, at.visitor.language)
    form.values = section_form.entries(schema, told.content or {})
    return await _show(
        at, permit_holder_id, schema, form, found.file.version, declined=told.declined
    )


@router.post("/profiles/{permitHolderId}/sections/{section}")
async def record_section(
    permit_holder_id: PermitHolderId, section: Section, at: Writer
) -> Response:
    """As a whole. One row more, or does not want to tell, are buttons of the same form.

    What was not sent from the form is refused: without its version nobody saw what it replaces.
    """
    schema = at.profiles.sections.current(section)
    if not section_form.fits(schema, {}):
        return await _not_here(at, permit_holder_id, section, 400)
    if at.form.value("more"):
        return await _show(at, permit_holder_id, schema, at.form)
    if at.form.value("declined"):
        entry = schema.declined()
    else:
        try:
            entry = schema.accept(section_form.content_of(schema, at.form))
        except InvalidContent as invalid:
            form = section_form.form_of(at.form, schema)
            section_form.tell(form, schema, invalid.faults)
            return await _show(at, permit_holder_id, schema, form, status=400)
    if at.unit.if_match is None:
        file = await at.open(roles.writers_of(section), permit_holder_id)
        raise PreconditionFailed("Open the form of this section.", currentVersion=file.version)
    await sections.record(at, permit_holder_id, entry, When())
    return await at.unit.see(f"/profiles/{permit_holder_id}", "section_recorded")


async def _not_here(
    at: PageDesk, person: PermitHolderId, section: Section, status: int = 200
) -> Response:
    """What a form would lose is not shown in one."""
    here = f"/profiles/{person}"
    return await show(at, "section_not_here.html", status, here=here, section=section)


async def _show(
    at: PageDesk,
    person: PermitHolderId,
    schema: SectionSchema,
    form: Form,
    version: int | None = None,
    status: int = 200,
    *,
    declined: bool = False,
) -> Response:
    shown = section_form.form_of(form, schema)
    language = at.visitor.language
    return await show(
        at,
        "section.html",
        status,
        form=shown,
        here=f"/profiles/{person}",
        section=schema.section,
        version=version,
        fields=section_form.fields(schema, shown),
        shared=_shared(schema, at),
        refused=schema.document.get("othersRefused", {}).get(language.value),
        declined=declined,
        assumption=schema.document.get("assumption"),
    )


def _shared(schema: SectionSchema, at: PageDesk) -> Mapping[str, Mapping[str, str]]:
    """Of each field, in words: for whom, what for, and on what ground."""
    visitor = at.visitor
    purposes, bases = PURPOSES[visitor.language], BASES[visitor.language]
    return {
        name: {
            "whom": in_words(frozenset(rule.audience), visitor.language, visitor.words),
            "purposes": ", ".join(purposes[one] for one in Purpose if one in rule.purposes),
            "basis": bases[rule.legal_basis],
        }
        for name, rule in schema.rules.items()
    }
