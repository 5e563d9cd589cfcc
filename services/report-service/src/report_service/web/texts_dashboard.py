"""The words of the dashboard; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language

SENTENCES: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "profile-sent": "Van de {denominator} vergunninghouders in de opvang is van "
        "{numerator} het klantprofiel verstuurd naar hun gemeente.",
        "warm-handover": "Van de {denominator} vergunninghouders die verhuisden naar een "
        "gemeente hadden er {numerator} een warme overdracht.",
        "activity": "Van de {denominator} vergunninghouders die verhuisden naar een gemeente "
        "deden er {numerator} in de opvang mee aan een activiteit.",
        "contact-at-municipality": "Van de {denominator} gemeenten hebben er {numerator} een "
        "contactpersoon die niet te lang geleden is gecontroleerd.",
        "contact-at-coa": "Van de {denominator} gemeenten zeggen er {numerator} dat zij weten wie "
        "zij bij COA kunnen bellen.",
        "ownerless-days": "Van de {denominator} dagen waarop een zaak open was, had op "
        "{numerator} dagen niemand bij COA die zaak.",
        "signal-answered": "Van de {denominator} signalen zijn er {numerator} op tijd beantwoord.",
    },
    Language.EN: {
        "profile-sent": "Of the {denominator} permit holders in reception, the client profile "
        "of {numerator} was sent to their municipality.",
        "warm-handover": "Of the {denominator} permit holders who moved to a municipality, "
        "{numerator} had a warm handover.",
        "activity": "Of the {denominator} permit holders who moved to a municipality, "
        "{numerator} took part in an activity while in reception.",
        "contact-at-municipality": "Of the {denominator} municipalities, {numerator} have a "
        "contact person who was verified not too long ago.",
        "contact-at-coa": "Of the {denominator} municipalities, {numerator} say that they know "
        "whom to call at COA.",
        "ownerless-days": "Of the {denominator} days on which a case was open, nobody at COA had "
        "that case on {numerator} days.",
        "signal-answered": "Of the {denominator} signals, {numerator} were answered in time.",
    },
}

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "figures": "Cijfers",
        "title": "Van azc naar gemeente: de cijfers",
        "intro": "Wie een verblijfsvergunning krijgt, verhuist van een azc naar een gemeente. Wat "
        "het azc weet, moet meereizen. Dan kan de gemeente meteen beginnen. Lukt dat?",
        "three": "Drie cijfers",
        "apart": "Elk cijfer heeft een eigen groep. Het zijn geen stappen van één groep mensen.",
        "promise": "COA beloofde: {promise}%.",
        "than_before": "{more} dan in de periode {period}",
        "as_before": "{more} als in de periode {period}",
        "how": "Hoe wij tellen",
        "trend": "Komt de belofte dichterbij?",
        "outcomes": "Hoe ging de overdracht?",
        "outcomes_caption": "Iedereen die verhuisde, {period}",
        "outcomes_finding": "Van wie verhuisde, had {share} een warme overdracht.",
        "outcomes_text": "De balk is iedereen die verhuisde; elke persoon hoort bij precies één "
        "deel. Samen is het 100%.",
        "reasons_finding": "De reden die het meest is vastgelegd: {reason}, {share}.",
        "reasons_text": "Elke balk is een reden waarom er geen overdracht was, de meest genoemde "
        "bovenaan. Geteld is de laatste reden die is vastgelegd.",
        "outcome": "Overdracht",
        "persons": "Personen",
        "share": "Deel",
        "because": "reden: {reason}",
        "total": "Samen",
        "distance": "Waar lukt het, en hoe ver is het?",
        "distance_text": "Warme overdracht per azc en afstand tot de gemeente. In elke cel staat "
        "welk deel warm was, en van hoeveel verhuisde personen. Hoe donkerder, hoe vaker.",
        "distance_caption": "Warme overdracht per azc en afstand, {period}",
        "lead": "Hoe lang duurt het?",
        "lead_text": "De stip is de mediaan: de helft duurde zo lang of korter. Het oranje "
        "streepje is de grens waarbinnen negen van de tien vielen.",
        "lead_finding": "Het langst duurt: {title}. De helft duurde hooguit {median} dagen, negen "
        "van de tien hooguit {p90} dagen.",
        "lead_by_azc": "Per azc: {title}",
        "lead_by_azc_finding": "{title}, per azc: de langste mediaan bovenaan.",
        "lead_other": "Kies hierboven een doorlooptijd om die per azc te zien.",
        "lead_none": "In deze periode is van niemand bekend hoe lang het duurde.",
        "between": "Tussen twee stoelen",
        "between_text": "Kent men elkaar aan beide kanten? En is er altijd iemand aan zet?",
        "where_else": "Verder kijken",
        "country_only": "Hier staan cijfers van heel Nederland. Cijfers per gemeente, regio, unit "
        "of azc zijn er voor wie daarmee werkt.",
        "sign_in_for_more": "Meld u aan voor de cijfers van uw gebied",
        "area_only": "U kijkt naar één gebied. Afstand, doorlooptijden en de andere cijfers staan "
        "bij heel Nederland.",
        "to_paper": "Deze cijfers als rapport om te bewaren:",
        "paper_page": "webpagina",
        "paper_pdf": "pdf",
        "published": "Wat eerder gepubliceerd is",
        "published_text": "Over de eerste helft van 2019 zijn deze cijfers gepubliceerd: van 81% "
        "van de vergunninghouders was het profiel verstuurd, 24% van wie verhuisde had een warme "
        "overdracht, en 65% deed mee aan een activiteit. Alleen bij de 24% staat van welke groep. "
        "De andere twee groepen hebben wij gekozen.",
        "published_source": "Bron: een voortgangsrapport over participatie van vergunninghouders, "
        "met cijfers van COA over de eerste helft van 2019. De belofte van 80%: NRC, 1 december "
        "2019.",
    },
    Language.EN: {
        "figures": "Figures",
        "title": "From reception to municipality: the figures",
        "intro": "Who gets a residence permit moves from a reception centre to a municipality. "
        "What the reception centre knows should travel along. Then the municipality can start at "
        "once. Does it?",
        "three": "Three figures",
        "apart": "Each figure has a group of its own. They are not steps of one group of people.",
        "promise": "COA, the reception organisation, promised {promise}%.",
        "than_before": "{more} than in the period {period}",
        "as_before": "{more} as in the period {period}",
        "how": "How we count",
        "trend": "Is the promise coming nearer?",
        "outcomes": "How did the handover go?",
        "outcomes_caption": "Everybody who moved, {period}",
        "outcomes_finding": "Of those who moved, {share} had a warm handover.",
        "outcomes_text": "The bar is everybody who moved; each person is in exactly one part. "
        "Together they are 100%.",
        "reasons_finding": "The reason that was recorded most: {reason}, {share}.",
        "reasons_text": "Each bar is a reason why there was no handover, the most frequent on top. "
        "Counted is the last reason that was recorded.",
        "outcome": "Handover",
        "persons": "Persons",
        "share": "Share",
        "because": "reason: {reason}",
        "total": "Together",
        "distance": "Where does it work, and how far is it?",
        "distance_text": "Warm handovers by reception centre and distance to the municipality. "
        "Each cell says which share was warm, and of how many persons who moved. The darker, the "
        "more often.",
        "distance_caption": "Warm handovers by reception centre and distance, {period}",
        "lead": "How long does it take?",
        "lead_text": "The dot is the median: half took as long or less. The orange tick is the "
        "limit within which nine out of ten lay.",
        "lead_finding": "What takes longest: {title}. Half took {median} days at most, nine out of "
        "ten {p90} days at most.",
        "lead_by_azc": "By reception centre: {title}",
        "lead_by_azc_finding": "{title}, by reception centre: the longest median on top.",
        "lead_other": "Choose a lead time above to see it by reception centre.",
        "lead_none": "Of nobody is it known in this period how long it took.",
        "between": "Between two chairs",
        "between_text": "Do both sides know each other? And is it always somebody's turn?",
        "where_else": "Look further",
        "country_only": "These are figures of the whole country. Figures by municipality, region, "
        "unit or reception centre are there for who works with them.",
        "sign_in_for_more": "Sign in for the figures of your area",
        "area_only": "You look at one area. Distance, lead times and the other figures are with "
        "the whole country.",
        "to_paper": "These figures as a report to keep:",
        "paper_page": "web page",
        "paper_pdf": "PDF",
        "published": "What was published before",
        "published_text": "These figures were published over the first half of 2019: the profile "
        "of 81% of permit holders had been sent, 24% of those who moved had a warm handover, and "
        "65% took part in an activity. Only the 24% says of which group. The other two groups "
        "are our choice.",
        "published_source": "Source: a progress report on the participation of permit holders, "
        "with COA's figures over the first half of 2019. The promise of 80%: the newspaper NRC, 1 "
        "December 2019.",
    },
}
