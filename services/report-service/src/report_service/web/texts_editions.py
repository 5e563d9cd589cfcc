"""The words of the page of an edition; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

EDITIONS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "title": "Cijfers van een eerder moment",
        "moment": "Wat er bekend was op {moment}.",
        "requested": "Dit moment staat in de rij om te worden berekend.",
        "running": "Wordt berekend, {percent}%.",
        "left": "Nog ongeveer {minutes} minuten.",
        "left_one": "Nog ongeveer een minuut.",
        "kept": "De cijfers van dit moment zijn berekend. Zij blijven zoals ze zijn.",
        "failed": "Dit moment kon niet worden berekend. De beheerder kan het opnieuw laten doen.",
        "again": "Ververs",
        "figures": "Naar de cijfers",
        "missing": "Dit moment is hier niet bekend.",
    },
    Language.EN: {
        "title": "Figures of an earlier moment",
        "moment": "What was known on {moment}.",
        "requested": "This moment waits to be calculated.",
        "running": "Being calculated, {percent}%.",
        "left": "About {minutes} minutes left.",
        "left_one": "About one minute left.",
        "kept": "The figures of this moment were calculated. They stay as they are.",
        "failed": "This moment could not be calculated. The operator can have it done again.",
        "again": "Refresh",
        "figures": "To the figures",
        "missing": "This moment is not known here.",
    },
}
