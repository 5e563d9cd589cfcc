"""Whether a subscription asks for an event, by its types and filters of now, and its form has a
message for it."""

from continuous_line.contracts import Envelope
from handover_service.subscriptions.attributes import attributes, dataref
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.standing import Subscription


def wants(tools: Tools, subscription: Subscription, envelope: Envelope) -> bool:
    if not tools.forms[subscription.form].tells(envelope.type):
        return False
    if not subscription.filters:
        return subscription.wants({"type": envelope.type})
    where = dataref(tools.public_url, subscription.id, envelope.id)
    return subscription.wants(attributes(envelope, where))
