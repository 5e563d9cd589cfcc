"""What differs per installation about DUO's form: environment variables `DL_HANDOVER_DUO_`."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DL_HANDOVER_DUO_", extra="ignore", frozen=True)

    table: Path | None = Field(
        None, description="TOML file with a conversion table of your own; else the delivered one."
    )
    oins: dict[str, str] = Field(
        {}, description="OIN of each organisation that messages are exchanged with. JSON object."
    )
    tokens: Path | None = Field(
        None,
        description="Folder with a bearer token per municipality, `GM0957.token`, to ask for the "
        "number that a message to it names; without it messages name none.",
    )
    retention: timedelta = Field(
        timedelta(days=365), description="How long a message stays known after it was dealt with."
    )
