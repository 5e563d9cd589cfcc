"""What a section schema has to be, so that content is bounded and every field says who gets it."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from jsonschema import Draft202012Validator

from continuous_line.codes import LegalBasis, Purpose, Role, Section

_META: Final = Draft202012Validator(Draft202012Validator.META_SCHEMA)
_NAME: Final = re.compile(r"[a-z][a-zA-Z0-9]{0,49}", re.ASCII)
_REFUSED: Final = (
    "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if", "patternProperties",
    "propertyNames", "unevaluatedProperties", "dependentSchemas", "prefixItems", "contains",
)  # fmt: skip


def faults_in(document: Any) -> Iterator[str]:
    """Each as `where: what`; none where the schema can be used."""
    if not isinstance(document, Mapping):
        yield "is not an object"
        return
    errors = list(_META.iter_errors(document))
    if errors:
        for error in errors:
            yield f"{_pointer(error.absolute_path)}: is no JSON Schema ({error.validator})"
        return
    if document.get("section") not in set(Section):
        yield f"section: is one of {', '.join(Section)}"
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield "version: is a whole number from 1"
    yield from _in_value(document, "")
    fields = document.get("properties")
    if document.get("type") != "object" or not fields:
        yield "is no object with properties"
        return
    for name in document.get("required", ()):
        if name not in fields:
            yield f"required: {name} is no property"
    for name, field in fields.items():
        if not isinstance(field, Mapping):
            continue
        yield from _in_annotations(name, field)
        if document["section"] == Section.CIRCUMSTANCES and field.get("type") != "boolean":
            yield f"/properties/{name}: circumstances are ticked, never written (type boolean)"


def _in_annotations(name: str, field: Mapping[str, Any]) -> Iterator[str]:
    where = f"/properties/{name}"
    if field.get("legalBasis") not in set(LegalBasis):
        yield f"{where}/legalBasis: is one of {', '.join(LegalBasis)}"
    yield from _in_codes(f"{where}/purposes", field.get("purposes"), Purpose)
    yield from _in_codes(f"{where}/audience", field.get("audience"), Role)


def _in_codes(where: str, given: Any, codes: type[StrEnum]) -> Iterator[str]:
    known = {code.value for code in codes}
    if not isinstance(given, list) or not given or not all(code in known for code in given):
        yield f"{where}: lists some of {', '.join(codes)}"


def _in_value(schema: Any, where: str) -> Iterator[str]:
    """Bounded at every depth: nothing in it may be of any size or any kind."""
    if not isinstance(schema, Mapping):
        yield f"{where}: is no schema of its own"
        return
    yield from (f"{where}/{word}: is not supported here" for word in _REFUSED if word in schema)
    if "enum" in schema or "const" in schema:
        return
    bounds = _BOUNDS.get(str(schema.get("type")))
    if bounds is None:
        yield f"{where}/type: is one of {', '.join(_BOUNDS)}"
    else:
        yield from bounds(schema, where)


def _in_string(schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "maxLength" not in schema:
        yield f"{where}/maxLength: is missing"


def _in_number(schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "minimum" not in schema or "maximum" not in schema:
        yield f"{where}: minimum or maximum is missing"


def _in_array(schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "maxItems" not in schema:
        yield f"{where}/maxItems: is missing"
    yield from _in_value(schema.get("items"), f"{where}/items")


def _in_object(schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if schema.get("additionalProperties") is not False:
        yield f"{where}/additionalProperties: is not false"
    for name, field in schema.get("properties", {}).items():
        if not _NAME.fullmatch(name):
            yield f"{where}/properties/{name}: is not lowerCamelCase"
        yield from _in_value(field, f"{where}/properties/{name}")


def _in_boolean(_schema: Mapping[str, Any], _where: str) -> Iterator[str]:
    return iter(())


_BOUNDS: Final = {
    "string": _in_string, "integer": _in_number, "number": _in_number, "boolean": _in_boolean,
    "array": _in_array, "object": _in_object,
}  # fmt: skip


def _pointer(path: Any) -> str:
    return "".join(f"/{step}" for step in path)
