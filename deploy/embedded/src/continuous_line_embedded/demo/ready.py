"""Whom a visitor can be: ready-made persons for the issuer's sign-in page, of every role."""

from datetime import date
from typing import Final
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.local.sign_in import Person
from continuous_line_embedded.demo.acts import (
    ANALYST,
    OPERATOR,
    Actor,
    case_manager,
    client_manager,
    integration_manager,
    location_manager,
)
from continuous_line_embedded.demo.cast import (
    COUNTRY_KEEPER,
    ECHT,
    LANGUAGE_SCHOOL,
    MIDDEN_LIMBURG,
    NEDERWEERT,
    PCM_NORTH,
    PCM_SOUTH,
    ROERMOND,
    SNEEK,
    UNIT_MANAGER,
    WEERT,
    ZWOLLE,
    permit_holder,
    provider,
    regional_coordinator,
)
from continuous_line_embedded.demo.situations import hero

_MARK: Final = "(voorbeeldpersoon)"
_WORK: Final[tuple[tuple[Actor, str, str], ...]] = (
    (case_manager(WEERT, 1), "Casemanager, azc Weert", "COA"),
    (case_manager(WEERT, 2), "Casemanager, azc Weert, collega", "COA"),
    (case_manager(ECHT, 1), "Casemanager, azc Echt", "COA"),
    (case_manager(SNEEK, 1), "Casemanager, azc Sneek", "COA"),
    (location_manager(WEERT), "Locatiemanager, azc Weert", "COA"),
    (PCM_SOUTH, "Participatiecasemanager, Weert, Baexem en Echt", "COA"),
    (PCM_NORTH, "Participatiecasemanager, Friesland en Drenthe", "COA"),
    (UNIT_MANAGER, "Unitmanager, Zuid", "COA"),
    (client_manager(ROERMOND), "Klantmanager, Roermond", "gemeente Roermond"),
    (client_manager(ZWOLLE), "Klantmanager, Zwolle", "gemeente Zwolle"),
    (client_manager(NEDERWEERT), "Klantmanager, Nederweert", "gemeente Nederweert"),
    (regional_coordinator(MIDDEN_LIMBURG), "Regiocoördinator, Midden-Limburg", "COA"),
    (COUNTRY_KEEPER, "Beleidsmedewerker, landelijke lijst", "landelijke lijst"),
    (ANALYST, "Analist, ministerie", "ministerie"),
    (integration_manager(ROERMOND), "Beheerder van koppelingen, Roermond", "gemeente Roermond"),
    (provider(LANGUAGE_SCHOOL), "Aanbieder, Taalschool De Brug", "Taalschool De Brug"),
    (OPERATOR, "Beheerder, COA", "COA"),
)


def people(seed: int) -> tuple[Person, ...]:
    """The name says what somebody does, as the sign-in page does, and that nobody is real."""
    known = [_person(actor, name, organisation) for actor, name, organisation in _WORK]
    return (*known, *_residents(seed))


def name_of(actor: Actor, seed: int) -> str:
    """As the sign-in page calls them."""
    return next(person.name for person in people(seed) if person.subject == actor.subject)


def _residents(seed: int) -> list[Person]:
    """Named by a number only: what they are called is in the vault."""
    found = []
    for number, name in enumerate(("two-recipients", "access-withdrawn"), 1):
        actor = permit_holder(hero(seed, name, date(2026, 1, 1)).person)
        found.append(_person(actor, f"Vergunninghouder, nummer {number}", "vergunninghouder"))
    return found


def _person(actor: Actor, name: str, organisation: str) -> Person:
    return Person(
        actor.subject,
        f"{name} {_MARK}",
        tuple(Role(role) for role in actor.roles),
        actor.organisation,
        organisation,
        actor.places,
        UUID(actor.permit_holder) if actor.permit_holder else None,
        about=name.partition(", ")[2] or organisation,
    )
