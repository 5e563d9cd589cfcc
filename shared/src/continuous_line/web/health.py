"""Liveness, readiness and metrics, at the root of every service."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from continuous_line.web.problems import problem


@dataclass(frozen=True, slots=True)
class Check:
    """`probe` is given the service's resources and says whether this part is all right."""

    name: str
    probe: Callable[[Any], Awaitable[bool]]


async def _database(resources: Any) -> bool:
    return bool(await resources.database.ready())


async def _vault(resources: Any) -> bool:
    return bool(await resources.vault.ready())


DATABASE = Check("database", _database)
VAULT = Check("vault", _vault)


def health_routes(live: Sequence[Check], ready: Sequence[Check]) -> APIRouter:
    """A failing `live` check asks for a restart; a failing `ready` check only for patience."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def alive(request: Request) -> Response:
        worker = getattr(request.app.state, "worker", None)
        checks = live if worker is None else (*live, Check("worker", worker.alive))
        return await _answer(request, checks, "alive", "not-alive")

    @router.get("/health/ready")
    async def is_ready(request: Request) -> Response:
        return await _answer(request, ready, "ready", "not-ready")

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        exposition = request.app.state.metrics.exposition()
        return Response(exposition, media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


async def _answer(request: Request, checks: Sequence[Check], good: str, bad: str) -> Response:
    resources = getattr(request.app.state, "resources", None)
    found = await asyncio.gather(*(_passes(check, resources) for check in checks))
    states = {
        check.name: "ok" if passed else "failing"
        for check, passed in zip(checks, found, strict=True)
    }
    if all(found):
        return JSONResponse({"status": good, "checks": states})
    return problem(503, bad, "Not every part is all right; see `checks`.", checks=states)


async def _passes(check: Check, resources: Any) -> bool:
    try:
        async with asyncio.timeout(3):
            return await check.probe(resources)
    except Exception:  # noqa: BLE001 - a probe that fails is an answer
        return False
