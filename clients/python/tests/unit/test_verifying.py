"""What a receiver takes for ours: all that the platform sends, and nothing else."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from cloudevents.core.bindings.http import to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent as OfTheStandard
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.contracts import Envelope, sequence_text
from continuous_line.webhooks import handshake, signing
from continuous_line.webhooks.answers import Answer
from continuous_line.webhooks.rendering import Content, Mode, Rendered, render
from continuous_line.webhooks.signing import new_secret
from doorlopende_lijn_client import NotAnEvent, WrongSignature, consent, verify

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET, OLD = new_secret(), new_secret()
DATA = {"occurredAt": "2026-03-01T09:00:00Z", "municipality": "GM0957", "note": "é%"}
US = "handover.doorlopendelijn.example"
EVENT = Envelope(
    id=UUID(int=1),
    source="urn:nld:oin:00000000000000000000:systeem:test",
    type="nl.doorlopendelijn.handover.WarmHandoverHeld.v1",
    subject=str(UUID(int=2)),
    time=NOW,
    sequence=sequence_text(7),
    data=msgspec.Raw(msgspec.json.encode(DATA)),
    dataschema="urn:nld:doorlopendelijn:schema:handover.WarmHandoverHeld.v1",
    correlationid=UUID(int=3),
)


def sent(rendered: Rendered, id_: str = str(EVENT.id)) -> dict[str, str]:
    """The headers that arrive, as a server may spell them."""
    signed = signing.headers(id_, NOW, rendered.body, [SECRET, OLD])
    return {name.title(): value for name, value in {**rendered.headers, **signed}.items()}


@pytest.mark.parametrize("held", [[SECRET], [OLD], ["whsec_AAAA", SECRET]])
@pytest.mark.parametrize("mode", list(Mode))
def test_what_the_platform_sends_is_read_in_either_mode(mode: Mode, held: list[str]) -> None:
    rendered = render(EVENT, mode, dataref="https://handover.example/v1/cases/2")
    event = verify(rendered.body, sent(rendered), held, now=NOW)
    assert (event.id, event.type, event.subject) == (str(EVENT.id), EVENT.type, EVENT.subject)
    assert (event.name, event.time, event.data) == ("WarmHandoverHeld", NOW, DATA)
    assert event.dataref == "https://handover.example/v1/cases/2"
    assert event.attributes["sequence"] == EVENT.sequence


def test_an_information_poor_event_has_no_data() -> None:
    rendered = render(EVENT, Mode.BINARY, Content.INFORMATION_POOR, dataref="https://x.example/2")
    event = verify(rendered.body, sent(rendered), [SECRET], now=NOW)
    assert (event.data, event.dataref) == (None, "https://x.example/2")


@pytest.mark.parametrize("write", [to_structured_event, to_binary_event])
def test_what_the_official_library_writes_is_read(write: Any) -> None:
    attributes = {"id": "1", "source": "/a", "type": "b.C.v1", "time": NOW, "specversion": "1.0"}
    message = write(OfTheStandard(attributes | {"datacontenttype": "application/json"}, DATA))
    headers = message.headers | signing.headers("1", NOW, message.body, [SECRET])
    event = verify(message.body, headers, [SECRET], now=NOW)
    assert (event.id, event.name, event.time, event.data) == ("1", "C", NOW, DATA)


@given(st.binary(min_size=1))
def test_whatever_is_added_the_signature_no_longer_fits(more: bytes) -> None:
    rendered = render(EVENT)
    with pytest.raises(WrongSignature):
        verify(rendered.body + more, sent(rendered), [SECRET], now=NOW)


def test_a_secret_of_another_or_none_does_not_do() -> None:
    rendered = render(EVENT)
    for secrets in ([new_secret()], []):
        with pytest.raises(WrongSignature):
            verify(rendered.body, sent(rendered), secrets, now=NOW)


def test_what_is_no_secret_is_a_mistake_of_the_receiver() -> None:
    rendered = render(EVENT)
    for secret in ("", "whsec_", "whsec_???"):
        with pytest.raises(ValueError, match="whsec_"):
            verify(rendered.body, sent(rendered), [secret], now=NOW)


@pytest.mark.parametrize("turned", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_what_was_caught_and_is_sent_again_later_is_refused(turned: timedelta) -> None:
    rendered = render(EVENT)
    with pytest.raises(WrongSignature, match="clocks"):
        verify(rendered.body, sent(rendered), [SECRET], now=NOW + turned)


@pytest.mark.parametrize("name", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
def test_without_a_header_nothing_is_believed(name: str) -> None:
    rendered = render(EVENT)
    headers = {k: v for k, v in sent(rendered).items() if k != name}
    with pytest.raises(WrongSignature):
        verify(rendered.body, headers, [SECRET], now=NOW)


@pytest.mark.parametrize("mode", list(Mode))
def test_an_event_cannot_go_under_the_signature_of_another(mode: Mode) -> None:
    rendered = render(EVENT, mode)
    with pytest.raises(WrongSignature, match="id"):
        verify(rendered.body, sent(rendered, "another"), [SECRET], now=NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"id":"1"}',
        b'{"id":1,"source":"a","type":"b","specversion":"1.0"}',
        b'{"id":"1","source":"a","type":"b","specversion":"0.3"}',
        b'{"id":"1","source":"a","type":"b","specversion":"1.0","time":"soon"}',
        b'{"id":"1","source":"a","type":"b","specversion":"1.0","time":"2026-03-01T12:00:00"}',
    ],
)
def test_what_is_signed_and_no_event_is_another_fault(body: bytes) -> None:
    rendered = Rendered({"content-type": "application/cloudevents+json"}, body)
    with pytest.raises(NotAnEvent):
        verify(body, sent(rendered, "1"), [SECRET], now=NOW)


def test_attributes_that_nobody_knows_yet_are_kept() -> None:
    document = json.loads(render(EVENT).body) | {"newer": "x"}
    body = json.dumps(document).encode()
    rendered = Rendered({"content-type": "application/cloudevents+json; charset=utf-8"}, body)
    assert verify(body, sent(rendered), [SECRET], now=NOW).attributes["newer"] == "x"


@pytest.mark.parametrize(("rate", "permitted"), [(None, None), (60, 60)])
def test_the_consent_of_a_receiver_is_heard_by_the_platform(
    rate: int | None, permitted: int | None
) -> None:
    said = consent(handshake.question(US, 120), US.upper(), rate=rate)
    answer = Answer(200, {name.lower(): value for name, value in said.items()}, b"")
    assert handshake.permission(answer, US, 120).rate == permitted


@pytest.mark.parametrize("asking", [{}, {"WebHook-Request-Origin": "evil.example"}])
def test_nobody_else_gets_a_consent(asking: dict[str, str]) -> None:
    assert consent(asking, US) == {}
