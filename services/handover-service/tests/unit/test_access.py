"""Which municipality sees a case, and until when."""

from continuous_line.codes import UnlinkReason
from handover_service.domain import events as e
from handover_service.domain.access import right_of, rights
from handover_service.domain.case import Case, latest

ROERMOND, ZWOLLE = "GM0957", "GM0193"


def sees(found: Case | None, municipality: str) -> bool:
    assert found is not None
    right = right_of(rights(found), frozenset({municipality}))
    return right is not None and right.ended_on is None


def test_unlinking_the_former_municipality_leaves_the_one_moved_to_its_right(person, told) -> None:
    unlinked = told.fact(
        e.MunicipalityUnlinked, 40, municipality=ROERMOND, reason=UnlinkReason.OTHER
    )
    moved = latest(person.given(told.linked(), told.moved(30, to=ZWOLLE), unlinked).state)
    assert sees(moved, ZWOLLE)
    assert not sees(moved, ROERMOND)
