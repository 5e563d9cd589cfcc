"""Who is at work in the demo, and where."""

from typing import Final

from continuous_line_embedded.demo.acts import Actor

WEERT, ECHT, SNEEK, ASSEN = "weert", "echt", "sneek", "assen"
ROERMOND, ZWOLLE, NEDERWEERT, LEUDAL = "GM0957", "GM0193", "GM0946", "GM1640"
CENTRES: Final = (WEERT, ECHT, SNEEK)
"""Where the persons of today live."""
MUNICIPALITIES: Final = (ROERMOND, ZWOLLE, NEDERWEERT, LEUDAL)
"""Where they go; nobody of 2019 did."""
LANGUAGE_SCHOOL, FORMER_SCHOOL = "taalschool-de-brug", "taalschool-het-anker"
MIDDEN_LIMBURG, HAAGLANDEN = "AM33", "AM21"


def participation_case_manager(name: str, *places: str) -> Actor:
    return Actor(f"pcm-{name}", "coa", ("participation-case-manager",), places)


def provider(organisation: str) -> Actor:
    return Actor(f"docent-{organisation}", organisation, ("provider",))


def regional_coordinator(region: str) -> Actor:
    return Actor(f"coordinator-{region}", "coa", ("regional-coordinator",), (region,))


def permit_holder(person: str) -> Actor:
    return Actor(f"bewoner-{person}", "permit-holder", ("permit-holder",), permit_holder=person)


PCM_SOUTH: Final = participation_case_manager("limburg", WEERT, ECHT, "baexem")
PCM_NORTH: Final = participation_case_manager(
    "friesland-drenthe", SNEEK, "sint-annaparochie", ASSEN, "ter-apel", "delfzijl"
)

UNIT_MANAGER: Final = Actor(
    "unitmanager-zuid",
    "coa",
    ("unit-manager",),
    ("unit-zuid", "gilze", "budel", WEERT, "baexem", ECHT),
)
COUNTRY_KEEPER: Final = Actor("landelijke-lijst", "vng", ("policy-officer",), ("NL",))
"""Keeps the national lists."""
