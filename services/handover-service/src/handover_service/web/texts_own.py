"""The words of the permit holder's own page: short sentences, no words of the office."""

from typing import Final

from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

WORDS: Final[InBoth] = {
    Language.NL: {
        "my_case": "Mijn verhuizing",
        "own_linked": "U woont in {azc}. U gaat verhuizen naar {place}.",
        "own_linked_plain": "U gaat verhuizen naar {place}.",
        "own_unlinked": "Wij weten nog niet waar u gaat wonen.",
        "own_moved": "U bent verhuisd naar {place} op {day}.",
        "own_closed": "U bent overgedragen aan uw gemeente. Het COA is klaar.",
        "own_talk": "U heeft een gesprek: {moment}. Uw casemanager en uw klantmanager zijn er ook.",
        "my_plan": "Mijn plan",
        "what_i_do": "Wat ik doe",
        "what_others_do": "Wat anderen voor mij doen",
        "whole_plan": "Bekijk het hele plan",
        "how_did_it_go": "Hoe ging het?",
        "experience_why": "U bent nu een tijd verhuisd. Wij willen weten hoe het ging. Wij bewaren "
        "uw antwoord zonder uw naam en zonder nummer. Ook uw gemeente ziet niet wat u antwoordde. "
        "U kunt één keer antwoorden.",
        "experience": "Hoe gingen de verhuizing en de eerste weken?",
        "send_answer": "Verstuur mijn antwoord",
        "answered_thanks": "U heeft verteld hoe het ging. Dank u wel.",
        "asked_later": "Vanaf {day} vragen wij u hier hoe het ging.",
        "no_own_case": "U bent nog niet gekoppeld aan een gemeente. Daarom staat hier nog niets.",
        "own_questions": "Heeft u een vraag? Ga naar uw casemanager op het azc. Bent u al "
        "verhuisd? Bel dan uw klantmanager bij de gemeente.",
        "done_answered": "Dank u wel. Uw antwoord telt mee.",
    },
    Language.EN: {
        "my_case": "My move",
        "own_linked": "You live at {azc}. You are going to move to {place}.",
        "own_linked_plain": "You are going to move to {place}.",
        "own_unlinked": "We do not know yet where you are going to live.",
        "own_moved": "You moved to {place} on {day}.",
        "own_closed": "You were handed over to your municipality. COA has finished.",
        "own_talk": "You have a talk: {moment}. Your case manager and client manager are there.",
        "my_plan": "My plan",
        "what_i_do": "What I do",
        "what_others_do": "What others do for me",
        "whole_plan": "See the whole plan",
        "how_did_it_go": "How did it go?",
        "experience_why": "You moved some time ago. We want to know how it went. We keep your "
        "answer without your name and without a number. Your municipality does not see what you "
        "answered either. You can answer once.",
        "experience": "How did the move and the first weeks go?",
        "send_answer": "Send my answer",
        "answered_thanks": "You told us how it went. Thank you.",
        "asked_later": "From {day} we ask you here how it went.",
        "no_own_case": "You are not linked to a municipality yet. So there is nothing here.",
        "own_questions": "Do you have a question? Go to your case manager at the reception centre. "
        "Have you moved? Then call your client manager at the municipality.",
        "done_answered": "Thank you. Your answer counts.",
    },
}
REFUSALS: Final[InBoth] = {
    Language.NL: {
        "not-asked": "Wij vragen dit pas een paar weken na de verhuizing.",
        "answered-already": "U heeft al geantwoord. Dat kan één keer.",
    },
    Language.EN: {
        "not-asked": "We ask this some weeks after the move.",
        "answered-already": "You have answered already. You can do so once.",
    },
}
