"""Stored events as JSON: a dataclass of the domain by its class name, old shapes upcast."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from continuous_line.errors import ContinuousLineError


class Identified(Protocol):
    @property
    def id(self) -> UUID: ...


E = TypeVar("E", bound=Identified)
Upcast = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
"""From the fields of an old shape to the kind and fields that follow it."""


class UnknownKind(ContinuousLineError):
    """A stored event of a kind that this version of the service does not know."""


class Codec(Generic[E]):
    """`kinds` are the domain's event classes; `upcasters` are found by the kind as stored.

    An upcaster is called with every stored event of its kind. Where it names another kind, that
    kind's upcaster follows; where it names its own, it has to leave the present shape alone.
    """

    def __init__(self, kinds: Sequence[type[E]], upcasters: Mapping[str, Upcast]) -> None:
        self._kinds = {kind.__name__: kind for kind in kinds}
        if len(self._kinds) != len(kinds):
            raise ValueError("two kinds of event have the same name")
        self._decoders = {name: msgspec.json.Decoder(kind) for name, kind in self._kinds.items()}
        self._encoder = msgspec.json.Encoder()
        self._upcasters = dict(upcasters)

    def encode(self, event: E) -> tuple[str, str]:
        """Its kind and its JSON. Raises UnknownKind."""
        kind = type(event).__name__
        if self._kinds.get(kind) is not type(event):
            raise UnknownKind(kind)
        return kind, self._encoder.encode(event).decode()

    def decode(self, kind: str, data: str) -> E:
        """Raises UnknownKind, or msgspec.ValidationError where the shape is another."""
        if kind in self._upcasters:
            kind, fields = self._upcast(kind, msgspec.json.decode(data))
            return msgspec.convert(fields, self._known(kind), strict=False)
        decoder = self._decoders.get(kind)
        if decoder is None:
            raise UnknownKind(kind)
        return decoder.decode(data)

    def _known(self, kind: str) -> type[E]:
        if kind not in self._kinds:
            raise UnknownKind(kind)
        return self._kinds[kind]

    def _upcast(self, kind: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        while (upcast := self._upcasters.get(kind)) is not None:
            following, fields = upcast(fields)
            if following == kind:
                break
            kind = following
        return kind, fields
