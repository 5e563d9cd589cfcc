"""What differs per installation and no source fixes: environment variables with `DL_PROFILE_`."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from continuous_line.codes import Section
from continuous_line.links import READING_TERM
from profile_service.domain.activities import PROGRAMMES, TRAININGS, Codes
from profile_service.domain.assessments import TALK_TERM
from profile_service.domain.completeness import REQUIRED
from profile_service.domain.erasing import AFTER_CLOSING, AFTER_STAY, Terms
from profile_service.domain.grants import LONGEST
from profile_service.domain.moves import CONTINUES_WITHIN_KM
from profile_service.domain.reviewing import REVIEW_TERM
from profile_service.domain.sending import UNOPENED_TERM


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DL_PROFILE_", extra="ignore", frozen=True)

    required_sections: tuple[Section, ...] = Field(
        REQUIRED, description="Sections that have to be in before a profile is complete."
    )
    sections: Path | None = Field(
        None,
        description="Folder or file with the JSON Schemas of the sections; without it the "
        "packaged ones, which are an assumption.",
    )
    review_term: timedelta = Field(
        REVIEW_TERM, description="From a completion or review until the next review is due."
    )
    unopened_term: timedelta = Field(
        UNOPENED_TERM, description="How long a profile may lie unopened before that is named."
    )
    programmes: tuple[str, ...] = Field(
        PROGRAMMES, description="Codes of programmes that an activity may belong to."
    )
    trainings: tuple[str, ...] = Field(
        TRAININGS, description="Codes of trainings, by which one that was done before is found."
    )
    continues_within_km: float = Field(
        CONTINUES_WITHIN_KM,
        ge=0,
        description="How far a move may be for an activity that can go on to stay open.",
    )
    participation_talk_term: timedelta = Field(
        TALK_TERM,
        description="From the permit to the participation talk, before its absence is named.",
    )
    longest_grant: timedelta = Field(
        LONGEST, description="How far ahead the last day of a grant may lie."
    )
    reading_term: timedelta = Field(
        READING_TERM, description="How long a municipality reads after the closing of the case."
    )

    erase_after_closing: timedelta = Field(
        AFTER_CLOSING,
        description="Personal data are erased so long after the closing (an assumption).",
    )
    erase_after_stay: timedelta = Field(
        AFTER_STAY,
        description="And so long after a stay that ended without a move (an assumption).",
    )
    retention_every: timedelta = Field(
        timedelta(days=1), description="How often the retention job begins."
    )

    @property
    def terms(self) -> Terms:
        return Terms(self.erase_after_closing, self.erase_after_stay)

    @property
    def codes(self) -> Codes:
        return Codes(self.programmes, self.trainings)
