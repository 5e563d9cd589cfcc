"""The document says what the room does."""

from pathlib import Path

import pytest

from continuous_line.config import Settings
from handover_service.duo.config import Policy
from handover_service.duo.domain.messages import Discard, MessageState, Reason
from handover_service.duo.loading import configured

DOCUMENT = (Path(__file__).parents[4] / "docs" / "duo.md").read_text("utf-8")
SETTINGS = Settings(
    database_url="postgresql://unused", event_log_url="postgresql://unused",
    issuer="https://issuer.example", jwks="https://issuer.example/jwks", secret="unused",
)  # fmt: skip


@pytest.mark.parametrize(
    "word", [*Reason, *Discard, *(one for one in MessageState if one is not MessageState.WAITING)]
)
def test_every_word_that_an_answer_may_hold_is_explained(word: str) -> None:
    assert f"`{word}`" in DOCUMENT


def test_every_line_of_the_delivered_table_is_in_it() -> None:
    for line in configured(SETTINGS, Policy(table=None, oins={})).table.lines:
        made_of = f"`{line.made_of.split('.')[-2]}` |" if line.made_of else "|"
        about = f"{line.about[0].lower()}{line.about[1:]}"
        assert f"| `{line.event}` | {about} | `{line.meaning}` | {made_of}" in DOCUMENT
