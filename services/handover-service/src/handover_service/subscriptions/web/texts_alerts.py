"""What the console says of mail to owners; both languages have the same keys."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "sub_alert": "E-mail als er iets misgaat",
        "sub_alert_hint": "Een postbus van uw gemeente, niet van een persoon. Leeg: geen e-mail.",
        "sub_alert_is": "Er is een adres vastgelegd.",
        "sub_alert_no_mail": "hier is geen mailserver ingesteld, dus er gaat geen e-mail uit.",
        "sub_alert_none": "Er is geen adres vastgelegd.",
        "sub_alert_refused": "De mailserver kent het adres niet. Geef het opnieuw.",
        "sub_fault_address_invalid": "Dit is geen e-mailadres.",
        "sub_what_missed": "gebeurtenissen gemist: niet meer bewaard",
    },
    Language.EN: {
        "sub_alert": "E-mail when something is wrong",
        "sub_alert_hint": "A mailbox of your municipality, not of a person. Empty: no e-mail.",
        "sub_alert_is": "An address is recorded.",
        "sub_alert_no_mail": "no mail server is set here, so no e-mail goes out.",
        "sub_alert_none": "No address is recorded.",
        "sub_alert_refused": "The mail server does not know the address. Give it again.",
        "sub_fault_address_invalid": "This is no e-mail address.",
        "sub_what_missed": "events missed: no longer kept",
    },
}
