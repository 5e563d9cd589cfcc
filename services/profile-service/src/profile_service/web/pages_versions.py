"""Completed versions: what was in them, what changed, and a second pair of eyes."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.act import When
from continuous_line.codes import ReviewRemark, ReviewVerdict, Section
from profile_service import roles
from profile_service.api import answers_contents
from profile_service.api.dependencies import PermitHolderId
from profile_service.api.routes_versions import Number
from profile_service.application import reading, reviewing
from profile_service.domain.events import ProfileSent, RemarkOn
from profile_service.web.codes import DIFFERENCES, REMARKS, SECTIONS, WHYS
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show
from profile_service.web.pages_profile import contents_in, field_labels

router = APIRouter()
Reader = Annotated[PageDesk, page_desk(*roles.STAFF)]
Reviewer = Annotated[PageDesk, page_desk(*roles.REVIEW)]


@router.get("/profiles/{permitHolderId}/versions")
async def versions_page(permit_holder_id: PermitHolderId, at: Reader) -> Response:
    """The newest first; to a municipality those that it was sent."""
    found = await reading.admitted(at, permit_holder_id)
    await at.account(found.file, ["versions"])
    sent = found.state.all(ProfileSent)
    if found.municipality is not None:
        sent = found.state.sent_to(found.municipality)
    return await show(
        at,
        "versions.html",
        places=[one.municipality for one in sent],
        here=f"/profiles/{permit_holder_id}",
        versions=[answers_contents.version(found, one) for one in reversed(found.versions)],
        sent=sent,
        remarks=REMARKS[at.visitor.language],
        reviews=at.writing.who.has(*roles.REVIEW),
    )


@router.get("/profiles/{permitHolderId}/versions/{number}")
async def version_page(
    permit_holder_id: PermitHolderId,
    number: Number,
    at: Reader,
    since: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Response:
    """As it was completed; with `since` also what changed since that other version."""
    found = await reading.read_version(at, permit_holder_id, number, since)
    told = found.contents
    language = at.visitor.language
    return await show(
        at,
        "version.html",
        here=f"/profiles/{permit_holder_id}",
        version=answers_contents.version_contents(found, found.version(number), told),
        since=since,
        changes=answers_contents.changes(told.changes),
        told=contents_in(at, told),
        labels=field_labels(at),
        whys=WHYS[language],
        differences=DIFFERENCES[language],
        remarks=REMARKS[language],
    )


@router.get("/profiles/{permitHolderId}/versions/{number}/reviews/new")
async def new_review(permit_holder_id: PermitHolderId, number: Number, at: Reviewer) -> Response:
    found = await reading.admitted(at, permit_holder_id)
    found.version(number)
    await at.account(found.file, ["versions"])
    return await _reviewing(at, permit_holder_id, number)


@router.post("/profiles/{permitHolderId}/versions/{number}/reviews/new")
async def review(permit_holder_id: PermitHolderId, number: Number, at: Reviewer) -> Response:
    """Usable or not; of what is not, at least one remark. Its author reads them."""
    form = at.form
    verdict = form.choice("verdict", [one.value for one in ReviewVerdict])
    remarks = _remarks(at)
    if verdict == ReviewVerdict.NOT_USABLE and not remarks:
        form.fault("verdict", "remark-missing")
    if form.faults:
        return await _reviewing(at, permit_holder_id, number, 400)
    await reviewing.review(
        at, permit_holder_id, number, ReviewVerdict(verdict or ""), remarks, When()
    )
    return await at.unit.see(f"/profiles/{permit_holder_id}/versions", "reviewed")


def _remarks(at: PageDesk) -> tuple[RemarkOn, ...]:
    known = [one.value for one in ReviewRemark]
    said = {one: at.form.choice(f"remark_{one}", known, required=False) for one in Section}
    return tuple(
        RemarkOn(section=section, remark=ReviewRemark(remark))
        for section, remark in said.items()
        if remark in known
    )


async def _reviewing(
    at: PageDesk, person: PermitHolderId, number: int, status: int = 200
) -> Response:
    language = at.visitor.language
    return await show(
        at,
        "review.html",
        status,
        form=at.form,
        here=f"/profiles/{person}",
        number=number,
        options=list(REMARKS[language].items()),
        named_sections=list(SECTIONS[language].items()),
    )
