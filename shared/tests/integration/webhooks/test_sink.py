"""What is sent to real servers on this machine, well and badly behaved.

In these tests 127.0.0.1 plays a public address and every other a private one.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from continuous_line.testing.sinks import Behaviour, Sink, reply, sink
from continuous_line.webhooks.answers import Reason
from continuous_line.webhooks.network import SinkFailed
from continuous_line.webhooks.rules import SinkRules
from continuous_line.webhooks.sink import Bounds, SinkClient, tls_context

NAME = "sink.example"
PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"
QUICK = Bounds(connect=0.5, read=0.3, total=0.8, body=0.2)


class Names:
    """A name server that gives these answers one after the other, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    return of_server(authority, NAME)


def of_server(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trust(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@asynccontextmanager
async def client(
    trust: ssl.SSLContext | None = None,
    names: Names | None = None,
    bounds: Bounds = QUICK,
    *,
    plain_http: bool = False,
) -> AsyncIterator[SinkClient]:
    rules = SinkRules((NAME, ".sink.example"), plain_http=plain_http)
    async with SinkClient(
        rules,
        bounds,
        tls=trust or ssl.create_default_context(),
        resolve=names or Names([PUBLIC]),
        may_reach=lambda address: address == PUBLIC,
    ) as made:
        yield made


def at(server: Sink, scheme: str = "https") -> str:
    return f"{scheme}://{NAME}:{server.port}/in?a=1"


async def got(server: Sink, number: int) -> None:
    while len(server.got) < number:  # noqa: ASYNC110 - the server is no client of ours
        await asyncio.sleep(0.005)


async def failure(sending: SinkClient, url: str, body: bytes = b"{}") -> Reason:
    with pytest.raises(SinkFailed) as failed:
        await sending.post(url, {}, body)
    return failed.value.reason


async def test_what_is_sent_arrives_under_its_name_and_the_answer_comes_back(
    server_tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    said = reply(429, "Retry-After: 7", body=b"later")
    async with sink(said, tls=server_tls) as server, client(trust) as sending:
        answer = await sending.post(at(server), {"Content-Type": "a/b", "ce-id": "1"}, b"{}")
    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "7", b"later")
    (request,) = server.got
    assert (request.method, request.target, request.body) == ("POST", "/in?a=1", b"{}")
    assert request.headers["host"] == f"{NAME}:{server.port}"
    assert (request.headers["content-type"], request.headers["ce-id"]) == ("a/b", "1")


async def test_a_connection_is_used_again(
    server_tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    names = Names([PUBLIC])
    async with sink(tls=server_tls) as server, client(trust, names) as sending:
        for _ in range(5):
            await sending.post(at(server), {}, b"{}")
    assert (len(server.got), server.connections, names.asked) == (5, 1, 1)


@pytest.mark.parametrize("name", ["other.example", "sink.example.evil.example"])
async def test_a_certificate_of_another_name_is_refused_before_anything_is_sent(
    authority: trustme.CA, trust: ssl.SSLContext, name: str
) -> None:
    async with sink(tls=of_server(authority, name)) as server, client(trust) as sending:
        assert await failure(sending, at(server)) is Reason.TLS_FAILED
    assert server.got == []


async def test_a_certificate_of_an_unknown_authority_is_refused(trust: ssl.SSLContext) -> None:
    async with sink(tls=of_server(trustme.CA(), NAME)) as server, client(trust) as sending:
        assert await failure(sending, at(server)) is Reason.TLS_FAILED
    assert server.got == []


@pytest.mark.parametrize(
    ("trusted", "name"), [(False, NAME), (True, "other.example")], ids=["unknown", "other name"]
)
async def test_as_it_is_installed_a_certificate_is_verified_by_authority_and_by_name(
    authority: trustme.CA, tmp_path: Path, trusted: bool, name: str
) -> None:
    file = tmp_path / "authorities.pem"
    authority.cert_pem.write_to_path(str(file))
    context = tls_context(file if trusted else None)
    async with sink(tls=of_server(authority, name)) as server, client(context) as sending:
        assert await failure(sending, at(server)) is Reason.TLS_FAILED
    assert server.got == []


async def test_an_authority_of_ones_own_is_trusted_where_it_is_installed(
    authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authorities.pem"
    authority.cert_pem.write_to_path(str(file))
    context = tls_context(file)
    async with sink(tls=of_server(authority, NAME)) as server, client(context) as sending:
        assert (await sending.post(at(server), {}, b"{}")).status == 204


async def test_a_server_without_tls_is_not_spoken_to(trust: ssl.SSLContext) -> None:
    async with sink() as server, client(trust) as sending:
        assert await failure(sending, at(server)) in {Reason.TLS_FAILED, Reason.TIMED_OUT}
        assert await failure(sending, at(server, "http")) is Reason.SINK_NOT_ALLOWED
    assert server.got == []


@pytest.mark.parametrize(
    "answer", [[PRIVATE], [PUBLIC, PRIVATE], [PRIVATE, PUBLIC]], ids=["alone", "last", "first"]
)
async def test_a_name_with_any_private_address_is_not_connected_to(answer: list[str]) -> None:
    async with (
        sink(host=PRIVATE) as inside,
        client(names=Names(answer), plain_http=True) as sending,
    ):
        assert await failure(sending, at(inside, "http")) is Reason.ADDRESS_NOT_ALLOWED
    assert inside.connections == 0


async def test_a_name_that_turns_private_after_it_was_judged_gains_nothing() -> None:
    names = Names([PUBLIC], [PRIVATE])
    async with client(names=names, plain_http=True) as sending, sink(reply()) as outside:
        assert (await sending.post(at(outside, "http"), {}, b"{}")).status == 204
        assert names.asked == 1
        assert (await sending.post(at(outside, "http"), {}, b"{}")).status == 204
        assert (outside.connections, names.asked) == (1, 1)
    async with client(names=names, plain_http=True) as sending, sink(host=PRIVATE) as inside:
        assert await failure(sending, at(inside, "http")) is Reason.ADDRESS_NOT_ALLOWED
    assert inside.connections == 0


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001"])
async def test_as_in_production_this_machine_is_not_reached_however_it_is_written(
    host: str,
) -> None:
    async with sink() as inside, SinkClient(SinkRules((host,), plain_http=True)) as sending:
        reason = await failure(sending, f"http://{host}:{inside.port}/")
    assert reason in {Reason.ADDRESS_NOT_ALLOWED, Reason.NAME_UNKNOWN}
    assert inside.connections == 0


async def test_in_local_development_it_is() -> None:
    rules = SinkRules(("localhost",), plain_http=True, private_addresses=True)
    async with sink() as inside, SinkClient(rules) as sending:
        answer = await sending.post(f"http://localhost:{inside.port}/", {}, b"{}")
    assert answer.status == 204


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async with sink(host=PRIVATE) as inside:
        lead = reply(307, f"location: http://{PRIVATE}:{inside.port}/secret")
        async with sink(lead) as outside, client(plain_http=True) as sending:
            answer = await sending.post(at(outside, "http"), {}, b"{}")
    assert answer.status == 307
    assert (len(outside.got), inside.connections) == (1, 0)


async def test_a_second_address_is_tried_where_nobody_listens_at_the_first() -> None:
    names = Names(["127.0.0.3", PUBLIC])
    rules = SinkRules((NAME,), plain_http=True)
    async with (
        sink() as server,
        SinkClient(rules, QUICK, resolve=names, may_reach=lambda _: True) as sending,
    ):
        assert (await sending.post(at(server, "http"), {}, b"{}")).status == 204
    assert server.connections == 1


async def test_where_nobody_listens_at_all_the_sink_is_unreachable() -> None:
    async with sink() as server:
        url = at(server, "http")
    async with client(plain_http=True) as sending:
        for _ in range(3):
            assert await failure(sending, url) is Reason.UNREACHABLE
        with sending._pools.used(url) as pool:
            assert pool.connections == []


async def test_a_name_that_nobody_knows_is_a_reason_of_its_own() -> None:
    async with client(names=Names([]), plain_http=True) as sending:
        assert await failure(sending, f"http://{NAME}/") is Reason.NAME_UNKNOWN
    async with SinkClient(SinkRules((".invalid",))) as sending:
        assert await failure(sending, "https://nobody.invalid/") is Reason.NAME_UNKNOWN


async def test_a_name_server_that_hangs_costs_no_more_than_the_time_to_connect() -> None:
    class Hangs(Names):
        async def __call__(self, host: str, port: int) -> Sequence[str]:
            await asyncio.Event().wait()
            raise AssertionError("answered after all")

    async with asyncio.timeout(5), client(names=Hangs([]), plain_http=True) as sending:
        assert await failure(sending, f"http://{NAME}/") is Reason.TIMED_OUT


async def never(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def trickling(head: bytes) -> Behaviour:
    """Sends the head at once, then one byte every now and then, for ever."""

    async def behaviour(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    return behaviour


async def endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65_536)
        await writer.drain()


async def hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 20")
    await writer.drain()


async def babbles(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello, who is there?\r\n\r\n")
    await writer.drain()


async def informs_for_ever(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (never, Reason.TIMED_OUT),
        (trickling(b"HTTP/1.1 200 OK\r\nx: "), Reason.TIMED_OUT),
        (informs_for_ever, Reason.TIMED_OUT),
        (hangs_up, Reason.BROKE_OFF),
        (babbles, Reason.BROKE_OFF),
    ],
    ids=["never answers", "byte by byte", "informs for ever", "hangs up", "speaks no HTTP"],
)
async def test_a_server_that_does_not_answer_is_waited_for_no_longer_than_is_bounded(
    behaviour: Behaviour, reason: Reason
) -> None:
    async with (
        asyncio.timeout(5),
        sink(behaviour) as server,
        client(plain_http=True) as sending,
    ):
        assert await failure(sending, at(server, "http")) is reason
    assert len(server.got) == 1


@pytest.mark.parametrize(
    "behaviour",
    [endless, trickling(b"HTTP/1.1 200 OK\r\n\r\n")],
    ids=["endless", "byte by byte"],
)
async def test_a_body_without_an_end_is_left_after_its_beginning(behaviour: Behaviour) -> None:
    async with (
        asyncio.timeout(5),
        sink(behaviour) as server,
        client(plain_http=True) as sending,
    ):
        answer = await sending.post(at(server, "http"), {}, b"{}")
        assert answer.status == 200
        assert len(answer.body) <= QUICK.answer_bytes
        await sending.post(at(server, "http"), {}, b"{}")
    assert server.connections == 2


async def test_of_a_large_body_no_more_is_read_than_is_kept() -> None:
    patient = Bounds(body=60)
    async with (
        asyncio.timeout(5),
        sink(endless) as server,
        client(bounds=patient, plain_http=True) as sending,
    ):
        answer = await sending.post(at(server, "http"), {}, b"{}")
    assert len(answer.body) == patient.answer_bytes


async def test_an_event_that_is_too_large_is_not_sent() -> None:
    async with sink() as server, client(plain_http=True) as sending:
        body = b"x" * (QUICK.request_bytes + 1)
        assert await failure(sending, at(server, "http"), body) is Reason.TOO_LARGE
        assert (await sending.post(at(server, "http"), {}, body[1:])).status == 204
    assert [len(got.body) for got in server.got] == [QUICK.request_bytes]


async def test_no_header_can_be_smuggled_in_or_replace_our_own() -> None:
    async with sink() as server, client(plain_http=True) as sending:
        with pytest.raises(SinkFailed):
            await sending.post(at(server, "http"), {"a": "1\r\nb: 2"}, b"{}")
        await sending.post(at(server, "http"), {"Host": "evil.example", "Content-Length": "9"}, b"")
    (request,) = server.got
    assert request.headers["host"] == f"{NAME}:{server.port}"
    assert request.headers["content-length"] == "0"


async def test_a_proxy_of_the_environment_is_not_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    async with sink() as proxy, sink() as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        async with client(plain_http=True) as sending:
            await sending.post(at(server, "http"), {}, b"{}")
    assert (len(server.got), proxy.connections) == (1, 0)


async def test_sinks_that_hang_take_nothing_from_one_that_answers() -> None:
    async with sink(never) as bad, sink() as good, client(plain_http=True) as sending:
        hanging = [asyncio.create_task(failure(sending, at(bad, "http"))) for _ in range(50)]
        await got(bad, 50)
        assert (await sending.post(at(good, "http"), {}, b"{}")).status == 204
        assert not any(task.done() for task in hanging)
        assert set(await asyncio.gather(*hanging)) == {Reason.TIMED_OUT}


async def test_a_try_that_is_called_off_leaves_no_connection_behind() -> None:
    async with sink(never) as server, client(plain_http=True) as sending:
        task = asyncio.create_task(sending.post(at(server, "http"), {}, b"{}"))
        await got(server, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with sending._pools.used(at(server, "http")) as pool:
            assert pool.connections == []


async def test_two_sinks_at_one_host_share_no_connection() -> None:
    async with sink() as server, client(plain_http=True) as sending:
        for path in ("/a", "/b", "/a", "/b"):
            await sending.post(f"http://{NAME}:{server.port}{path}", {}, b"{}")
    assert server.connections == 2


async def test_connections_that_nobody_uses_any_more_are_closed() -> None:
    bounds = Bounds(idle_for=0.05)
    async with sink() as server, client(bounds=bounds, plain_http=True) as sending:
        await sending.post(at(server, "http"), {}, b"{}")
        await asyncio.sleep(0.1)
        await sending.post(f"http://{NAME}:{server.port}/other", {}, b"{}")
        assert len(sending._pools) == 1


async def test_a_connection_in_use_is_not_idle_however_long_it_takes() -> None:
    bounds = Bounds(total=0.5, idle_for=0.02)
    async with (
        sink(never) as bad,
        sink() as good,
        client(bounds=bounds, plain_http=True) as sending,
    ):
        hanging = asyncio.create_task(failure(sending, at(bad, "http")))
        await got(bad, 1)
        await asyncio.sleep(0.05)
        await sending.post(at(good, "http"), {}, b"{}")
        assert len(sending._pools) == 2
        assert await hanging is Reason.TIMED_OUT
