"""What routes are given beside the request: the streams, and who may do what."""

from typing import Annotated

from fastapi import Depends, Query, Request

from continuous_line.fields import Day
from directory_service.streams import Directory


async def _streams(request: Request) -> Directory:
    directory: Directory = request.app.state.resources.directory
    return directory


Streams = Annotated[Directory, Depends(_streams, scope="function")]
On = Annotated[Day | None, Query(description="As it was on this day; today where none is given.")]
