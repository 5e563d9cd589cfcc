"""What routes are given beside the request: the streams, the book of contacts, the day."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request

from continuous_line.codes import Role
from continuous_line.fields import Code, Day
from continuous_line.writing import Writing, WritingGuard
from directory_service.application.book import Book
from directory_service.streams import Directory


async def _streams(request: Request) -> Directory:
    directory: Directory = request.app.state.resources.directory
    return directory


class BookGuard(WritingGuard):
    def given(self, request: Request, unit: Writing) -> Book:
        resources = request.app.state.resources
        return Book(resources.directory, resources.vault, resources.policy, unit)


class LookingUpGuard(BookGuard):
    """Who only reads; a transaction that writes all the same: that it was read is recorded."""

    writes = False


def keeping(*roles: Role) -> Any:
    """`book: Annotated[Book, keeping(*roles.CONTACT_KEEPERS)]`: to record contacts in."""
    return Depends(BookGuard(*roles), scope="function")


def looking_up(*roles: Role) -> Any:
    """`book: Annotated[Book, looking_up(*roles.ANYBODY)]`: to look contacts up in."""
    return Depends(LookingUpGuard(*roles), scope="function")


Streams = Annotated[Directory, Depends(_streams, scope="function")]
On = Annotated[Day | None, Query(description="As it was on this day; today where none is given.")]
Within = Annotated[
    Code | None,
    Query(description="Only of this place and what lies in it: a region, a unit, a municipality."),
]
