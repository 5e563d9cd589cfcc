"""The codes of contacts and places in words; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.codes_directory import (
    ContactDoubt,
    OfferEnd,
    OfferType,
    PracticeKind,
    Sector,
    VisitKind,
    Weekday,
)
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.told import CONTACT_KINDS
from directory_service.domain.areas import AreaKind
from directory_service.domain.call_list import Reason
from directory_service.domain.gaps import GapKind
from directory_service.domain.listed import Unavailable

Named = Mapping[Language, Mapping[str, str]]

KINDS: Final[Named] = CONTACT_KINDS

REASONS: Final[Named] = {
    Language.NL: {
        Reason.NAMES_TOPIC: "Gaat over dit onderwerp.",
        Reason.COVERS_PLACE: "Werkt voor deze plaats.",
        Reason.COVERS_AROUND: "Werkt voor het gebied eromheen.",
        Reason.STANDS_IN: "Vervangt iemand die er nu niet is.",
        Reason.NEXT_BEST: "Weet wie u verder moet hebben.",
        Reason.OTHER_TOPICS: "Gaat over andere onderwerpen.",
        Reason.LAST_RESORT: "Er is niemand bekend: dit loket helpt u verder.",
    },
    Language.EN: {
        Reason.NAMES_TOPIC: "Answers for this topic.",
        Reason.COVERS_PLACE: "Works for this place.",
        Reason.COVERS_AROUND: "Works for the area around it.",
        Reason.STANDS_IN: "Stands in for somebody who is not there now.",
        Reason.NEXT_BEST: "Knows whom you need next.",
        Reason.OTHER_TOPICS: "Answers for other topics.",
        Reason.LAST_RESORT: "Nobody is known: this desk helps you further.",
    },
}

DOUBTS: Final[Named] = {
    Language.NL: {
        ContactDoubt.LEFT: "werkt hier niet meer",
        ContactDoubt.WRONG_PHONE: "het telefoonnummer klopt niet",
        ContactDoubt.WRONG_MAIL: "het mailadres klopt niet",
        ContactDoubt.NO_ANSWER: "er wordt niet opgenomen",
        ContactDoubt.WRONG_AREA: "gaat niet over deze plaats",
        ContactDoubt.OTHER: "iets anders klopt niet",
    },
    Language.EN: {
        ContactDoubt.LEFT: "does not work here any more",
        ContactDoubt.WRONG_PHONE: "the telephone number is wrong",
        ContactDoubt.WRONG_MAIL: "the mail address is wrong",
        ContactDoubt.NO_ANSWER: "nobody answers",
        ContactDoubt.WRONG_AREA: "does not answer for this place",
        ContactDoubt.OTHER: "something else is wrong",
    },
}

WHY_NOT: Final[Named] = {
    Language.NL: {
        "": "er is niemand bekend",
        Unavailable.ABSENT: "afwezig, en niemand vervangt",
        Unavailable.ENDED: "vertrokken, en niemand kwam ervoor in de plaats",
        Unavailable.NOT_YET: "begint pas later",
        Unavailable.NO_DETAILS: "er is geen nummer of adres bekend",
    },
    Language.EN: {
        "": "nobody is known",
        Unavailable.ABSENT: "absent, and nobody stands in",
        Unavailable.ENDED: "left, and nobody came after",
        Unavailable.NOT_YET: "begins later",
        Unavailable.NO_DETAILS: "no number or address is known",
    },
}

AREAS: Final[Named] = {
    Language.NL: {
        AreaKind.MUNICIPALITY: "gemeente",
        AreaKind.RECEPTION_CENTRE: "azc",
        AreaKind.REGION: "arbeidsmarktregio",
        AreaKind.UNIT: "unit van COA",
        AreaKind.PROVINCE: "provincie",
        AreaKind.COUNTRY: "heel Nederland",
        "organisation": "organisatie",
    },
    Language.EN: {
        AreaKind.MUNICIPALITY: "municipality",
        AreaKind.RECEPTION_CENTRE: "reception centre",
        AreaKind.REGION: "labour-market region",
        AreaKind.UNIT: "unit of COA",
        AreaKind.PROVINCE: "province",
        AreaKind.COUNTRY: "the whole country",
        "organisation": "organisation",
    },
}

GAPS: Final[Named] = {
    Language.NL: {
        GapKind.CONTACT: "geen contactpersoon",
        GapKind.REGIONAL_COORDINATOR: "geen regiocoördinator",
        GapKind.PARTICIPATION_CASE_MANAGER: "geen participatiecasemanager",
        GapKind.TOPIC: "niemand voor dit onderwerp",
    },
    Language.EN: {
        GapKind.CONTACT: "no contact person",
        GapKind.REGIONAL_COORDINATOR: "no regional coordinator",
        GapKind.PARTICIPATION_CASE_MANAGER: "no participation case manager",
        GapKind.TOPIC: "nobody for this topic",
    },
}

TOPICS: Final[Named] = {
    Language.NL: {
        "integration": "inburgering",
        "housing": "wonen",
        "work": "werk",
        "education": "onderwijs",
        "language": "taal",
        "volunteering": "vrijwilligerswerk",
        "family": "gezin",
        "finances": "geld",
        "health-practical": "huisarts en verzekering",
        "participation": "meedoen",
    },
    Language.EN: {
        "integration": "integration",
        "housing": "housing",
        "work": "work",
        "education": "education",
        "language": "language",
        "volunteering": "volunteering",
        "family": "family",
        "finances": "money",
        "health-practical": "doctor and insurance",
        "participation": "taking part",
    },
}
"""Of the topics delivered; one that an installation adds is shown by its code."""

OFFERS: Final[Named] = {
    Language.NL: {
        OfferType.EARLY_INTEGRATION: "voorinburgering",
        OfferType.LANGUAGE: "taalles",
        OfferType.TRAINING: "training",
        OfferType.VOLUNTEERING: "vrijwilligerswerk",
        OfferType.LONG_TERM_VOLUNTEERING: "vrijwilligerswerk voor langere tijd",
        OfferType.AAN_DE_SLAG: "Aan de slag",
        OfferType.SELF_ACTIVITY: "zelfwerkzaamheid",
        OfferType.PAID_WORK: "betaald werk",
        OfferType.WORK: "werk",
        OfferType.INTERNSHIP: "stage",
        OfferType.EDUCATION: "onderwijs",
        OfferType.SPORT: "sport",
        OfferType.SPORT_CULTURE: "sport en cultuur",
        OfferType.ACTIVITY_DESK: "activiteitenbalie",
        OfferType.REPAIR_CENTER: "Repair Center",
        OfferType.EMPLOYER_SERVICE_POINT: "werkgeversservicepunt",
        OfferType.MATCHING_EVENT: "banenmarkt",
        OfferType.OTHER: "iets anders",
    },
    Language.EN: {
        OfferType.EARLY_INTEGRATION: "early integration",
        OfferType.LANGUAGE: "language lessons",
        OfferType.TRAINING: "training",
        OfferType.VOLUNTEERING: "volunteering",
        OfferType.LONG_TERM_VOLUNTEERING: "volunteering for longer",
        OfferType.AAN_DE_SLAG: "Aan de slag",
        OfferType.SELF_ACTIVITY: "self-activity",
        OfferType.PAID_WORK: "paid work",
        OfferType.WORK: "work",
        OfferType.INTERNSHIP: "internship",
        OfferType.EDUCATION: "education",
        OfferType.SPORT: "sport",
        OfferType.SPORT_CULTURE: "sport and culture",
        OfferType.ACTIVITY_DESK: "activity desk",
        OfferType.REPAIR_CENTER: "Repair Center",
        OfferType.EMPLOYER_SERVICE_POINT: "employer service point",
        OfferType.MATCHING_EVENT: "matching event",
        OfferType.OTHER: "something else",
    },
}

SECTORS: Final[Named] = {
    Language.NL: {
        Sector.AGRICULTURE: "landbouw",
        Sector.CARE: "zorg",
        Sector.CARPENTRY: "timmerwerk",
        Sector.CHILDCARE: "kinderopvang",
        Sector.CLEANING: "schoonmaak",
        Sector.CONSTRUCTION: "bouw",
        Sector.CULTURE: "cultuur",
        Sector.EDUCATION: "onderwijs",
        Sector.GOVERNMENT: "overheid",
        Sector.HOSPITALITY: "horeca",
        Sector.ICT: "ict",
        Sector.LOGISTICS: "logistiek",
        Sector.OFFICE: "kantoor",
        Sector.RETAIL: "winkels",
        Sector.SPORT: "sport",
        Sector.TECHNOLOGY: "techniek",
        Sector.OTHER: "anders",
    },
    Language.EN: {
        Sector.AGRICULTURE: "agriculture",
        Sector.CARE: "care",
        Sector.CARPENTRY: "carpentry",
        Sector.CHILDCARE: "childcare",
        Sector.CLEANING: "cleaning",
        Sector.CONSTRUCTION: "construction",
        Sector.CULTURE: "culture",
        Sector.EDUCATION: "education",
        Sector.GOVERNMENT: "government",
        Sector.HOSPITALITY: "hospitality",
        Sector.ICT: "ICT",
        Sector.LOGISTICS: "logistics",
        Sector.OFFICE: "office",
        Sector.RETAIL: "shops",
        Sector.SPORT: "sport",
        Sector.TECHNOLOGY: "technology",
        Sector.OTHER: "other",
    },
}

WEEKDAYS: Final[Named] = {
    Language.NL: dict(
        zip(
            Weekday,
            ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
            strict=True,
        )
    ),
    Language.EN: {day: day.value.capitalize() for day in Weekday},
}

ENDS: Final[Named] = {
    Language.NL: {
        OfferEnd.FULL: "het is vol",
        OfferEnd.ENDED: "het is voorbij",
        OfferEnd.CANCELLED: "het gaat niet door",
        OfferEnd.OTHER: "iets anders",
    },
    Language.EN: {
        OfferEnd.FULL: "it is full",
        OfferEnd.ENDED: "it is over",
        OfferEnd.CANCELLED: "it does not go ahead",
        OfferEnd.OTHER: "something else",
    },
}

VISITS: Final[Named] = {
    Language.NL: {VisitKind.VISIT: "bezoekdag", VisitKind.MEET_AND_GREET: "kennismaking"},
    Language.EN: {VisitKind.VISIT: "visit day", VisitKind.MEET_AND_GREET: "meet and greet"},
}

PRACTICES: Final[Named] = {
    Language.NL: {
        PracticeKind.PRACTICE: "goed voorbeeld",
        PracticeKind.EXPLANATION: "uitleg",
    },
    Language.EN: {
        PracticeKind.PRACTICE: "good practice",
        PracticeKind.EXPLANATION: "explanation",
    },
}


def named(words: Named, language: Language, code: str) -> str:
    """The code itself where there is no word for it."""
    return words[language].get(code, code)
