"""A case for the tests of the domain: facts by day, and decisions on the latest case."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from continuous_line.act import Act
from continuous_line.codes import Basis, OwnerReason, Party, Role, VoidReason
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id, fixed_ids
from continuous_line.testing.scenario import Given, Scenario
from handover_service.domain import events as e
from handover_service.domain.case import Case, State, evolve, latest
from handover_service.domain.ownership import Staff

ROERMOND, ZWOLLE, AZC = "GM0957", "GM0193", "azc-weert"
FIRST = datetime(2026, 3, 1, 10, tzinfo=UTC)
CASE = fixed_id("case")
Decision = Callable[..., Sequence[e.Event]]


class Told:
    """Makes facts of one case: `told.linked()`, `told.assigned("cm-1", on=2)`.

    `on` counts days from the first of March.
    """

    def __init__(self) -> None:
        self._ids: Iterator[UUID] = fixed_ids("fact")

    def at(self, on: int) -> datetime:
        return FIRST + timedelta(on)

    def act(self, on: int, now: int = 400, replaces: e.Fact | None = None) -> Act:
        """Decided with the id `fixed_id("new")`."""
        wrong = reference_to(replaces) if replaces else None
        return Act(fixed_id("new"), self.at(on), self.at(now), wrong)

    def fact(self, kind: type[Any], on: int = 0, **more: Any) -> Any:
        return kind(**({"id": next(self._ids), "at": self.at(on), "case_id": CASE} | more))

    def decided(self, kind: type[Any], on: int, **more: Any) -> Any:
        return self.fact(kind, on, **({"id": fixed_id("new")} | more))

    def linked(self, on: int = 0, to: str = ROERMOND, **more: Any) -> e.MunicipalityLinked:
        return self.fact(
            e.MunicipalityLinked, on, municipality=to, azc=AZC, basis=Basis.EDUCATION, **more
        )

    def assigned(self, owner: str = "cm-1", on: int = 0) -> e.CaseAssigned:
        return self.fact(e.CaseAssigned, on, owner=owner)

    def reassigned(self, owner: str, on: int, until: date | None = None) -> e.CaseReassigned:
        return self.fact(e.CaseReassigned, on, owner=owner, reason=OwnerReason.LEAVE, until=until)

    def warm(self, on: int, to: str = ROERMOND, **more: Any) -> e.WarmHandoverHeld:
        return self.fact(
            e.WarmHandoverHeld, on, municipality=to, azc=AZC, attended=tuple(Party),
            interpreter=False, **more,
        )  # fmt: skip

    def moved(self, on: int, to: str = ROERMOND, **more: Any) -> e.MovedToMunicipality:
        return self.fact(
            e.MovedToMunicipality, on, municipality=to, from_azc=AZC,
            moved_on=(FIRST + timedelta(on)).date(), basis=Basis.EDUCATION, **more,
        )  # fmt: skip

    def voided(self, fact: e.Fact, on: int) -> e.EventVoided:
        return self.fact(
            e.EventVoided, on, voids=reference_to(fact),
            reason=VoidReason.MISTAKE,
        )  # fmt: skip


@dataclass(frozen=True)
class OnCase:
    """`given(...)` whose decisions are given the latest case instead of the state."""

    scenario: Scenario[State, e.Event]

    def given(self, *events: e.Event) -> Given[Case, e.Event]:
        found = latest(self.scenario.given(*events).state)
        assert found is not None
        return Given(found)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def person() -> Scenario[State, e.Event]:
    return Scenario(evolve, State())


@pytest.fixture
def case(person: Scenario[State, e.Event]) -> OnCase:
    return OnCase(person)


@pytest.fixture
def case_manager() -> Staff:
    return Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC}), here=True)


@pytest.fixture(scope="session")
def make_told() -> type[Told]:
    """For property tests, which begin anew with every example."""
    return Told
