"""What routes are given beside the request: the desk to decide at, and the cases to read."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.fields import Id
from continuous_line.idempotency import RequestKey
from continuous_line.writing import Reading, Writing, WritingGuard, reading
from handover_service.application.recording import Recorded
from handover_service.application.talks_agenda import Flags
from handover_service.application.talks_invitation import Issuer
from handover_service.profile_client import ProfileClient
from handover_service.resources import NAME, Resources
from handover_service.roles import READ
from handover_service.streams import Cases, Desk

CaseId = Annotated[Id, Path(alias="caseId", description="Number of the case.")]
EventId = Annotated[Id, Path(alias="eventId", description="Id of the public event.")]


async def _cases(request: Request) -> Cases:
    cases: Cases = request.app.state.resources.cases
    return cases


CaseFiles = Annotated[Cases, Depends(_cases, scope="function")]
View = Annotated[Reading, reading(*READ)]


class _DeskGuard(WritingGuard):
    def given(self, request: Request, unit: Writing) -> Desk:
        r: Resources = request.app.state.resources
        reads = request.method == "GET"
        return Desk(r.cases, unit, r.vault, r.policy, reads=reads)


class _ReaderGuard(_DeskGuard):
    writes = False


class _ForgetfulGuard(_DeskGuard):
    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:  # noqa: ARG002
        return None


def desk(*roles: Role) -> Any:
    """`at: Annotated[Desk, desk(*roles.TALK)]`: a transaction for somebody with such a role."""
    return Depends(_DeskGuard(*roles), scope="function")


Desks = Callable[[], AbstractAsyncContextManager[Desk]]


class _DesksGuard(_DeskGuard):
    """Lets in as `_DeskGuard`, and leaves it to the route how long its transaction is open."""

    async def __call__(self, request: Request) -> Desks:  # type: ignore[override]
        request.state.admitted = await super().enter(request)
        return lambda: asynccontextmanager(super(_DesksGuard, self).__call__)(request)

    async def enter(self, request: Request) -> Principal:
        admitted: Principal = request.state.admitted
        return admitted


def desks(*roles: Role) -> Any:
    """`desks: Annotated[Desks, desks(*roles.TALK)]`, for a route that asks other services once
    `async with desks() as at:` has ended."""
    return Depends(_DesksGuard(*roles), scope="function")


def reader(*roles: Role) -> Any:
    """To read at, where the reading is recorded."""
    return Depends(_ReaderGuard(*roles), scope="function")


def forgetful(*roles: Role) -> Any:
    """As `desk`, without an `Idempotency-Key`: of the body not even a hash is kept."""
    return Depends(_ForgetfulGuard(*roles), scope="function")


async def created(at: Desk, recorded: Recorded) -> Response:
    """201; `Location` is the event that was recorded, or the case where that is private."""
    location = case_address(recorded.case_id)
    if recorded.event_id is not None:
        location = f"{location}/events/{recorded.event_id}"
    return await at.writing.created(location, recorded.version)


def case_address(case_id: UUID) -> str:
    return f"/v1/cases/{case_id}"


def flags_of(resources: Resources) -> Flags:
    profile = ProfileClient.of(resources.http, resources.policy)
    return Flags(profile, resources.vault, resources.database, resources.programmes)


def issuer_of(resources: Resources) -> Issuer:
    return Issuer(resources.settings.source(NAME), resources.policy)
