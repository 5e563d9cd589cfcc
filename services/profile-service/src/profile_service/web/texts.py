"""The words of the pages about profiles; both languages have the same."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "profiles": "Profielen",
        "place": "Plaats",
        "every_place": "Al uw plaatsen",
        "azc_named": "azc {name}",
        "todo": "Wat er te doen is",
        "everything": "Alles",
        "todo_unopened": "Te lang niet geopend",
        "todo_asked": "Aanvulling gevraagd",
        "todo_review": "Controle nodig",
        "todo_talk": "Nog geen begeleidingsgesprek",
        "state": "Stand",
        "every_state": "Elke stand",
        "missing_section": "Ontbreekt",
        "no_matter": "Maakt niet uit",
        "sort_by": "Volgorde",
        "sort_arrived": "Langst hier",
        "sort_waiting": "Langst ongeopend",
        "sort_review": "Eerst te controleren",
        "show": "Toon",
        "clear_filters": "Wis filters",
        "rows_hidden": "{n} profielen op deze bladzijde tonen wij nu niet: wij weten niet zeker "
        "of ze nog bij uw gemeente horen. Probeer het over een paar minuten opnieuw.",
        "nobody_here": "Op uw plaatsen staat nog niemand. Iemand komt op deze lijst zodra het "
        "systeem van COA een profiel opent, of zodra iemand aan uw gemeente is gekoppeld.",
        "nobody_filtered": "Met deze filters is er niemand. Wis de filters om iedereen te zien.",
        "profiles_caption": "{n} profielen",
        "person": "Persoon",
        "how_far": "Hoe ver",
        "what_is_missing": "Ontbreekt",
        "nothing_missing": "Niets",
        "no_name": "Nummer {number}",
        "to": "naar",
        "unopened_for": "{n} dagen niet geopend",
        "asked_for": "Gevraagd:",
        "find_person": "Zoek een persoon",
        "find_person_why": "Staat iemand niet in het systeem? Hier ziet u waarom. Het nummer komt "
        "niet in het adres van de pagina.",
        "v_number": "V-nummer",
        "v_number_hint": "Tien cijfers.",
        "search": "Zoek",
    },
    Language.EN: {
        "profiles": "Profiles",
        "place": "Place",
        "every_place": "All your places",
        "azc_named": "azc {name}",
        "todo": "What there is to do",
        "everything": "Everything",
        "todo_unopened": "Unopened for too long",
        "todo_asked": "More was asked for",
        "todo_review": "A review is due",
        "todo_talk": "No participation talk yet",
        "state": "Where it stands",
        "every_state": "Anywhere",
        "missing_section": "Missing",
        "no_matter": "No matter what",
        "sort_by": "Order",
        "sort_arrived": "Here for longest",
        "sort_waiting": "Unopened for longest",
        "sort_review": "Review due first",
        "show": "Show",
        "clear_filters": "Clear filters",
        "rows_hidden": "{n} profiles on this page are not shown now: we do not know for sure "
        "whether they still belong to your municipality. Try again in a few minutes.",
        "nobody_here": "Nobody is at your places yet. People come on this list as soon as the "
        "system of COA opens a profile, or as soon as they are linked to your municipality.",
        "nobody_filtered": "Nobody fits these filters. Clear them to see everybody.",
        "profiles_caption": "{n} profiles",
        "person": "Person",
        "how_far": "How far",
        "what_is_missing": "Missing",
        "nothing_missing": "Nothing",
        "no_name": "Number {number}",
        "to": "to",
        "unopened_for": "unopened for {n} days",
        "asked_for": "Asked for:",
        "find_person": "Find a person",
        "find_person_why": "Is somebody not in the system? Here you see why. The number does not "
        "become part of this page's address.",
        "v_number": "V-number",
        "v_number_hint": "Ten digits.",
        "search": "Search",
    },
}

REFUSALS: Final[InBoth] = {
    Language.NL: {
        "profile-unknown": "Dit profiel is er niet, of het is niet voor u.",
        "personal-data-erased": "De gegevens van deze persoon zijn gewist.",
        "vault-opening": "De kluis met persoonsgegevens gaat net open. Probeer het over een "
        "minuut opnieuw.",
    },
    Language.EN: {
        "profile-unknown": "There is no such profile, or none for you.",
        "personal-data-erased": "The data of this person were erased.",
        "vault-opening": "The vault with personal data is just opening. Try again in a minute.",
    },
}
