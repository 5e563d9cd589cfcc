"""The words of the form of a section; both languages have the same."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "yes": "Ja",
        "no": "Nee",
        "row_n": "Nummer {n}",
        "one_more": "Voeg nog een toe",
        "one_per_line": "Eén per regel.",
        "there_is_none": "Gevraagd: geen ({label})",
        "was_declined": "Gevraagd op een eerder moment; de persoon wil hier niets over vertellen.",
        "no_health": "Schrijf niets over gezondheid. Is er iets te bespreken? Kruis dat aan bij "
        "Omstandigheden.",
        "not_in_a_form": "Dit onderdeel past niet in een formulier: er zou iets verloren gaan. Leg "
        "het vast met het systeem van COA, via de API. Er is nu niets gewijzigd.",
        "shared_with": "Te lezen voor: {whom}. Doel: {purposes}. Grond: {basis}.",
        "record_section": "Leg vast",
        "done_section_recorded": "Vastgelegd. Een gemeente ziet het pas als u een nieuwe versie "
        "maakt en verzendt.",
        "fault_missing": "Vul dit in.",
        "fault_type": "Dit is niet wat hier hoort: vul bijvoorbeeld een heel getal in.",
        "fault_enum": "Kies een van deze mogelijkheden.",
        "fault_format": "Dit is geen datum. Vul een dag, een maand en een jaar in.",
        "fault_pattern": "Dit is niet geschreven zoals het hoort.",
        "fault_min-length": "Dit is te kort.",
        "fault_max-length": "Dit is te lang.",
        "fault_min-items": "Vul er ten minste één in.",
        "fault_max-items": "Dit zijn er te veel.",
        "fault_min-properties": "Vul hier iets in.",
        "fault_minimum": "Dit getal is te klein.",
        "fault_maximum": "Dit getal is te groot.",
        "fault_other": "Dit past hier niet.",
    },
    Language.EN: {
        "yes": "Yes",
        "no": "No",
        "row_n": "Number {n}",
        "one_more": "Add one more",
        "one_per_line": "One per line.",
        "there_is_none": "Asked: none ({label})",
        "was_declined": "Asked earlier; the person does not want to tell about this.",
        "no_health": "Write nothing about health. Is there something to talk about? Tick that "
        "under Circumstances.",
        "not_in_a_form": "This section does not fit in a form: something would be lost. Record it "
        "with the system of COA, through the API. Nothing was changed now.",
        "shared_with": "To be read by: {whom}. Purpose: {purposes}. Ground: {basis}.",
        "record_section": "Record it",
        "done_section_recorded": "Recorded. A municipality sees it only when you make a new "
        "version and send it.",
        "fault_missing": "Fill this in.",
        "fault_type": "This is not what belongs here: fill in a whole number, for instance.",
        "fault_enum": "Choose one of these.",
        "fault_format": "This is no date. Fill in a day, a month and a year.",
        "fault_pattern": "This is not written as it should be.",
        "fault_min-length": "This is too short.",
        "fault_max-length": "This is too long.",
        "fault_min-items": "Fill in at least one.",
        "fault_max-items": "These are too many.",
        "fault_min-properties": "Fill something in here.",
        "fault_minimum": "This number is too small.",
        "fault_maximum": "This number is too large.",
        "fault_other": "This does not fit here.",
    },
}

REFUSALS: Final[InBoth] = {Language.NL: {}, Language.EN: {}}
