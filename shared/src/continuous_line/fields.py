"""Field types for requests and answers that accept exactly what their JSON Schema says.

Pydantic's own are generous: `0` is a date, `false` a number, `"{...}"` a UUID. `Body` and
`Answer` are the bases of all models of the APIs; JSON names are camelCase.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

__all__ = [
    "AS_INTEGER", "Answer", "Body", "Code", "Day", "Id", "Label", "Moment", "QueryBool",
    "StrictBool", "StrictFloat", "StrictInt",
]  # fmt: skip

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)


class Body(BaseModel):
    """What a client sends: camelCase names only, nothing unknown."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=to_camel, validate_by_name=False,
        validate_by_alias=True,
    )  # fmt: skip


class Answer(BaseModel):
    """What a service answers: made by Python names, written in camelCase."""

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, validate_by_name=True, validate_by_alias=True,
        serialize_by_alias=True,
    )  # fmt: skip


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    raise PydanticCustomError("day", "A day is written as YYYY-MM-DD.")


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return value.upper()
    raise PydanticCustomError("moment", "A moment is written as RFC 3339, with its offset.")


def _utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("moment", "A moment lies in the years 1 to 9999.") from None


def _uuid(value: Any) -> Any:
    if isinstance(value, UUID) or (isinstance(value, str) and _UUID.fullmatch(value)):
        return value
    raise PydanticCustomError("id", "An identifier is a UUID, written with hyphens.")


def _query_integer(value: Any) -> Any:
    if isinstance(value, int) or (isinstance(value, str) and _INTEGER.fullmatch(value)):
        return value
    raise PydanticCustomError("integer", "Is a whole number.")


def _query_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("boolean", "Is `true` or `false`.")


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, `2019-03-05`; its field is called `...On`."""

Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_moment),
    AfterValidator(_utc),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in any offset, kept and answered in UTC; its field is called `...At`."""

Id = Annotated[UUID, BeforeValidator(_uuid), WithJsonSchema({"type": "string", "format": "uuid"})]
"""An opaque identifier: a UUID in its written form with hyphens."""

Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$")]
"""A code of a place, household or organisation: no spaces, no control characters."""

Label = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A name of a place or organisation (never of a person), on one line."""

AS_INTEGER = BeforeValidator(_query_integer)
"""A whole number in a query: `Annotated[int, Field(ge=1), AS_INTEGER]`, in this order."""

QueryBool = Annotated[bool, BeforeValidator(_query_boolean)]
