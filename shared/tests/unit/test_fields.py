from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from continuous_line.fields import (
    AS_INTEGER,
    Body,
    Code,
    Day,
    Id,
    Label,
    Moment,
    QueryBool,
    StrictInt,
)


def fits(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "value", [0, 1.5, False, "20190305", "2019-3-5", "2019-02-30", "2019-03-05T00:00:00Z",
              "١٢٣٤-٠١-٠١",
              datetime(2019, 3, 5, tzinfo=UTC)],
)  # fmt: skip
def test_a_day_is_iso_text_only(value: object) -> None:
    assert not fits(Day, value)
    assert TypeAdapter(Day).validate_python("2019-03-05") == date(2019, 3, 5)


@pytest.mark.parametrize(
    "value", [0, "2019-03-05", "2019-03-05T10:00:00", "2019-03-05 10:00:00Z",
              "2019-W10-2T10:00:00Z", "0001-01-01T00:00:00+01:00", datetime(2019, 3, 5)],  # noqa: DTZ001
)  # fmt: skip
def test_a_moment_has_an_offset_and_is_kept_in_utc(value: object) -> None:
    assert not fits(Moment, value)
    moment = TypeAdapter(Moment).validate_python("2019-03-05T10:00:00.25+01:00")
    assert moment == datetime(2019, 3, 5, 9, 0, 0, 250_000, UTC)
    assert moment.tzinfo is UTC
    assert TypeAdapter(Moment).dump_json(moment) == b'"2019-03-05T09:00:00.250000Z"'


def test_an_identifier_is_a_uuid_as_it_is_written() -> None:
    written = "0c62ba2a-65a4-4b0c-8f0a-0f2c7a0f7a11"
    assert TypeAdapter(Id).validate_python(written) == UUID(written)
    for value in (written.replace("-", ""), f"{{{written}}}", f"urn:uuid:{written}", 5, ""):
        assert not fits(Id, value)


def test_codes_and_labels_hold_no_control_characters() -> None:
    assert fits(Code, "GM0988")
    assert fits(Label, "'s-Hertogenbosch")
    for value in ("", "a\0b", "a\nb", 5):
        assert not fits(Code, value)
        assert not fits(Label, value)


def test_a_query_number_is_a_whole_number() -> None:
    number = Annotated[int, Field(ge=1, le=9), AS_INTEGER]
    assert TypeAdapter(number).json_schema() == {"maximum": 9, "minimum": 1, "type": "integer"}
    assert fits(number, "5")
    for value in ("0", "10", "5.0", " 5", "1_0", "٥", ""):
        assert not fits(number, value)


def test_a_query_boolean_is_true_or_false() -> None:
    assert TypeAdapter(QueryBool).validate_python("true") is True
    for value in ("1", "yes", "True", 1, ""):
        assert not fits(QueryBool, value)


def test_a_body_takes_camel_case_and_nothing_unknown() -> None:
    class Move(Body):
        moved_on: Day
        members: StrictInt = 1

    assert Move.model_validate({"movedOn": "2019-03-05"}).moved_on == date(2019, 3, 5)
    for wrong in ({"moved_on": "2019-03-05"}, {"movedOn": "2019-03-05", "x": 1},
                  {"movedOn": "2019-03-05", "members": True}):  # fmt: skip
        assert not fits(Move, wrong)
