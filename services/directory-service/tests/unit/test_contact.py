from datetime import UTC, datetime

from continuous_line.act import Act
from continuous_line.codes import ContactKind
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.contact import (
    Contact,
    Coverage,
    evolve,
    register,
    replace_by,
    retire,
    state_of,
    verify,
)
from directory_service.domain.errors import ContactGone, NotYours, SuccessorUnfit, UnknownContact
from directory_service.domain.events import (
    ContactRegistered,
    ContactReplaced,
    ContactRetired,
    ContactVerified,
)

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
ID, OLD, NEW = fixed_id("event"), fixed_id("old"), fixed_id("new")
ACT = Act(ID, NOW, NOW)
OWN = frozenset({"GM0988"})
COVERAGE = Coverage(ContactKind.CLIENT_MANAGER, ("GM0988",), ("work",))


def registered(contact: str = "old") -> ContactRegistered:
    return ContactRegistered(
        id=ID,
        at=NOW,
        contact_id=fixed_id(contact),
        kind=ContactKind.CLIENT_MANAGER,
        places=("GM0988",),
        topics=("work",),
    )


REPLACED = ContactReplaced(id=ID, at=NOW, contact_id=OLD, successor=NEW)
case = Scenario(evolve, Contact())


def test_a_contact_is_registered_and_verified_by_those_whose_place_it_covers() -> None:
    case.given().when(register, OLD, COVERAGE, OWN, ACT).then(registered())
    case.given(registered()).when(verify, OWN, ACT).then(
        ContactVerified(id=ID, at=NOW, contact_id=OLD)
    )
    case.given(registered()).when(verify, frozenset({"GM0193"}), ACT).then_refused(NotYours)


def test_a_replaced_contact_names_its_successor() -> None:
    successor = state_of([registered("new")])
    case.given(registered()).when(replace_by, successor, OWN, ACT).then(REPLACED)
    refusal = case.given(registered(), REPLACED).when(verify, OWN, ACT).then_refused(ContactGone)
    assert refusal.extra == {"successor": NEW}


def test_a_successor_is_another_contact_that_is_still_there() -> None:
    given = case.given(registered())
    given.when(replace_by, Contact(), OWN, ACT).then_refused(SuccessorUnfit)
    given.when(replace_by, state_of([registered()]), OWN, ACT).then_refused(SuccessorUnfit)
    gone = state_of([registered("new"), ContactRetired(id=ID, at=NOW, contact_id=NEW)])
    given.when(replace_by, gone, OWN, ACT).then_refused(SuccessorUnfit)


def test_an_unknown_contact_cannot_retire() -> None:
    case.given().when(retire, OWN, ACT).then_refused(UnknownContact)
