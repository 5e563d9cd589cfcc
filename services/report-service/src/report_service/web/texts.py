"""The words that several pages of figures share; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "country": "heel Nederland",
        "shown": "U ziet: {where}, {period}, van {first} tot en met {last}.",
        "shown_open": "Deze periode is nog niet voorbij.",
        "known_now": "Zoals nu bekend, stand {moment}.",
        "known_then": "Zoals bekend toen {moment} begon. Wat daarna is vastgelegd of verbeterd, "
        "telt hier niet mee.",
        "as_of": "stand {moment}",
        "counts": "{numerator} van {denominator}",
        "not_shown": "niet getoond",
        "few": "Niet getoond: het gaat om te weinig personen, hier of in een cijfer dat anders te "
        "herleiden is.",
        "few_why": "Waar “niet getoond” staat, gaat het om minder dan {minimum} personen, of zou "
        "uit andere cijfers volgen hoeveel het er zijn. Zo is niemand te herkennen.",
        "nobody": "niemand",
        "nobody_text": "Waar niemand is, is er geen deel: dat is iets anders dan 0%.",
        "as_high": "even hoog",
        "higher": "{points} punten hoger",
        "higher_one": "{points} punt hoger",
        "lower": "{points} punten lager",
        "lower_one": "{points} punt lager",
        "finding": "{title}, {where}, {period}: {share}",
        "finding_before": ", {more} dan in de periode ervoor",
        "finding_as_before": ", {more} als in de periode ervoor",
        "finding_below": ", {points} punten onder de belofte van {promise}%",
        "finding_reached": ". De belofte van {promise}% is gehaald",
        "trend_text": "De lijn is het deel in elke periode, de balken eronder het aantal waarvan "
        "het een deel is. Een open stip of balk is een periode die nog loopt; een gat is een "
        "periode die niet getoond wordt of waarin er niemand was.",
        "trend_text_promise": "De lijn is het deel in elke periode met de belofte van COA als "
        "streepjeslijn, de balken eronder het aantal waarvan het een deel is. Een open stip of "
        "balk is een periode die nog loopt; een gat is een periode die niet getoond wordt of "
        "waarin er niemand was.",
        "trend_number": "Aantal {units}",
        "promise_line": "belofte COA {promise}%",
        "days": "dagen",
        "lead_key": "Stip: mediaan. Streepje: negen van de tien.",
        "term_line": "termijn: {days} dagen",
        "as_table": "Dezelfde cijfers als tabel",
        "still_open": "loopt nog",
        "number_of": "Aantal",
        "median": "Helft binnen",
        "p90": "9 van 10 binnen",
        "lead_time": "Doorlooptijd",
        "filters": "Kies wat u ziet",
        "period": "Periode",
        "moment": "Zoals bekend op",
        "now": "nu",
        "area": "Gebied",
        "areas_unit": "Unit van COA",
        "areas_region": "Arbeidsmarktregio",
        "areas_azc": "Azc",
        "areas_municipality": "Gemeente",
        "show": "Toon",
        "held_back": "{number} personen wachten op herstel van hun gegevens. Zij tellen mee met "
        "wat wel bekend is.",
        "held_back_one": "1 persoon wacht op herstel van de gegevens en telt mee met wat wel "
        "bekend is.",
        "late": "Wat na {moment} is vastgelegd, zit nog niet in deze cijfers.",
        "no_period": "Deze periode kennen wij niet. Kies hieronder een andere.",
        "no_moment": "Kies bij “Zoals bekend op” een dag uit de lijst.",
        "no_figures": "Er zijn nog geen cijfers. Probeer het over een paar minuten opnieuw.",
        "unavailable": "De cijfers zijn nu niet te lezen. Probeer het over een paar minuten "
        "opnieuw.",
        "moment_failed": "De cijfers van dit eerdere moment konden niet worden gemaakt. De "
        "beheerder kan het opnieuw laten doen.",
        "moments_waiting": "Andere eerdere momenten worden nog gemaakt. Probeer het later opnieuw.",
        "all_metrics": "Alle cijfers",
        "lead_times": "Doorlooptijden",
        "to_country": "Naar heel Nederland",
    },
    Language.EN: {
        "country": "the whole country",
        "shown": "Shown: {where}, {period}, from {first} up to and including {last}.",
        "shown_open": "This period has not ended yet.",
        "known_now": "As known now, as of {moment}.",
        "known_then": "As known when {moment} began. What was recorded or corrected later does not "
        "count here.",
        "as_of": "as of {moment}",
        "counts": "{numerator} of {denominator}",
        "not_shown": "not shown",
        "few": "Not shown: too few persons, here or in a figure that could be worked out from this "
        "one.",
        "few_why": "Where it says “not shown”, it is about fewer than {minimum} persons, or other "
        "figures would tell how many they are. So nobody can be recognised.",
        "nobody": "nobody",
        "nobody_text": "Where there is nobody there is no share: that is not the same as 0%.",
        "as_high": "as high",
        "higher": "{points} points higher",
        "higher_one": "{points} point higher",
        "lower": "{points} points lower",
        "lower_one": "{points} point lower",
        "finding": "{title}, {where}, {period}: {share}",
        "finding_before": ", {more} than in the period before",
        "finding_as_before": ", {more} as in the period before",
        "finding_below": ", {points} points under the promise of {promise}%",
        "finding_reached": ". The promise of {promise}% is kept",
        "trend_text": "The line is the share in each period, the bars below the number it is a "
        "share of. A hollow dot or bar is a period that still runs; a gap is a period that is not "
        "shown, or in which there was nobody.",
        "trend_text_promise": "The line is the share in each period, with COA's promise as a "
        "dashed line; the bars below are the number it is a share of. A hollow dot or bar is a "
        "period that still runs; a gap is a period that is not shown, or in which there was "
        "nobody.",
        "trend_number": "Number of {units}",
        "promise_line": "COA promised {promise}%",
        "days": "days",
        "lead_key": "Dot: median. Tick: nine out of ten.",
        "term_line": "term: {days} days",
        "as_table": "The same figures as a table",
        "still_open": "still running",
        "number_of": "Number",
        "median": "Half within",
        "p90": "9 of 10 within",
        "lead_time": "Lead time",
        "filters": "Choose what you see",
        "period": "Period",
        "moment": "As known on",
        "now": "now",
        "area": "Area",
        "areas_unit": "COA unit",
        "areas_region": "Labour-market region",
        "areas_azc": "Reception centre",
        "areas_municipality": "Municipality",
        "show": "Show",
        "held_back": "{number} persons wait for their data to be repaired. They count with what is "
        "known.",
        "held_back_one": "1 person waits for their data to be repaired, and counts with what is "
        "known.",
        "late": "What was recorded after {moment} is not in these figures yet.",
        "no_period": "We do not know this period. Choose another below.",
        "no_moment": "Choose a day of the list at “As known on”.",
        "no_figures": "There are no figures yet. Try again in a few minutes.",
        "unavailable": "The figures cannot be read now. Try again in a few minutes.",
        "moment_failed": "The figures of this earlier moment could not be made. The operator can "
        "have it done again.",
        "moments_waiting": "Other earlier moments are still being made. Try again later.",
        "all_metrics": "All figures",
        "lead_times": "Lead times",
        "to_country": "To the whole country",
    },
}
