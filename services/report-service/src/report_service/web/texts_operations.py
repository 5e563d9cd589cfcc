"""What operators read about rebuilds and generations; both languages have the same."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "rebuild": "Opnieuw opbouwen",
        "rebuild_text": "Alle cijfers worden dan opnieuw geteld uit het logboek, in een nieuwe "
        "generatie naast de huidige. Komt er hetzelfde uit, dan gaat de dienst vanzelf daarmee "
        "verder.",
        "rebuild_start": "Bouw opnieuw op",
        "rebuild_cancel": "Stop met opbouwen",
        "rebuild_one": "Er kan er één tegelijk lopen.",
        "rebuild_done_of": "Gedaan: {done} van {total} gebeurtenissen ({percent}).",
        "rebuild_rate": "Per seconde: {rate}.",
        "rebuild_left": "Schatting: nog {time}.",
        "rebuild_left_unknown": "Hoe lang het nog duurt, is nog niet te zeggen.",
        "rebuild_state_requested": "Aangevraagd: de worker begint eraan.",
        "rebuild_state_running": "Wordt opgebouwd.",
        "rebuild_state_comparing": "Opgebouwd; wordt vergeleken met wat nu dient.",
        "rebuild_state_switched": "gelukt, in gebruik genomen",
        "rebuild_state_ready": "klaar, niet vanzelf in gebruik genomen",
        "rebuild_state_failed": "mislukt",
        "rebuild_state_cancelled": "gestopt",
        "rebuild_reason_digests-differ": "er kwam iets anders uit dan wat nu dient",
        "rebuild_reason_serving-generation-behind": "wat nu dient, liep te ver achter om te "
        "vergelijken",
        "rebuild_reason_history-incomplete": "het logboek heeft niet alles meer",
        "rebuild_last": "Eerder opgebouwd",
        "rebuild_state": "Afloop",
        "rebuild_events": "Gebeurtenissen",
        "rebuild_asked": "Gevraagd",
        "rebuild_by": "{moment}, door {who}",
        "rebuild_digest": "Digest",
        "rebuild_digest_other": "Wat diende: {digest}",
        "generation": "Generatie",
        "generations": "Generaties",
        "generations_text": "Een generatie is alles wat geteld is, in één versie. Eén ervan dient.",
        "generation_none": "Er is er nog geen: de worker maakt de eerste.",
        "generation_rules": "Regels",
        "generation_made": "Begonnen",
        "generation_serves": "dient nu",
        "generation_other_rules": "andere regels dan die van nu",
        "generation_to_go": "Wisselen kan nog niet: {number} te gaan.",
        "generation_behind": "Gebeurtenissen minder gelezen dan wat nu dient: {number}.",
        "generation_switch": "Neem generatie {number} in gebruik",
        "generation_switch_check": "Gebeurtenissen die deze generatie na het wisselen nog moet "
        "lezen: {number}. Zolang tellen de cijfers die niet mee.",
        "generation_switch_back": "Terug kan ook weer, zolang de huidige niet is weggegooid.",
        "generation_drop": "Gooi generatie {number} weg",
        "generation_drop_check": "Aantal generaties dat u weggooit: 1. Terug kan dan niet meer, "
        "wel opnieuw opbouwen.",
        "done_rebuild_started": "Het opbouwen is aangevraagd. De worker begint eraan.",
        "done_rebuild_cancelled": "Het opbouwen stopt. Wat nu dient, blijft dienen.",
        "done_generation_switched": "De cijfers komen nu uit de generatie die u koos.",
        "done_generation_dropped": "De generatie is weggegooid.",
    },
    Language.EN: {
        "rebuild": "Rebuild",
        "rebuild_text": "All figures are then counted anew from the log, in a new generation "
        "beside the present one. Where the outcome is the same, the service goes on with it by "
        "itself.",
        "rebuild_start": "Start a rebuild",
        "rebuild_cancel": "Cancel the rebuild",
        "rebuild_one": "One can run at a time.",
        "rebuild_done_of": "Done: {done} of {total} events ({percent}).",
        "rebuild_rate": "Per second: {rate}.",
        "rebuild_left": "Estimate: {time} left.",
        "rebuild_left_unknown": "How long it will take cannot be said yet.",
        "rebuild_state_requested": "Requested: the worker will begin.",
        "rebuild_state_running": "Being built.",
        "rebuild_state_comparing": "Built; being compared with what serves now.",
        "rebuild_state_switched": "succeeded, switched to",
        "rebuild_state_ready": "ready, not switched to by itself",
        "rebuild_state_failed": "failed",
        "rebuild_state_cancelled": "cancelled",
        "rebuild_reason_digests-differ": "the outcome differs from what serves now",
        "rebuild_reason_serving-generation-behind": "what serves now was too far behind to be "
        "compared with",
        "rebuild_reason_history-incomplete": "the log does not hold everything any more",
        "rebuild_last": "Earlier rebuilds",
        "rebuild_state": "Outcome",
        "rebuild_events": "Events",
        "rebuild_asked": "Requested",
        "rebuild_by": "{moment}, by {who}",
        "rebuild_digest": "Digest",
        "rebuild_digest_other": "What served: {digest}",
        "generation": "Generation",
        "generations": "Generations",
        "generations_text": "A generation is all that is counted, in one version. One of them "
        "serves.",
        "generation_none": "There is none yet: the worker makes the first one.",
        "generation_rules": "Rules",
        "generation_made": "Begun",
        "generation_serves": "serves now",
        "generation_other_rules": "other rules than the present ones",
        "generation_to_go": "Cannot switch yet: {number} to go.",
        "generation_behind": "Events read fewer than what serves now: {number}.",
        "generation_switch": "Switch to generation {number}",
        "generation_switch_check": "Events that this generation still has to read after the "
        "switch: {number}. Until then the figures do not count them.",
        "generation_switch_back": "You can switch back, as long as the present one is not dropped.",
        "generation_drop": "Drop generation {number}",
        "generation_drop_check": "Number of generations that you drop: 1. There is no way back, "
        "but you can rebuild.",
        "done_rebuild_started": "The rebuild is requested. The worker will begin.",
        "done_rebuild_cancelled": "The rebuild stops. What serves now serves on.",
        "done_generation_switched": "The figures now come from the generation that you chose.",
        "done_generation_dropped": "The generation was dropped.",
    },
}

REFUSALS: Final[InBoth] = {
    Language.NL: {
        "rebuild-running": "Er loopt er al een. Wacht tot die klaar is, of stop die eerst.",
        "rebuild-ended": "Dit opbouwen is al afgelopen.",
        "rebuild-unfinished": "Deze generatie wordt nog opgebouwd.",
        "generation-serves": "Deze generatie dient nu. Neem eerst een andere in gebruik.",
    },
    Language.EN: {
        "rebuild-running": "One is running already. Wait until it has ended, or cancel it first.",
        "rebuild-ended": "This rebuild has ended already.",
        "rebuild-unfinished": "This generation is still being built.",
        "generation-serves": "This generation serves now. Switch to another first.",
    },
}
