"""Profiles: registered, listed, read; their history, and taking facts back."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes import AT_THE_AZC, Role, Section
from continuous_line.corrections import UnknownEvent
from continuous_line.fields import Code, Moment, QueryBool
from continuous_line.history import History, HistoryEvent, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Writing, etag
from profile_service import publishing, queries, roles
from profile_service.admission import whose_links_are_known
from profile_service.api import answers, schemas
from profile_service.api.dependencies import (
    EventId,
    PermitHolderId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import reading, recording, standing, stay
from profile_service.identity import DOMAIN
from profile_service.queries import Filters, State
from profile_service.streams import Desk

router = APIRouter(tags=["profiles"])
Reader = Annotated[Desk, reader(*roles.READ)]


@router.get("/profiles")
async def list_profiles(
    at: Reader,
    paging: PagingParameters,
    *,
    azc: Annotated[Code | None, Query()] = None,
    municipality: Annotated[Code | None, Query(description="Linked to it now.")] = None,
    state: Annotated[State | None, Query()] = None,
    missing: Annotated[Section | None, Query(description="Not in, or asked for.")] = None,
    no_participation_talk: Annotated[
        QueryBool | None,
        Query(
            alias="noParticipationTalk",
            description="In reception, without the talk though it was due a term after the permit.",
        ),
    ] = None,
    unopened: Annotated[
        QueryBool | None, Query(description="Sent, and not opened within the term.")
    ] = None,
    review_due: Annotated[
        QueryBool | None, Query(alias="reviewDue", description="A review is due.")
    ] = None,
) -> Page[answers.ProfileSummary]:
    """Those the reader may see; a municipality finds `state=sent` unopened, for how many days."""
    after = paging.after(UUID)
    view = at.writing
    rows = await queries.profiles_for(
        view.tx,
        view.who,
        view.now,
        Filters(azc, municipality, state, missing, no_participation_talk, unopened, review_due),
        at.profiles.policy,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.permit_holder_id,))
    items = [answers.summary(row, view.now) for row in shown]
    known = await _without_unknown(view, items)
    linked = _by_link(view, known)
    persons = [one.permit_holder_id for one in known]
    await at.account_rows({person: person in linked for person in persons}, "profile")
    return Page(items=known, next=following)


@router.post("/profiles", status_code=201, response_class=Response)
async def open_profile(
    body: schemas.NewProfile, at: Annotated[Desk, desk(*roles.REGISTER)]
) -> Response:
    """For everybody in reception, long before it is complete."""
    person = body.permit_holder_id or uuid4()
    recorded = await stay.open_profile(at, person, body.azc, body.when())
    return await at.writing.created(address(person), recorded.version)


@router.get("/profiles/{permitHolderId}")
async def read_profile(
    permit_holder_id: PermitHolderId,
    response: Response,
    at: Reader,
    as_of: Annotated[
        Moment | None, Query(alias="asOf", description="As it was known at that moment.")
    ] = None,
) -> answers.Profile:
    """A client manager's first reading of what was sent is recorded as `ProfileViewed`."""
    found = await reading.read(at, permit_holder_id, as_of)
    row = standing.row_of(at, found)
    response.headers["ETag"] = etag(found.file.version)
    return answers.detail(found, row, standing.keeper_of(found))


@router.get("/profiles/{permitHolderId}/events")
async def list_profile_events(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> History:
    """The history: what happened, when, recorded when and by whom."""
    return page_of(await _history(at, permit_holder_id), paging)


@router.get("/profiles/{permitHolderId}/events/{eventId}")
async def read_profile_event(
    permit_holder_id: PermitHolderId, event_id: EventId, at: Reader
) -> HistoryEvent:
    for event in (await _history(at, permit_holder_id)).items:
        if event.id == event_id:
            return event
    raise UnknownEvent("There is no such event in this profile.")


@router.post(
    "/profiles/{permitHolderId}/events/{eventId}/voidings",
    status_code=201,
    response_class=Response,
)
async def void_profile_event(
    permit_holder_id: PermitHolderId,
    event_id: EventId,
    body: schemas.Voiding,
    at: Annotated[Desk, desk(*roles.CORRECT)],
) -> Response:
    """By the organisation that recorded it."""
    voided = await recording.void(at, permit_holder_id, event_id, body.reason, body.when())
    return await created(at, voided)


async def _history(at: Desk, person: UUID) -> History:
    file = await at.read(roles.READ, person, "history")
    stored = await at.profiles.history(at.writing.tx, person)
    return answers.told(
        history(stored, DOMAIN, publishing.publish),
        file.state,
        municipality=file.link.municipality if file.link else None,
        sections=not at.writing.who.has(Role.TVS_SYSTEM),
    )


async def _without_unknown(
    view: Writing, items: list[answers.ProfileSummary]
) -> list[answers.ProfileSummary]:
    """Leaves out whom the reader sees by a link that may have changed unheard."""
    if view.who.has(Role.TVS_SYSTEM):
        return items
    linked = _by_link(view, items)
    unknown = linked - await whose_links_are_known(view.tx, linked)
    return [item for item in items if item.permit_holder_id not in unknown]


def _by_link(view: Writing, items: list[answers.ProfileSummary]) -> set[UUID]:
    """Whom the reader sees because of a link."""
    here = view.who.places if view.who.roles & AT_THE_AZC else frozenset()
    own = view.who.permit_holder_id
    return {
        one.permit_holder_id for one in items if one.azc not in here and one.permit_holder_id != own
    }
