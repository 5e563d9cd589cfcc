"""What an installation allows: nothing by default, and never plain text in production."""

from typing import Any

import pytest

from continuous_line.config import Settings
from continuous_line.errors import CannotStart
from continuous_line.webhooks.rules import SinkRefused
from handover_service.main import create_app
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.push.opening import origin_of, rules_of


@pytest.mark.parametrize("name", ["SINK_PLAIN_HTTP", "SINK_PRIVATE_ADDRESSES"])
def test_production_does_not_start_where_a_sink_could_be_plain_or_private(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for each in ("SINK_PLAIN_HTTP", "SINK_PRIVATE_ADDRESSES"):
        monkeypatch.setenv(f"DL_HANDOVER_SUBSCRIPTIONS_{each}", str(each == name).lower())
    production = settings.model_copy(update={"environment": "production"})
    with pytest.raises(CannotStart, match="refused in production"):
        create_app(production)


def test_without_settings_no_sink_is_allowed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SINK_HOSTS", "SINK_PLAIN_HTTP", "SINK_PRIVATE_ADDRESSES"):
        monkeypatch.delenv(f"DL_HANDOVER_SUBSCRIPTIONS_{name}")
    rules = rules_of(settings, Policy())
    with pytest.raises(SinkRefused):
        rules.check("https://hooks.example.nl/in")


async def test_a_plain_address_is_refused_where_only_https_is_allowed(
    app: Any, subscribers: Any, settings: Settings
) -> None:
    from dataclasses import replace

    strict = Policy(sink_hosts=("hooks.example.nl",), sink_plain_http=False)
    room = app.state.subscriptions
    app.state.subscriptions = replace(room, rules=rules_of(settings, strict))
    body = {"name": "Fictief", "sink": "http://hooks.example.nl/in"}
    problem = await subscribers.roermond.problem("/subscriptions", **body)
    assert [fault["code"] for fault in problem["errors"]] == ["sink-not-https"]


def test_sinks_know_us_by_the_name_of_our_pages_unless_another_is_set(settings: Settings) -> None:
    public = settings.model_copy(update={"public_url": "https://handover.example:8443/"})
    assert origin_of(public, Policy(origin="")) == "handover.example"
    assert origin_of(public, Policy(origin="line.example")) == "line.example"
