"""The coded values in words: `code["mode"]["in-person"]`. A part for every kind of code."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language
from handover_service.web import codes_case, codes_events, codes_tracking

InWords = Mapping[str, Mapping[str, str]]

_SHARED: Final[Mapping[Language, InWords]] = {
    Language.NL: {
        "party": {
            "case-manager": "casemanager (COA)",
            "client-manager": "klantmanager (gemeente)",
            "permit-holder": "vergunninghouder",
        },
        "mode": {
            "in-person": "met z'n drieën",
            "phone": "per telefoon",
            "video": "met beeldbellen",
        },
        "scenario": {
            "quick-start": "snelle start",
            "combined": "combinatie",
            "start-after-move": "start na de verhuizing",
        },
        "no_warm_reason": {
            "distance": "afstand",
            "no-time": "geen tijd",
            "no-capacity": "geen menskracht",
            "no-contact-person": "geen contactpersoon bekend",
            "municipality-declined": "de gemeente wilde niet",
            "permit-holder-declined": "de vergunninghouder wilde niet",
            "moved-too-soon": "te vroeg verhuisd",
            "privacy-doubt": "twijfel over privacy",
            "party-absent": "iemand was er niet",
            "other": "anders",
        },
        "basis": {
            "background": "achtergrond",
            "education": "opleiding",
            "interests": "interesses",
            "network": "netwerk",
            "labour-market": "arbeidsmarkt",
            "housing-quota": "taakstelling huisvesting",
            "medical": "medisch",
            "own-housing": "eigen woning",
            "other": "anders",
        },
        "section": {
            "identity": "wie iemand is",
            "education": "opleiding",
            "work": "werk",
            "language": "taal",
            "activities": "activiteiten",
            "wishes": "wensen",
            "network": "netwerk",
            "circumstances": "omstandigheden",
        },
        "owner_reason": {
            "leave": "verlof",
            "illness": "ziekte",
            "caseload": "te veel zaken",
            "relocation": "verhuizing of andere baan",
            "other": "anders",
        },
        "outcome": {
            "accepted": "overgenomen door de gemeente",
            "left": "vertrokken",
            "died": "overleden",
            "returned": "teruggekeerd",
            "other": "anders",
        },
    },
    Language.EN: {
        "party": {
            "case-manager": "case manager (COA)",
            "client-manager": "client manager (municipality)",
            "permit-holder": "permit holder",
        },
        "mode": {
            "in-person": "in person, all three",
            "phone": "by phone",
            "video": "by video",
        },
        "scenario": {
            "quick-start": "quick start",
            "combined": "combined",
            "start-after-move": "start after the move",
        },
        "no_warm_reason": {
            "distance": "distance",
            "no-time": "no time",
            "no-capacity": "no capacity",
            "no-contact-person": "no contact known",
            "municipality-declined": "the municipality declined",
            "permit-holder-declined": "the permit holder declined",
            "moved-too-soon": "moved too soon",
            "privacy-doubt": "doubt about privacy",
            "party-absent": "somebody was absent",
            "other": "other",
        },
        "basis": {
            "background": "background",
            "education": "education",
            "interests": "interests",
            "network": "network",
            "labour-market": "labour market",
            "housing-quota": "housing quota",
            "medical": "medical",
            "own-housing": "own housing",
            "other": "other",
        },
        "section": {
            "identity": "who somebody is",
            "education": "education",
            "work": "work",
            "language": "language",
            "activities": "activities",
            "wishes": "wishes",
            "network": "network",
            "circumstances": "circumstances",
        },
        "owner_reason": {
            "leave": "leave",
            "illness": "illness",
            "caseload": "too many cases",
            "relocation": "moved on",
            "other": "other",
        },
        "outcome": {
            "accepted": "taken over by the municipality",
            "left": "left",
            "died": "died",
            "returned": "returned",
            "other": "other",
        },
    },
}

_PARTS: Final = (_SHARED, codes_case.CODES, codes_events.CODES, codes_tracking.CODES)
CODES: Final[Mapping[Language, InWords]] = {
    language: {kind: words for part in _PARTS for kind, words in part[language].items()}
    for language in Language
}
