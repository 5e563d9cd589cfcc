"""Reads the APIs, subscriptions and webhooks of Doorlopende Lijn."""

from doorlopende_lijn_client.asking import Batch, Written
from doorlopende_lijn_client.async_client import AsyncClient
from doorlopende_lijn_client.client import Client
from doorlopende_lijn_client.errors import (
    ClientError,
    FellBehind,
    NotAnEvent,
    NotAnswered,
    Problem,
    WrongSignature,
)
from doorlopende_lijn_client.events import CloudEvent
from doorlopende_lijn_client.patience import Patience
from doorlopende_lijn_client.webhooks import consent, verify

__all__ = [
    "AsyncClient",
    "Batch",
    "Client",
    "ClientError",
    "CloudEvent",
    "FellBehind",
    "NotAnEvent",
    "NotAnswered",
    "Patience",
    "Problem",
    "Written",
    "WrongSignature",
    "consent",
    "verify",
]
