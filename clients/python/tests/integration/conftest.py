"""A service that keeps a list and a subscription, on a real port, and whatever goes wrong there."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from continuous_line.testing.server import serving


@dataclass
class Pretended:
    """`failures`: answered first, one each. `asked`: every request that came, in its order."""

    address: str = ""
    failures: deque[Response] = field(default_factory=deque)
    asked: list[Request] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    kept_from: int = 0
    left_out: set[str] = field(default_factory=set)

    def fails(self, *statuses: int, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for status in statuses:
            problem = {"status": status, "code": "unavailable", "detail": "Try again."}
            self.failures.append(JSONResponse(problem, status, named))

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.middleware("http")
        async def first_fail(request: Request, go_on: Any) -> Response:
            self.asked.append(request)
            if self.failures:
                return self.failures.popleft()
            answer: Response = await go_on(request)
            return answer

        @app.get("/v1/cases")
        def cases(cursor: int = 0, pageSize: int = 2) -> dict[str, Any]:  # noqa: N803
            end = cursor + pageSize
            following = str(end) if end < len(self.cases) else None
            return {"items": self.cases[cursor:end], "next": following}

        @app.post("/v1/links")
        def link() -> Response:
            return Response(None, 201, {"Location": "/v1/cases/1", "ETag": '"1"'})

        @app.patch("/v1/subscriptions/{name}")
        def change(name: str) -> dict[str, str]:
            return {"id": name}

        @app.delete("/v1/subscriptions/{name}", status_code=204)
        def end(name: str) -> None:
            return None

        @app.get("/v1/subscriptions/{name}/events")
        def events(name: str, since: int = 0, limit: int = 100, wait: int = 0) -> Any:
            if since < self.kept_from:
                gone = {"status": 410, "code": "position-gone", "earliest": str(self.kept_from)}
                return JSONResponse(gone, 410)
            found = self.events[since : since + limit]
            end = since + len(found)
            wanted = [event for event in found if event["type"] not in self.left_out]
            return {"events": wanted, "next": str(end), "more": end < len(self.events)}

        @app.get("/v1/subscriptions/{name}/events/{event_id}")
        def whole(name: str, event_id: str) -> dict[str, Any]:
            return next(event for event in self.events if event["id"] == event_id)

        return app


@pytest.fixture
def service() -> Iterator[Pretended]:
    made = Pretended()
    with serving(made.app()) as made.address:
        yield made


def event(number: int, **more: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(number),
        "source": "urn:nld:oin:00000000000000000000:systeem:test",
        "type": "nl.doorlopendelijn.handover.WarmHandoverHeld.v1",
        "subject": f"person-{number % 3}",
        "time": "2026-03-01T12:00:00Z",
        **more,
    }


@pytest.fixture
def ten_events(service: Pretended) -> Pretended:
    service.events = [event(number) for number in range(10)]
    return service
