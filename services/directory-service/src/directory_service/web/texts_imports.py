"""The words of the pages of the national file; both languages have the same."""

from typing import Final

from continuous_line.web.pages import intakes
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        **intakes.WORDS[Language.NL],
        "import_title": "Lijst van klantmanagers",
        "import_what": "Kies het bestand zoals u het bijhoudt: XLSX of CSV, met de gemeente, de "
        "naam, het telefoonnummer en het mailadres. Meer gemeenten in één cel mag, oude namen ook.",
        "import_nothing_yet": "U ziet eerst wat er verandert. Daarna beslist u.",
        "export_title": "De lijst van nu",
        "export_what": "U kunt dit bestand bijwerken en hier weer inlezen. Wie het ophaalt, leggen "
        "wij vast.",
        "export_get": "Haal de lijst op (XLSX)",
        "import_sum": "{added} nieuw, {changed} gewijzigd, {ended} beëindigd, {unchanged} gelijk.",
        "import_commit": "Leg alles vast",
        "import_undo": "Maak ongedaan",
        "import_abandon": "Ga hier niet mee door",
        "import_mend": "In {n} rijen klopt iets niet. Herstel ze in het bestand en lees het "
        "opnieuw. Er is niets vastgelegd.",
        "import_changes": "Wat er verandert",
        "difference_added": "Nieuw",
        "difference_changed": "Gewijzigd",
        "difference_ended": "Staat niet in het bestand: eindigt",
        "difference_unchanged": "Gelijk",
        "changed_name": "naam",
        "changed_phones": "telefoon",
        "changed_mail": "mailadres",
        "changed_hours": "bereikbaarheid",
        "changed_places": "plaatsen",
        "changed_kind": "soort contact",
        "import_followed": "iemand anders in het bestand neemt het over",
        "import_gap": "daarna is er niemand",
        "import_none": "Niemand.",
        "import_other": "Lees een ander bestand",
        "team_without_name": "Team",
        "done_import_committed": "Alles is vastgelegd. Iedereen ziet de nieuwe contacten nu.",
        "done_import_undone": "Alles is weer zoals het was.",
        "done_import_abandoned": "Er is niets vastgelegd. Wat gelezen was, vergeten wij.",
    },
    Language.EN: {
        **intakes.WORDS[Language.EN],
        "import_title": "List of client managers",
        "import_what": "Choose the file as you keep it: XLSX or CSV, with municipality, name, "
        "telephone number and mail address. Several municipalities in one cell may be, old names "
        "too.",
        "import_nothing_yet": "You see first what would change. Then you decide.",
        "export_title": "The list of today",
        "export_what": "You can change this file and read it in here again. Who fetches it is "
        "recorded.",
        "export_get": "Fetch the list (XLSX)",
        "import_sum": "{added} new, {changed} changed, {ended} ended, {unchanged} the same.",
        "import_commit": "Record all of it",
        "import_undo": "Take it back",
        "import_abandon": "Do not go on with this",
        "import_mend": "Something is wrong in {n} rows. Mend them in the file and read it anew. "
        "Nothing was recorded.",
        "import_changes": "What changes",
        "difference_added": "New",
        "difference_changed": "Changed",
        "difference_ended": "Not in the file: ends",
        "difference_unchanged": "The same",
        "changed_name": "name",
        "changed_phones": "telephone",
        "changed_mail": "mail address",
        "changed_hours": "hours",
        "changed_places": "places",
        "changed_kind": "kind of contact",
        "import_followed": "somebody else in the file takes over",
        "import_gap": "nobody is there afterwards",
        "import_none": "Nobody.",
        "import_other": "Read another file",
        "team_without_name": "Team",
        "done_import_committed": "All of it is recorded. Everybody sees the new contacts now.",
        "done_import_undone": "Everything is as it was.",
        "done_import_abandoned": "Nothing was recorded. What was read is forgotten.",
    },
}

REFUSALS: Final[InBoth] = {
    Language.NL: {
        **intakes.REFUSALS[Language.NL],
        "preview-outdated": "De lijst is veranderd nadat u het bestand las. Lees het opnieuw.",
        "directory-changed": "Bij een van deze contacten is daarna iets vastgelegd. Neem dat eerst "
        "terug.",
    },
    Language.EN: {
        **intakes.REFUSALS[Language.EN],
        "preview-outdated": "The list changed after you read the file. Read it anew.",
        "directory-changed": "Something was recorded on one of these contacts since. Take that "
        "back first.",
    },
}
