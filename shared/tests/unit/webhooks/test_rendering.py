"""An event as a request: what the official library reads is what was published."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.contracts import Envelope, sequence_text
from continuous_line.webhooks.rendering import Content, Mode, Rendered, render

DATA = {"occurredAt": "2026-03-01T09:00:00Z", "municipality": "GM0957", "note": 'é "%" '}
MODES = list(Mode)


def event(**changes: Any) -> Envelope:
    fields: dict[str, Any] = {
        "id": UUID(int=1),
        "source": "urn:nld:oin:00000000000000000000:systeem:test",
        "type": "nl.doorlopendelijn.handover.WarmHandoverHeld.v1",
        "subject": str(UUID(int=2)),
        "time": datetime(2026, 3, 1, 12, 0, 0, 250000, tzinfo=UTC),
        "sequence": sequence_text(7),
        "data": msgspec.Raw(msgspec.json.encode(DATA)),
        "dataschema": "urn:nld:doorlopendelijn:schema:handover.WarmHandoverHeld.v1",
        "correlationid": UUID(int=3),
    }
    return Envelope(**fields | changes)


def read(rendered: Rendered) -> BaseCloudEvent:
    """As the official library reads it."""
    return from_http_event(HTTPMessage(dict(rendered.headers), rendered.body))


@pytest.mark.parametrize("mode", MODES)
def test_the_official_library_reads_every_attribute_and_the_data(mode: Mode) -> None:
    sent = event(causationid=UUID(int=9), traceparent="00-" + 32 * "a" + "-" + 16 * "b" + "-01")
    got = read(render(sent, mode))
    assert got.get_data() == DATA
    assert got.get_time() == sent.time
    told = got.get_attributes()
    for name in set(Envelope.__struct_fields__) - {"data", "time"}:
        assert str(told[name]) == str(getattr(sent, name)), name


@pytest.mark.parametrize("mode", MODES)
def test_what_the_event_has_not_is_not_sent(mode: Mode) -> None:
    told = read(render(event(), mode)).get_attributes()
    assert not {"causationid", "traceparent", "dataref"} & set(told)


def test_the_mode_shows_in_the_content_type() -> None:
    structured, binary = render(event()), render(event(), Mode.BINARY)
    assert structured.headers == {"content-type": "application/cloudevents+json"}
    assert binary.headers["content-type"] == "application/json"
    assert binary.headers["ce-specversion"] == "1.0"
    assert "ce-datacontenttype" not in binary.headers


def test_the_data_go_out_byte_for_byte_as_they_were_published() -> None:
    raw = b'{"b": 1.50,  "a": 1}'
    assert render(event(data=msgspec.Raw(raw)), Mode.BINARY).body == raw
    assert raw in render(event(data=msgspec.Raw(raw))).body


@pytest.mark.parametrize("mode", MODES)
def test_an_information_poor_event_says_where_to_read_and_nothing_of_what(mode: Mode) -> None:
    where = "https://handover.example/v1/handovers/2"
    rendered = render(event(), mode, Content.INFORMATION_POOR, dataref=where)
    told = json.loads(rendered.body)
    assert told["dataref"] == where
    assert not {"data", "data_base64", "datacontenttype", "dataschema"} & set(told)
    assert b"GM0957" not in rendered.body
    got = read(rendered)
    assert (got.get_data(), got.get_subject()) == (None, str(UUID(int=2)))


def test_an_event_without_data_is_never_in_headers_alone() -> None:
    rendered = render(event(), Mode.BINARY, Content.INFORMATION_POOR)
    assert rendered.headers == {"content-type": "application/cloudevents+json"}
    assert rendered.body


@pytest.mark.parametrize("mode", MODES)
@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_survives_and_no_header_can_be_smuggled_in(mode: Mode, text: str) -> None:
    rendered = render(event(), mode, dataref=text)
    for value in rendered.headers.values():
        assert all(" " <= sign <= "~" for sign in value)
    assert read(rendered).get_extension("dataref") == text
