"""The types of event that a subscription can name."""

from typing import Final

from continuous_line.contracts import CONTRACTS, subscription, type_name

TYPES: Final = frozenset(
    type_name(domain, event)
    for domain, events in (
        ("profile", CONTRACTS["profile"].events),
        ("handover", CONTRACTS["handover"].events),
        (subscription.DOMAIN, subscription.EVENTS),
    )
    for event in events
)
