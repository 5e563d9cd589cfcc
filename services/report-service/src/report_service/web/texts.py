"""The words of the pages; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.codes import NoWarmReason
from continuous_line.web.pages.language import Language

REASONS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        NoWarmReason.DISTANCE: "de afstand",
        NoWarmReason.NO_TIME: "geen tijd",
        NoWarmReason.NO_CAPACITY: "geen mensen beschikbaar",
        NoWarmReason.NO_CONTACT_PERSON: "geen contactpersoon bekend",
        NoWarmReason.MUNICIPALITY_DECLINED: "de gemeente wilde niet",
        NoWarmReason.PERMIT_HOLDER_DECLINED: "de vergunninghouder wilde niet",
        NoWarmReason.MOVED_TOO_SOON: "te snel verhuisd",
        NoWarmReason.PRIVACY_DOUBT: "twijfel over privacy",
        NoWarmReason.PARTY_ABSENT: "iemand was er niet",
        NoWarmReason.OTHER: "iets anders",
    },
    Language.EN: {
        NoWarmReason.DISTANCE: "the distance",
        NoWarmReason.NO_TIME: "no time",
        NoWarmReason.NO_CAPACITY: "no people available",
        NoWarmReason.NO_CONTACT_PERSON: "no contact person known",
        NoWarmReason.MUNICIPALITY_DECLINED: "the municipality did not want to",
        NoWarmReason.PERMIT_HOLDER_DECLINED: "the permit holder did not want to",
        NoWarmReason.MOVED_TOO_SOON: "moved too soon",
        NoWarmReason.PRIVACY_DOUBT: "doubt about privacy",
        NoWarmReason.PARTY_ABSENT: "somebody was absent",
        NoWarmReason.OTHER: "something else",
    },
}

TITLES: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "profile-sent": "Profiel verstuurd",
        "warm-handover": "Warme overdracht",
        "phone-only": "Alleen telefonisch",
        "not-held": "Niet gehouden",
        "unknown": "Niets vastgelegd",
        "activity": "Meegedaan aan een activiteit",
    },
    Language.EN: {
        "profile-sent": "Profile sent",
        "warm-handover": "Warm handover",
        "phone-only": "By phone only",
        "not-held": "Not held",
        "unknown": "Nothing recorded",
        "activity": "Took part in an activity",
    },
}

SENTENCES: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "profile-sent": "Van de {denominator} vergunninghouders in de opvang is van "
        "{numerator} het klantprofiel verstuurd naar hun gemeente.",
        "warm-handover": "Van de {denominator} vergunninghouders die verhuisden naar een "
        "gemeente hadden er {numerator} een warme overdracht.",
        "activity": "Van de {denominator} vergunninghouders die verhuisden naar een gemeente "
        "deden er {numerator} in de opvang mee aan een activiteit.",
    },
    Language.EN: {
        "profile-sent": "Of the {denominator} permit holders in reception, the client profile "
        "of {numerator} was sent to their municipality.",
        "warm-handover": "Of the {denominator} permit holders who moved to a municipality, "
        "{numerator} had a warm handover.",
        "activity": "Of the {denominator} permit holders who moved to a municipality, "
        "{numerator} took part in an activity while in reception.",
    },
}

DEFINITIONS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "profile-sent": "Wij tellen iedereen die in deze periode als vergunninghouder in de "
        "opvang was, al was het één dag. Verstuurd telt als het profiel uiterlijk op de laatste "
        "dag van de periode is verstuurd naar de gemeente waaraan iemand dan is gekoppeld, of "
        "waarheen iemand is verhuisd.",
        "warm-handover": "Wij tellen iedereen die in deze periode verhuisde van een azc naar "
        "een gemeente. Warm is een gesprek met z'n drieën op dezelfde plek: de casemanager van het "
        "azc, de klantmanager van de gemeente en de vergunninghouder. Een gesprek na de verhuizing "
        "telt mee.",
        "activity": "Wij tellen iedereen die in deze periode verhuisde van een azc naar een "
        "gemeente. Een activiteit telt als die viel tussen het openen van het profiel en de "
        "verhuizing. Bijvoorbeeld taalles, vrijwilligerswerk of werk op het azc.",
    },
    Language.EN: {
        "profile-sent": "We count everybody who was in reception as a permit holder in this "
        "period, even for a day. Sent counts where, by the last day of the period, the profile "
        "went to the municipality the person was linked to then, or had moved to.",
        "warm-handover": "We count everybody who moved from a reception centre to a "
        "municipality in this period. Warm is a talk of three in one place: the case manager of "
        "the reception centre, the client manager of the municipality and the permit holder. A "
        "talk after the move counts too.",
        "activity": "We count everybody who moved from a reception centre to a municipality "
        "in this period. An activity counts where it fell between the opening of the profile and "
        "the move. For example language lessons, volunteering or work at the reception centre.",
    },
}

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "title": "Van azc naar gemeente: de cijfers",
        "intro": "Wie een verblijfsvergunning krijgt, verhuist van een azc naar een gemeente. Wat "
        "het azc weet, moet meereizen. Dan kan de gemeente meteen beginnen. Lukt dat?",
        "shown": "U ziet: {period}, van {first} tot en met {last}.",
        "as_of": "stand {moment}",
        "figure": "{percent} ({numerator} van {denominator})",
        "nobody_moved": "In deze periode is niemand verhuisd.",
        "few": "Niet getoond: het gaat om te weinig personen.",
        "nobody_received": "In deze periode was niemand als vergunninghouder in de opvang.",
        "three": "Drie cijfers",
        "apart": "Elk cijfer heeft een eigen groep. Het zijn geen stappen van één groep mensen.",
        "promise": "COA beloofde: 80%.",
        "how": "Hoe wij tellen",
        "outcomes": "Hoe ging de overdracht?",
        "outcomes_caption": "Iedereen die verhuisde, {period}",
        "outcome": "Overdracht",
        "persons": "Personen",
        "share": "Deel",
        "because": "reden: {reason}",
        "total": "Samen",
        "choose": "Andere periode",
        "period": "Periode",
        "show": "Toon",
        "published": "Wat eerder gepubliceerd is",
        "published_text": "Over de eerste helft van 2019 zijn deze cijfers gepubliceerd: van 81% "
        "van de vergunninghouders was het profiel verstuurd, 24% van wie verhuisde had een warme "
        "overdracht, en 65% deed mee aan een activiteit. Alleen bij de 24% staat van welke groep. "
        "De andere twee groepen hebben wij gekozen.",
        "published_source": "Bron: een voortgangsrapport over participatie van vergunninghouders, "
        "met cijfers van COA over de eerste helft van 2019. De belofte van 80%: NRC, 1 december "
        "2019.",
        "held_back": "{number} personen wachten op herstel van hun gegevens. Zij tellen mee met "
        "wat wel bekend is.",
        "late": "Wat na {moment} is vastgelegd, zit nog niet in deze cijfers.",
        "no_period": "Deze periode kennen wij niet. Kies hieronder een andere.",
        "no_figures": "Er zijn nog geen cijfers. Probeer het over een paar minuten opnieuw.",
        "unavailable": "De cijfers zijn nu niet te lezen. Probeer het over een paar minuten "
        "opnieuw.",
        "whole_country": "Dit zijn cijfers van heel Nederland. Cijfers per gemeente, regio of azc "
        "zijn er voor wie daarmee werkt.",
    },
    Language.EN: {
        "title": "From reception to municipality: the figures",
        "intro": "Who gets a residence permit moves from a reception centre to a municipality. "
        "What the reception centre knows should travel along. Then the municipality can start at "
        "once. Does it?",
        "shown": "Shown: {period}, from {first} up to and including {last}.",
        "as_of": "as of {moment}",
        "figure": "{percent} ({numerator} of {denominator})",
        "nobody_moved": "Nobody moved in this period.",
        "few": "Not shown: too few persons.",
        "nobody_received": "Nobody was in reception as a permit holder in this period.",
        "three": "Three figures",
        "apart": "Each figure has a group of its own. They are not steps of one group of people.",
        "promise": "COA, the reception organisation, promised 80%.",
        "how": "How we count",
        "outcomes": "How did the handover go?",
        "outcomes_caption": "Everybody who moved, {period}",
        "outcome": "Handover",
        "persons": "Persons",
        "share": "Share",
        "because": "reason: {reason}",
        "total": "Together",
        "choose": "Another period",
        "period": "Period",
        "show": "Show",
        "published": "What was published before",
        "published_text": "These figures were published over the first half of 2019: the profile "
        "of 81% of permit holders had been sent, 24% of those who moved had a warm handover, and "
        "65% took part in an activity. Only the 24% says of which group. The other two groups "
        "are our choice.",
        "published_source": "Source: a progress report on the participation of permit holders, "
        "with COA's figures over the first half of 2019. The promise of 80%: the newspaper NRC, 1 "
        "December 2019.",
        "held_back": "{number} persons wait for their data to be repaired. They count with what is "
        "known.",
        "late": "What was recorded after {moment} is not in these figures yet.",
        "no_period": "We do not know this period. Choose another below.",
        "no_figures": "There are no figures yet. Try again in a few minutes.",
        "unavailable": "The figures cannot be read now. Try again in a few minutes.",
        "whole_country": "These are figures of the whole country. Figures by municipality, region "
        "or reception centre are there for who works with them.",
    },
}
