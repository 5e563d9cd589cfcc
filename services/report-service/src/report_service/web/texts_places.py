"""The words of the map and the scorecard; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "map": "Kaart",
        "map_title": "Warme overdracht op de kaart",
        "map_finding": "{title}, {period}: in {high} van de {known} gemeenten met een getoond "
        "cijfer is het de helft of meer.",
        "map_finding_none": "{title}, {period}: van geen gemeente is het cijfer te tonen.",
        "map_text": "Elke stip is een gemeente, op de plek van haar middelpunt; hoe groter de "
        "stip, hoe meer personen, en hoe donkerder, hoe hoger het deel. Een open stip wordt niet "
        "getoond; waar niemand is, staat geen stip.",
        "map_none": "In deze periode is er van geen gemeente iets te zien.",
        "map_own": "U ziet de gemeenten waar u voor werkt.",
        "share_class": "{least} tot {most}%",
        "municipality": "Gemeente",
        "map_table": "De gemeenten, het hoogste deel bovenaan",
        "scorecard": "Scorekaart",
        "scorecard_title": "Scorekaart: acht kenmerken van goede begeleiding",
        "scorecard_text": "De kenmerken komen uit onderzoek naar begeleiding. Niet een ervan is "
        "rechtstreeks te meten. Onder elk kenmerk staat wat wij in plaats daarvan tellen.",
        "scorecard_caption": "Acht kenmerken, heel Nederland, {period}",
        "scorecard_rule": "Een + is {plus}% of meer, een − is minder dan {minus}%. Een ± is "
        "onduidelijk: er tussenin, of minder dan {minimum} gevallen.",
        "criterion": "Kenmerk",
        "score": "Score",
        "plus": "sterk",
        "unclear": "onduidelijk",
        "minus": "zwak",
        "not_measurable": "nog niet meetbaar: dit wordt nergens vastgelegd",
        "few_cases": "te weinig gevallen om iets te zeggen",
    },
    Language.EN: {
        "map": "Map",
        "map_title": "Warm handovers on the map",
        "map_finding": "{title}, {period}: in {high} of the {known} municipalities with a figure "
        "that is shown, it is half or more.",
        "map_finding_none": "{title}, {period}: the figure of no municipality can be shown.",
        "map_text": "Each dot is a municipality, at its centre point; the larger the dot, the more "
        "persons, and the darker, the higher the share. A hollow dot is not shown; where there is "
        "nobody there is no dot.",
        "map_none": "In this period there is no municipality to be seen.",
        "map_own": "You see the municipalities you work for.",
        "share_class": "{least} to {most}%",
        "municipality": "Municipality",
        "map_table": "The municipalities, the highest share on top",
        "scorecard": "Scorecard",
        "scorecard_title": "Scorecard: eight criteria of good case management",
        "scorecard_text": "The criteria come from research on case management. None of them can be "
        "measured directly. Under each it says what we count instead.",
        "scorecard_caption": "Eight criteria, the whole country, {period}",
        "scorecard_rule": "A + is {plus}% or more, a − is less than {minus}%. A ± is unclear: in "
        "between, or fewer than {minimum} cases.",
        "criterion": "Criterion",
        "score": "Score",
        "plus": "strong",
        "unclear": "unclear",
        "minus": "weak",
        "not_measurable": "not measurable yet: this is recorded nowhere",
        "few_cases": "too few cases to say anything",
    },
}
