"""What does not fit the form is told to the sender, and kept all the same."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from continuous_line import telemetry
from continuous_line.errors import Refused
from continuous_line.web import routing
from handover_service.duo import accepting
from handover_service.duo.room import Given

HEADERS: Final = ("bron", "doel", "berichtId")
PARTS: Final = (*HEADERS, "registratieDatumTijd", "gebeurtenisId", "bsn", "vNummer")
_log = telemetry.logger("duo")


class KeepingRoute(APIRoute):
    """A route that keeps what it refuses as invalid, of whoever may send at all."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as error:
                await _keep(request, error)
                raise

        return handle


async def _keep(request: Request, error: RequestValidationError) -> None:
    guard = routing.guard_of(request)
    if guard is None:
        return
    try:
        who = await guard.admit(request)
    except Refused:
        return
    given: Given = request.app.state.resources
    lines = [f"{name}: {request.headers.get(name, '')}" for name in HEADERS]
    body = (await request.body()).decode("utf-8", "replace")
    as_sent = "\n".join((*lines, "", body))
    faults = sorted(set(_parts(error)))
    kept = await accepting.keep_unread(given, who, as_sent, faults, given.clock.now())
    _log.info("message kept", message=str(kept.message_id), reason=kept.reason)


def _parts(error: RequestValidationError) -> Iterator[str]:
    """Names of the form alone: what else there is may be anything."""
    for fault in error.errors():
        where, *names = fault["loc"] or ("body",)
        name = str(names[0]) if names else ""
        yield name if name in PARTS else ("other" if name and where != "body" else "body")
