"""Ready-made persons, one per role; nobody of them exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from continuous_line.codes import Role


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is what pages call them; `about` what else tells them apart when choosing."""

    subject: str
    name: str
    roles: tuple[Role, ...]
    organisation: str
    organisation_name: str
    places: tuple[str, ...] = ()
    permit_holder_id: UUID | None = None
    about: str = ""


WEERT: Final = ("weert",)
PEOPLE: Final[Sequence[Person]] = (
    Person("casemanager-weert-1", "Proefpersoon Casemanager", (Role.CASE_MANAGER,), "coa", "COA",
           WEERT, about="azc Weert"),
    Person("locationmanager-weert", "Proefpersoon Locatiemanager", (Role.LOCATION_MANAGER,), "coa",
           "COA", WEERT, about="azc Weert"),
    Person("participation-weert", "Proefpersoon Participatie", (Role.PARTICIPATION_CASE_MANAGER,),
           "coa", "COA", WEERT, about="azc Weert"),
    Person("unitmanager-zuid", "Proefpersoon Unitmanager", (Role.UNIT_MANAGER,), "coa", "COA",
           WEERT, about="COA"),
    Person("clientmanager-GM0957", "Proefpersoon Klantmanager", (Role.CLIENT_MANAGER,), "GM0957",
           "gemeente Roermond", ("GM0957",), about="gemeente Roermond"),
    Person("integrationmanager-GM0957", "Proefpersoon Koppelingen", (Role.INTEGRATION_MANAGER,),
           "GM0957", "gemeente Roermond", ("GM0957",), about="gemeente Roermond"),
    Person("coordinator-1", "Proefpersoon Regiocoördinator", (Role.REGIONAL_COORDINATOR,), "coa",
           "COA", ("NL",), about="Nederland"),
    Person("policy-officer-1", "Proefpersoon Beleid", (Role.POLICY_OFFICER,), "ministry",
           "ministerie", about="ministerie"),
    Person("analyst", "Proefpersoon Analist", (Role.ANALYST,), "ministry", "ministerie",
           about="ministerie"),
    Person("provider-1", "Proefpersoon Aanbieder", (Role.PROVIDER,), "provider-1",
           "proefaanbieder", WEERT, about="azc Weert"),
    Person("permit-holder-1", "Proefpersoon Vergunninghouder", (Role.PERMIT_HOLDER,),
           "permit-holder", "vergunninghouder", (), UUID("00000000-0000-4000-8000-000000000001")),
    Person("operator", "Proefpersoon Beheerder", (Role.OPERATOR,), "coa", "COA", about="COA"),
)  # fmt: skip
