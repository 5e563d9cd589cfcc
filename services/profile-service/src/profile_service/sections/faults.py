"""What is wrong with content, in sentences of our own: the validator's repeat what was entered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import ValidationError

from continuous_line.errors import Refused

Path = tuple[str | int, ...]

_KINDS: Final = {
    "string": "text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip
_SENTENCES: Final[Mapping[str, Callable[[Any], str]]] = {
    "type": lambda kind: f"Is {_KINDS.get(kind, 'of another kind')}.",
    "enum": lambda values: f"Is one of: {', '.join(str(value) for value in values)}.",
    "const": lambda value: f"Is {value}.",
    "format": lambda kind: "Is a day, as in 2026-03-05." if kind == "date" else f"Is a {kind}.",
    "pattern": lambda _: "Is not written as it should be; see the section's schema.",
    "minLength": lambda least: f"Has at least {least} characters.",
    "maxLength": lambda most: f"Has at most {most} characters.",
    "minItems": lambda least: f"Has at least {least} items.",
    "maxItems": lambda most: f"Has at most {most} items.",
    "uniqueItems": lambda _: "Has no item twice.",
    "minimum": lambda least: f"Is at least {least}.",
    "maximum": lambda most: f"Is at most {most}.",
    "minProperties": lambda least: f"Has at least {least} fields.",
    "maxProperties": lambda most: f"Has at most {most} fields.",
}
_UNKNOWN: Final = "Is not known here."


@dataclass(frozen=True, slots=True)
class Fault:
    """`path`: the steps from the content to the field."""

    path: Path
    code: str
    detail: str

    @property
    def pointer(self) -> str:
        steps = (str(step)[:100] for step in self.path)
        return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


class InvalidContent(Refused):
    """What was entered does not fit the section; `faults` names all that is wrong."""

    status = 400
    code = "invalid-input"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        errors = [
            {"in": "body", "field": f"/content{one.pointer}", "code": one.code,
             "detail": one.detail}
            for one in faults
        ]  # fmt: skip
        super().__init__(f"The request has {count}; see `errors`.", errors=errors)


def faults_of(error: ValidationError, why_refused: str | None) -> Iterator[Fault]:
    """`why_refused`: said of fields that the schema does not have, where it gives a reason."""
    path: Path = tuple(error.absolute_path)
    keyword, value = str(error.validator), error.validator_value
    entered: Any = error.instance
    match keyword:
        case "additionalProperties":
            known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
            detail = why_refused if why_refused and not path else _UNKNOWN
            for name in sorted(set(entered) - set(known)):
                yield Fault((*path, name), "extra-forbidden", detail)
        case "required":
            wanted: Any = value
            for name in wanted:
                if name not in entered:
                    yield Fault((*path, name), "missing", "Is required.")
        case _:
            sentence = _SENTENCES.get(keyword)
            detail = sentence(value) if sentence else "Does not fit the section's schema."
            yield Fault(path, _code(keyword), detail)


def _code(keyword: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in keyword)
