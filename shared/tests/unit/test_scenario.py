from dataclasses import dataclass

import pytest

from continuous_line.errors import Refused
from continuous_line.testing.ids import fixed_id, fixed_ids
from continuous_line.testing.scenario import Scenario


@dataclass(frozen=True)
class Added:
    amount: int


class TooMuch(Refused):
    code = "too-much"


def evolve(total: int, event: Added) -> int:
    return total + event.amount


def add(total: int, amount: int, *, most: int = 10) -> list[Added]:
    if total + amount > most:
        raise TooMuch("at most ten")
    return [Added(amount)] if amount else []


SUM = Scenario(evolve, 0)


def test_what_was_decided_is_compared_with_what_is_expected() -> None:
    SUM.given(Added(2), Added(3)).when(add, 5).then(Added(5))
    SUM.given().when(add, 0).then()
    with pytest.raises(AssertionError):
        SUM.given().when(add, 5).then(Added(6))


def test_a_refusal_is_compared_by_kind_and_code() -> None:
    assert SUM.given(Added(9)).when(add, 2).then_refused(TooMuch, "too-much").status == 409
    with pytest.raises(AssertionError):
        SUM.given(Added(9)).when(add, 2).then_refused(TooMuch, "other")
    with pytest.raises(AssertionError):
        SUM.given(Added(9)).when(add, 1).then_refused(TooMuch)
    with pytest.raises(AssertionError):
        SUM.given(Added(9)).when(add, 2).then(Added(2))


def test_fixed_ids_are_the_same_every_time() -> None:
    assert fixed_id("a") == fixed_id("a") != fixed_id("b")
    assert next(fixed_ids()) == next(fixed_ids())
