"""In which form an event goes to a sink: as a CloudEvent, or as another system's own message."""

from collections.abc import Mapping
from typing import Protocol

from continuous_line.contracts import Envelope
from continuous_line.webhooks.rendering import Rendered, render
from handover_service.subscriptions.standing import Subscription

CLOUD_EVENTS = "cloudevents"


class Form(Protocol):
    """`handshake`: whether the sink is asked by OPTIONS before the first delivery. `pings`: whether
    it has a message that is about nobody."""

    handshake: bool
    pings: bool

    def tells(self, type_: str) -> bool:
        """Whether it has a message for events of this type; of others nothing waits to be sent."""

    async def render(
        self, envelope: Envelope, subscription: Subscription, dataref: str
    ) -> Rendered | None:
        """The request; None where this form has no message for such an event.

        What it raises counts as a failed try: it is tried again later.
        """


class CloudEvents:
    """As `continuous_line.webhooks.rendering` writes them."""

    handshake = True
    pings = True

    def tells(self, type_: str) -> bool:  # noqa: ARG002
        return True

    async def render(
        self, envelope: Envelope, subscription: Subscription, dataref: str
    ) -> Rendered | None:
        return render(envelope, subscription.mode, subscription.content, dataref=dataref)


Forms = Mapping[str, Form]
"""By the name that a subscription has it by."""
