"""The public events as a document for people, and as AsyncAPI, from their contracts."""

import inspect
from typing import Any

import msgspec

from continuous_line.contracts import (
    ABOUT_PERSONS,
    CONTRACTS,
    Contract,
    PublicEvent,
    subscription,
    type_name,
)
from continuous_line.contracts.envelope import Envelope

TOLD = Contract(subscription.DOMAIN, "", subscription.EVENTS)
"""What subscribers are told beside the log: in no topic."""
ENVELOPE_NOTES = {
    "id": "UUIDv5 of the stored fact and the type: the same event has the same id when sent again",
    "source": "`urn:nld:oin:<OIN>:systeem:<system>-<service>`",
    "type": "reverse DNS with one version",
    "subject": "the opaque key: a permit holder, a place, a staff or contact id",
    "time": "when it was recorded, UTC; when it happened is `occurredAt` in `data`",
    "sequence": "zero-padded, grows per source, gaps are not public; a repeat has a known one",
    "data": "the fact",
    "dataschema": "a URI that changes with the schema",
    "correlationid": "the request in which it began",
    "causationid": "the event that caused it, where one did",
    "traceparent": "W3C Trace Context",
}


def schemas(contract: Contract) -> dict[str, Any]:
    """JSON Schema of every event's data, by its class name, and of what they share."""
    _, found = msgspec.json.schema_components(
        contract.events, ref_template="#/components/schemas/{name}"
    )
    return found


def summary(event: type[PublicEvent]) -> str:
    text = inspect.getdoc(event) or ""
    own = event.__dict__.get("__doc__")
    return text.replace("\n", " ") if own else ""


def asyncapi() -> dict[str, Any]:
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    messages: dict[str, Any] = {}
    components: dict[str, Any] = {}
    for contract in (*CONTRACTS.values(), TOLD):
        names = []
        components |= schemas(contract)
        for event in contract.events:
            key = f"{contract.domain}.{event.__name__}"
            names.append(key)
            messages[key] = {
                "name": type_name(contract.domain, event),
                "contentType": "application/cloudevents+json",
                "summary": summary(event) or event.__name__,
                "payload": {
                    "allOf": [
                        {"$ref": "#/components/schemas/Envelope"},
                        {
                            "type": "object",
                            "properties": {
                                "type": {"const": type_name(contract.domain, event)},
                                "data": {"$ref": f"#/components/schemas/{event.__name__}"},
                            },
                        },
                    ]
                },
            }
        channels[contract.domain] = {
            "address": contract.topic or None,
            "description": " ".join(channel_note(contract)),
            "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        }
        operations[f"publish-{contract.domain}"] = {
            "action": "send",
            "channel": {"$ref": f"#/channels/{contract.domain}"},
        }
    _, envelope = msgspec.json.schema_components(
        [Envelope], ref_template="#/components/schemas/{name}"
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Doorlopende Lijn: public events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 of the NL GOV profile in structured JSON mode.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": {
            "messages": messages,
            "schemas": dict(sorted((components | envelope).items())),
        },
    }


def channel_note(contract: Contract) -> list[str]:
    if contract is TOLD:
        return [
            "Told to the subscribers of one municipality, by push or pull, and kept as long as",
            "their feed is. In no topic.",
        ]
    about = "permit holders" if contract.topic in ABOUT_PERSONS else "places and people at work"
    return [f"About {about}. 12 partitions by subject, kept for ever."]


def events() -> str:
    lines = [
        "# Public events",
        "",
        "Generated from `shared/src/continuous_line/contracts/`; `make docs` writes it anew.",
        "",
        "Every event is a CloudEvent 1.0 of the NL GOV profile, structured JSON. No event holds a",
        "name, a number of a person, a date of birth, free text or a medical fact. A mistake is",
        "corrected by a later event that `replaces` the wrong one, or taken back by `EventVoided`.",
        "",
        "## The envelope",
        "",
        "| attribute | what it is |",
        "| --- | --- |",
    ]
    lines += [f"| `{name}` | {note} |" for name, note in ENVELOPE_NOTES.items()]
    for contract in (*CONTRACTS.values(), TOLD):
        owner = (
            f"{contract.domain}-service: `{contract.topic}`" if contract.topic else "Subscribers"
        )
        lines += ["", f"## {owner}", "", *channel_note(contract), ""]
        lines += ["| event | data beside `occurredAt` and `replaces?` | |", "| --- | --- | --- |"]
        lines += [row(contract, event) for event in contract.events]
    return "\n".join(lines) + "\n"


def row(contract: Contract, event: type[PublicEvent]) -> str:
    fields = [
        f"`{field.encode_name}{'' if field.required else '?'}`"
        for field in msgspec.structs.fields(event)
        if field.name not in {"occurred_at", "replaces"}
    ]
    return f"| `{type_name(contract.domain, event)}` | {', '.join(fields)} | {summary(event)} |"
