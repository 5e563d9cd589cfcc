"""Codes of talks in words: places, languages, who else was there, what must be said."""

from typing import Final

from continuous_line.web.pages.language import Language
from handover_service.web.codes import InWords

CODES: Final[dict[Language, InWords]] = {
    Language.NL: {
        "mode": {
            "in-person": "met z'n drieën, op één plek",
            "phone": "per telefoon",
            "video": "met beeldbellen",
        },
        "scenario": {
            "quick-start": "Snelle start: de gemeente begint al met taal, werk of opleiding "
            "terwijl iemand nog op het azc woont.",
            "combined": "Combinatie: de gemeente doet een deel voor de verhuizing en een deel "
            "erna.",
            "start-after-move": "Start na de verhuizing: de gemeente begint als iemand er woont.",
        },
        "scenario_short": {
            "quick-start": "snelle start",
            "combined": "combinatie",
            "start-after-move": "start na de verhuizing",
        },
        "place": {
            "reception-centre": "op het azc",
            "municipality": "bij de gemeente",
            "elsewhere": "ergens anders",
        },
        "language": {
            "ar": "Arabisch", "prs": "Dari", "de": "Duits", "en": "Engels", "fa": "Farsi",
            "fr": "Frans", "ku": "Koerdisch", "nl": "Nederlands", "uk": "Oekraïens",
            "ps": "Pasjtoe", "ru": "Russisch", "so": "Somalisch", "es": "Spaans",
            "ti": "Tigrinya", "tr": "Turks", "am": "Amhaars",
        },
        "attendant": {
            "interpreter": "tolk",
            "family": "familie",
            "participation-case-manager": "participatiecasemanager",
            "volunteer": "vrijwilliger",
            "health-care": "zorgverlener",
            "other": "iemand anders",
        },
        "information": {
            "housing": "de woning",
            "move": "de verhuizing",
            "who-does-what": "wie wat doet: COA, de gemeente en u zelf",
            "shared-data": "welke gegevens wij delen, en met wie",
            "civic-integration": "de inburgering",
            "income": "inkomen en uitkering",
            "language-lessons": "taalles",
            "work-and-education": "werk en opleiding",
            "volunteering": "vrijwilligerswerk",
            "complaints": "waar iemand terecht kan met een klacht",
        },
        "party": {
            "case-manager": "de casemanager van het azc",
            "client-manager": "de klantmanager van de gemeente",
            "permit-holder": "de vergunninghouder",
        },
        "side": {"case-manager": "het azc", "client-manager": "de gemeente"},
        "visit": {"visit": "bezoekdag", "meet-and-greet": "kennismaking"},
        "state": {
            "proposed": "voorgesteld",
            "confirmed": "afgesproken",
            "replaced": "vervangen",
            "taken-back": "ingetrokken",
        },
        "verdict": {"usable": "bruikbaar", "incomplete": "onvolledig"},
    },
    Language.EN: {
        "mode": {
            "in-person": "all three, in one place",
            "phone": "by phone",
            "video": "by video",
        },
        "scenario": {
            "quick-start": "Quick start: the municipality begins with language, work or education "
            "while somebody still lives at the azc.",
            "combined": "Combined: the municipality does a part before the move and a part after "
            "it.",
            "start-after-move": "Start after the move: the municipality begins once somebody "
            "lives there.",
        },
        "scenario_short": {
            "quick-start": "quick start",
            "combined": "combined",
            "start-after-move": "start after the move",
        },
        "place": {
            "reception-centre": "at the azc",
            "municipality": "at the municipality",
            "elsewhere": "elsewhere",
        },
        "language": {
            "am": "Amharic", "ar": "Arabic", "prs": "Dari", "nl": "Dutch", "en": "English",
            "fa": "Farsi", "fr": "French", "de": "German", "ku": "Kurdish", "ps": "Pashto",
            "ru": "Russian", "so": "Somali", "es": "Spanish", "ti": "Tigrinya", "tr": "Turkish",
            "uk": "Ukrainian",
        },
        "attendant": {
            "interpreter": "interpreter",
            "family": "family",
            "participation-case-manager": "participation case manager",
            "volunteer": "volunteer",
            "health-care": "health care worker",
            "other": "somebody else",
        },
        "information": {
            "housing": "the home",
            "move": "the move",
            "who-does-what": "who does what: COA, the municipality and the person",
            "shared-data": "which data we share, and with whom",
            "civic-integration": "civic integration",
            "income": "income and benefits",
            "language-lessons": "language lessons",
            "work-and-education": "work and education",
            "volunteering": "volunteering",
            "complaints": "where to go with a complaint",
        },
        "party": {
            "case-manager": "the case manager of the azc",
            "client-manager": "the client manager of the municipality",
            "permit-holder": "the permit holder",
        },
        "side": {"case-manager": "the azc", "client-manager": "the municipality"},
        "visit": {"visit": "visit", "meet-and-greet": "meet and greet"},
        "state": {
            "proposed": "proposed",
            "confirmed": "agreed",
            "replaced": "replaced",
            "taken-back": "taken back",
        },
        "verdict": {"usable": "usable", "incomplete": "incomplete"},
    },
}  # fmt: skip
