"""Who has a case at the municipality."""

import pytest

from continuous_line.codes import OwnerGone, OwnerReason
from handover_service.domain import errors
from handover_service.domain import events as e
from handover_service.domain.checklist import Item, checklist, missing
from handover_service.domain.receiving import (
    NewClientManager,
    client_manager_on,
    gone,
    leave,
    name_client_manager,
)
from handover_service.domain.resident import Resident

ROERMOND, ZWOLLE = "GM0957", "GM0193"


@pytest.fixture
def named(told):
    def make(who: str, on: int, **more):
        return told.fact(
            e.ClientManagerNamed, on, municipality=ROERMOND, client_manager=who, **more
        )

    return make


def holders(case, told, *days: int) -> list[str | None]:
    found = [client_manager_on(case, ROERMOND, told.at(on).date()) for on in days]
    return [one.client_manager if one else None for one in found]


def test_who_is_gone_has_it_no_more_and_it_says_why_until_another_is_named(
    case, told, named
) -> None:
    left = told.decided(
        e.ClientManagerLeft, 10, municipality=ROERMOND, client_manager="km-1",
        because=OwnerGone.ELSEWHERE,
    )  # fmt: skip
    before = [told.linked(), named("km-1", 1)]
    given = case.given(*before)
    given.when(leave, told.act(10), "km-1", OwnerGone.ELSEWHERE).then(left)
    given.when(leave, told.act(10), "km-2").then()
    without = case.given(*before, left)
    assert holders(without.state, told, 9, 10) == ["km-1", None]
    assert gone(without.state, ROERMOND, told.at(10).date()) == left
    assert Item.CLIENT_MANAGER in missing(checklist(without.state, Resident(), told.at(10)))
    without.when(leave, told.act(11), "km-1").then()
    new = NewClientManager("km-2")
    without.when(name_client_manager, told.act(11), new, None).then_refused(errors.ReasonNeeded)
    again = case.given(*before, left, named("km-2", 12, reason=OwnerReason.OTHER)).state
    assert holders(again, told, 10, 12) == [None, "km-2"]
    assert gone(again, ROERMOND, told.at(12).date()) is None


def test_a_stand_in_who_is_gone_leaves_it_to_whom_it_was(case, told, named) -> None:
    stand_in = named("km-2", 5, until=told.at(20).date())
    left = told.fact(e.ClientManagerLeft, 10, municipality=ROERMOND, client_manager="km-2")
    found = case.given(told.linked(), named("km-1", 1), stand_in, left).state
    assert holders(found, told, 9, 10, 21) == ["km-2", "km-1", "km-1"]


def test_after_a_link_to_another_municipality_nobody_is_missed_at_the_former(
    case, told, named
) -> None:
    left = told.fact(e.ClientManagerLeft, 3, municipality=ROERMOND, client_manager="km-1")
    parted = told.fact(e.MunicipalityUnlinked, 5, municipality=ROERMOND, reason="relinked")
    found = case.given(
        told.linked(), named("km-1", 1), left, parted, told.linked(5, to=ZWOLLE)
    ).state
    assert gone(found, ROERMOND, told.at(6).date()) is None
