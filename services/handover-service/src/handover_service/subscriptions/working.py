"""What the room does without being asked: hear the log, tell who merged, push, and mail owners."""

from continuous_line.consumer import Consumer
from continuous_line.worker import Part
from handover_service.identity import FEED
from handover_service.resources import NAME, Resources
from handover_service.subscriptions.alerts.alerting import Alerts
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.feed.hearing import TOPICS, Hearing
from handover_service.subscriptions.feed.merging import Merging
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents, Forms
from handover_service.subscriptions.keeping import keeping
from handover_service.subscriptions.push.cleaning import cleaning as push_cleaning
from handover_service.subscriptions.push.opening import Pushing
from handover_service.subscriptions.secrets import Secrets

__all__ = ["consumers", "keeping", "parts", "push_cleaning"]


def consumers(resources: Resources) -> list[Consumer]:
    """The room reads the log as anybody does."""
    source = resources.settings.source(NAME)
    return [
        Consumer(
            resources.database,
            resources.log,
            name=FEED,
            topics=TOPICS,
            batch_handler=Hearing(resources.clock, source),
        )
    ]


def parts(resources: Resources, forms: Forms) -> list[Part]:
    """Beside the consumers. `forms`: besides CloudEvents."""
    source = resources.settings.source(NAME)
    policy, secrets = Policy(), Secrets(resources.vault)
    pushing = Pushing(
        resources.settings, policy, resources.database, resources.clock,
        secrets, {CLOUD_EVENTS: CloudEvents(), **forms},
    )  # fmt: skip
    alerts = Alerts(
        resources.database, secrets, resources.clock, resources.policy,
        after=policy.alert_after, public_url=resources.settings.public_url,
    )  # fmt: skip
    return [Merging(resources.database, resources.clock, source), pushing, alerts]
