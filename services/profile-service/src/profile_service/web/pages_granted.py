"""What others than the linked municipality read: the pages of a provider."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.codes import Purpose
from continuous_line.web.pages import PageNumber, Pager
from profile_service import granted, roles
from profile_service.api.dependencies import PermitHolderId
from profile_service.application import access
from profile_service.domain.grants import Right
from profile_service.web.codes_access import PURPOSES
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show
from profile_service.web.pages_profile import contents_in

router = APIRouter()
Party = Annotated[PageDesk, page_desk(*roles.BY_GRANT)]


@router.get("/grants")
async def grants_page(
    at: Party, *, everything: Annotated[str, Query(alias="all", max_length=3)] = "",
    number: PageNumber = 1,
) -> Response:  # fmt: skip
    """Those that hold now, or with `all` those that ended too."""
    w, holds = at.writing, None if everything else True
    party = w.who.organisation
    pager = Pager(number, await granted.number_to_party(w.tx, party, w.now, holds=holds))
    rows = await granted.to_party(
        w.tx, party, w.now, holds=holds, after=None, limit=pager.limit, offset=pager.offset
    )
    await access.account_list(at, [(row.permit_holder_id, Purpose(row.purpose)) for row in rows])
    return await show(
        at,
        "grants.html",
        rows=rows,
        pager=pager,
        holding={row.grant_id for row in rows if row.granted_at <= w.now < row.until},
        everything=bool(everything),
        purposes=PURPOSES[at.visitor.language],
    )


@router.get("/profiles/{permitHolderId}/granted-sections")
async def granted_sections_page(permit_holder_id: PermitHolderId, at: Party) -> Response:
    found = await access.read(at, permit_holder_id)
    told, contents = found.told, contents_in(at, found.told)
    return await show(
        at,
        "granted_sections.html",
        person=permit_holder_id,
        version=told.version if told else None,
        told=[(one, contents.get(one.section)) for one in told.sections] if told else [],
        until=found.right.until,
        purpose_names=_purposes(at, found.right),
    )


def _purposes(at: PageDesk, right: Right) -> str:
    return ", ".join(PURPOSES[at.visitor.language][one] for one in right.purposes)
