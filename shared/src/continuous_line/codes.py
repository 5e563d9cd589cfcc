"""The coded values of the domain: the words that APIs, events, tables and pages share.

Standard library only, so that every `domain/` may use them. What is marked *ours* in the
glossary (docs/glossary.md) is no source's word.
"""

from enum import StrEnum


class Role(StrEnum):
    CASE_MANAGER = "case-manager"
    LOCATION_MANAGER = "location-manager"
    PARTICIPATION_CASE_MANAGER = "participation-case-manager"
    UNIT_MANAGER = "unit-manager"
    CLIENT_MANAGER = "client-manager"
    REGIONAL_COORDINATOR = "regional-coordinator"
    POLICY_OFFICER = "policy-officer"
    ANALYST = "analyst"
    PROVIDER = "provider"
    PERMIT_HOLDER = "permit-holder"
    TVS_SYSTEM = "tvs-system"
    MUNICIPAL_SYSTEM = "municipal-system"
    INTEGRATION_MANAGER = "integration-manager"
    OPERATOR = "operator"
    ASYLUM_DECISION_MAKER = "asylum-decision-maker"


AT_THE_AZC = frozenset({Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PARTICIPATION_CASE_MANAGER})
"""See the persons of the reception centres in their token."""

AT_THE_MUNICIPALITY = frozenset({Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM})
"""See the persons linked to the municipalities in their token."""


class Section(StrEnum):
    """The sections of a client profile. No source gives a field list: an assumption."""

    IDENTITY = "identity"
    EDUCATION = "education"
    WORK = "work"
    LANGUAGE = "language"
    ACTIVITIES = "activities"
    WISHES = "wishes"
    NETWORK = "network"
    CIRCUMSTANCES = "circumstances"


class Completeness(StrEnum):
    EMPTY = "empty"
    PARTIAL = "partial"
    COMPLETE = "complete"


class Purpose(StrEnum):
    """Why somebody reads what is recorded about a person (our choice)."""

    REGISTRATION = "registration"
    RECEPTION = "reception"
    REVIEW = "review"
    INTEGRATION = "integration"
    LANGUAGE_LESSONS = "language-lessons"
    TRAINING = "training"
    VOLUNTEERING = "volunteering"
    WORK = "work"
    OWN_DATA = "own-data"


class LegalBasis(StrEnum):
    """On what ground of the GDPR (art. 6, first paragraph) a field is kept; an assumption."""

    CONSENT = "consent"
    LEGAL_OBLIGATION = "legal-obligation"
    PUBLIC_TASK = "public-task"


class ErasureGround(StrEnum):
    """Why the personal data of somebody were erased (our choice)."""

    REQUEST = "request"
    TERM = "term"
    MISTAKE = "mistake"


class StayEndReason(StrEnum):
    LEFT = "left"
    DIED = "died"
    RETURNED = "returned"
    PERMIT_WITHDRAWN = "permit-withdrawn"


class ActivityType(StrEnum):
    EARLY_INTEGRATION = "early-integration"
    LANGUAGE = "language"
    TRAINING = "training"
    VOLUNTEERING = "volunteering"
    AAN_DE_SLAG = "aan-de-slag"
    SELF_ACTIVITY = "self-activity"
    PAID_WORK = "paid-work"
    INTERNSHIP = "internship"
    SPORT_CULTURE = "sport-culture"
    OTHER = "other"


class ActivitySetting(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"


class ActivityEndReason(StrEnum):
    COMPLETED = "completed"
    MOVED = "moved"
    STOPPED = "stopped"
    OTHER = "other"


class RequestAnswer(StrEnum):
    """What came of a wish for an activity (our choice): also that nothing fits."""

    OFFERED = "offered"
    PLANNED = "planned"
    LATER = "later"
    NONE = "none"


class AssessmentKind(StrEnum):
    """NOA and diploma valuation are the sources'; the others ours."""

    NOA = "noa"
    DIPLOMA_VALUATION = "diploma-valuation"
    LANGUAGE_TEST = "language-test"
    OTHER = "other"


class AssessmentState(StrEnum):
    REQUESTED = "requested"
    DONE = "done"


class Basis(StrEnum):
    """Why this municipality: the basis of a link."""

    BACKGROUND = "background"
    EDUCATION = "education"
    INTERESTS = "interests"
    NETWORK = "network"
    LABOUR_MARKET = "labour-market"
    HOUSING_QUOTA = "housing-quota"
    MEDICAL = "medical"
    OWN_HOUSING = "own-housing"
    OTHER = "other"


class UnlinkReason(StrEnum):
    RELINKED = "relinked"
    LEFT = "left"
    MISTAKE = "mistake"
    OTHER = "other"


class NoWarmReason(StrEnum):
    """Why there was no warm handover."""

    DISTANCE = "distance"
    NO_TIME = "no-time"
    NO_CAPACITY = "no-capacity"
    NO_CONTACT_PERSON = "no-contact-person"
    MUNICIPALITY_DECLINED = "municipality-declined"
    PERMIT_HOLDER_DECLINED = "permit-holder-declined"
    MOVED_TOO_SOON = "moved-too-soon"
    PRIVACY_DOUBT = "privacy-doubt"
    PARTY_ABSENT = "party-absent"
    OTHER = "other"


class Mode(StrEnum):
    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"


class Scenario(StrEnum):
    QUICK_START = "quick-start"
    COMBINED = "combined"
    START_AFTER_MOVE = "start-after-move"


class Party(StrEnum):
    CASE_MANAGER = "case-manager"
    CLIENT_MANAGER = "client-manager"
    PERMIT_HOLDER = "permit-holder"


class OwnerReason(StrEnum):
    LEAVE = "leave"
    ILLNESS = "illness"
    CASELOAD = "caseload"
    RELOCATION = "relocation"
    OTHER = "other"


class OwnerGone(StrEnum):
    """Why a case lost who had it (our choice).

    They left; the permit holder lives where they do not work; or their post is another one now.
    """

    LEFT = "left"
    RELOCATED = "relocated"
    ELSEWHERE = "elsewhere"


class Verdict(StrEnum):
    """What the receiver says of a handover."""

    USABLE = "usable"
    INCOMPLETE = "incomplete"


class Outcome(StrEnum):
    """How a case was closed."""

    ACCEPTED = "accepted"
    LEFT = "left"
    DIED = "died"
    RETURNED = "returned"
    OTHER = "other"


class ReviewVerdict(StrEnum):
    """What a second case manager says of a profile (our choice)."""

    USABLE = "usable"
    NOT_USABLE = "not-usable"


class ReviewRemark(StrEnum):
    """What a review finds in a section (our choice)."""

    TOO_THIN = "too-thin"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    CONTRADICTORY = "contradictory"


class VoidReason(StrEnum):
    """Why a recorded fact is taken back (our choice)."""

    MISTAKE = "mistake"
    WRONG_PERSON = "wrong-person"
    DID_NOT_HAPPEN = "did-not-happen"
    RECORDED_TWICE = "recorded-twice"
    OTHER = "other"
