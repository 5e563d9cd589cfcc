"""What the routes need beside a transaction."""

from typing import Annotated

from fastapi import Depends, Request

from report_service.resources import Resources


async def _resources(request: Request) -> Resources:
    resources: Resources = request.app.state.resources
    return resources


Given = Annotated[Resources, Depends(_resources, scope="function")]
