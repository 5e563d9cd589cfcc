"""What is derived from any history at all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.distance import Point, distance_km
from continuous_line.happened import Reference
from continuous_line.testing.ids import fixed_id
from handover_service.domain import events as e
from handover_service.domain.access import rights
from handover_service.domain.case import case, cases, fold
from handover_service.domain.checklist import Item, checklist, missing, owed_by
from handover_service.domain.ownership import owner, tenures
from handover_service.domain.resident import Resident, Shown

FIRST = datetime(2026, 3, 1, tzinfo=UTC)
moments = st.integers(0, 24 * 200).map(lambda hours: FIRST + timedelta(hours=hours))
ids = st.integers(0, 30).map(fixed_id)
places = st.sampled_from(["GM0957", "GM0193", "GM0988"])
references = st.builds(Reference, id=ids, kind=st.just("WarmHandoverHeld"))


def events() -> st.SearchStrategy[Any]:
    common: dict[str, Any] = {
        "id": ids, "at": moments, "case_id": st.sampled_from([fixed_id("a"), fixed_id("b")]),
        "replaces": st.one_of(st.none(), references),
    }  # fmt: skip
    kinds = []
    for kind in get_args(e.Event):
        fields = dict(common)
        if kind is e.EventVoided:
            del fields["replaces"]
            fields["voids"] = references
        if "owner" in kind.__dataclass_fields__:
            fields["owner"] = st.sampled_from(["cm-1", "cm-2"])
        for name in ("municipality", "azc", "from_azc"):
            if name in kind.__dataclass_fields__:
                fields[name] = places
        kinds.append(st.builds(kind, **fields))
    return st.one_of(kinds)


@settings(max_examples=200, deadline=None)
@given(st.lists(events(), max_size=25), moments)
def test_whatever_happened_a_case_can_be_told_and_has_one_owner_at_most(history, now) -> None:
    state = fold(history)
    for case_id in cases(state):
        found = case(state, case_id)
        lines = checklist(
            found, Resident(sent=(Shown("GM0957", now),), opened=(Shown("GM0957", now),)), now
        )
        assert [line.item for line in lines] == list(Item)
        assert owed_by(found, lines)
        assert set(missing(lines)) <= set(Item)
        assert len({right.municipality for right in rights(found)}) == len(rights(found))
        spans = tenures(found)
        assert all(s.last is None or s.first <= s.last for s in spans)
        assert all(one.last is not None and one.last < two.first for one, two in pairwise(spans))
        if not found.closing:
            for offset in range(0, 220, 7):
                on = (FIRST + timedelta(offset)).date()
                held = [s for s in spans if s.first <= on and (s.last is None or on <= s.last)]
                assert [s.owner for s in held] == ([owner(found, on)] if owner(found, on) else [])


@settings(max_examples=100, deadline=None)
@given(st.lists(events(), max_size=25))
def test_what_is_voided_or_replaced_vanishes_from_its_case(history) -> None:
    state = fold(history)
    valid = {fact.id for case_id in cases(state) for fact in case(state, case_id).facts}
    assert valid.isdisjoint(state.gone)


def test_a_municipality_gets_its_turn_when_what_is_missing_is_its_own(told) -> None:
    found = case(fold([told.linked(), told.assigned()]), fixed_id("case"))
    now = told.at(1)
    lines = checklist(
        found, Resident(sent=(Shown("GM0957", now),), opened=(Shown("GM0957", now),)), now
    )
    assert missing(lines)[0] is Item.CLIENT_MANAGER
    assert owed_by(found, lines) == "client-manager"
    assert owed_by(found, checklist(found, Resident(), now)) == "case-manager"


def test_distances_are_great_circles_to_a_tenth_of_a_kilometre() -> None:
    weert, zwolle = Point(51.2517, 5.7061), Point(52.5168, 6.0830)
    assert distance_km(weert, weert) == 0
    assert distance_km(weert, None) is None
    far = distance_km(weert, zwolle)
    assert far is not None
    assert 142 < far < 145
    assert far == round(far, 1)
