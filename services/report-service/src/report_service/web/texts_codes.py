"""What coded values and groups are called on the pages; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.codes import Basis, NoWarmReason, RequestAnswer
from continuous_line.codes_guidance import ExperienceAnswer
from continuous_line.web.pages.language import Language
from report_service.domain.cuts import NOT_LINKED, By
from report_service.domain.observation import UNKNOWN

Coded = Mapping[Language, Mapping[str, str]]

REASONS: Final[Coded] = {
    Language.NL: {
        NoWarmReason.DISTANCE: "de afstand",
        NoWarmReason.NO_TIME: "geen tijd",
        NoWarmReason.NO_CAPACITY: "geen mensen beschikbaar",
        NoWarmReason.NO_CONTACT_PERSON: "geen contactpersoon bekend",
        NoWarmReason.MUNICIPALITY_DECLINED: "de gemeente wilde niet",
        NoWarmReason.PERMIT_HOLDER_DECLINED: "de vergunninghouder wilde niet",
        NoWarmReason.MOVED_TOO_SOON: "te snel verhuisd",
        NoWarmReason.PRIVACY_DOUBT: "twijfel over privacy",
        NoWarmReason.PARTY_ABSENT: "iemand was er niet",
        NoWarmReason.OTHER: "iets anders",
    },
    Language.EN: {
        NoWarmReason.DISTANCE: "the distance",
        NoWarmReason.NO_TIME: "no time",
        NoWarmReason.NO_CAPACITY: "no people available",
        NoWarmReason.NO_CONTACT_PERSON: "no contact person known",
        NoWarmReason.MUNICIPALITY_DECLINED: "the municipality did not want to",
        NoWarmReason.PERMIT_HOLDER_DECLINED: "the permit holder did not want to",
        NoWarmReason.MOVED_TOO_SOON: "moved too soon",
        NoWarmReason.PRIVACY_DOUBT: "doubt about privacy",
        NoWarmReason.PARTY_ABSENT: "somebody was absent",
        NoWarmReason.OTHER: "something else",
    },
}

BASES: Final[Coded] = {
    Language.NL: {
        Basis.BACKGROUND: "achtergrond",
        Basis.EDUCATION: "opleiding",
        Basis.INTERESTS: "interesses",
        Basis.NETWORK: "familie of netwerk",
        Basis.LABOUR_MARKET: "kans op werk",
        Basis.HOUSING_QUOTA: "taakstelling huisvesting",
        Basis.MEDICAL: "medisch",
        Basis.OWN_HOUSING: "eigen woning",
        Basis.OTHER: "iets anders",
    },
    Language.EN: {
        Basis.BACKGROUND: "background",
        Basis.EDUCATION: "education",
        Basis.INTERESTS: "interests",
        Basis.NETWORK: "family or network",
        Basis.LABOUR_MARKET: "chance of work",
        Basis.HOUSING_QUOTA: "housing quota",
        Basis.MEDICAL: "medical",
        Basis.OWN_HOUSING: "own housing",
        Basis.OTHER: "something else",
    },
}

ANSWERS: Final[Coded] = {
    Language.NL: {
        RequestAnswer.OFFERED: "een aanbod gedaan",
        RequestAnswer.PLANNED: "gepland",
        RequestAnswer.LATER: "later",
        RequestAnswer.NONE: "er past niets",
        ExperienceAnswer.WELL: "goed",
        ExperienceAnswer.MIXED: "deels goed",
        ExperienceAnswer.BADLY: "niet goed",
    },
    Language.EN: {
        RequestAnswer.OFFERED: "something was offered",
        RequestAnswer.PLANNED: "planned",
        RequestAnswer.LATER: "later",
        RequestAnswer.NONE: "nothing fits",
        ExperienceAnswer.WELL: "well",
        ExperienceAnswer.MIXED: "partly well",
        ExperienceAnswer.BADLY: "badly",
    },
}

PARTS: Final[Mapping[str, Coded]] = {
    "not-held": REASONS,
    "link-basis": BASES,
    "request-answered": ANSWERS,
    "how-it-went": ANSWERS,
}
"""By metric. Programmes have names of their own."""

OTHER_GROUPS: Final[Coded] = {
    Language.NL: {
        UNKNOWN: "onbekend",
        NOT_LINKED: "nog niet gekoppeld",
        "0-25": "tot 25 km",
        "25-50": "25 tot 50 km",
        "50-100": "50 tot 100 km",
        "100+": "100 km of meer",
    },
    Language.EN: {
        UNKNOWN: "unknown",
        NOT_LINKED: "not linked yet",
        "0-25": "under 25 km",
        "25-50": "25 to 50 km",
        "50-100": "50 to 100 km",
        "100+": "100 km or more",
    },
}

BY_ONE: Final[Coded] = {
    Language.NL: {By.REGION: "regio {name}", By.MUNICIPALITY: "gemeente {name}",
                  By.PROVINCE: "provincie {name}"},
    Language.EN: {By.REGION: "region {name}", By.MUNICIPALITY: "municipality of {name}",
                  By.PROVINCE: "province of {name}"},
}  # fmt: skip

BY_EACH: Final[Coded] = {
    Language.NL: {
        By.MUNICIPALITY: "per gemeente",
        By.REGION: "per arbeidsmarktregio",
        By.PROVINCE: "per provincie",
        By.AZC: "per azc",
        By.UNIT: "per unit van COA",
        By.DISTANCE: "naar afstand",
        By.BASIS: "naar grond van de koppeling",
        By.AZC_DISTANCE: "per azc en afstand",
    },
    Language.EN: {
        By.MUNICIPALITY: "by municipality",
        By.REGION: "by labour-market region",
        By.PROVINCE: "by province",
        By.AZC: "by reception centre",
        By.UNIT: "by COA unit",
        By.DISTANCE: "by distance",
        By.BASIS: "by basis of the link",
        By.AZC_DISTANCE: "by reception centre and distance",
    },
}

NOBODY: Final[Coded] = {
    Language.NL: {
        "moved": "niemand verhuisd",
        "reception": "niemand in de opvang",
        "link": "geen koppelingen",
        "request": "geen wensen",
        "signal": "geen signalen",
        "plan": "geen plannen",
        "action": "geen acties",
        "referral": "geen doorverwijzingen",
        "case": "geen zaken afgesloten",
        "case-day": "geen open zaken",
        "experience": "geen antwoorden",
        "municipality": "geen gemeenten",
        "azc": "geen azc's",
    },
    Language.EN: {
        "moved": "nobody moved",
        "reception": "nobody in reception",
        "link": "no links",
        "request": "no requests",
        "signal": "no signals",
        "plan": "no plans",
        "action": "no actions",
        "referral": "no referrals",
        "case": "no cases closed",
        "case-day": "no open cases",
        "experience": "no answers",
        "municipality": "no municipalities",
        "azc": "no reception centres",
    },
}
"""By population: where there is nobody, there is no share. It is not 0%."""

UNITS_OF: Final[Coded] = {
    Language.NL: {
        "moved": "verhuisde personen",
        "reception": "personen in de opvang",
        "link": "koppelingen",
        "request": "wensen",
        "signal": "signalen",
        "plan": "plannen",
        "action": "acties",
        "referral": "doorverwijzingen",
        "case": "afgesloten zaken",
        "case-day": "zaakdagen",
        "experience": "antwoorden",
        "municipality": "gemeenten",
        "azc": "azc's",
    },
    Language.EN: {
        "moved": "persons who moved",
        "reception": "persons in reception",
        "link": "links",
        "request": "requests",
        "signal": "signals",
        "plan": "plans",
        "action": "actions",
        "referral": "referrals",
        "case": "cases closed",
        "case-day": "case-days",
        "experience": "answers",
        "municipality": "municipalities",
        "azc": "reception centres",
    },
}
"""By population: what the denominator counts, in a word or three."""


def part_name(metric: str, code: str, language: Language) -> str:
    """A part of a metric in words; a code that has none is its own name."""
    coded = PARTS.get(metric)
    return coded[language].get(code, code) if coded else code
