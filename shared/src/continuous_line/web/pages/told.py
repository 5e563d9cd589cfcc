"""Roles and refusals in words; a service adds its own refusals by their codes."""

from typing import Final

from continuous_line.codes import Role
from continuous_line.codes_directory import ContactKind
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import InBoth

CONTACT_KINDS: Final[InBoth] = {
    Language.NL: {
        ContactKind.CLIENT_MANAGER: "klantmanager",
        ContactKind.TEAM: "teamnummer",
        ContactKind.CASE_MANAGER: "casemanager",
        ContactKind.LOCATION_MANAGER: "locatiemanager",
        ContactKind.PARTICIPATION_CASE_MANAGER: "participatiecasemanager",
        ContactKind.REGIONAL_COORDINATOR: "regiocoördinator",
        ContactKind.PROGRAMME_OWNER: "programma-eigenaar",
        ContactKind.VOLUNTEERING: "vrijwilligerswerk",
        ContactKind.EMPLOYER_SERVICE_POINT: "werkgeversservicepunt",
        ContactKind.OTHER: "ander contact",
    },
    Language.EN: {
        ContactKind.CLIENT_MANAGER: "client manager",
        ContactKind.TEAM: "team number",
        ContactKind.CASE_MANAGER: "case manager",
        ContactKind.LOCATION_MANAGER: "location manager",
        ContactKind.PARTICIPATION_CASE_MANAGER: "participation case manager",
        ContactKind.REGIONAL_COORDINATOR: "regional coordinator",
        ContactKind.PROGRAMME_OWNER: "programme owner",
        ContactKind.VOLUNTEERING: "volunteering",
        ContactKind.EMPLOYER_SERVICE_POINT: "employer service point",
        ContactKind.OTHER: "other contact",
    },
}


ROLES: Final[InBoth] = {
    Language.NL: {
        Role.CASE_MANAGER: "casemanager",
        Role.LOCATION_MANAGER: "locatiemanager",
        Role.PARTICIPATION_CASE_MANAGER: "participatiecasemanager",
        Role.UNIT_MANAGER: "unitmanager",
        Role.CLIENT_MANAGER: "klantmanager",
        Role.REGIONAL_COORDINATOR: "regiocoördinator",
        Role.POLICY_OFFICER: "beleidsmedewerker",
        Role.ANALYST: "analist",
        Role.PROVIDER: "aanbieder",
        Role.PERMIT_HOLDER: "vergunninghouder",
        Role.TVS_SYSTEM: "systeem van COA",
        Role.MUNICIPAL_SYSTEM: "systeem van een gemeente",
        Role.INTEGRATION_MANAGER: "beheerder van koppelingen",
        Role.OPERATOR: "beheerder",
        Role.ASYLUM_DECISION_MAKER: "beslismedewerker asiel",
    },
    Language.EN: {
        Role.CASE_MANAGER: "case manager",
        Role.LOCATION_MANAGER: "location manager",
        Role.PARTICIPATION_CASE_MANAGER: "participation case manager",
        Role.UNIT_MANAGER: "unit manager",
        Role.CLIENT_MANAGER: "client manager",
        Role.REGIONAL_COORDINATOR: "regional coordinator",
        Role.POLICY_OFFICER: "policy officer",
        Role.ANALYST: "analyst",
        Role.PROVIDER: "provider",
        Role.PERMIT_HOLDER: "permit holder",
        Role.TVS_SYSTEM: "system of COA",
        Role.MUNICIPAL_SYSTEM: "system of a municipality",
        Role.INTEGRATION_MANAGER: "manager of connections",
        Role.OPERATOR: "operator",
        Role.ASYLUM_DECISION_MAKER: "asylum decision maker",
    },
}

REFUSALS: Final[InBoth] = {
    Language.NL: {
        "refused": "Dit kan nu niet.",
        "forbidden": "Dit mag u niet met uw rol of voor deze plaats.",
        "role-missing": "Dit mag u niet met uw rol.",
        "roles-exclude": "Wie over asiel beslist, heeft hier geen toegang, ook niet met een "
        "andere rol erbij.",
        "right-ended": "U kon dit eerder zien, nu niet meer.",
        "not-found": "Wat u zoekt, is er niet, of het is niet voor u.",
        "cursor-unknown": "Deze lijst heeft zo'n bladzijde niet. Begin bij de eerste.",
        "csrf": "Dit formulier hoort niet bij uw aanmelding. Ga terug, ververs de pagina en "
        "probeer het opnieuw.",
        "session-changed": "U heeft zich opnieuw aangemeld nadat u dit formulier opende.",
        "version-conflict": "Iemand anders was net iets eerder.",
        "precondition-failed": "Dit is gewijzigd nadat u het opende.",
        "idempotency-key-reused": "Dit formulier is al verstuurd, met iets anders erin. Open het "
        "opnieuw als u nog iets wilt vastleggen.",
        "ahead-of-now": "De datum ligt in de toekomst. Dat kan alleen bij een plan.",
        "access-unknown": "Wij weten nu niet zeker of u dit mag zien. Probeer het over een paar "
        "minuten opnieuw.",
        "keys-unavailable": "De aanmelddienst is nu niet bereikbaar. Probeer het over een paar "
        "minuten opnieuw.",
        "unavailable": "Een onderdeel dat hiervoor nodig is, is er nu niet. Probeer het over een "
        "paar minuten opnieuw.",
        "outcome-unknown": "De verbinding viel weg terwijl wij het vastlegden.",
        "not-parked": "Hierover is al besloten. Bekijk hoe het er nu voor staat.",
        "unauthenticated": "U bent niet aangemeld.",
        "invalid-token": "Uw aanmelding geldt niet meer. Meld u opnieuw aan.",
        "sign-in-failed": "Het aanmelden is niet gelukt. Begin opnieuw.",
        "sign-in-refused": "De aanmelddienst heeft u niet aangemeld.",
        "sign-in-off": "Aanmelden is hier niet ingesteld. Vraag het de beheerder.",
        "invalid-input": "Het adres of het formulier klopt niet.",
        "not-found-here": "Op dit adres staat niets.",
        "method-not-allowed": "Dit adres is niet bedoeld om zo te gebruiken.",
        "request-entity-too-large": "Dit is groter dan wij aannemen.",
        "internal": "Er ging iets mis bij ons. Wij zien het in ons logboek.",
    },
    Language.EN: {
        "refused": "This is not possible now.",
        "forbidden": "Your role does not allow this, or not for this place.",
        "role-missing": "Your role does not allow this.",
        "roles-exclude": "Who decides on asylum has no access here, whatever other roles there "
        "are.",
        "right-ended": "You could see this before, and no longer.",
        "not-found": "What you look for does not exist, or is not for you.",
        "cursor-unknown": "This list has no such page. Begin at the first.",
        "csrf": "This form does not belong to your sign-in. Go back, refresh the page and try "
        "again.",
        "session-changed": "You signed in again after you opened this form.",
        "version-conflict": "Somebody else was a moment earlier.",
        "precondition-failed": "This was changed after you opened it.",
        "idempotency-key-reused": "This form was sent already, with something else in it. Open "
        "it again if there is more to record.",
        "ahead-of-now": "The date lies in the future. Only a plan may.",
        "access-unknown": "We are not sure now whether you may see this. Try again in a few "
        "minutes.",
        "keys-unavailable": "The sign-in service cannot be reached now. Try again in a few "
        "minutes.",
        "unavailable": "A part that this needs is away now. Try again in a few minutes.",
        "outcome-unknown": "The connection was lost while we recorded it.",
        "not-parked": "This was decided already. See how it stands now.",
        "unauthenticated": "You are not signed in.",
        "invalid-token": "Your sign-in is no longer valid. Sign in again.",
        "sign-in-failed": "Signing in did not succeed. Begin again.",
        "sign-in-refused": "The sign-in service did not sign you in.",
        "sign-in-off": "Signing in is not set up here. Ask the administrator.",
        "invalid-input": "The address or the form is not right.",
        "not-found-here": "There is nothing at this address.",
        "method-not-allowed": "This address is not meant to be used like this.",
        "request-entity-too-large": "This is larger than we take.",
        "internal": "Something went wrong here. Our log knows of it.",
    },
}
