"""What the API takes of subscriptions, and gives.

The names are those of the draft for notification services (Logius), which has them from the
CloudEvents Subscriptions API. `name`, and what is in `config`, is ours.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from continuous_line.fields import Answer, Body
from continuous_line.webhooks.rendering import Content
from handover_service.subscriptions.api.filter_schema import Filters
from handover_service.subscriptions.standing import How, State
from handover_service.subscriptions.types import TYPES

MOST_TYPES: Final = 100
MOST_UNDER_WAY: Final = 64


def _whole(value: object) -> object:
    """JSON knows no difference between 3 and 3.0; `true` is no number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("integer", "Is a whole number.")


def _type(value: object) -> object:
    if isinstance(value, str) and value in TYPES:
        return value
    raise PydanticCustomError("type_unknown", "No event of this type is told to municipalities.")


def _address(value: str) -> str:
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise PydanticCustomError("address_invalid", "Is no e-mail address.") from None


PushMode = Literal["structured", "binary"]
"""As `rendering.Mode`, whose name another schema of the document has."""
Name = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Field(description="For people: the system that it is for, never a person."),
]
Types = Annotated[
    list[
        Annotated[
            str,
            BeforeValidator(_type),
            WithJsonSchema({"type": "string", "enum": sorted(TYPES)}),
        ]
    ],
    Field(max_length=MOST_TYPES, description="Whole names of types; empty: all."),
]
Sink = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    Field(description="Address that events are posted to: https, at a host that is allowed here."),
]
Source = Annotated[str, Field(min_length=1, max_length=300)]
Domain = Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9]+(\.[a-z0-9]+)*$")]
UnderWay = Annotated[
    int,
    BeforeValidator(_whole),
    Field(
        ge=1,
        le=MOST_UNDER_WAY,
        description="Deliveries under way at most, and no more than is installed.",
    ),
]

AlertTo = Annotated[
    str,
    Field(max_length=254),
    AfterValidator(_address),
    WithJsonSchema(
        {
            "type": "string",
            "format": "email",
            "maxLength": 254,
            "description": "Told by mail when something is wrong: a mailbox of the organisation.",
        }
    ),
]


class SinkCredential(Body):
    """Sent to the sink as `Authorization: Bearer`; kept sealed and never shown."""

    credential_type: Literal["ACCESSTOKEN"] = "ACCESSTOKEN"
    access_token: Annotated[
        str, Field(min_length=1, max_length=4096, pattern=r"^[A-Za-z0-9._~+/-]+=*$", repr=False)
    ]
    access_token_type: Literal["bearer"] = "bearer"  # noqa: S105


class ProtocolSettings(Body):
    mode: Annotated[
        PushMode,
        Field(description="Attributes in the body, or in headers; without data in the body."),
    ] = "structured"
    most_under_way: Annotated[UnderWay | None, Field(description="Absent: as installed.")] = None


class Config(Body):
    content: Annotated[
        Content, Field(description="Only that something happened and where to read it, or all.")
    ] = Content.INFORMATION_POOR
    form: Annotated[
        str,
        Field(pattern=r"^[a-z0-9-]{1,40}$", description="The message: `cloudevents`, or another."),
    ] = "cloudevents"


class NewSubscription(Body):
    """Without `sink` events are fetched, and nothing is sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {
                name: ["sink"] for name in ("sinkCredential", "protocolSettings", "protocol")
            }
        }
    )

    name: Name
    sink: Sink | None = None
    protocol: Literal["HTTP"] | None = None
    sink_credential: SinkCredential | None = None
    protocol_settings: ProtocolSettings | None = None
    source: Annotated[
        Source | None,
        Field(description="The same as a filter `exact` on `source`, and answered as one."),
    ] = None
    domain: Annotated[
        Domain | None,
        Field(
            description="As `nl.doorlopendelijn.profile`: the same as a filter `prefix` on `type` "
            "with a full stop behind it, and answered as one."
        ),
    ] = None
    types: Types = Field(default_factory=list)
    filters: Filters = Field(default_factory=list)
    config: Config = Config()
    alert_to: AlertTo | None = None


class ChangedProtocolSettings(Body):
    mode: PushMode | None = None
    most_under_way: UnderWay | None = None


class ChangedConfig(Body):
    content: Content | None = None


class ChangedSubscription(Body):
    """What is absent, or null, stays; null takes `sinkCredential` and `alertTo` away."""

    name: Name | None = None
    sink: Annotated[
        Sink | None, Field(description="Another one is asked again before anything is sent.")
    ] = None
    sink_credential: SinkCredential | None = None
    protocol_settings: ChangedProtocolSettings | None = None
    types: Types | None = None
    filters: Filters | None = None
    config: ChangedConfig | None = None
    alert_to: AlertTo | None = None


class ToldProtocolSettings(Answer):
    mode: PushMode
    most_under_way: int
    rate: int | None = Field(description="Requests a minute that the sink permits; null: any.")


class ToldConfig(Answer):
    content: Content
    form: str


class ToldSecret(Answer):
    """Of what is sent is signed with; never what it is."""

    secret_id: UUID
    made_at: datetime
    signs_until: datetime | None = Field(
        None,
        description="Last moment of one that was replaced.",
        alias="until",
    )


class SubscriptionSummary(Answer):
    subscription_id: UUID
    name: str
    delivery: How = Field(description="Sent to the sink, or fetched.")
    sink: str | None = None
    state: State
    reason: str | None = Field(None, description="Why it is paused or ended, a code.")
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None = None


class Subscription(SubscriptionSummary):
    """Neither a secret nor the credential is in it."""

    protocol: Literal["HTTP"] | None = None
    protocol_settings: ToldProtocolSettings | None = None
    permitted_at: datetime | None = Field(
        None, description="When the sink agreed; null: not yet, or there is none."
    )
    has_credential: bool
    types: list[str]
    filters: list[dict[str, Any]] = Field(description="As they were given.")
    config: ToldConfig
    secrets: list[ToldSecret]
    alert_to: str | None = Field(None, description="Told by mail when something is wrong.")
    alerts_sent: bool = Field(description="Whether this installation sends mail at all.")
    alert_refused: bool = Field(
        False, description="The mail server knows no such address; give it anew."
    )


class NewSecret(Answer):
    """Shown in this answer and never again."""

    secret_id: UUID
    secret: str = Field(description="`whsec_` and base64, as Standard Webhooks has it.", repr=False)


class Rotation(Body):
    """`overlapHours` 0: what the one before signed with is void at once."""

    overlap_hours: Annotated[
        Annotated[int, BeforeValidator(_whole), Field(ge=0, le=24 * 30)] | None,
        Field(description="Both sign for so long; absent: as installed."),
    ] = None


class SinkAnswer(Answer):
    """What came of asking the sink."""

    permitted: bool
    reason: str = Field(description="`accepted`, `not-permitted`, or why there is no answer.")
    rate: int | None = None


class SubscriptionChange(Answer):
    at: datetime
    by: str = Field(description="Subject of the token; `push`: nobody asked for it.")
    what: str
    details: dict[str, Any]
