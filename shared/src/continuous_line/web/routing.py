"""What is known of a service's routes: methods at an address, templates, guards."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from continuous_line.auth import Guard


def contexts(app: FastAPI) -> Iterator[RouteContext]:
    """Every route, those of included routers too, as it is reached."""
    yield from iter_route_contexts(app.routes)


def methods_at(request: Request) -> set[str]:
    """All methods that some route answers at the request's path."""
    app: FastAPI = request.scope["app"]
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    methods: set[str] = set()
    for context in contexts(app):
        if context.methods and context.path_regex.match(path):
            methods |= context.methods
    return methods


def guards(dependant: Dependant) -> Iterator[Guard]:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Guard):
            yield inner.call
        yield from guards(inner)


def guard_of(request: Request) -> Guard | None:
    """The guard of the route that was matched; None where it is open to all."""
    dependant: Any = getattr(request.scope.get("route"), "dependant", None)
    return next(guards(dependant), None) if dependant is not None else None
