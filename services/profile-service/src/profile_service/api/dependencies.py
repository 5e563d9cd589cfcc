"""What routes are given beside the request: the desk to decide at, and the profiles to read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from continuous_line.codes import Role
from continuous_line.fields import Id
from continuous_line.writing import Reading, Writing, WritingGuard, reading
from profile_service.application.recording import Recorded
from profile_service.roles import READ
from profile_service.streams import Desk, Profiles

PermitHolderId = Annotated[
    Id, Path(alias="permitHolderId", description="The opaque id of the person.")
]
ActivityId = Annotated[Id, Path(alias="activityId")]
AssessmentId = Annotated[Id, Path(alias="assessmentId")]
GrantId = Annotated[Id, Path(alias="grantId")]
RequestId = Annotated[Id, Path(alias="requestId")]
HouseholdId = Annotated[Id, Path(alias="householdId")]
EventId = Annotated[Id, Path(alias="eventId", description="Id of the public event.")]


async def _profiles(request: Request) -> Profiles:
    profiles: Profiles = request.app.state.resources.profiles
    return profiles


ProfileFiles = Annotated[Profiles, Depends(_profiles, scope="function")]
View = Annotated[Reading, reading(*READ)]


class DeskGuard(WritingGuard):
    def given(self, request: Request, unit: Writing) -> Desk:
        return Desk(request.app.state.resources.profiles, unit)


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
