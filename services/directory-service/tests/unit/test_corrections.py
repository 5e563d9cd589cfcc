from datetime import UTC, date, datetime

import pytest

from continuous_line.act import Act
from continuous_line.codes import Role, VoidReason
from continuous_line.corrections import NotCorrectable, OtherOrganisation, OthersRestOnIt
from continuous_line.happened import EventVoided, Reference
from continuous_line.testing.ids import fixed_id
from directory_service.domain.corrections import void
from directory_service.domain.events import StaffLeft, StaffRegistered
from directory_service.domain.staff import state_of

NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
ACT = Act(fixed_id("voiding"), NOW, NOW)
REGISTERED = StaffRegistered(
    id=fixed_id("registered"),
    at=NOW,
    staff_id="cm-1",
    organisation="coa",
    roles=(Role.CASE_MANAGER,),
    places=("weert",),
    valid_from=date(2026, 1, 1),
)
LEFT = StaffLeft(id=fixed_id("left"), at=NOW, staff_id="cm-1", valid_from=date(2026, 6, 1))
MISTAKE = VoidReason.MISTAKE


def test_who_did_not_leave_after_all_has_the_post_back_without_a_gap() -> None:
    voided = void([REGISTERED, LEFT], LEFT.id, MISTAKE, ACT, recorded_by="coa", organisation="coa")
    taken_back = Reference(id=LEFT.id, kind="StaffLeft")
    assert voided == EventVoided(id=ACT.id, at=NOW, voids=taken_back, reason=MISTAKE)
    state = state_of([REGISTERED, LEFT, voided])
    assert state.on(date(2026, 6, 1)) == state.on(date(2026, 5, 31)) is not None
    with pytest.raises(NotCorrectable):
        void(
            [REGISTERED, LEFT, voided], LEFT.id, MISTAKE, ACT, recorded_by="coa", organisation="coa"
        )


@pytest.mark.parametrize("by", [("coa", "GM0988"), ("", "")], ids=["another", "nobody's"])
def test_only_who_recorded_a_fact_takes_it_back(by: tuple[str, str]) -> None:
    recorded_by, organisation = by
    with pytest.raises(OtherOrganisation):
        void(
            [REGISTERED],
            REGISTERED.id,
            MISTAKE,
            ACT,
            recorded_by=recorded_by,
            organisation=organisation,
        )


def test_a_registration_stays_while_something_rests_on_it() -> None:
    with pytest.raises(OthersRestOnIt):
        void([REGISTERED, LEFT], REGISTERED.id, MISTAKE, ACT, recorded_by="coa", organisation="coa")
    voided = void([REGISTERED], REGISTERED.id, MISTAKE, ACT, recorded_by="coa", organisation="coa")
    assert not state_of([REGISTERED, voided]).exists
