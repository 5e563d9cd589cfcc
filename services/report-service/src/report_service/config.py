"""Settings that only the report has, from environment variables that start with `DL_REPORT_`."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ReportSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DL_REPORT_", extra="ignore", frozen=True)

    minimum_cell: int = Field(
        5, ge=1, description="Cells with fewer persons in the denominator are not shown."
    )
    rebuild_patience: float = Field(
        60, description="Seconds the serving generation may stand still while a rebuild waits."
    )
    rebuild_processes: int = Field(
        2, ge=1, le=12, description="Processes that a rebuild works with, a core each."
    )
    persons_at_once: int = Field(
        5000,
        ge=0,
        description="Up to so many persons an earlier moment is derived while one waits; with more "
        "an edition is made in the background, and kept.",
    )
    edition_days: int | None = Field(
        None,
        ge=1,
        description="Editions that nobody asked for in so many days are dropped; not set: never.",
    )
    licence: str = Field("CC BY 4.0", description="Under which figures are given in files.")
    licence_url: str = Field(
        "https://creativecommons.org/licenses/by/4.0/", description="Where that is to be read."
    )
    handover_pages: str = Field(
        "", description="Where people open the pages of handover-service, for links to a case."
    )
    directory_url: str = Field(
        "", description="Where directory-service is, for gaps and contacts of a region."
    )
    directory_pages: str = Field(
        "", description="Where people open the pages of directory-service."
    )
    neighbour_timeout: timedelta = Field(
        timedelta(seconds=2), description="How long the answer of another service is waited for."
    )
