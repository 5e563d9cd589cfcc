"""What differs per installation and no source fixes: environment variables with `DL_PROFILE_`."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from continuous_line.codes import Section
from profile_service.domain.activities import PROGRAMMES
from profile_service.domain.completeness import REQUIRED
from profile_service.domain.links import READING_TERM


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DL_PROFILE_", extra="ignore", frozen=True)

    required_sections: tuple[Section, ...] = Field(
        REQUIRED, description="Sections that have to be in before a profile is complete."
    )
    programmes: tuple[str, ...] = Field(
        PROGRAMMES, description="Codes of programmes that an activity may belong to."
    )
    reading_term: timedelta = Field(
        READING_TERM, description="How long a municipality reads after the closing of the case."
    )
