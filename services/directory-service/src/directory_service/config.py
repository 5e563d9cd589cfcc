"""What differs per installation and no source fixes: environment variables `DL_DIRECTORY_`."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

TOPICS = (
    "integration",
    "housing",
    "work",
    "education",
    "training",
    "language",
    "volunteering",
    "family",
    "finances",
    "health-practical",
    "participation",
)
"""Practical health only: whom to ask about a doctor or an insurance, nothing about anybody."""


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DL_DIRECTORY_", extra="ignore", frozen=True)

    topics: tuple[str, ...] = Field(TOPICS, description="Codes of topics a contact answers for.")
    required_topics: tuple[str, ...] = Field(
        ("integration", "work", "education", "language", "volunteering"),
        description="Topics that somebody has to answer for in every unit of COA.",
    )
    verification_term: timedelta = Field(
        timedelta(days=180), description="How long the verification of a contact counts."
    )
    contact_retention: timedelta = Field(
        timedelta(days=365),
        description="How long the details of a contact are kept after it ended.",
    )
    desk_organisation: str = Field(
        "coa", description="Whom to turn to where no contact at all is known: organisation."
    )
    desk_mail: str | None = Field(None, description="Its mail address.")
    desk_phone: str | None = Field(None, description="Its telephone number.")
