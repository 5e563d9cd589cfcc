"""The words of the work list and of the page of a case; both languages have the same."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "cases": "Zaken",
        "case_named": "Zaak {number}",
        "azc_named": "azc {name}",
    },
    Language.EN: {
        "cases": "Cases",
        "case_named": "Case {number}",
        "azc_named": "azc {name}",
    },
}
REFUSALS: Final[InBoth] = {Language.NL: {}, Language.EN: {}}
