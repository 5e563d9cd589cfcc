"""What pages about files say alike: states, faults by their codes, and why a file is not taken."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "file": "Bestand",
        "read_file": "Lees het bestand",
        "intake_rows": "Rijen",
        "intake_state": "Stand",
        "intake_begun": "Begonnen",
        "intake_done": "{done} van {total} rijen",
        "intake_faulty": "Rijen met een fout",
        "intake_faults": "Wat er niet klopt",
        "intake_notes": "Anders begrepen dan het er staat",
        "fault_row": "Rij",
        "fault_column": "Kolom",
        "fault_what": "Wat er is",
        "no_faults": "Er zijn geen fouten.",
        "refresh": "Ververs",
        "state_uploaded": "ontvangen",
        "state_checking": "wordt nagekeken",
        "state_checked": "nagekeken, nog niets vastgelegd",
        "state_committing": "wordt vastgelegd",
        "state_done": "vastgelegd",
        "state_failed": "mislukt",
        "state_undone": "ongedaan gemaakt",
        "state_abandoned": "niet doorgegaan",
    },
    Language.EN: {
        "file": "File",
        "read_file": "Read the file",
        "intake_rows": "Rows",
        "intake_state": "State",
        "intake_begun": "Begun",
        "intake_done": "{done} of {total} rows",
        "intake_faulty": "Rows with a fault",
        "intake_faults": "What is wrong",
        "intake_notes": "Understood otherwise than it is written",
        "fault_row": "Row",
        "fault_column": "Column",
        "fault_what": "What there is",
        "no_faults": "There are no faults.",
        "refresh": "Refresh",
        "state_uploaded": "received",
        "state_checking": "being checked",
        "state_checked": "checked, nothing recorded yet",
        "state_committing": "being recorded",
        "state_done": "recorded",
        "state_failed": "failed",
        "state_undone": "taken back",
        "state_abandoned": "not gone on with",
    },
}

REFUSALS: Final[InBoth] = {
    Language.NL: {
        "file-empty": "Het bestand is leeg, of er staat niemand in.",
        "file-too-large": "Dit bestand is groter dan wij aannemen. Deel het op.",
        "file-not-spreadsheet": "Dit is geen .xlsx-bestand.",
        "file-old-form": "Bewaar het bestand als .xlsx; dit is een oudere vorm.",
        "file-protected": "Dit bestand heeft een wachtwoord. Bewaar het zonder.",
        "file-damaged": "Dit bestand is beschadigd. Bewaar het opnieuw en probeer het nog eens.",
        "file-unfit": "Dit bestand kunnen wij niet lezen.",
        "encoding-unknown": "De tekens in dit bestand kunnen wij niet lezen. Bewaar het als UTF-8.",
        "csv-invalid": "Dit CSV-bestand klopt niet.",
        "json-invalid": "Dit bestand heeft regels die geen JSON zijn.",
        "columns": "De kolommen zijn niet zoals ze moeten zijn.",
        "columns-unknown": "Geen rij noemt de kolommen. Noem ze bijvoorbeeld Gemeente, Naam, "
        "Telefoon en E-mail.",
        "several-sheets": "Op meer dan één zichtbaar werkblad staan gegevens. Zet ze op één blad.",
        "form-without-file": "Kies één bestand.",
        "form-invalid": "Het formulier kwam niet goed aan. Probeer het opnieuw.",
        "unknown-intake": "Dit bestand is er niet, of het is niet voor u.",
        "intake-not-checked": "Dit bestand is nog niet nagekeken.",
        "intake-ended": "Hier is al mee gestopt, of het is al vastgelegd.",
        "intake-has-faults": "Er staan nog fouten in. Herstel ze in het bestand en lees het "
        "opnieuw.",
    },
    Language.EN: {
        "file-empty": "The file is empty, or lists nobody.",
        "file-too-large": "This file is larger than is taken. Split it.",
        "file-not-spreadsheet": "This is no .xlsx file.",
        "file-old-form": "Save the file as .xlsx; this is an older form.",
        "file-protected": "This file has a password. Save it without.",
        "file-damaged": "This file is damaged. Save it anew and try again.",
        "file-unfit": "This file cannot be read.",
        "encoding-unknown": "The characters of this file cannot be read. Save it as UTF-8.",
        "csv-invalid": "This CSV file is not right.",
        "json-invalid": "This file has lines that are no JSON.",
        "columns": "The columns are not as they should be.",
        "columns-unknown": "No row names the columns. Call them for instance Gemeente, Naam, "
        "Telefoon and E-mail.",
        "several-sheets": "More than one visible sheet has entries. Put them on one sheet.",
        "form-without-file": "Choose one file.",
        "form-invalid": "The form did not arrive whole. Try again.",
        "unknown-intake": "There is no such file, or none for you.",
        "intake-not-checked": "This file has not been checked yet.",
        "intake-ended": "This was stopped already, or is recorded already.",
        "intake-has-faults": "There are still faults in it. Mend them in the file and read it "
        "anew.",
    },
}

FAULTS: Final[Mapping[str, str]] = {
    "cell-too-long": "De cel is te lang.",
    "outside-columns": "Staat naast de kolommen.",
    "column-unknown": "Deze kolom kennen wij niet.",
    "column-twice": "Deze kolom staat er twee keer.",
    "column-missing": "Deze kolom ontbreekt.",
    "column-not-read": "Deze kolom lezen wij niet.",
    "twice-in-file": "Staat twee keer in het bestand.",
    "json-invalid": "Deze regel is geen JSON.",
    "phone-invalid": "Hier staat iets dat geen telefoonnummer is.",
    "mail-invalid": "Dit is geen mailadres.",
    "mail-mended": "Een schrijffout in het mailadres is hersteld.",
    "municipality-unknown": "Deze gemeente kennen wij niet.",
    "region-unknown": "Deze regio kennen wij niet.",
    "not-your-place": "Deze plaats hoort niet bij uw rol.",
    "no-places": "Hier staat niet voor welke gemeente.",
    "no-contact": "Hier staat geen contact; de gemeente blijft zonder.",
    "former-name": "Een oude naam; gelezen als de gemeente van nu.",
    "function-not-kept": "De functie bewaren wij niet; gelezen als klantmanager.",
    "double-row": "Dezelfde persoon als in een eerdere rij; samengenomen.",
    "double-row-differs": "Zegt iets anders over dezelfde persoon dan een eerdere rij.",
}
"""In Dutch, by code; in English the fault's own sentence is shown."""


def said(code: str, detail: str, language: Language) -> str:
    """What a fault says; one without Dutch words says it in English rather than nothing."""
    return detail if language is Language.EN else FAULTS.get(code, detail)
