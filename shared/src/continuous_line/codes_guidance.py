"""The coded values of guidance: what is said, agreed and tracked between the link and the closing.

Standard library only. The words are our choice, but for the sources named.
"""

from enum import StrEnum


class InformationItem(StrEnum):
    """What must be said to the permit holder."""

    HOUSING = "housing"
    MOVE = "move"
    WHO_DOES_WHAT = "who-does-what"
    SHARED_DATA = "shared-data"
    CIVIC_INTEGRATION = "civic-integration"
    INCOME = "income"
    LANGUAGE_LESSONS = "language-lessons"
    WORK_AND_EDUCATION = "work-and-education"
    VOLUNTEERING = "volunteering"
    COMPLAINTS = "complaints"


class WelcomeKind(StrEnum):
    """The sources' ways to welcome somebody before the move."""

    LETTER = "letter"
    PACK = "pack"
    DAY = "day"
    MARKET = "market"


class ReferralKind(StrEnum):
    """To whom somebody is referred."""

    LANGUAGE_SCHOOL = "language-school"
    EMPLOYER_SERVICE_POINT = "employer-service-point"
    EDUCATION = "education"
    VOLUNTEERING = "volunteering"
    SOCIAL_SUPPORT = "social-support"
    HEALTH_CARE = "health-care"
    LEGAL_ADVICE = "legal-advice"
    OTHER = "other"


class TakeOverReason(StrEnum):
    """Why somebody else does what another agreed to do."""

    ASKED = "asked"
    NOT_ABLE = "not-able"
    TERM_PASSED = "term-passed"
    OTHER = "other"


class FindingSource(StrEnum):
    """From whom something was learned after the move."""

    PERMIT_HOLDER = "permit-holder"
    CLIENT_MANAGER = "client-manager"
    EMPLOYER = "employer"
    SCHOOL = "school"
    VOLUNTEERING = "volunteering"
    OTHER = "other"


class ContactOccasion(StrEnum):
    """What a contact within a programme was."""

    REGULAR = "regular"
    AFTER_DECISION = "after-decision"
    ON_APPEAL = "on-appeal"
    AFTER_APPEAL = "after-appeal"


class ProgrammeEnd(StrEnum):
    """Why somebody's time in a programme ended."""

    COMPLETED = "completed"
    OTHER_PROGRAMME = "other-programme"
    STOPPED = "stopped"
    TERM = "term"
    OTHER = "other"


class SignalKind(StrEnum):
    """What one side reports to the other."""

    PROFILE_NOT_FOUND = "profile-not-found"
    PROFILE_THIN = "profile-thin"
    NO_ANSWER = "no-answer"
    DATE_CHANGED = "date-changed"
    PROGRAMME_UNCLEAR = "programme-unclear"
    OTHER = "other"


class Side(StrEnum):
    """Of the two that hand over."""

    RECEPTION = "reception"
    MUNICIPALITY = "municipality"


class ExperienceAnswer(StrEnum):
    """How the first weeks went, in the permit holder's own judgement."""

    WELL = "well"
    MIXED = "mixed"
    BADLY = "badly"


class Attendant(StrEnum):
    """Who may be there beside the three parties."""

    INTERPRETER = "interpreter"
    FAMILY = "family"
    PARTICIPATION_CASE_MANAGER = "participation-case-manager"
    VOLUNTEER = "volunteer"
    HEALTH_CARE = "health-care"
    OTHER = "other"


class MeetingPlace(StrEnum):
    """Where a talk is held."""

    RECEPTION_CENTRE = "reception-centre"
    MUNICIPALITY = "municipality"
    ELSEWHERE = "elsewhere"
