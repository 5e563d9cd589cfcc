"""The words of the page of a metric or lead time; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "definition": "Hoe wij tellen",
        "by": "Uitgesplitst",
        "by_nothing": "niet uitgesplitst",
        "over_time": "Door de tijd",
        "compared": "Vergeleken",
        "compared_caption": "{title}, {where}, {period}",
        "compare_with": "Met",
        "difference": "Verschil: {where}",
        "compare_before": "de {period}",
        "compare_country": "heel Nederland",
        "compare_promise": "de belofte van COA",
        "compare_similar": "{number} andere gemeenten waar {least} tot en met {most} personen heen "
        "verhuisden, samen",
        "compare_similar_most": "{number} andere gemeenten waar {least} of meer personen heen "
        "verhuisden, samen",
        "similar_why": "Vergelijkbaar is een gemeente waar in deze periode ongeveer even veel "
        "mensen heen verhuisden. Wij vergelijken met minstens drie andere samen.",
        "no_difference": "niet te vergelijken",
        "into_parts": "Waaruit het bestaat",
        "part": "Onderdeel",
        "parts_finding": "Het meest: {part}, {share}.",
        "parts_text": "Elke balk is een onderdeel van dit cijfer, het grootste bovenaan. Achter de "
        "balk staat welk deel van het geheel het is.",
        "group": "Groep",
        "before": "Periode ervoor",
        "groups_finding": "{title}, {period}: het hoogst is {high} met {high_share}, het laagst "
        "{low} met {low_share}",
        "groups_text": "Elke balk is het deel in één groep, van 0 tot 100%. De streepjeslijn, waar "
        "die staat, is de belofte van COA.",
        "merged": "{old} telt mee bij {new}.",
        "merged_title": "Samengevoegde gemeenten",
        "files": "Neem deze cijfers mee",
        "files_text": "In elk bestand staan ook de definitie en wat niet getoond mag worden.",
        "file_of": "{title} als {format}",
        "cases_title": "De zaken achter dit cijfer",
        "cases": "Bekijk de zaken",
        "two_times": "Dit cijfer is van {figure_time}. De lijst met zaken is van het moment dat u "
        "die opent. Staat daar een ander aantal, dan is er in de tussentijd iets vastgelegd of "
        "verbeterd.",
        "lead_sentence": "Van {number} is bekend hoe lang het duurde. De helft duurde {median} "
        "dagen of korter, negen van de tien {p90} dagen of korter.",
        "lead_periods": "{title}, {where}: elke periode een regel.",
        "sign_in_for_groups": "Meld u aan om dit cijfer per gemeente, regio of azc te zien",
        "measured_indirectly": "Indirect gemeten: {how}.",
        "group_list": "Per groep",
    },
    Language.EN: {
        "definition": "How we count",
        "by": "Split",
        "by_nothing": "not split",
        "over_time": "Over time",
        "compared": "Compared",
        "compared_caption": "{title}, {where}, {period}",
        "compare_with": "With",
        "difference": "Difference: {where}",
        "compare_before": "the {period}",
        "compare_country": "the whole country",
        "compare_promise": "COA's promise",
        "compare_similar": "{number} other municipalities to which {least} to {most} persons "
        "moved, together",
        "compare_similar_most": "{number} other municipalities to which {least} or more persons "
        "moved, together",
        "similar_why": "A similar municipality is one to which about as many people moved in this "
        "period. We compare with at least three others together.",
        "no_difference": "cannot be compared",
        "into_parts": "What it is made of",
        "part": "Part",
        "parts_finding": "The most: {part}, {share}.",
        "parts_text": "Each bar is a part of this figure, the largest on top. Behind the bar it "
        "says which share of the whole it is.",
        "group": "Group",
        "before": "Period before",
        "groups_finding": "{title}, {period}: highest is {high} with {high_share}, lowest {low} "
        "with {low_share}",
        "groups_text": "Each bar is the share in one group, from 0 to 100%. The dashed line, where "
        "there is one, is COA's promise.",
        "merged": "{old} counts with {new}.",
        "merged_title": "Merged municipalities",
        "files": "Take these figures along",
        "files_text": "Each file also holds the definition, and what may not be shown.",
        "file_of": "{title} as {format}",
        "cases_title": "The cases behind this figure",
        "cases": "See the cases",
        "two_times": "This figure is of {figure_time}. The list of cases is of the moment you open "
        "it. Where it has another number, something was recorded or corrected in between.",
        "lead_sentence": "Of {number} it is known how long it took. Half took {median} days or "
        "less, nine out of ten {p90} days or less.",
        "lead_periods": "{title}, {where}: a line for each period.",
        "sign_in_for_groups": "Sign in to see this figure by municipality, region or reception "
        "centre",
        "measured_indirectly": "Measured indirectly: {how}.",
        "group_list": "By group",
    },
}
