"""The NL API Design Rules (ADR 2.2) as checks of an OpenAPI document and of a running service.

Our own reading of the rules. What the official ruleset cannot see is here as well: errors
declared without content, real headers, real error bodies, cross-origin access.
"""

import re
from collections.abc import Iterator
from typing import Any

import httpx

from continuous_line.web.document import operations

Json = dict[str, Any]

_SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}")
_CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
_PASCAL = re.compile(r"([A-Z][a-z0-9]*)+")
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")
_DATE_NAME = re.compile(r"(^d|.*D)(ate|atum)")
_NAMED_BY_OTHERS = frozenset({"registratieDatumTijd"})
"""In forms that are not ours to change: DUO's has a moment under a name with Datum."""
_SECURITY = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def faults_of(document: Json) -> list[str]:
    """Every breach of the rules in the document, one line each; empty where all is well."""
    return [*_about(document), *_in_operations(document), *_in_schemas(document)]


def _about(document: Json) -> Iterator[str]:
    if not str(document.get("openapi", "")).startswith("3."):
        yield "openapi: not version 3"
    info = document["info"]
    if not _SEMVER.fullmatch(info["version"]):
        yield "info.version: not semver"
    yield from (
        f"info.contact: no {name}"
        for name in ("name", "url", "email")
        if not info.get("contact", {}).get(name)
    )
    servers = document.get("servers", [])
    if not servers or not all(re.search(r"/v\d+$", server["url"]) for server in servers):
        yield "servers: the address does not end in the major version"
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    yield from (f"operationId {name}: used twice" for name in set(ids) if ids.count(name) > 1)
    yield from (f"operationId {name}: not camelCase" for name in ids if not _CAMEL.fullmatch(name))


def _in_operations(document: Json) -> Iterator[str]:
    for path in document["paths"]:
        segments = path.removeprefix("/").split("/")
        if path != "/" and not all(_SEGMENT.fullmatch(segment) for segment in segments):
            yield f"{path}: segments are kebab-case, without a slash at the end"
        if re.match(r"/v\d+(/|$)", path):
            yield f"{path}: the version is in the server's address already"
    for path, method, operation in operations(document):
        where = f"{method.upper()} {path}"
        if method not in ("get", "post", "put", "patch", "delete"):
            yield f"{where}: not a standard method"
        yield from (
            f"{where}: query parameter {parameter['name']} is not lowerCamelCase"
            for parameter in operation.get("parameters", ())
            if parameter["in"] == "query" and not _CAMEL.fullmatch(parameter["name"])
        )
        yield from _in_responses(document, where, method, operation)


def _in_responses(document: Json, where: str, method: str, operation: Json) -> Iterator[str]:
    responses: Json = operation["responses"]
    wanted = {"500"}
    if method in ("post", "put", "patch") or operation.get("parameters"):
        wanted.add("400")
    if operation.get("security", document.get("security")):
        wanted |= {"401", "403"}
    if "{" in where:
        wanted.add("404")
    yield from (f"{where}: no {status}" for status in sorted(wanted - responses.keys()))
    for status, response in responses.items():
        at = f"{where} {status}"
        if not re.fullmatch(r"[2345]\d\d", status) or status == "422":
            yield f"{at}: not a status to declare"
            continue
        if not response.get("headers", {}).get("API-Version", {}).get("required"):
            yield f"{at}: API-Version is not declared as required"
        if status[0] in "45":
            yield from _in_problem(document, at, response)
        if status == "201" and "Location" not in response.get("headers", {}):
            yield f"{at}: no Location"


def _in_problem(document: Json, at: str, response: Json) -> Iterator[str]:
    content: Json = response.get("content", {})
    if list(content) != ["application/problem+json"]:
        yield f"{at}: is not application/problem+json alone"
        return
    schema = content["application/problem+json"].get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = document["components"]["schemas"].get(name, schema)
    if not {"status", "title", "detail"} <= schema.get("properties", {}).keys():
        yield f"{at}: the schema lacks status, title or detail"


def _in_schemas(document: Json) -> Iterator[str]:
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        if name in ("HTTPValidationError", "ValidationError"):
            yield f"schema {name}: the framework's own"
        if not _PASCAL.fullmatch(name) or name.startswith("Body_"):
            yield f"schema {name}: not UpperCamelCase"
        for field, kind in schema.get("properties", {}).items():
            yield from _in_property(f"{name}.{field}", field, kind)


def _in_property(where: str, field: str, kind: Json) -> Iterator[str]:
    formats = {kind.get("format"), *(choice.get("format") for choice in kind.get("anyOf", ()))}
    if not _CAMEL.fullmatch(field):
        yield f"{where}: not lowerCamelCase"
    if formats & {"time", "date-time-local"}:
        yield f"{where}: a time of day is time-local, a moment date-time"
    if _DATE_NAME.match(field) and "date" not in formats and field not in _NAMED_BY_OTHERS:
        yield f"{where}: a name with Date belongs to a date"
    if field.endswith("On") and "date" not in formats:
        yield f"{where}: ...On is a date"
    if field.endswith("At") and "date-time" not in formats:
        yield f"{where}: ...At is a date-time"
    if kind.get("anyOf") and {"type": "null"} in kind["anyOf"] and formats != {None}:
        yield f"{where}: its format is hidden behind anyOf"


async def faults_at_run_time(app: Any, token: str) -> list[str]:
    """Every breach that a running service shows at its edges; `app` is one whose lifespan runs."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        return [fault async for fault in _at_run_time(client, token)]


async def _at_run_time(client: httpx.AsyncClient, token: str) -> Any:
    document = await client.get("/v1/openapi.json", headers={"Origin": "https://elsewhere.example"})
    if document.status_code != 200:
        yield "the document needs a token"
    if document.headers.get("access-control-allow-origin") != "*":
        yield "the document is not open to pages of any origin"
    version = document.json()["info"]["version"]
    for fault in _in_headers("the document", document, version):
        yield fault
    headers = {"Authorization": f"Bearer {token}", "Origin": "https://elsewhere.example"}
    path, method, _ = next(operations(document.json()))
    address = f"/v1{path}"
    for name, wanted, answer in (
        ("no token", 401, await client.request(method, address)),
        ("no address", 404, await client.get("/v1/no-such-thing", headers=headers)),
        ("no page", 404, await client.get("/no-such-thing")),
        ("a slash at the end", 404, await client.request(method, f"{address}/", headers=headers)),
        ("no method", 405, await client.request("TRACE", address, headers=headers)),
    ):
        for fault in (*_in_headers(name, answer, version), *_in_error(name, answer, wanted)):
            yield fault


def _in_headers(name: str, answer: httpx.Response, version: str) -> Iterator[str]:
    if answer.headers.get("api-version") != version:
        yield f"{name}: no API-Version"
    for header, value in _SECURITY.items():
        if answer.headers.get(header) != value:
            yield f"{name}: {header} is not {value}"
    if "frame-ancestors 'none'" not in answer.headers.get("content-security-policy", ""):
        yield f"{name}: may be framed"
    if "strict-transport-security" not in answer.headers:
        yield f"{name}: no strict-transport-security"


def _in_error(name: str, answer: httpx.Response, wanted: int) -> Iterator[str]:
    if answer.status_code != wanted:
        yield f"{name}: {answer.status_code} instead of {wanted}"
    if answer.headers.get("content-type") != "application/problem+json":
        yield f"{name}: not a problem document"
    elif not {"status", "title", "detail"} <= answer.json().keys():
        yield f"{name}: the problem lacks members"
    if "access-control-allow-origin" in answer.headers:
        yield f"{name}: open to pages of any origin"
    if wanted == 405 and not answer.headers.get("allow"):
        yield f"{name}: no Allow"
