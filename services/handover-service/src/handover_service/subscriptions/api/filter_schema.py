"""The filters of a subscription as the document has them; they are judged by the domain."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, ValidationError, WithJsonSchema, WrapValidator
from pydantic_core import InitErrorDetails, PydanticCustomError

from continuous_line.fields import Body
from handover_service.subscriptions.domain.filter_reading import ATTRIBUTES, DEEPEST, LONGEST
from handover_service.subscriptions.judging import filter_faults

_AT_ONCE: Final = 20
"""Filters in one list: a bound for the document."""

Compared = Annotated[
    dict[str, str],
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"enum": sorted(ATTRIBUTES)},
            "additionalProperties": {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST,
                "pattern": r"^[^\x00-\x1f\x7f-\x9f]+$",
            },
        }
    ),
]
"""Texts by the names of attributes."""


class Filter(Body):
    """Exactly one of these."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    exact: Compared = Field(default_factory=dict)
    prefix: Compared = Field(default_factory=dict)
    suffix: Compared = Field(default_factory=dict)
    all: "list[Filter]" = Field(default_factory=list, min_length=1)
    any: "list[Filter]" = Field(default_factory=list, min_length=1)
    not_: "Filter" = Field(default_factory=lambda: Filter(), alias="not")  # noqa: PLW0108


def _judged(raw: object, _read: Any) -> object:
    """As it was sent; raises ValidationError with every fault at its place."""
    faults: list[InitErrorDetails] = [
        {"type": PydanticCustomError("filter", "{what}", {"what": what}), "loc": at, "input": None}
        for at, what in filter_faults(raw)
    ]
    if faults:
        raise ValidationError.from_exception_data("filters", faults)
    return raw


Filters = Annotated[
    list[Filter],
    WrapValidator(_judged),
    Field(
        max_length=_AT_ONCE,
        description="All of them hold: `exact`, `prefix`, `suffix` compare attributes, `all`, "
        f"`any`, `not` join filters, up to {DEEPEST} in one another. An attribute that an event "
        "does not have never matches.",
    ),
]
"""Read, they are what was sent: plain lists and tables."""
