"""What differs per installation about subscriptions: variables `DL_HANDOVER_SUBSCRIPTIONS_`."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Policy(BaseSettings):
    """Choices with their defaults."""

    model_config = SettingsConfigDict(
        env_prefix="DL_HANDOVER_SUBSCRIPTIONS_", extra="ignore", frozen=True
    )

    sink_hosts: tuple[str, ...] = Field(
        (), description="Hosts that sinks may be at; `.example.nl`: all below it. JSON list."
    )
    sink_plain_http: bool = Field(
        False, description="Sinks may have http addresses; refused in production."
    )
    sink_private_addresses: bool = Field(
        False, description="Sinks may be at private addresses; refused in production."
    )
    sink_authorities: Path | None = Field(
        None, description="PEM file with authorities to trust beside the usual ones."
    )
    origin: str = Field(
        "", description="DNS name by which sinks know us; empty: the host of DL_PUBLIC_URL."
    )
    most_under_way: int = Field(
        8,
        ge=1,
        le=64,
        description="Deliveries under way to one sink at most; a subscription may ask for fewer.",
    )
    secret_overlap: timedelta = Field(
        timedelta(days=2), description="How long a replaced secret signs beside the new one."
    )
    retention: timedelta = Field(
        timedelta(days=30), description="How long events are kept to be read."
    )
    longest_wait: timedelta = Field(
        timedelta(seconds=30), description="How long a pull request may wait for an event."
    )
    most_waiting: int = Field(
        8, ge=1, description="Pull requests of an organisation at one time, per process."
    )
    heartbeat: timedelta = Field(
        timedelta(seconds=15), description="A stream without events says so often that it is alive."
    )
    alert_after: timedelta = Field(
        timedelta(hours=1),
        ge=timedelta(minutes=1),
        description="A sink fails, or does not agree, for so long before its owner gets mail.",
    )
    most_subscriptions: int = Field(
        20, ge=1, description="Subscriptions that an organisation has at most, ended ones aside."
    )
    most_made: int = Field(
        50, ge=1, description="Subscriptions that an organisation makes in 24 hours at most."
    )
