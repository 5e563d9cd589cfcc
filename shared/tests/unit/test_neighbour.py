"""Another service is asked in the reader's name: what it gives is read, what it fails to is not."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from continuous_line.neighbour import Neighbour, Told, connections

READER, SAID = "token-of-the-reader", "0475-359999"


class Named(Told, frozen=True):
    full_name: str


def asked(answer: Callable[[httpx.Request], httpx.Response], url: str = "http://b") -> Neighbour:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Neighbour(client, "b-service", url, timedelta(seconds=1))


async def test_what_is_asked_for_is_read_and_whatever_else_comes_along_is_left() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == f"Bearer {READER}"
        assert str(request.url) == "http://b/v1/names?id=1&id=2"
        return httpx.Response(200, json={"fullName": "Voorbeeld (fictief)", "new": [1]})

    found = await asked(answer, "http://b/").get(
        READER, "/v1/names", Named, [("id", "1"), ("id", "2")]
    )
    assert found == Named("Voorbeeld (fictief)")


def away(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(SAID, request=request)


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(403, json={"title": SAID}),
        lambda _: httpx.Response(500, text=SAID),
        lambda _: httpx.Response(302, headers={"location": f"http://b/{SAID}"}),
        lambda _: httpx.Response(200, text=SAID),
        lambda _: httpx.Response(200, json=[SAID]),
        lambda _: httpx.Response(200, json={"fullName": 475359999}),
        away,
    ],
    ids=["refused", "broken", "led elsewhere", "no json", "a list", "another shape", "away"],
)
async def test_whatever_goes_wrong_nothing_is_known_and_the_log_has_nobody(
    answer: Callable[[httpx.Request], httpx.Response], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await asked(answer).get(READER, f"/v1/names/{SAID}", Named) is None
    told = capsys.readouterr()
    assert "b-service" in told.out + told.err
    for secret in (SAID, "475359999", READER):
        assert secret not in told.out + told.err


async def test_without_an_address_nobody_is_asked() -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise AssertionError("asked all the same")

    assert await asked(answer, "").get(READER, "/v1/names", Named) is None


async def test_what_one_reader_is_given_to_remember_goes_along_with_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("cookie"))
        return httpx.Response(200, json={"fullName": "x"}, headers={"set-cookie": "who=first"})

    async with connections() as client:
        monkeypatch.setattr(client, "_transport", httpx.MockTransport(answer))
        monkeypatch.setattr(client, "_mounts", {})
        for reader in ("first", "second"):
            await Neighbour(client, "b", "http://b.example", timedelta(seconds=1)).get(
                reader, "/v1/names", Named
            )
    assert sent == [None, None]
