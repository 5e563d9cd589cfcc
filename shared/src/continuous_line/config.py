"""Settings of a service process, from environment variables that start with `DL_`."""

from datetime import date, timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from continuous_line.clock import Clock, FileClock, SystemClock


class Settings(BaseSettings):
    """Every setting with its default; docs/settings.md is generated from this."""

    model_config = SettingsConfigDict(env_prefix="DL_", extra="ignore", frozen=True)

    environment: Literal["production", "development", "embedded"] = Field(
        "production", description="`embedded` allows the clock file and plain HTTP on loopback."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, description="Port the web server listens on.")
    database_url: str = Field(description="PostgreSQL of this service, `postgresql://...`.")
    pool_size: int = Field(5, description="Connections to the database at most.")
    keys_database_url: str | None = Field(
        None, description="PostgreSQL of this service's vault: another database and login."
    )
    master_key: SecretStr | None = Field(
        None, description="Ring of master keys, `id:base64-of-32-bytes ...`; the first wraps."
    )
    master_key_file: Path | None = Field(None, description="The same ring in a file, one a line.")
    event_log_url: str = Field(
        description="`kafka://host:port[,host:port]`, with TLS and a login as docs/kafka.md says, "
        "or `postgresql://...`."
    )
    topic_prefix: str = Field("", description="Put before every topic name.")
    replication_factor: int = Field(1, description="Copies of each Kafka partition.")
    issuer: str = Field(description="Allowed issuer of tokens, compared with `iss`.")
    audience: str = Field("doorlopende-lijn", description="Compared with `aud`.")
    jwks: str = Field(description="Keys of the issuer: an https address or a file.")
    claim_roles: str = Field("roles", description="Claim that holds the roles.")
    claim_organisation: str = Field("organisation", description="Claim with the organisation.")
    claim_places: str = Field("places", description="Claim with azc's and municipalities.")
    claim_permit_holder: str = Field("permitHolderId", description="Claim with the opaque id.")
    claim_name: str = Field("name", description="Claim with what a page calls who is signed in.")
    claim_organisation_name: str = Field(
        "organisationName", description="Claim with what a page calls the organisation."
    )
    public_url: str = Field(
        "", description="Address at which people open the pages; without it nobody signs in."
    )
    client_id: str = Field(
        "doorlopende-lijn-pages",
        validate_default=True,
        description="This service as the issuer knows it; each service is a client of its own.",
    )
    client_secret: str = Field("", description="Of the client; without it PKCE alone proves it.")
    scopes: str = Field("openid profile", description="Asked of the issuer when somebody signs in.")
    session_idle: timedelta = Field(
        timedelta(minutes=30), description="A session without a request ends after this."
    )
    session_longest: timedelta = Field(
        timedelta(hours=10), description="A session ends after this in any case."
    )
    secret: str = Field(
        description="Keys hashes of idempotent bodies and cursors, and seals sessions."
    )
    processing_log_days: int = Field(
        1826, ge=1, description="Days that a record of processing is kept (an assumption: 5 years)."
    )
    oin: str = Field("00000000000000000000", description="OIN in the source of every event.")
    system: str = Field("doorlopende-lijn", description="System name in the source.")
    clock_file: Path | None = Field(None, description="Sets the clock; embedded default only.")
    demo_invented_from: date | None = Field(
        None,
        description="First day of what a demo invented; with the next, said on every page. "
        "Embedded default only.",
    )
    demo_invented_until: date | None = Field(None, description="Its last day.")
    cors_origins: tuple[str, ...] = Field((), description="Origins that pages may call from.")
    lipo_days: int = Field(
        42, ge=1, description="An azc without a LIPO for so many days is listed (directory)."
    )
    log_level: str = Field("info", description="debug, info, warning or error.")

    @field_validator("client_id")
    @classmethod
    def _its_tokens_are_none_of_the_api(cls, client_id: str, given: ValidationInfo) -> str:
        if client_id == given.data.get("audience"):
            raise ValueError("must not be DL_AUDIENCE: an id token would open the API")
        return client_id

    @model_validator(mode="after")
    def _nothing_is_invented_in_production(self) -> Self:
        days = (self.demo_invented_from, self.demo_invented_until)
        if days == (None, None):
            return self
        if self.environment != "embedded":
            raise ValueError("DL_DEMO_INVENTED_* is allowed with DL_ENVIRONMENT=embedded only")
        if days[0] is None or days[1] is None or days[0] > days[1]:
            raise ValueError("DL_DEMO_INVENTED_FROM and _UNTIL are a first and a last day")
        return self

    @property
    def invented(self) -> tuple[date, date] | None:
        """First and last day of what a demo invented; None outside such a demo."""
        if self.demo_invented_from is None or self.demo_invented_until is None:
            return None
        return self.demo_invented_from, self.demo_invented_until

    def clock(self) -> Clock:
        """The system's clock, or in the embedded default the one that a file sets back.

        Raises ValueError where a clock file is set outside the embedded default.
        """
        if self.clock_file is None:
            return SystemClock()
        if self.environment != "embedded":
            raise ValueError("DL_CLOCK_FILE is allowed with DL_ENVIRONMENT=embedded only")
        return FileClock(self.clock_file)

    def source(self, service: str) -> str:
        """The `source` of events: names the organisation and system, no location."""
        return f"urn:nld:oin:{self.oin}:systeem:{self.system}-{service}"
