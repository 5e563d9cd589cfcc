"""A query parameter nobody knows is a fault: a misspelt filter would answer with everything."""

from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError


def refuse_unknown(request: Request) -> None:
    """Raises RequestValidationError naming the parameters that the matched route does not have."""
    if request.scope["query_string"] and (found := unknown(request)):
        raise RequestValidationError(found)


def unknown(request: Request) -> list[dict[str, Any]]:
    """A fault for each query parameter of the request that its route does not have."""
    dependant: Dependant | None = getattr(request.scope.get("route"), "dependant", None)
    if dependant is None:
        return []
    known = _names(dependant)
    return [
        {"type": "unknown_parameter", "loc": ("query", name), "msg": "Is not known here."}
        for name in request.query_params
        if name not in known
    ]


def _names(dependant: Dependant) -> set[str]:
    names = {field.alias for field in dependant.query_params}
    return names.union(*(_names(inner) for inner in dependant.dependencies))
