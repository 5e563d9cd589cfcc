"""What does not fit the form is told to the sender, and kept all the same."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from continuous_line import telemetry
from continuous_line.errors import Refused
from continuous_line.web import routing
from handover_service.duo import accepting, admitting
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
                await _keep(request, sorted(set(_parts(error))))
                raise
            except HTTPException as error:
                if error.status_code == 400:  # no text, or too deep: nobody can read it at all
                    await _keep(request, ["body"])
                raise

        return handle


async def _keep(request: Request, faults: list[str]) -> None:
    guard = routing.guard_of(request)
    if guard is None:
        return
    try:
        who = await guard.admit(request)
        admitting.organisation(who)
    except Refused:
        return
    given: Given = request.app.state.resources
    lines = [f"{name}: {request.headers.get(name, '')}" for name in HEADERS]
    body = (await request.body()).decode("utf-8", "backslashreplace")
    as_sent = "\n".join((*lines, "", body))
    kept = await accepting.keep_unread(given, who, as_sent, faults, given.clock.now())
    if kept.is_open:
        _log.info("message kept", message=str(kept.message_id), reason=kept.reason)


def _parts(error: RequestValidationError) -> Iterator[str]:
    """Names of the form alone: what else there is may be anything."""
    for fault in error.errors():
        where, *names = fault["loc"] or ("body",)
        name = str(names[0]) if names else ""
        yield name if name in PARTS else ("other" if name and where != "body" else "body")
