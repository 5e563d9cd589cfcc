"""What differs per installation and no source fixes: environment variables `DL_HANDOVER_`."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DL_HANDOVER_", extra="ignore", frozen=True)

    profile_url: str = Field(
        "", description="Where profile-service is, for names and flags; empty: without them."
    )
    profile_pages: str = Field("", description="Where people open the pages of profile-service.")
    directory_url: str = Field("", description="Where directory-service is, for whom to call.")
    directory_pages: str = Field(
        "", description="Where people open the pages of directory-service."
    )
    neighbour_timeout: timedelta = Field(
        timedelta(seconds=2), description="How long the answer of another service is waited for."
    )
    signal_days: int = Field(7, ge=1, description="Days in which a signal is to be answered.")
    signal_retention: timedelta = Field(
        timedelta(days=365),
        description="How long the words of a signal about nobody are kept after it was closed.",
    )
    move_near_days: int = Field(
        21, ge=1, description="So many days before it a planned move counts as near."
    )
    experience_after: timedelta = Field(
        timedelta(weeks=8), description="After the move the permit holder is asked how it went."
    )
    talk_length: timedelta = Field(
        timedelta(hours=1), description="How long a talk takes in an invitation."
    )
    experience_minimum: int = Field(
        5, ge=2, description="Answers about how it went leave the box by so many or more."
    )
    programmes_folder: Path | None = Field(
        None, description="Folder with programmes of your own, beside the delivered ones."
    )
    far_km: int = Field(50, ge=1, description="From so many kilometres on a scout speaks by phone.")
    smtp_host: str = Field("", description="Mail server for digests and alerts; empty: no mail.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="`starttls`, `tls` from the first byte, or `none`."
    )
    smtp_ca_file: Path | None = Field(
        None, description="Certificates to trust; by default those of the system."
    )
    smtp_user: str = Field("", description="Who signs in at the mail server; empty: nobody.")
    smtp_password_file: Path | None = Field(None, description="File with the password.")
    smtp_from: str = Field("", description="Sender of digests and alerts, an address.")
    mail_hour: int = Field(
        7, ge=0, le=23, description="Hour in Amsterdam from which the day's digest is sent."
    )
