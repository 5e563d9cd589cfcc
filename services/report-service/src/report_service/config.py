"""Settings that only the report has, from environment variables that start with `DL_REPORT_`."""

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
