"""What the documents show is run as it stands there."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from continuous_line.contracts import Envelope, decode
from continuous_line.testing.server import serving
from continuous_line.webhooks.answers import Reason, Verdict
from continuous_line.webhooks.handshake import NotPermitted
from continuous_line.webhooks.rendering import Content, Mode, render
from continuous_line.webhooks.rules import SinkRules
from continuous_line.webhooks.signing import new_secret
from continuous_line.webhooks.sink import SinkClient
from continuous_line.webhooks.trying import Addressee, ask_permission, try_delivery
from doorlopende_lijn_client import CloudEvent

ROOT = Path(__file__).parents[4]
GOLDEN = ROOT / "shared" / "tests" / "golden" / "events"
US = "handover.doorlopendelijn.example"


def shown(path: str) -> str:
    """The Python code that a document shows; there is one piece."""
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / path).read_text("utf-8"), re.DOTALL)
    return str(code)


def test_the_example_of_the_readme_reads_the_list_and_goes_on_where_it_was(
    ten_events: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ten_events.cases = [{"caseId": str(number), "stage": "linked"} for number in range(3)]
    position = tmp_path / "position"
    for name, value in {
        "HANDOVER_URL": ten_events.address,
        "TOKEN": "token",
        "SUBSCRIPTION": "7",
        "POSITION_FILE": str(position),
    }.items():
        monkeypatch.setenv(name, value)
    code = compile(shown("clients/python/README.md"), "README.md", "exec")
    for number_of_events in (10, 0):
        exec(code, {})
        lines = capsys.readouterr().out.splitlines()
        assert lines[:3] == ["0 linked", "1 linked", "2 linked"]
        assert len(lines[3:]) == number_of_events
        assert all(line.startswith("WarmHandoverHeld of person-") for line in lines[3:])
    assert position.read_text() == "10"


class Receiver:
    """The receiving side as docs/receiving.md shows it, and what it handled."""

    def __init__(self) -> None:
        self.handled: list[CloudEvent] = []
        found: dict[str, Any] = {"handle": self._handle}
        exec(compile(shown("docs/receiving.md"), "receiving.md", "exec"), found)
        self.app: FastAPI = found["app"]

    async def _handle(self, event: CloudEvent) -> None:
        self.handled.append(event)


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    made = new_secret()
    monkeypatch.setenv("SENDER", US)
    monkeypatch.setenv("SECRETS", f"{new_secret()} {made}")
    return made


def some_event() -> Envelope:
    return decode((GOLDEN / "nl.doorlopendelijn.handover.WarmHandoverHeld.v1.json").read_bytes())


async def test_the_receiver_of_the_document_agrees_and_takes_what_is_signed(secret: str) -> None:
    receiver, sent, now = Receiver(), some_event(), datetime.now(UTC)
    rules = SinkRules(("127.0.0.1",), plain_http=True, private_addresses=True)
    with serving(receiver.app) as address:
        async with SinkClient(rules) as client:
            to = Addressee(f"{address}/events", [secret])
            assert (await ask_permission(client, to, origin=US)).rate == 600
            with pytest.raises(NotPermitted):
                await ask_permission(client, to, origin="evil.example")
            for message in (
                render(sent),
                render(sent, Mode.BINARY),
                render(sent, content=Content.INFORMATION_POOR, dataref="https://x.example/1"),
            ):
                told = await try_delivery(client, to, message, id_=str(sent.id), origin=US, now=now)
                assert (told.verdict, told.status) == (Verdict.DELIVERED, 204)
            forged = Addressee(to.sink, [new_secret()])
            told = await try_delivery(
                client, forged, render(sent), id_=str(sent.id), origin=US, now=now
            )
            assert (told.verdict, told.reason, told.status) == (
                Verdict.FAILED,
                Reason.REFUSED,
                401,
            )
    assert [event.id for event in receiver.handled] == [str(sent.id)] * 3
    assert [event.data is None for event in receiver.handled] == [False, False, True]
    assert receiver.handled[2].dataref == "https://x.example/1"


def test_the_receiving_side_is_about_fifteen_lines() -> None:
    lines = [line for line in shown("docs/receiving.md").splitlines() if line.strip()]
    assert len(lines) <= 18
    example = [line for line in shown("clients/python/README.md").splitlines() if line.strip()]
    assert len(example) <= 10
