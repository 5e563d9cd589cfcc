"""A subscription as the API shows it."""

from collections.abc import Sequence

from handover_service.subscriptions.alerts.addresses import Alerted
from handover_service.subscriptions.api import schemas
from handover_service.subscriptions.domain.filter_reading import write
from handover_service.subscriptions.secrets import Known
from handover_service.subscriptions.standing import How, Subscription


def summary(one: Subscription) -> schemas.SubscriptionSummary:
    return schemas.SubscriptionSummary(
        subscription_id=one.id, name=one.name, delivery=one.how, sink=one.sink, state=one.state,
        reason=one.reason, created_at=one.created_at, changed_at=one.changed_at,
        ended_at=one.ended_at,
    )  # fmt: skip


def detail(
    one: Subscription,
    secrets: Sequence[Known],
    alerted: Alerted | None,
    *,
    has_credential: bool,
    mails: bool,
) -> schemas.Subscription:
    push = one.how is How.PUSH
    settings = schemas.ToldProtocolSettings(
        mode=one.mode.value, most_under_way=one.most_under_way, rate=one.rate
    )
    return schemas.Subscription(
        **summary(one).model_dump(by_alias=False),
        protocol="HTTP" if push else None,
        protocol_settings=settings if push else None,
        permitted_at=one.permitted_at,
        has_credential=has_credential,
        types=list(one.types),
        filters=write(one.filters),
        config=schemas.ToldConfig(content=one.content, form=one.form),
        secrets=[
            schemas.ToldSecret(secret_id=known.id, made_at=known.made_at, until=known.until)
            for known in secrets
        ],
        alert_to=alerted.address if alerted else None,
        alerts_sent=mails,
        alert_refused=alerted is not None and alerted.refused,
    )
