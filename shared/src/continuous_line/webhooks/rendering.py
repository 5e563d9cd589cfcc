"""A public event as the headers and body of one HTTP request.

Source: CloudEvents 1.0, HTTP Protocol Binding (3.1 binary, 3.2 structured) and the Dataref
extension. The data go out as the bytes they were published as: nothing is read and written anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

import msgspec

from continuous_line.contracts import Envelope

STRUCTURED_TYPE = "application/cloudevents+json"
_ABOUT_DATA = ("data", "datacontenttype", "dataschema")
# All printable ASCII stands for itself in a header, but for the space, `"` and `%`.
_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"%')


class Mode(StrEnum):
    """Where the attributes are: with the data in the body, or in headers beside it."""

    STRUCTURED = "structured"
    BINARY = "binary"


class Content(StrEnum):
    """How much is told: all, or only that something happened and where it is read."""

    FULL = "full"
    INFORMATION_POOR = "information-poor"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Header names are in lower case."""

    headers: Mapping[str, str]
    body: bytes


def render(
    envelope: Envelope,
    mode: Mode = Mode.STRUCTURED,
    content: Content = Content.FULL,
    *,
    dataref: str | None = None,
) -> Rendered:
    """`dataref`: the address at which whoever may read it finds what the event is about.

    An event without data goes out structured whatever the mode: the webhook rules of CloudEvents
    permit no request that has its notification in headers alone.
    """
    attributes = dict(_attributes(envelope, content, dataref))
    if mode is Mode.BINARY and content is Content.FULL:
        return _binary(attributes, bytes(envelope.data))
    if content is Content.FULL:
        attributes["data"] = envelope.data
    return Rendered({"content-type": STRUCTURED_TYPE}, msgspec.json.encode(attributes))


def _attributes(
    envelope: Envelope, content: Content, dataref: str | None
) -> Iterator[tuple[str, object]]:
    poor = content is Content.INFORMATION_POOR
    for name in envelope.__struct_fields__:
        value = getattr(envelope, name)
        if value is not None and name != "data" and not (poor and name in _ABOUT_DATA):
            yield name, value
    if dataref is not None:
        yield "dataref", dataref


def _binary(attributes: dict[str, object], data: bytes) -> Rendered:
    headers = {"content-type": str(attributes.pop("datacontenttype"))}
    for name, value in attributes.items():
        text = msgspec.to_builtins(value)
        headers[f"ce-{name}"] = quote(str(text), safe=_SAFE)
    return Rendered(headers, data)
