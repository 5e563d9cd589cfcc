"""Walks every operation of a service with the token of every role, and with none."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

import httpx

from continuous_line.codes import Role
from continuous_line.web.document import operations

Token = Callable[[Collection[Role]], str]
_CODES = ("role-missing", "roles-exclude", "unauthenticated", "invalid-token")


async def walk_roles(app: Any, expected: Mapping[str, Collection[Role]], token: Token) -> None:
    """Asserts that each operation lets in exactly the roles of `expected[operationId]`.

    `expected` must name every operation. `app` is a service whose lifespan runs; `token` makes a
    token with the roles it is given. Without a token: 401. Other roles: 403. Who decides on
    asylum: 403, also with the right role. An allowed role may meet any other answer.
    """
    document = app.api.openapi()
    faults = list(_differences(document, expected))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        for path, method, operation in operations(document):
            name = operation["operationId"]
            allowed = frozenset(expected.get(name, ()))
            for roles, wanted in _visits(allowed):
                headers = {"Authorization": f"Bearer {token(roles)}"} if roles else {}
                answer = await client.request(method, _address(path, operation), headers=headers,
                                              json=_body(operation))  # fmt: skip
                found = _outcome(answer)
                if found != wanted:
                    held = "+".join(roles) or "nobody"
                    faults.append(f"{name} for {held}: {found} instead of {wanted}")
    assert not faults, "\n".join(faults)


def _differences(
    document: dict[str, Any], expected: Mapping[str, Collection[Role]]
) -> Iterator[str]:
    told = {operation["operationId"]: operation for _, _, operation in operations(document)}
    yield from (f"{name} is not in the matrix" for name in sorted(told.keys() - expected.keys()))
    yield from (f"{name} is no operation" for name in sorted(expected.keys() - told.keys()))
    for name in told.keys() & expected.keys():
        roles = told[name].get("x-roles")
        if roles != sorted(expected[name]):
            yield f"{name}: the document says {roles}"


def _visits(allowed: frozenset[Role]) -> Iterator[tuple[tuple[Role, ...], str]]:
    yield (), "401"
    for role in Role:
        if role is not Role.ASYLUM_DECISION_MAKER:
            yield (role,), "in" if role in allowed else "403 role-missing"
    yield (Role.ASYLUM_DECISION_MAKER,), "403 roles-exclude"
    for role in sorted(allowed)[:1]:
        yield (role, Role.ASYLUM_DECISION_MAKER), "403 roles-exclude"


def _outcome(answer: httpx.Response) -> str:
    if answer.status_code == 401:
        return "401"
    if answer.status_code == 403 and (code := answer.json()["code"]) in _CODES:
        return f"403 {code}"
    return "in" if answer.status_code < 500 else str(answer.status_code)


def _body(operation: dict[str, Any]) -> dict[str, Any] | None:
    return {} if "requestBody" in operation else None


def _address(path: str, operation: dict[str, Any]) -> str:
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            value = str(UUID(int=0))
            if (choices := parameter["schema"].get("enum")) is not None:
                value = str(choices[0])
            path = path.replace("{" + parameter["name"] + "}", value)
    return f"/v1{path}"
