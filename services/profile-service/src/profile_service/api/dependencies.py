"""What routes are given beside the request: the desk to decide at, and the profiles to read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from continuous_line.auth import Principal, authenticate
from continuous_line.codes import Role
from continuous_line.errors import Refused
from continuous_line.fields import Id
from continuous_line.processing_register import Activity
from continuous_line.writing import Writing, WritingGuard
from profile_service.accounting import REFUSALS, refused
from profile_service.application.recording import Recorded
from profile_service.resources import Resources
from profile_service.streams import Desk

PermitHolderId = Annotated[
    Id, Path(alias="permitHolderId", description="The opaque id of the person.")
]
ActivityId = Annotated[Id, Path(alias="activityId")]
AssessmentId = Annotated[Id, Path(alias="assessmentId")]
GrantId = Annotated[Id, Path(alias="grantId")]
RequestId = Annotated[Id, Path(alias="requestId")]
HouseholdId = Annotated[Id, Path(alias="householdId")]
EventId = Annotated[Id, Path(alias="eventId", description="Id of the public event.")]


class DeskGuard(WritingGuard):
    """Who is refused something about a person is in the processing log before the answer leaves."""

    def given(self, request: Request, unit: Writing) -> Desk:
        resources: Resources = request.app.state.resources
        at = Desk(resources.profiles, unit, resources.vault, reads=not self.writes)
        request.state.desk = at
        return at

    async def refused(self, request: Request, refusal: Exception) -> None:
        if isinstance(refusal, REFUSALS):
            await _keep_refusal(request, refusal)


async def _keep_refusal(request: Request, refusal: Refused) -> None:
    """After the transaction of the request has ended."""
    resources: Resources = request.app.state.resources
    at: Desk | None = getattr(request.state, "desk", None)
    try:
        who = at.writing.who if at else await _who(request)
        persons = at.about if at and at.about else {UUID(request.path_params["permitHolderId"])}
    except (Refused, KeyError, ValueError):
        return
    section = request.path_params.get("section") or request.url.path.partition("/sections/")[2]
    by_id = "permitHolderId" in request.path_params
    await refused(
        resources.database,
        who,
        persons,
        refusal,
        activity=Activity.PROFILE_READING if by_id else Activity.PERSON_LOOK_UP,
        parts=[section] if section else (),
        now=resources.clock.now(),
    )


async def _who(request: Request) -> Principal:
    """Of the session on a page, of the token elsewhere."""
    visitor = getattr(request.state, "visitor", None)
    return visitor.who if visitor is not None else await authenticate(request)


class ReaderGuard(DeskGuard):
    """Who only reads; a transaction that writes all the same, for what is kept of the reading."""

    writes = False


def desk(*roles: Role) -> Any:
    """`at: Annotated[Desk, desk(*roles.WRITE)]`: a transaction for somebody with such a role."""
    return Depends(DeskGuard(*roles), scope="function")


def reader(*roles: Role) -> Any:
    """`at: Annotated[Desk, reader(*roles.READ)]`: to read at, where the reading is recorded."""
    return Depends(ReaderGuard(*roles), scope="function")


async def created(at: Desk, recorded: Recorded) -> Response:
    """201; `Location` is the event that was recorded."""
    location = f"{address(recorded.person)}/events/{recorded.event_id}"
    return await at.writing.created(location, recorded.version)


def address(person: UUID) -> str:
    return f"/v1/profiles/{person}"
