"""The coded values of programmes, terms and notices, in words."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

CODES: Final[Mapping[Language, Mapping[str, Mapping[str, str]]]] = {
    Language.NL: {
        "term_state": {
            "done": "Klaar",
            "to-do": "Nog doen",
            "late": "Te laat",
            "not-yet": "Kan nog niet",
            "not-needed": "Niet meer nodig",
        },
        "case_flag": {
            "contact-late": "te lang geen contact",
            "contacts-few": "te weinig contacten",
            "other-worker": "contact met een ander dan de vaste begeleider",
            "stay-over": "langer in het programma dan het mag",
            "caseload-over": "meer zaken dan de norm van de begeleider",
        },
        "about": {"near": "Bijna te laat", "missed": "Te laat", "flag": "Valt op"},
        "told": {
            "owner": "eigenaar bij COA",
            "worker": "begeleider in het programma",
            "case-manager": "casemanager (COA)",
            "location-manager": "locatiemanager (COA)",
            "participation-case-manager": "casemanager participatie",
            "unit-manager": "unitmanager (COA)",
            "client-manager": "klantmanager (gemeente)",
        },
        "contact_kind": {
            "regular": "gewoon contact",
            "after-decision": "na een besluit",
            "on-appeal": "bij beroep",
            "after-appeal": "na beroep",
        },
        "contact_mode": {
            "in-person": "in het echt",
            "phone": "per telefoon",
            "video": "met beeldbellen",
        },
        "finding_source": {
            "permit-holder": "vergunninghouder",
            "client-manager": "klantmanager",
            "employer": "werkgever",
            "school": "school",
            "volunteering": "vrijwilligerswerk",
            "other": "anders",
        },
        "programme_end": {
            "completed": "afgerond",
            "other-programme": "ander programma",
            "stopped": "gestopt",
            "term": "de termijn is om",
            "other": "anders",
        },
    },
    Language.EN: {
        "term_state": {
            "done": "Done",
            "to-do": "To do",
            "late": "Too late",
            "not-yet": "Not possible yet",
            "not-needed": "No longer needed",
        },
        "case_flag": {
            "contact-late": "no contact for too long",
            "contacts-few": "too few contacts",
            "other-worker": "contact with another than the usual worker",
            "stay-over": "longer in the programme than is allowed",
            "caseload-over": "more cases than the worker's norm",
        },
        "about": {"near": "Nearly too late", "missed": "Too late", "flag": "Stands out"},
        "told": {
            "owner": "owner at COA",
            "worker": "worker in the programme",
            "case-manager": "case manager (COA)",
            "location-manager": "location manager (COA)",
            "participation-case-manager": "participation case manager",
            "unit-manager": "unit manager (COA)",
            "client-manager": "client manager (municipality)",
        },
        "contact_kind": {
            "regular": "regular contact",
            "after-decision": "after a decision",
            "on-appeal": "on appeal",
            "after-appeal": "after appeal",
        },
        "contact_mode": {
            "in-person": "in person",
            "phone": "by phone",
            "video": "by video",
        },
        "finding_source": {
            "permit-holder": "permit holder",
            "client-manager": "client manager",
            "employer": "employer",
            "school": "school",
            "volunteering": "volunteering",
            "other": "other",
        },
        "programme_end": {
            "completed": "completed",
            "other-programme": "another programme",
            "stopped": "stopped",
            "term": "its term is over",
            "other": "other",
        },
    },
}
