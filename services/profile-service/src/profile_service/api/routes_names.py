"""Names for the rows of a list that another service shows, in the reader's own name."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from continuous_line.fields import Answer, Id
from profile_service import roles
from profile_service.api.dependencies import desk
from profile_service.application.naming import names_for
from profile_service.streams import Desk

router = APIRouter(tags=["profiles"])
MOST = 200


class PersonName(Answer):
    permit_holder_id: UUID
    name: str


class Names(Answer):
    """Who is absent is not yours to see, or has no name recorded."""

    items: list[PersonName]


@router.get("/names")
async def list_names(
    persons: Annotated[
        list[Id],
        Query(alias="permitHolderId", min_length=1, max_length=MOST, description="Opaque ids."),
    ],
    at: Annotated[Desk, desk(*roles.STAFF)],
) -> Names:
    """Of these persons, as far as you see them; one record in the processing log for each."""
    found = await names_for(at, dict.fromkeys(persons))
    return Names(items=[PersonName(permit_holder_id=one, name=found[one]) for one in found])
