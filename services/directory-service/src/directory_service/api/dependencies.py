"""What routes are given beside the request: the streams, and who may do what."""

from typing import Annotated, Final

from fastapi import Depends, Query, Request

from continuous_line.codes import Role
from continuous_line.fields import Day
from directory_service.streams import Directory

ANYBODY: Final = tuple(role for role in Role if role is not Role.ASYLUM_DECISION_MAKER)
"""Places and contacts are for every role that may come in at all."""

KEEPERS: Final = (Role.TVS_SYSTEM, Role.OPERATOR)
"""Who registers places: the system that also names them in links and moves, and operators."""

STAFF_KEEPERS: Final = (Role.LOCATION_MANAGER, Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM)
"""Who registers staff: each for the own organisation and its own places."""

CONTACT_KEEPERS: Final = (Role.PARTICIPATION_CASE_MANAGER, *STAFF_KEEPERS)
"""Who records contacts, for the places in the own token."""

COLLEAGUES: Final = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.TVS_SYSTEM,
    Role.OPERATOR,
)
"""Who may see which roles others hold."""


async def _streams(request: Request) -> Directory:
    directory: Directory = request.app.state.resources.directory
    return directory


Streams = Annotated[Directory, Depends(_streams, scope="function")]
On = Annotated[Day | None, Query(description="As it was on this day; today where none is given.")]
