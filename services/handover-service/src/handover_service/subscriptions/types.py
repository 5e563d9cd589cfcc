"""The types of event that a subscription can name: those that are told to municipalities."""

from typing import Final

from continuous_line.contracts import TYPES as EVERY_TYPE
from continuous_line.contracts import subscription, type_name
from continuous_line.contracts.base import TYPE_PREFIX
from handover_service.subscriptions.feed.kinds import TOLD

PING: Final = type_name(subscription.DOMAIN, subscription.Ping)
"""Tries out whether anything arrives: it comes whatever else is asked for."""
_OF_PLACES: Final = f"{TYPE_PREFIX}.directory."
_NAMED: Final = TOLD | frozenset(subscription.EVENTS)
TYPES: Final = frozenset(
    name
    for name, event in EVERY_TYPE.items()
    if event in _NAMED and not name.startswith(_OF_PLACES)
)
