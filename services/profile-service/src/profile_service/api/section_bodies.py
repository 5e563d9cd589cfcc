"""What is sent to record a section: content by its own schema, or that it is declined.

The document shows the schema as it is configured; what does not fit is told with every fault.
"""

from typing import Any

import orjson
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from continuous_line.act import When
from profile_service.api.schemas import Occurrence
from profile_service.domain.contents import Entry
from profile_service.sections import SectionSchema

Fault = dict[str, Any]


class _Outside(Occurrence):
    content: Any = None
    declined: Any = None


def documented(schema: SectionSchema) -> dict[str, Any]:
    """The request body of the section in the OpenAPI document."""
    body = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "content": schema.entered,
            "declined": {"const": True, "description": "Asked, does not want to tell."},
            "occurredAt": {
                "type": ["string", "null"],
                "format": "date-time",
                "description": "When it was told; never ahead of now, which is the default.",
            },
        },
        "oneOf": [{"required": ["content"]}, {"required": ["declined"]}],
    }
    return {"requestBody": {"content": {"application/json": {"schema": body}}}}


def entered(body: dict[str, Any], schema: SectionSchema) -> tuple[Entry, When]:
    """Raises RequestValidationError with all faults together."""
    if not _is_plain_json(body):
        raise RequestValidationError([{"type": "json_invalid", "loc": ("body",), "msg": ""}])
    faults: list[Fault] = []
    when = When()
    try:
        when = _Outside.model_validate(body).when()
    except ValidationError as error:
        faults += [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
    faults += _in_entry(body, schema)
    if faults:
        raise RequestValidationError(faults)
    return schema.declined() if "declined" in body else schema.accept(body["content"]), when


def _in_entry(body: dict[str, Any], schema: SectionSchema) -> list[Fault]:
    faults: list[Fault] = []
    if ("content" in body) == ("declined" in body):
        faults.append(_fault((), "one-of", "Has either `content` or `declined`."))
    if "declined" in body and body["declined"] is not True:
        faults.append(_fault(("declined",), "const", "Is true, or absent."))
    if "content" in body:
        faults += [
            _fault(("content", *found.path), found.code, found.detail)
            for found in schema.faults(body["content"])
        ]
    return faults


def _fault(path: tuple[str | int, ...], code: str, detail: str) -> Fault:
    return {"type": code, "loc": ("body", *path), "msg": detail}


def _is_plain_json(body: dict[str, Any]) -> bool:
    """Python reads more than JSON has: NaN, half characters, numbers without end."""
    try:
        return bool(orjson.loads(orjson.dumps(body)) == body)
    except (TypeError, ValueError):
        return False
