"""Golden files: a stored event of each kind, and what is published of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from continuous_line.contracts import PublicEvent
from continuous_line.event_codec import Codec
from continuous_line.event_store import Context, Stored


@dataclass(frozen=True)
class GoldenFiles:
    """`folder` holds `<kind>.json` with `stored` and `public`, for each of `kinds`.

    `<kind>.before-<what>.json` holds a shape that was stored earlier.
    """

    folder: Path
    kinds: Sequence[type[Any]]
    publish: Callable[[Stored[Any]], PublicEvent | None]

    @property
    def names(self) -> list[str]:
        return [kind.__name__ for kind in self.kinds]

    @property
    def earlier(self) -> list[str]:
        """The files with earlier shapes, by their stems."""
        return sorted(path.stem for path in self.folder.glob("*.before-*.json"))

    def content(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.json.decode((self.folder / f"{kind}.json").read_bytes())
        return found

    def stored(self, kind: str, stream: str = "stream-1", **changes: Any) -> Stored[Any]:
        """The event as it is read from a store that holds the file, or a change of it."""
        data = msgspec.json.encode(self.content(kind)["stored"] | changes).decode()
        event = self._codec.decode(kind.partition(".")[0], data)
        context = Context(subject="s", organisation="coa", roles=(), correlation_id=uuid4())
        return Stored(1, stream, 1, event, datetime.now(UTC), context)

    def check(self, kind: str) -> None:
        """It is read, stored again and published as the file says."""
        golden, stored = self.content(kind), self.stored(kind)
        published = self.publish(stored)
        assert msgspec.json.decode(msgspec.json.encode(published)) == golden["public"]
        assert msgspec.json.decode(self._codec.encode(stored.event)[1]) == golden["stored"]

    def check_earlier(self, stem: str) -> None:
        """An earlier shape is still read, and published as the file says."""
        published = self.publish(self.stored(stem))
        assert msgspec.json.decode(msgspec.json.encode(published)) == self.content(stem)["public"]

    def check_complete(
        self, public: Sequence[type[PublicEvent]], private: frozenset[str] = frozenset()
    ) -> None:
        """Every kind has a file, and a contract unless it is private."""
        files = {path.stem for path in self.folder.glob("*.json")} - set(self.earlier)
        assert files == set(self.names)
        assert {event.__name__ for event in public} == set(self.names) - private

    @property
    def _codec(self) -> Codec[Any]:
        return Codec(self.kinds, {})
