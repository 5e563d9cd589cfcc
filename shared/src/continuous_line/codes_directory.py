"""Coded values of the directory: contacts, offers, demands, visits and practices."""

from enum import StrEnum


class ContactKind(StrEnum):
    CLIENT_MANAGER = "client-manager"
    TEAM = "team"
    CASE_MANAGER = "case-manager"
    LOCATION_MANAGER = "location-manager"
    PARTICIPATION_CASE_MANAGER = "participation-case-manager"
    REGIONAL_COORDINATOR = "regional-coordinator"
    PROGRAMME_OWNER = "programme-owner"
    VOLUNTEERING = "volunteering"
    EMPLOYER_SERVICE_POINT = "employer-service-point"
    OTHER = "other"


class ContactDetail(StrEnum):
    """What is known of how to reach a contact; the values are in the vault."""

    NAME = "name"
    PHONES = "phones"
    MAIL = "mail"
    HOURS = "hours"


class ContactDoubt(StrEnum):
    """Why somebody says that a contact is not right (ours)."""

    LEFT = "left"
    WRONG_PHONE = "wrong-phone"
    WRONG_MAIL = "wrong-mail"
    NO_ANSWER = "no-answer"
    WRONG_AREA = "wrong-area"
    OTHER = "other"


class OfferType(StrEnum):
    """What is offered near an azc or in a municipality; the types of activities among them."""

    EARLY_INTEGRATION = "early-integration"
    LANGUAGE = "language"
    TRAINING = "training"
    VOLUNTEERING = "volunteering"
    LONG_TERM_VOLUNTEERING = "long-term-volunteering"
    AAN_DE_SLAG = "aan-de-slag"
    SELF_ACTIVITY = "self-activity"
    PAID_WORK = "paid-work"
    WORK = "work"
    INTERNSHIP = "internship"
    EDUCATION = "education"
    SPORT = "sport"
    SPORT_CULTURE = "sport-culture"
    ACTIVITY_DESK = "activity-desk"
    REPAIR_CENTER = "repair-center"
    EMPLOYER_SERVICE_POINT = "employer-service-point"
    MATCHING_EVENT = "matching-event"
    OTHER = "other"


class OfferEnd(StrEnum):
    """Why an offer was withdrawn (our choice)."""

    FULL = "full"
    ENDED = "ended"
    CANCELLED = "cancelled"
    OTHER = "other"


class Sector(StrEnum):
    """Where somebody works or learns to. Retail, care and technology are the sources'; ours."""

    AGRICULTURE = "agriculture"
    CARE = "care"
    CARPENTRY = "carpentry"
    CHILDCARE = "childcare"
    CLEANING = "cleaning"
    CONSTRUCTION = "construction"
    CULTURE = "culture"
    EDUCATION = "education"
    GOVERNMENT = "government"
    HOSPITALITY = "hospitality"
    ICT = "ict"
    LOGISTICS = "logistics"
    OFFICE = "office"
    RETAIL = "retail"
    SPORT = "sport"
    TECHNOLOGY = "technology"
    OTHER = "other"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class DutchLevel(StrEnum):
    """How much Dutch an offer asks for (CEFR)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


class VisitKind(StrEnum):
    VISIT = "visit"
    MEET_AND_GREET = "meet-and-greet"


class PracticeKind(StrEnum):
    PRACTICE = "practice"
    EXPLANATION = "explanation"
