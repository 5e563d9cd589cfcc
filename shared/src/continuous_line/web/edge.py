"""The outermost layer: it sees every answer, also those to errors nobody handled."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Final

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from continuous_line import telemetry
from continuous_line.web import problems

API: Final = "/v1"
DOCUMENT: Final = f"{API}/openapi.json"
_SECURITY: Final = (
    ("Cache-Control", "no-store"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
)
_API_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
_PAGE_POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LARGEST_BODY: Final = 1_000_000
_EXPOSED: Final = "API-Version, Content-Disposition, ETag, Link, Location, Retry-After"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match, "
    "If-None-Match, traceparent",
    "Access-Control-Max-Age": "600",
}


class Edge:
    """Headers, CORS, trace, metrics, one log line per request, and the last resort for errors."""

    def __init__(
        self, app: Callable[[Scope, Receive, Send], Awaitable[None]], *, version: str,
        origins: Collection[str], metrics: telemetry.Metrics,
        template: Callable[[Scope], str], body_limits: Mapping[str, int],
    ) -> None:  # fmt: skip
        self._app: ASGIApp = app
        self._body_limits = body_limits
        self._version, self._origins = version, frozenset(origins)
        self._metrics, self._template = metrics, template
        self._log = telemetry.logger("web").bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope)
        telemetry.begin_trace(sent.get("traceparent"))
        path, method = str(scope["path"]), str(scope["method"])
        started, status = time.perf_counter(), 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(scope=message), path, sent.get("origin"))
            await send(message)

        try:
            if method == "OPTIONS" and "access-control-request-method" in sent:
                await self._preflight(path, sent.get("origin"))(scope, receive, dressed)
            else:
                limit = self._body_limits.get(path, LARGEST_BODY)
                await self._app(scope, _limited(receive, limit), dressed)
        except Exception as error:  # noqa: BLE001 - the last resort
            self._log.error("failed", failure=telemetry.places(error))
            if not status:
                answer = problems.unexpected(Request(scope), error)
                await answer(scope, receive, dressed)
        finally:
            self._tell(scope, method, status or 499, time.perf_counter() - started)

    def _dress(self, headers: MutableHeaders, path: str, origin: str | None) -> None:
        is_api = path == API or path.startswith(API + "/")
        headers["API-Version"] = self._version
        for name, value in _SECURITY:
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", _API_POLICY if is_api else _PAGE_POLICY)
        if path == DOCUMENT:
            headers["Access-Control-Allow-Origin"] = "*"
        elif origin in self._origins:
            headers["Access-Control-Allow-Origin"] = str(origin)
            headers.add_vary_header("Origin")
        if "access-control-allow-origin" in headers:
            headers["Access-Control-Expose-Headers"] = _EXPOSED

    def _preflight(self, path: str, origin: str | None) -> ASGIApp:
        if path != DOCUMENT and origin not in self._origins:
            detail = "Pages of this origin may not call this service."
            return problems.problem(403, "origin-not-allowed", detail)
        return Response(status_code=204, headers=_PREFLIGHT)

    def _tell(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = self._template(scope)
        known = method if method in _METHODS else "OTHER"
        self._metrics.answered(known, route, status, seconds)
        self._log.info(
            "answered", method=known, route=route, status=status, ms=round(seconds * 1000, 1)
        )


def _limited(receive: Receive, limit: int) -> Receive:
    """Ends a body that grows beyond the limit with the framework's 413."""
    size = 0

    async def receive_some() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413)
        return message

    return receive_some


_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
