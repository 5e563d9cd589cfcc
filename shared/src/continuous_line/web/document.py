"""The OpenAPI document as the NL API Design Rules want it (ADR 2.2).

FastAPI describes its own 422, hides `date | None` behind `anyOf` and knows nothing of the
headers and errors that the platform adds; this puts that right, from the routes themselves.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from continuous_line.auth import EVERY_ROLE, Guard
from continuous_line.web import routing
from continuous_line.web.problems import MEDIA_TYPE

Json = dict[str, Any]

_REF: Final = "#/components/schemas/"
_GENERIC: Final = re.compile(r"^([A-Za-z0-9]+)_([A-Za-z0-9]+)_$")
_FAULT: Final[Json] = {
    "type": "object",
    "required": ["in", "field", "code", "detail"],
    "properties": {
        "in": {"type": "string", "description": "body, query, path or header"},
        "field": {"type": "string", "description": "JSON pointer in the body, or the name"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
_PROBLEM: Final[Json] = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "code": {"type": "string", "description": "Stable, for programs."},
        "traceId": {"type": "string", "description": "Names this request in the logs."},
        "errors": {"type": "array", "description": "Every fault of the input.", "items": _FAULT},
    },
}
_ERRORS: Final = {
    400: "The input does not fit; all faults are named",
    401: "No token, or one that is not valid",
    403: "The role or the right is missing; the roles needed are named",
    404: "It does not exist, or not for you",
    409: "A rule refuses it, somebody was first, or the idempotency key was used before",
    410: "The personal data were erased; `erasedOn` says when",
    412: "`If-Match` names another version",
    413: "The body is too large",
    500: "A fault here; nothing was recorded",
    503: "A part that is needed is away; try again",
}
# In words, not as a parameter: what a fuzzer makes up for it is valid and answered 412 rightly.
_IF_MATCH: Final = (
    "With `If-Match: ETAG` it is refused with 412 where the version is no longer that of `ETag` "
    "as you read it; without it nothing is compared."
)
_KEY: Final[Json] = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "description": "Of your making; the same request with the same key within 24 hours is done "
    "once and answered alike.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._:-]{1,128}$"},
}  # fmt: skip
_LOCATION: Final[Json] = {
    "description": "Address of what was made.", "required": True,
    "schema": {"type": "string", "format": "uri-reference"},
}  # fmt: skip
_ETAG: Final[Json] = {
    "description": "The version it has now.", "required": True, "schema": {"type": "string"},
}  # fmt: skip


def openapi(app: FastAPI) -> Json:
    """The whole document; raises ValueError where two operations have one id."""
    document = get_openapi(
        title=app.title, version=app.version, openapi_version="3.1.0",
        description=app.description, contact=app.contact, license_info=app.license_info,
        servers=app.servers, tags=app.openapi_tags, routes=app.routes,
        separate_input_output_schemas=False,
    )  # fmt: skip
    guards = _guards(app)
    seen: set[str] = set()
    for path, method, operation in operations(document):
        if operation["operationId"] in seen:
            raise ValueError(f"two operations are called {operation['operationId']}")
        seen.add(operation["operationId"])
        _complete(operation, path, method, guards.get((path, method)), app.version)
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = copy.deepcopy(_PROBLEM)
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                   "description": "A token of the issuer; its roles decide what is allowed."}
    }  # fmt: skip
    _simplify_nullables(document)
    return _with_plain_names(document)


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Path, method in lower case, and operation."""
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in ("get", "put", "post", "delete", "patch", "head", "options"):
                yield path, method, operation


def _guards(app: FastAPI) -> dict[tuple[str, str], Guard]:
    found: dict[tuple[str, str], Guard] = {}
    for context in routing.contexts(app):
        dependant = getattr(context.original_route, "dependant", None)
        guard = next(routing.guards(dependant), None) if dependant is not None else None
        if guard is not None:
            for method in context.methods or ():
                found[(context.path_format or "", method.lower())] = guard
    return found


def _complete(
    operation: Json, path: str, method: str, guard: Guard | None, version: str
) -> None:  # fmt: skip
    responses: Json = operation.setdefault("responses", {})
    responses.pop("422", None)
    writes = method in ("post", "put", "patch", "delete")
    parameters: list[Json] = operation.setdefault("parameters", [])
    errors = {500}
    if guard is not None:
        _tell_roles(operation, guard)
        errors |= {401, 403, 503}
        if guard.writes:
            errors.add(409)
        if guard.writes and writes:
            if method == "post":
                parameters.append(copy.deepcopy(_KEY))
            operation["description"] += f"\n\n{_IF_MATCH}"
            errors.add(412)
            _tell_answer(responses)
    if parameters or method in ("post", "put", "patch"):
        errors.add(400)
    if "requestBody" in operation:
        errors.add(413)
    if "{" in path or any(parameter["name"] == "cursor" for parameter in parameters):
        errors.add(404)
    if "{permitHolderId}" in path:
        errors.add(410)
    if not parameters:
        del operation["parameters"]
    for parameter in parameters:
        parameter["schema"] = _without_null(parameter["schema"])
    for status in sorted(errors):
        responses.setdefault(str(status), {"description": _ERRORS[status]})
    for code, response in responses.items():
        _dress(response, code, version)
    operation["responses"] = dict(sorted(responses.items()))


def _tell_roles(operation: Json, guard: Guard) -> None:
    roles = sorted(guard.roles)
    told = "any" if guard.roles == EVERY_ROLE else ", ".join(roles)
    operation["description"] = f"{operation.get('description', '')}\n\nRoles: {told}.".strip()
    operation["x-roles"] = roles
    operation["security"] = [{"bearer": roles}]


def _tell_answer(responses: Json) -> None:
    for status, headers in (
        ("201", {"Location": _LOCATION, "ETag": _ETAG}),
        ("204", {"ETag": _ETAG}),
    ):
        if status in responses:
            responses[status].pop("content", None)
            responses[status].setdefault("headers", {}).update(copy.deepcopy(headers))


def _dress(response: Json, status: str, version: str) -> None:
    response.setdefault("headers", {})["API-Version"] = {
        "description": "Version of this API, in full.", "required": True,
        "schema": {"type": "string"}, "example": version,
    }  # fmt: skip
    if status[0] in "45":
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        response["content"] = {MEDIA_TYPE: problem}
    if status == "401":
        response["headers"]["WWW-Authenticate"] = {"required": True, "schema": {"type": "string"}}


def _without_null(schema: Json) -> Json:
    """A parameter is there or not; there is no way to write null in an address."""
    kinds = schema.get("anyOf")
    if kinds is None:
        return schema
    rest = [kind for kind in kinds if kind != {"type": "null"}]
    outside = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    if schema.get("default") is not None:
        outside["default"] = schema["default"]
    return {**rest[0], **outside} if len(rest) == 1 else {"anyOf": rest, **outside}


def _with_plain_names(document: Json) -> Json:
    """`Page_Thing_` is called `ThingPage`."""
    schemas: Json = document["components"]["schemas"]
    names = {name: _GENERIC.sub(r"\2\1", name) for name in schemas}
    document["components"]["schemas"] = {names[name]: schemas[name] for name in sorted(schemas)}
    return dict(_renamed(document, {_REF + old: _REF + new for old, new in names.items()}))


def _renamed(node: Any, references: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, references) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: references.get(value, value) if key == "$ref" else _renamed(value, references)
        for key, value in node.items()
    }


def _simplify_nullables(node: Any) -> None:
    """`anyOf: [{type: string, format: date}, {type: null}]` hides the format: merge the two."""
    if isinstance(node, list):
        for item in node:
            _simplify_nullables(item)
    if not isinstance(node, dict):
        return
    kinds = node.get("anyOf")
    if isinstance(kinds, list) and len(kinds) == 2 and {"type": "null"} in kinds:
        other: Mapping[str, Any] = next((kind for kind in kinds if kind != {"type": "null"}), {})
        if isinstance(other.get("type"), str) and "enum" not in other and "const" not in other:
            del node["anyOf"]
            node.update({**other, **node, "type": [other["type"], "null"]})
    for value in node.values():
        _simplify_nullables(value)
