"""Errors as problem documents (RFC 9457), in one place for the whole service."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from continuous_line import telemetry
from continuous_line.database import passing
from continuous_line.errors import LogUnavailable, Refused
from continuous_line.web import routing
from continuous_line.writing import AnsweredBefore, replay

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER: Final = "5"
_DETAILS: Final = {
    404: "There is nothing at this address.",
    405: "This address does not know the method; `Allow` lists those it knows.",
    413: "The body is larger than this service takes.",
}
_PLAIN: Final = {
    "json_invalid": "The body is not valid JSON.",
    "missing": "Is required.",
    "extra_forbidden": "Is not known here.",
}


def problem(
    status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **extra: Any
) -> Response:
    """`code` is stable and meant for programs, `detail` for people; `extra` are more members."""
    document = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status,
        "detail": detail, "code": code, **extra, "traceId": telemetry.current_trace().trace_id,
    }  # fmt: skip
    body = orjson.dumps(document, default=str)
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)


def refused(_request: Request, error: Exception) -> Response:
    """A rule said no; the error itself says with which status."""
    if not isinstance(error, Refused):
        raise error
    headers: dict[str, str] = {}
    if error.status == 401:
        reason = ', error="invalid_token"' if error.code == "invalid-token" else ""
        headers["WWW-Authenticate"] = f'Bearer realm="doorlopende-lijn"{reason}'
    if error.status == 503:
        headers["Retry-After"] = RETRY_AFTER
    return problem(error.status, error.code, error.detail, headers=headers, **error.extra)


def unavailable() -> Response:
    return problem(
        503, "unavailable", "A part this service needs is away; nothing was recorded. Try again.",
        headers={"Retry-After": RETRY_AFTER},
    )  # fmt: skip


def unexpected(_request: Request, error: Exception) -> Response:
    """Anything else: what is away comes back, the rest is a fault of ours."""
    if isinstance(error, LogUnavailable) or passing(error):
        return unavailable()
    return problem(
        500, "internal", "Something went wrong here and nothing was recorded. The log knows it "
        "by this trace id.",
    )  # fmt: skip


def plain(request: Request, error: Exception) -> Response:
    """What the router and the framework raise: 404, 405, a body that is too large."""
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code
    headers = dict(error.headers or {})
    if status == 405:
        headers["Allow"] = ", ".join(sorted(routing.methods_at(request)))
    detail = _DETAILS.get(status, error.detail)
    code = HTTPStatus(status).phrase.lower().replace(" ", "-")
    return problem(status, code, detail, headers=headers)


async def invalid(request: Request, error: Exception) -> Response:
    """Input that does not fit: 400 with every fault. Who may not come in learns that first."""
    if not isinstance(error, RequestValidationError):
        raise error
    guard = routing.guard_of(request)
    if guard is not None:
        try:
            await guard.admit(request)
        except Refused as refusal:
            return refused(request, refusal)
    return faults(_fault(entry) for entry in error.errors())


def faults(entries: Iterable[Mapping[str, str]]) -> Response:
    """400 with `errors`: where, which field (a JSON pointer in a body), a code and a sentence."""
    listed = list(entries)
    count = "1 fault" if len(listed) == 1 else f"{len(listed)} faults"
    return problem(400, "invalid-input", f"The request has {count}; see `errors`.", errors=listed)


def _fault(entry: Mapping[str, Any]) -> dict[str, str]:
    location: Sequence[Any] = entry["loc"]
    where, *names = location or ("body",)
    kind = str(entry["type"])
    if kind == "json_invalid":
        names = []
    steps = [str(name)[:100] for name in names]
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    field = pointer if where == "body" else ".".join(steps)
    return {"in": str(where), "field": field, "code": kind.replace("_", "-"),
            "detail": _sentence(kind, str(entry["msg"]))}  # fmt: skip


def _sentence(kind: str, message: str) -> str:
    """Some of the framework's messages repeat what was entered: those are replaced."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind.endswith("_parsing") or kind.startswith(("uuid", "url")):
        return f"Is not a valid {kind.partition('_')[0]}."
    return message.removeprefix("Value error, ")


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(AnsweredBefore, replay)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)
