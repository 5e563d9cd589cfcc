"""`asOf` in a request: counted at once, from an edition that is kept, or made in the background."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse

from continuous_line.auth import Guard
from continuous_line.codes import Role
from continuous_line.errors import Refused
from continuous_line.fields import Moment
from report_service.api import schemas_proof as schemas
from report_service.as_known import AsKnown, known
from report_service.editions import Edition
from report_service.resources import Resources

AsOf = Annotated[
    Moment | None,
    Query(
        alias="asOf",
        description="As known then: counts what was recorded by that moment, which must have been. "
        "Where that is not derived yet and there are many persons, the answer is 202.",
    ),
]
SOONEST, LATEST = 1, 60
"""Seconds after which to ask again, at least and at most."""


class AsKnownGuard(Guard):
    """Asks for the edition in a transaction of its own, which ends before the figures are read.

    `always`: also where there are few persons.
    """

    writes = True

    def __init__(self, *roles: Role, always: bool = False) -> None:
        super().__init__(*roles)
        self._always = always

    async def __call__(self, request: Request, as_of: AsOf = None) -> AsKnown:
        await self.enter(request)
        if as_of is None:
            return AsKnown()
        return await known(request.app.state.resources, as_of, always=self._always)


class BetweenGuard(Guard):
    """Two moments, the later one now where it is not given."""

    writes = True

    async def __call__(  # type: ignore[override]
        self,
        request: Request,
        as_of: Annotated[Moment, Query(alias="asOf", description="The earlier moment.")],
        until: Annotated[
            Moment | None, Query(description="The later moment; now, where it is not given.")
        ] = None,
    ) -> tuple[AsKnown, AsKnown]:
        await self.enter(request)
        if until is not None and until < as_of:
            raise MomentsTurned("`until` lies before `asOf`.")
        resources: Resources = request.app.state.resources
        then = await known(resources, as_of)
        return then, AsKnown() if until is None else await known(resources, until)


class MomentsTurned(Refused):
    code = "moments-turned"


def as_known(*roles: Role, always: bool = False) -> Any:
    """`known: Annotated[AsKnown, as_known(*READERS)]`, before whatever opens a transaction."""
    return Depends(AsKnownGuard(*roles, always=always), scope="function")


def between(*roles: Role) -> Any:
    """`moments: Annotated[tuple[AsKnown, AsKnown], between(*READERS)]`."""
    return Depends(BetweenGuard(*roles), scope="function")


def being_made(edition: Edition) -> JSONResponse:
    """202: where to look how far it is, and when to ask again."""
    left = edition.seconds_left()
    wait = min(LATEST, max(SOONEST, left if left is not None else 2))
    return JSONResponse(
        schemas.Edition.of(edition).model_dump(mode="json"),
        202,
        {"Location": f"/v1/editions/{edition.id}", "Retry-After": str(wait)},
    )


_HEADERS = {
    "Location": {
        "description": "Address of the edition, with how far it is.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Retry-After": {
        "description": "Seconds after which to ask again.",
        "required": True,
        "schema": {"type": "integer"},
    },
}
BEING_MADE: dict[int | str, dict[str, Any]] = {
    202: {
        "model": schemas.Edition,
        "description": "What was known then is being derived, once; ask again.",
        "headers": _HEADERS,
    }
}
"""For `responses=` of a route."""
