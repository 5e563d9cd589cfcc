"""The words of a quarterly report (of a month, half year or year too); both languages have the
same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

PAPER: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "month": "Maandrapport",
        "quarter": "Kwartaalrapport",
        "half": "Halfjaarrapport",
        "year": "Jaarrapport",
        "title": "{kind}, {period}",
        "subject": "Van azc naar gemeente: de cijfers van de doorlopende lijn",
        "period": "Periode",
        "period_text": "{period}, van {first} tot en met {last}",
        "known_on": "Zoals bekend op",
        "known_text": "{moment}. Wat daarna is vastgelegd of verbeterd, telt niet mee.",
        "area": "Gebied",
        "reader": "Gemaakt voor",
        "everybody": "iedereen",
        "made_by": "Berekend volgens",
        "made_by_text": "definities {version}, regels {code}",
        "contents": "Inhoud",
        "page": "blz. {page} van {pages}",
        "changed": "Wat er veranderde sinds de vorige editie",
        "changed_text": "De vorige editie is van {moment}. Verschillen komen van wat later is "
        "vastgelegd of verbeterd; de periode is dezelfde.",
        "changed_caption": "{period}, zoals toen en nu bekend",
        "figure": "Cijfer",
        "then": "Vorige editie",
        "now": "Deze editie",
        "difference": "Verschil",
        "quality": "Hoe goed zijn de gegevens?",
        "quality_text": "Te laat is: meer dan een dag na de gebeurtenis vastgelegd. Deze tabellen "
        "gaan over heel Nederland.",
        "lateness_caption": "Wanneer is vastgelegd wat in de periode gebeurde? (dagen erna)",
        "kind": "Soort gebeurtenis",
        "late": "Te laat",
        "contradictions_caption": "Gegevens die niet bij elkaar passen",
        "contradiction": "Wat niet past",
        "parked_none": "Alle gebeurtenissen konden worden gelezen.",
        "parked": "Gebeurtenissen die nog niet gelezen konden worden: {number}. De personen "
        "daarachter tellen mee met wat wel bekend is.",
        "sampled": "De eerste tabel is een steekproef van {percent} van alle personen.",
        "definitions": "Hoe wij tellen",
        "source": "Bron: {source}",
        "few": "Wat niet getoond wordt",
        "few_more": "Er wordt gekeken naar alle uitsplitsingen samen, naar de perioden waaruit een "
        "jaar bestaat en naar eerdere edities die bewaard zijn.",
        "statements": "Bijlage: verklaringen",
        "statements_text": "Bij elk cijfer hoort een verklaring: welk cijfer, welke periode, "
        "zoals bekend op welk moment, tot welke plaats in het logboek, met welke definities. Wie "
        "het logboek heeft, kan elk cijfer daarmee opnieuw berekenen.",
        "statements_beside": "De verklaringen staan in statements.json.",
        "statements_file": "Bewaar statements.json",
        "definitions_digest": "Vingerafdruk van de definities",
        "positions_caption": "Tot waar het logboek is gelezen: per onderwerp de laatste "
        "volgnummers van elk deel",
        "topic": "Onderwerp",
        "last": "Laatste volgnummers",
        "annex_caption": "Verklaringen bij de cijfers van dit rapport",
        "digest": "Vingerafdruk (SHA-256)",
        "annex_more": "En {number} verklaringen bij cellen van tabellen, in hetzelfde bestand.",
    },
    Language.EN: {
        "month": "Monthly report",
        "quarter": "Quarterly report",
        "half": "Half-yearly report",
        "year": "Yearly report",
        "title": "{kind}, {period}",
        "subject": "From reception to municipality: the figures of the continuous line",
        "period": "Period",
        "period_text": "{period}, from {first} up to and including {last}",
        "known_on": "As known on",
        "known_text": "{moment}. What was recorded or corrected later does not count.",
        "area": "Area",
        "reader": "Made for",
        "everybody": "everybody",
        "made_by": "Calculated by",
        "made_by_text": "definitions {version}, rules {code}",
        "contents": "Contents",
        "page": "page {page} of {pages}",
        "changed": "What changed since the edition before",
        "changed_text": "The edition before is of {moment}. Differences come from what was "
        "recorded or corrected later; the period is the same.",
        "changed_caption": "{period}, as known then and now",
        "figure": "Figure",
        "then": "Edition before",
        "now": "This edition",
        "difference": "Difference",
        "quality": "How good are the data?",
        "quality_text": "Late is: recorded more than a day after it happened. These tables are of "
        "the whole country.",
        "lateness_caption": "When was it recorded what happened in the period? (days after it)",
        "kind": "Kind of event",
        "late": "Late",
        "contradictions_caption": "Data that do not fit together",
        "contradiction": "What does not fit",
        "parked_none": "All events could be read.",
        "parked": "Events that could not be read yet: {number}. The persons they are about count "
        "with what is known.",
        "sampled": "The first table is a sample of {percent} of all persons.",
        "definitions": "How we count",
        "source": "Source: {source}",
        "few": "What is not shown",
        "few_more": "Looked at are all tables together, the periods that a year is made of, and "
        "earlier editions that are kept.",
        "statements": "Annex: statements",
        "statements_text": "Each figure has a statement: which figure, which period, as known at "
        "which moment, up to which place in the log, by which definitions. Whoever has the log can "
        "compute each figure again from it.",
        "statements_beside": "The statements are in statements.json.",
        "statements_file": "Save statements.json",
        "definitions_digest": "Digest of the definitions",
        "positions_caption": "How far the log was read: by topic the last numbers of each "
        "partition",
        "topic": "Topic",
        "last": "Last numbers",
        "annex_caption": "Statements of the figures in this report",
        "digest": "Digest (SHA-256)",
        "annex_more": "And {number} statements of cells in tables, in the same file.",
    },
}
