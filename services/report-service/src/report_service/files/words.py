"""What files say around their figures, in both languages."""

from collections.abc import Mapping
from typing import Final

from report_service.domain.defined import Language

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "all": "All figures",
        "suppression": "Not shown are cells with fewer than {minimum} persons in the denominator, "
        "and further cells from which the country, a region, a province or another period would "
        "give those back. Their numbers are empty and their status is `hidden`.",
        "reason_hidden": "Not shown: fewer than {minimum} persons, or such a number could be "
        "worked out from it",
        "reason_nobody": "Nobody or nothing is in it, so there is no share",
        "licence": "Doorlopende Lijn, {title}, as known on {known}. Licence: {name}, {url}",
        "independent": "Each figure has a denominator of its own. They are not steps of one group.",
        "sheet_figures": "Figures",
        "sheet_definitions": "Definitions",
        "sheet_about": "About",
        "reason": "Why it is empty",
        "about_title": "Title",
        "about_period": "Period",
        "about_by": "By",
        "about_as_of": "As known at",
        "about_known_on": "As known on",
        "about_map_on": "Places and mergers as on",
        "about_held_back": "Persons about whom something could not be read yet",
        "about_suppression": "What is not shown",
        "about_denominators": "Denominators",
        "about_licence": "Licence",
        "about_generation": "Generation",
        "about_edition": "Edition",
        "about_rules": "Version of the rules",
        "about_definitions": "SHA-256 of the definitions",
        "about_position": "Read of the log: last sequence at each partition number, 0 to 11",
        "defined_code": "Code",
        "defined_title": "Title",
        "defined_numerator": "Numerator",
        "defined_denominator": "Denominator",
        "defined_period": "When it counts",
        "defined_source": "Source",
    },
    "nl": {
        "all": "Alle cijfers",
        "suppression": "Niet getoond worden cellen met minder dan {minimum} personen in de noemer, "
        "en andere cellen waaruit die zijn af te leiden met het land, een regio, een provincie of "
        "een andere periode. Hun getallen zijn leeg en hun status is `hidden`.",
        "reason_hidden": "Niet getoond: minder dan {minimum} personen, of zo'n aantal zou hieruit "
        "af te leiden zijn",
        "reason_nobody": "Er is niemand of niets, dus ook geen deel",
        "licence": "Doorlopende Lijn, {title}, zoals bekend op {known}. Licentie: {name}, {url}",
        "independent": "Elk cijfer heeft een eigen noemer. Het zijn geen stappen van één groep.",
        "sheet_figures": "Cijfers",
        "sheet_definitions": "Definities",
        "sheet_about": "Over",
        "reason": "Waarom leeg",
        "about_title": "Titel",
        "about_period": "Periode",
        "about_by": "Per",
        "about_as_of": "Zoals bekend op het moment",
        "about_known_on": "Zoals bekend op",
        "about_map_on": "Plaatsen en herindelingen van",
        "about_held_back": "Personen over wie iets nog niet te lezen was",
        "about_suppression": "Wat niet getoond wordt",
        "about_denominators": "Noemers",
        "about_licence": "Licentie",
        "about_generation": "Generatie",
        "about_edition": "Editie",
        "about_rules": "Versie van de regels",
        "about_definitions": "SHA-256 van de definities",
        "about_position": "Gelezen van het log: laatste volgnummer per partitienummer, 0 tot en "
        "met 11",
        "defined_code": "Code",
        "defined_title": "Titel",
        "defined_numerator": "Teller",
        "defined_denominator": "Noemer",
        "defined_period": "Wanneer het telt",
        "defined_source": "Bron",
    },
}
