"""To which sinks anything may be sent."""

import pytest

from continuous_line.webhooks.rules import SinkRefused, SinkRules, spelled

RULES = SinkRules(hosts=("hooks.roermond.example", ".weert.example"))


@pytest.mark.parametrize(
    "sink",
    [
        "https://hooks.roermond.example/in",
        "https://HOOKS.Roermond.Example:8443/in?to=1",
        "https://hooks.roermond.example./in",
        "https://a.weert.example",
        "https://a.b.weert.example/",
    ],
)
def test_a_host_on_the_list_or_below_a_domain_on_it_will_do(sink: str) -> None:
    assert RULES.check(sink).scheme == "https"


@pytest.mark.parametrize(
    "sink",
    [
        "https://hooks.roermond.example/",
        "https://hooks.roermond.example",
        "https://HOOKS.Roermond.example:443/",
        "https://hooks.roermond.example.",
    ],
)
def test_one_sink_is_written_in_one_way(sink: str) -> None:
    assert spelled(RULES.check(sink)) == "https://hooks.roermond.example/"


def test_what_a_sink_tells_apart_stays_as_it_was() -> None:
    sink = "https://hooks.roermond.example:8443/a%2Fb/?to=A%20b&x="
    assert spelled(RULES.check(sink)) == sink


@pytest.mark.parametrize(
    ("sink", "code"),
    [
        ("http://hooks.roermond.example/", "sink-not-https"),
        ("ftp://hooks.roermond.example/", "sink-not-https"),
        ("hooks.roermond.example", "sink-malformed"),
        ("https:///in", "sink-malformed"),
        ("https://hooks.roermond.example/#part", "sink-malformed"),
        ("https://hooks.roermond.example:0/", "sink-malformed"),
        ("https://hooks.roermond.example:99999/", "sink-malformed"),
        ("https://hooks.roermond.example/" + "a" * 2_000, "sink-malformed"),
        ("https://hooks.roermond.example/\r\nx: y", "sink-malformed"),
        ("https://x\\.weert.example/", "sink-malformed"),
        ("https://127.0.0.1%00.weert.example/", "sink-malformed"),
        ("https://:443", "sink-malformed"),
        ("https://me:secret@hooks.roermond.example/", "sink-with-credentials"),
        ("https://hooks.roermond.example@evil.example/", "sink-with-credentials"),
        ("https://evil.example/", "sink-host-not-allowed"),
        ("https://x.hooks.roermond.example/", "sink-host-not-allowed"),
        ("https://weert.example/", "sink-host-not-allowed"),
        ("https://evilweert.example/", "sink-host-not-allowed"),
        ("https://a.weert.example.evil.example/", "sink-host-not-allowed"),
        ("https://127.0.0.1/", "sink-host-not-allowed"),
        ("https://[::1]/", "sink-host-not-allowed"),
    ],
)
def test_any_other_is_refused_and_why_is_said(sink: str, code: str) -> None:
    with pytest.raises(SinkRefused) as refused:
        RULES.check(sink)
    assert refused.value.code == code
    assert "secret" not in refused.value.detail


def test_plain_http_is_for_local_development() -> None:
    local = SinkRules(hosts=("localhost",), plain_http=True)
    assert local.check("http://localhost:9000/in").port == 9000


@pytest.mark.parametrize("hosts", [(), ("",), (".",)], ids=["none", "empty", "a full stop"])
def test_an_empty_list_allows_nothing(hosts: tuple[str, ...]) -> None:
    with pytest.raises(SinkRefused):
        SinkRules(hosts).check("https://hooks.roermond.example/")
