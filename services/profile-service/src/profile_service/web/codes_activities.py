"""Activities, wishes and assessments in words; both languages have the same."""

from typing import Final

from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    AssessmentKind,
    AssessmentState,
    RequestAnswer,
)
from continuous_line.web.pages.language import Language
from profile_service.domain.moves import AfterMove
from profile_service.domain.plans import WarningCode
from profile_service.web.codes import Named

TYPES: Final[Named] = {
    Language.NL: {
        ActivityType.EARLY_INTEGRATION: "voorinburgering",
        ActivityType.LANGUAGE: "taal",
        ActivityType.TRAINING: "training",
        ActivityType.VOLUNTEERING: "vrijwilligerswerk",
        ActivityType.AAN_DE_SLAG: "Aan de slag",
        ActivityType.SELF_ACTIVITY: "zelf aan het werk in het azc",
        ActivityType.PAID_WORK: "betaald werk",
        ActivityType.INTERNSHIP: "stage",
        ActivityType.SPORT_CULTURE: "sport en cultuur",
        ActivityType.OTHER: "iets anders",
    },
    Language.EN: {
        ActivityType.EARLY_INTEGRATION: "early integration",
        ActivityType.LANGUAGE: "language",
        ActivityType.TRAINING: "training",
        ActivityType.VOLUNTEERING: "volunteering",
        ActivityType.AAN_DE_SLAG: "Aan de slag",
        ActivityType.SELF_ACTIVITY: "work at the reception centre",
        ActivityType.PAID_WORK: "paid work",
        ActivityType.INTERNSHIP: "internship",
        ActivityType.SPORT_CULTURE: "sport and culture",
        ActivityType.OTHER: "something else",
    },
}

SETTINGS: Final[Named] = {
    Language.NL: {ActivitySetting.INTERNAL: "in het azc", ActivitySetting.EXTERNAL: "daarbuiten"},
    Language.EN: {
        ActivitySetting.INTERNAL: "at the reception centre",
        ActivitySetting.EXTERNAL: "elsewhere",
    },
}

ENDS: Final[Named] = {
    Language.NL: {
        ActivityEndReason.COMPLETED: "afgemaakt",
        ActivityEndReason.MOVED: "verhuisd",
        ActivityEndReason.STOPPED: "gestopt",
        ActivityEndReason.OTHER: "andere reden",
    },
    Language.EN: {
        ActivityEndReason.COMPLETED: "completed",
        ActivityEndReason.MOVED: "moved",
        ActivityEndReason.STOPPED: "stopped",
        ActivityEndReason.OTHER: "another reason",
    },
}

AFTER: Final[Named] = {
    Language.NL: {
        AfterMove.GOES_ON: "gaat door na de verhuizing",
        AfterMove.UNKNOWN: "wij weten niet of dit doorgaat na de verhuizing",
    },
    Language.EN: {
        AfterMove.GOES_ON: "goes on after the move",
        AfterMove.UNKNOWN: "we do not know whether this goes on after the move",
    },
}

WARNINGS: Final[Named] = {
    Language.NL: {
        WarningCode.DONE_BEFORE: "Deze training is al eerder gedaan",
        WarningCode.PLANNED_BEFORE: "Deze training is al eerder gepland",
    },
    Language.EN: {
        WarningCode.DONE_BEFORE: "This training was done before",
        WarningCode.PLANNED_BEFORE: "This training was planned before",
    },
}

ANSWERS: Final[Named] = {
    Language.NL: {
        RequestAnswer.OFFERED: "er is iets aangeboden",
        RequestAnswer.PLANNED: "het is gepland",
        RequestAnswer.LATER: "komt later",
        RequestAnswer.NONE: "er past nu niets",
    },
    Language.EN: {
        RequestAnswer.OFFERED: "something was offered",
        RequestAnswer.PLANNED: "it was planned",
        RequestAnswer.LATER: "comes later",
        RequestAnswer.NONE: "nothing fits now",
    },
}

ASSESSMENTS: Final[Named] = {
    Language.NL: {
        AssessmentKind.NOA: "NOA",
        AssessmentKind.DIPLOMA_VALUATION: "diplomawaardering",
        AssessmentKind.LANGUAGE_TEST: "taaltoets",
        AssessmentKind.OTHER: "ander onderzoek",
    },
    Language.EN: {
        AssessmentKind.NOA: "NOA",
        AssessmentKind.DIPLOMA_VALUATION: "diploma valuation",
        AssessmentKind.LANGUAGE_TEST: "language test",
        AssessmentKind.OTHER: "other assessment",
    },
}

STAGES: Final[Named] = {
    Language.NL: {AssessmentState.REQUESTED: "aangevraagd", AssessmentState.DONE: "gedaan"},
    Language.EN: {AssessmentState.REQUESTED: "asked for", AssessmentState.DONE: "done"},
}

OFFERS: Final[Named] = {
    Language.NL: {
        "v-inburgering": "V-inburgering",
        "voorwerk": "VOORwerk",
        "aan-de-slag": "Aan de slag",
        "knm": "kennis van de Nederlandse maatschappij",
        "ona": "oriëntatie op de arbeidsmarkt",
        "participation-statement": "participatieverklaring",
        "money-matters": "omgaan met geld",
        "digital-skills": "werken met computer en telefoon",
        "first-aid": "eerste hulp",
        "work-safety": "veilig werken",
    },
    Language.EN: {
        "v-inburgering": "V-inburgering",
        "voorwerk": "VOORwerk",
        "aan-de-slag": "Aan de slag",
        "knm": "knowledge of Dutch society",
        "ona": "orientation on the labour market",
        "participation-statement": "participation statement",
        "money-matters": "dealing with money",
        "digital-skills": "using computer and telephone",
        "first-aid": "first aid",
        "work-safety": "safety at work",
    },
}
"""Programmes and trainings that are delivered; others are shown by their code."""
