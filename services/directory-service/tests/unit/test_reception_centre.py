from datetime import UTC, date, datetime

from continuous_line.act import Act
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.errors import ReceptionCentreGone, UnknownPlace
from directory_service.domain.events import ReceptionCentreClosed, ReceptionCentreRegistered
from directory_service.domain.reception_centre import (
    Description,
    ReceptionCentre,
    change,
    close,
    evolve,
    register,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
WEERT = Description("Weert", "unit-zuid", "Weert", 51.252, 5.707, 70)
REGISTERED = ReceptionCentreRegistered(
    id=ID,
    at=NOW,
    azc="weert",
    name="Weert",
    unit="unit-zuid",
    place="Weert",
    latitude=51.252,
    longitude=5.707,
    activity_target=70,
    valid_from=date(2015, 10, 1),
)
CLOSED = ReceptionCentreClosed(id=ID, at=NOW, azc="weert", valid_from=date(2026, 9, 1))
case = Scenario(evolve, ReceptionCentre())


def test_a_reception_centre_is_there_from_its_first_day_until_it_closes() -> None:
    case.given().when(register, "weert", WEERT, date(2015, 10, 1), ACT).then(REGISTERED)
    case.given(REGISTERED).when(close, date(2026, 9, 1), ACT).then(CLOSED)
    state = case.given(REGISTERED, CLOSED).state
    assert state.on(date(2015, 9, 30)) is None
    assert state.on(date(2026, 8, 31)) == WEERT
    assert state.on(date(2026, 9, 1)) is None


def test_a_closed_reception_centre_neither_changes_nor_closes_again() -> None:
    given = case.given(REGISTERED, CLOSED)
    given.when(close, date(2027, 1, 1), ACT).then_refused(ReceptionCentreGone)
    given.when(change, WEERT, date(2026, 9, 1), ACT).then_refused(ReceptionCentreGone)


def test_an_unknown_reception_centre_does_not_close() -> None:
    case.given().when(close, date(2026, 9, 1), ACT).then_refused(UnknownPlace)
