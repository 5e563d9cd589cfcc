"""The words of the embedded issuer's own pages."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "choose_person": "Wie bent u vandaag?",
        "choose_person_intro": "Dit is een proefomgeving. De personen hieronder bestaan niet en "
        "hun gegevens zijn verzonnen. U heeft geen wachtwoord nodig.",
        "person": "Persoon",
        "go_on": "Ga verder als deze persoon",
        "not_asked": "Zo kunt u hier niet aanmelden",
        "not_asked_do": "Open de pagina van een dienst. Die brengt u hierheen.",
        "left": "U bent afgemeld bij alle diensten",
    },
    Language.EN: {
        "choose_person": "Who are you today?",
        "choose_person_intro": "This is for trying out. The people below do not exist and their "
        "data are made up. You need no password.",
        "person": "Person",
        "go_on": "Go on as this person",
        "not_asked": "You cannot sign in here like this",
        "not_asked_do": "Open the page of a service. It brings you here.",
        "left": "You are signed out of all services",
    },
}
