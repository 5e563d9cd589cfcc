"""Access given to others and withdrawn, by the case manager or the permit holder."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Purpose, Role, Section
from continuous_line.days import day
from continuous_line.web.pages import Form
from profile_service import roles
from profile_service.api.dependencies import GrantId, PermitHolderId
from profile_service.application import access
from profile_service.domain import grants
from profile_service.domain.grants import Wanted
from profile_service.web.codes import SECTIONS
from profile_service.web.codes_access import PURPOSES
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show
from profile_service.web.sheets import of_address

router = APIRouter()
Granter = Annotated[PageDesk, page_desk(*roles.GRANT)]


@router.get("/profiles/{permitHolderId}/grants/new")
async def grant_form(permit_holder_id: PermitHolderId, at: Granter) -> Response:
    await at.read(roles.GRANT, permit_holder_id, "grants")
    return await _form(at, permit_holder_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/grants/new")
async def grant_page(permit_holder_id: PermitHolderId, at: Granter) -> Response:
    await at.open(roles.GRANT, permit_holder_id)
    wanted = _wanted(at)
    if wanted is None or at.form.changing:
        return await _form(at, permit_holder_id, at.form, 400 if at.form.faults else 200)
    if not at.form.confirmed:
        return await _shown(at, "grant_check.html", permit_holder_id, form=at.form, wanted=wanted)
    await access.grant(at, permit_holder_id, wanted, When())
    return await at.unit.see(of_address(permit_holder_id, at.writing.who), "granted")


@router.get("/profiles/{permitHolderId}/grants/{grantId}/revocation")
async def revocation_form(
    permit_holder_id: PermitHolderId, grant_id: GrantId, at: Granter
) -> Response:
    file = await at.read(roles.GRANT, permit_holder_id, "grants")
    found = grants.find(file.state, grant_id)
    return await _shown(at, "grant_revocation.html", permit_holder_id, grant=found)


@router.post("/profiles/{permitHolderId}/grants/{grantId}/revocation")
async def revocation_page(
    permit_holder_id: PermitHolderId, grant_id: GrantId, at: Granter
) -> Response:
    """At once."""
    await access.revoke(at, permit_holder_id, grant_id)
    return await at.unit.see(of_address(permit_holder_id, at.writing.who), "revoked")


def _wanted(at: PageDesk) -> Wanted | None:
    """None where something is wrong; then every fault is in the form."""
    form, today = at.form, day(at.writing.now)
    longest = at.profiles.policy.longest_grant
    party = form.code("grant_to")
    purpose = form.choice("grant_purpose", tuple(grants.PURPOSES))
    sections = form.choices("grant_sections", tuple(Section), required=True)
    until = form.day("grant_until")
    if until is not None and until < today:
        form.fault("grant_until", "grant_past", "grant_until-day")
    if until is not None and until - today > longest:
        form.fault("grant_until", "grant_far", "grant_until-day", days=longest.days)
    agreed = at.writing.who.has(Role.PERMIT_HOLDER) or form.has("grant_agreed", "yes")
    if not agreed:
        form.fault("grant_agreed", "grant_agreed_missing")
    if form.faults or purpose is None or until is None:
        return None
    chosen = tuple(section for section in Section if section in sections)
    return Wanted(party, Purpose(purpose), chosen, until, agreed)


async def _form(at: PageDesk, person: PermitHolderId, form: Form, status: int = 200) -> Response:
    language = at.visitor.language
    purposes = [(one.value, PURPOSES[language][one].capitalize()) for one in grants.PURPOSES]
    return await _shown(
        at,
        "grant_form.html",
        person,
        status,
        form=form,
        purpose_options=purposes,
        section_options=list(SECTIONS[language].items()),
        agreed_options=[("yes", at.visitor.words["grant_agreed_yes"])],
        asks=not at.writing.who.has(Role.PERMIT_HOLDER),
    )


async def _shown(
    at: PageDesk, template: str, person: PermitHolderId, status: int = 200, **context: Any
) -> Response:
    return await show(
        at,
        template,
        status,
        purposes=PURPOSES[at.visitor.language],
        back=of_address(person, at.writing.who),
        **context,
    )
