"""Writes what follows from code: events, AsyncAPI, OpenAPI, settings, register, the client's types.

`--check` writes nothing and ends with status 1 where a document is out of step.
"""

import importlib
import inspect
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from pydantic_settings import BaseSettings

from continuous_line.config import Settings
from continuous_line.contracts import ABOUT_PERSONS, CONTRACTS, Contract, PublicEvent, type_name
from continuous_line.contracts.envelope import Envelope
from continuous_line.processing_log import Manner
from continuous_line.processing_register import ENTRIES, REGISTER

DOCS = Path(__file__).parents[1] / "docs"
SERVICES = ("profile", "handover", "directory", "report")
ROOMS = ("handover_service.duo.config",)
"""Settings of rooms that a service has beside its own."""
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


def documents() -> Iterator[tuple[Path, str]]:
    yield DOCS / "events.md", events()
    of_events, apis = asyncapi(), {name: openapi(name) for name in SERVICES}
    yield DOCS / "asyncapi.json", as_json(of_events)
    yield DOCS / "settings.md", settings()
    yield DOCS / "processing-register.md", processing_register()
    yield DOCS / "case.md", case_machine()
    sys.path.insert(0, str(Path(__file__).parent))
    yield DOCS / "metrics.md", importlib.import_module("metrics_document").metrics()
    for name, document in apis.items():
        yield DOCS / "openapi" / f"{name}.json", as_json(document)
    yield from importlib.import_module("client_types").modules(apis, of_events)


def as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def openapi(name: str) -> dict[str, Any]:
    """The document as it is served; nothing is opened for it."""
    given = Settings(
        database_url="postgresql://unused",
        event_log_url="postgresql://unused",
        issuer="https://issuer.example",
        jwks="https://issuer.example/jwks",
        secret="unused",  # noqa: S106
    )
    app = importlib.import_module(f"{name}_service.main").create_app(given)
    document: dict[str, Any] = app.api.openapi()
    return document


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
    for contract in CONTRACTS.values():
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
            "address": contract.topic,
            "description": f"Public events of {contract.domain}-service; 12 partitions by subject.",
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
    for contract in CONTRACTS.values():
        about = "permit holders" if contract.topic in ABOUT_PERSONS else "places and people at work"
        lines += ["", f"## {contract.domain}-service: `{contract.topic}`", ""]
        lines += [f"About {about}. 12 partitions, kept for ever.", ""]
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


def settings() -> str:
    lines = [
        "# Settings",
        "",
        "Environment variables of every service, generated from code. What begins with",
        "`DL_PROFILE_`, `DL_HANDOVER_`, `DL_DIRECTORY_` or `DL_REPORT_` is read by that service",
        "only.",
        "",
        "| variable | default | what it does |",
        "| --- | --- | --- |",
    ]
    lines += settings_of(Settings)
    for owner in own_settings():
        lines += settings_of(owner)
    return "\n".join(lines) + "\n"


def case_machine() -> str:
    """How far a case comes by which act, and what each act needs first."""
    stages = importlib.import_module("handover_service.domain.stage")
    checks = importlib.import_module("handover_service.domain.checklist")
    lines = [
        "# The way of a case", "", _generated(), "",
        "A case has come as far as the furthest of its valid facts with the present municipality. "
        "No act is tied to one stage: people register late, are linked anew and come back. What "
        "an act needs is a fact, and the refusal names it under `needs`.", "",
        "```mermaid", "stateDiagram-v2", "    direction LR", "    [*] --> linked: link",
    ]  # fmt: skip
    order = [stage for stage in stages.Stage if stage is not stages.Stage.UNLINKED]
    for before, after in pairwise(order):
        acts = [t.act for t in stages.TRANSITIONS if t.to is after]
        lines.append(f"    {_node(before)} --> {_node(after)}: {acts[0]}")
    lines += [
        f"    {_node(stages.Stage.LINKED)} --> {_node(stages.Stage.UNLINKED)}: unlink",
        f"    {_node(stages.Stage.UNLINKED)} --> {_node(stages.Stage.LINKED)}: link anew",
        f"    {_node(stages.Stage.CLOSED)} --> {_node(stages.Stage.UNLINKED)}: come back",
        "```", "",
        "The drawing shows the usual order; stages may be passed over.", "",
        "| act | needs first | leads to |", "|---|---|---|",
    ]  # fmt: skip
    for t in stages.TRANSITIONS:
        needs = ", ".join(f"`{need}`" for need in t.needs) or "-"
        lines.append(f"| {t.act} | {needs} | {f'`{t.to}`' if t.to else '-'} |")
    lines += ["", "## What a case needs, and who owes it", "", "| item | owed by |", "|---|---|"]
    lines += [f"| `{item}` | {checks.OWED_BY[item]} |" for item in checks.Item]
    return "\n".join(lines) + "\n"


def _node(stage: str) -> str:
    return str(stage).replace("-", "_")


def _generated() -> str:
    return "Generated by `make docs` from the code of handover-service."


def processing_register() -> str:
    lines = [
        "# Register of processing activities",
        "",
        "What is done with personal data, generated from code. Every record of the processing log",
        "names one of these by its URI, the code behind",
        f"`{REGISTER}#`. Whoever runs this keeps a register of their own (GDPR, article 30):",
        "**the legal bases are assumptions**, to be replaced by the decision of that organisation.",
        "",
        "A record holds the trace (W3C Trace Context), when, the activity, the pseudonym of the",
        "data subject and its type, who did it (subject, organisation and roles of the token), in",
        "what manner, for which purpose, which sections, and why it was refused where it was.",
        "It is written in the transaction of what it tells of, before the answer leaves, never",
        "changed, and removed after `DL_PROCESSING_LOG_DAYS`.",
        "",
        "| activity | service | what | usual purpose | legal basis (assumed) | data subject |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{activity.value}` | {entry.service} | {entry.what} | `{entry.purpose.value}` | "
        f"`{entry.basis.value}` | `{entry.subject.value}` |"
        for activity, entry in ENTRIES.items()
    ]
    lines += ["", f"Manners: {', '.join(f'`{manner.value}`' for manner in Manner)}."]
    return "\n".join(lines) + "\n"


def own_settings() -> Iterator[type[BaseSettings]]:
    """Those that one service has beside the shared ones."""
    for module in (*(f"{service}_service.config" for service in SERVICES), *ROOMS):
        for found in vars(importlib.import_module(module)).values():
            if getattr(found, "__module__", "") == module and issubclass(found, BaseSettings):
                yield found


def settings_of(owner: type[BaseSettings]) -> Iterator[str]:
    prefix = owner.model_config.get("env_prefix", "")
    for name, field in owner.model_fields.items():
        default = (
            "required" if field.is_required() else f"`{json.dumps(field.default, default=str)}`"
        )
        yield f"| `{prefix}{name.upper()}` | {default} | {field.description} |"


def main() -> int:
    check = "--check" in sys.argv
    stale = []
    for path, text in documents():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        state = "out of step with the code; run `make docs`" if check else "written"
        print(f"{path.relative_to(DOCS.parent)}: {state}")  # noqa: T201
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
