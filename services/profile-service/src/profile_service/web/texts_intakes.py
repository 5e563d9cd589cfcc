"""The words of the pages of files of profiles; both languages have the same."""

from typing import Final

from continuous_line.web.pages import intakes
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        **intakes.WORDS[Language.NL],
        "intake_title": "Profielen uit een bestand",
        "intake_what": "Kies een bestand met profielen: XLSX, CSV of NDJSON, één persoon per rij.",
        "intake_nothing_yet": "Wij kijken het eerst na. U ziet elke fout met rij en kolom. Daarna "
        "beslist u.",
        "intake_earlier": "Eerdere bestanden",
        "intake_none": "Er zijn nog geen bestanden ingelezen.",
        "intake_row_count": "Aantal rijen",
        "intake_commit": "Open {n} profielen",
        "intake_leave_out": "Open {n} profielen en sla {faulty} rijen over",
        "intake_mend": "Er staan fouten in. Herstel ze in het bestand en lees het opnieuw, of sla "
        "deze rijen over. Er is nog niets vastgelegd.",
        "intake_opened": "Geopende profielen",
        "intake_refused": "Rijen die toch niet konden",
        "intake_result": "Haal het resultaat op (XLSX)",
        "intake_abandon": "Ga hier niet mee door",
        "intake_other": "Lees een ander bestand",
        "done_intake_committed": "Wij openen de profielen nu. Ververs deze pagina om te zien hoe "
        "ver het is.",
        "done_intake_abandoned": "Er is niets vastgelegd. De rijen zijn vergeten.",
    },
    Language.EN: {
        **intakes.WORDS[Language.EN],
        "intake_title": "Profiles from a file",
        "intake_what": "Choose a file of profiles: XLSX, CSV or NDJSON, one person per row.",
        "intake_nothing_yet": "It is checked first. You see every fault with its row and column. "
        "Then you decide.",
        "intake_earlier": "Earlier files",
        "intake_none": "No files were read yet.",
        "intake_row_count": "Number of rows",
        "intake_commit": "Open {n} profiles",
        "intake_leave_out": "Open {n} profiles and leave out {faulty} rows",
        "intake_mend": "There are faults in it. Mend them in the file and read it anew, or leave "
        "these rows out. Nothing was recorded yet.",
        "intake_opened": "Profiles opened",
        "intake_refused": "Rows that could not be done after all",
        "intake_result": "Fetch the result (XLSX)",
        "intake_abandon": "Do not go on with this",
        "intake_other": "Read another file",
        "done_intake_committed": "The profiles are being opened now. Refresh this page to see how "
        "far it is.",
        "done_intake_abandoned": "Nothing was recorded. The rows are forgotten.",
    },
}

REFUSALS: Final[InBoth] = intakes.REFUSALS
