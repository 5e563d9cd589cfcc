"""Leaving is refused while a case would stay behind, over HTTP."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.case_owners import case_number
from continuous_line.codes import Basis, OwnerReason, Role, VoidReason
from continuous_line.contracts import EventVoided, PublicEvent, handover, profile
from continuous_line.contracts.handover_guidance import ClientManagerLeft
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from directory_service.reactions import react
from directory_service.resources import Resources

POST: dict[str, Any] = {
    "staffId": "cm-1", "organisation": "coa", "roles": ["case-manager"], "places": ["weert"],
    "validFrom": "2026-01-01",
}  # fmt: skip
WITHOUT_ID = {name: value for name, value in POST.items() if name != "staffId"}
DEPARTURES = "/staff/cm-1/departures"


class Cases:
    """What handover-service publishes of cases, heard at once."""

    def __init__(self, resources: Resources) -> None:
        self.resources, self.heard = resources, 0
        self.people: dict[str, UUID] = {}

    async def hear(self, person: UUID, kind: type[PublicEvent], **told: Any) -> UUID:
        self.heard += 1
        now = self.resources.clock.now()
        event = kind(occurred_at=now, **told)
        domain = "profile" if kind in profile.EVENTS and kind is not EventVoided else "handover"
        envelope = envelope_of(event, person, domain=domain, time=now, number=self.heard)
        async with self.resources.database.transaction() as tx:
            await react(tx, envelope, event)
        return envelope.id

    async def owned(self, owner: str = "cm-1", to: str = "GM0988") -> str:
        """The number of a new case that is this person's."""
        person = uuid4()
        link = await self.hear(
            person, handover.MunicipalityLinked, municipality=to, azc="weert",
            basis=Basis.NETWORK,
        )  # fmt: skip
        await self.hear(person, handover.CaseAssigned, owner=owner)
        number = str(case_number(person, link))
        self.people[number] = person
        return number

    async def received(self, number: str, client_manager: str) -> UUID:
        return await self.hear(
            self.people[number], handover.ClientManagerNamed, municipality="GM0957",
            client_manager=client_manager, reason=OwnerReason.OTHER,
        )  # fmt: skip

    async def goes_to(self, number: str, owner: str, until: date | None = None) -> UUID:
        return await self.hear(
            self.people[number], handover.CaseReassigned, owner=owner,
            reason=OwnerReason.RELOCATION, until=until,
        )  # fmt: skip


@pytest.fixture
def cases(app: Service, clock: ClockFile) -> Cases:
    clock.set("2026-05-01")
    return Cases(app.state.resources)


@pytest.fixture
async def location_manager(app: Service, sign_in: Callable[..., Somebody]) -> Somebody:
    found = sign_in([Role.LOCATION_MANAGER], "coa", ["weert", "echt"])
    await found.post("/staff", **POST)
    return found


@pytest.mark.scenario("S-H11")
async def test_an_owner_of_three_cases_leaves_once_the_third_is_somebody_elses_too(
    cases: Cases, location_manager: Somebody
) -> None:
    first, second, third = [await cases.owned() for _ in range(3)]
    everything = await location_manager.problem(DEPARTURES, leftOn="2026-06-01")
    assert sorted(everything["cases"]) == sorted([first, second, third])
    await cases.goes_to(first, "cm-2")
    await cases.goes_to(second, "cm-2")
    refused = await location_manager.problem(DEPARTURES, leftOn="2026-06-01")
    assert (refused["status"], refused["code"]) == (409, "cases-stay-behind")
    assert (refused["cases"], refused["needs"]) == ([third], ["owner"])
    assert third in refused["detail"]
    assert await location_manager.types("/staff/cm-1") == ["StaffRegistered"]
    await cases.goes_to(third, "cm-3")
    await location_manager.post(DEPARTURES, leftOn="2026-06-01")


async def test_a_stand_in_does_not_let_the_owner_leave_since_the_case_falls_back(
    cases: Cases, location_manager: Somebody
) -> None:
    number = await cases.owned()
    await cases.goes_to(number, "cm-2", until=date(2026, 7, 14))
    refused = await location_manager.problem(DEPARTURES, leftOn="2026-06-01")
    assert refused["cases"] == [number]


async def test_a_stand_in_leaves_after_the_last_day_and_not_before(
    cases: Cases, location_manager: Somebody
) -> None:
    number = await cases.owned("cm-2")
    await cases.goes_to(number, "cm-1", until=date(2026, 5, 14))
    assert (await location_manager.problem(DEPARTURES, leftOn="2026-05-14"))["cases"] == [number]
    await location_manager.post(DEPARTURES, leftOn="2026-05-15")


async def test_the_role_and_the_azc_stay_as_long_as_a_case_rests_on_them(
    cases: Cases, location_manager: Somebody
) -> None:
    number = await cases.owned()
    later = WITHOUT_ID | {"validFrom": "2026-06-01"}
    for change in ({"roles": ["location-manager"]}, {"places": ["echt"]}):
        refused = await location_manager.problem("/staff/cm-1", "PUT", **later | change)
        assert (refused["code"], refused["cases"]) == ("cases-stay-behind", [number])
    await location_manager.put("/staff/cm-1", **later | {"places": ["weert", "echt"]})
    await cases.goes_to(number, "cm-2")
    await location_manager.put("/staff/cm-1", **later | {"places": ["echt"]})


async def test_a_closed_case_and_a_naming_that_was_taken_back_hold_nobody(
    cases: Cases, location_manager: Somebody
) -> None:
    closed, taken_back = await cases.owned(), await cases.owned("cm-2")
    naming = await cases.goes_to(taken_back, "cm-1")
    await cases.hear(
        cases.people[closed], handover.HandoverClosed, outcome="other", overview="case-manager"
    )
    assert (await location_manager.problem(DEPARTURES, leftOn="2026-06-01"))["cases"] == [
        taken_back
    ]
    await cases.hear(cases.people[taken_back], EventVoided, voids=naming, reason=VoidReason.MISTAKE)
    await location_manager.post(DEPARTURES, leftOn="2026-06-01")


async def test_a_post_that_was_registered_by_mistake_is_not_taken_back_under_a_case(
    cases: Cases, location_manager: Somebody
) -> None:
    number = await cases.owned()
    event = await location_manager.last("/staff/cm-1", "StaffRegistered")
    voidings = f"/staff/cm-1/events/{event['id']}/voidings"
    assert (await location_manager.problem(voidings, reason="mistake"))["cases"] == [number]
    await cases.goes_to(number, "cm-2")
    await location_manager.post(voidings, reason="mistake")


async def test_a_case_whose_person_went_to_live_elsewhere_holds_the_former_owner_no_more(
    cases: Cases, location_manager: Somebody
) -> None:
    number = await cases.owned()
    await cases.hear(
        cases.people[number], profile.PermitHolderRelocated, from_azc="weert", to_azc="sneek"
    )
    await location_manager.post(DEPARTURES, leftOn="2026-06-01")


async def test_a_client_manager_leaves_once_the_cases_are_somebody_elses(
    cases: Cases, sign_in: Callable[..., Somebody]
) -> None:
    roermond = sign_in([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    await roermond.post(
        "/staff", staffId="km-1", organisation="GM0957", roles=["client-manager"],
        places=["GM0957"], validFrom="2026-01-01",
    )  # fmt: skip
    kept, handed = [await cases.owned(to="GM0957") for _ in range(2)]
    for number in (kept, handed):
        await cases.received(number, "km-1")
    departures = "/staff/km-1/departures"
    refused = await roermond.problem(departures, leftOn="2026-06-01")
    assert (refused["status"], refused["code"]) == (409, "cases-stay-behind")
    assert sorted(refused["cases"]) == sorted([kept, handed])
    await cases.received(handed, "km-2")
    refused = await roermond.problem(departures, leftOn="2026-06-01")
    assert (refused["cases"], refused["needs"]) == ([kept], ["client-manager"])
    await cases.hear(
        cases.people[kept], ClientManagerLeft, municipality="GM0957", client_manager="km-1"
    )
    await roermond.post(departures, leftOn="2026-06-01")
