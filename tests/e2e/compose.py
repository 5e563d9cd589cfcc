"""What `make compose` brought up, looking like a stand to the journeys."""

import importlib.util
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

PORTS = {"profile": 8001, "handover": 8002, "directory": 8003, "report": 8004}
ROOT = Path(__file__).parents[2]


class RealTime:
    """Containers have no clock that can be set: the journeys' days lie in the past."""

    def set(self, _moment: datetime) -> None:
        return

    def release(self) -> None:
        return


class Compose:
    services = PORTS
    clock = RealTime()
    event_log_url = "kafka://127.0.0.1:19092"
    topic_prefix = ""

    def __init__(self) -> None:
        spec = importlib.util.spec_from_file_location("compose_tool", ROOT / "tools/compose.py")
        assert spec is not None
        assert spec.loader is not None
        tool: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(tool)
        self._issuer = tool.issuer()

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{PORTS[name]}"

    def token(
        self, subject: str, organisation: str, roles: Iterable[str], places: Iterable[str] = ()
    ) -> str:
        token: str = self._issuer.token(subject, organisation, roles, places)
        return token
