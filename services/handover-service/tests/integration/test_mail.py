"""Digests of notices through a real mail server, once a day, whatever becomes of it."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import text

from continuous_line.local.postgres import free_port
from continuous_line.testing.post import Post, serving
from handover_service import mail_addresses
from handover_service.config import Policy
from handover_service.digests import Digests
from handover_service.domain.errors_programmes import AddressInvalid

ADDRESS = "casemanager@voorbeeld.example"
"""Made up."""


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def digests(world, port: int) -> Callable[..., Digests]:
    def make(**more: Any) -> Digests:
        given = world.resources
        settings = {
            "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none",
            "smtp_from": "noreply@voorbeeld.example",
        }  # fmt: skip
        policy = Policy(**(settings | more))
        return Digests(
            given.database, given.vault, given.clock, policy, "https://overdracht.example"
        )

    return make


async def wants_mail(world, staff_id: str = "cm-1", language: str = "nl") -> None:
    given = world.resources
    async with given.database.transaction() as tx:
        now = given.clock.now()
        await mail_addresses.give(tx, given.vault, staff_id, ADDRESS, language, now)


@pytest.fixture
async def case(world, clock) -> str:
    """A case of cm-1 in which something is too late, and cm-1 wants mail."""
    made: str = await world.owned()
    await wants_mail(world)
    clock.set("2026-03-09")
    await world.look()
    return made


async def states(world) -> list[tuple[str, int]]:
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(text("SELECT state, tries FROM mail_digests ORDER BY day"))
        return [tuple(row) for row in rows]


async def test_one_digest_a_day_with_numbers_case_numbers_and_a_link_and_no_name(
    world, case, post, port, digests, clock
) -> None:
    with serving(post, port):
        assert await digests().send() == 1
        assert await digests().send() == 0
        await world.owned()
        clock.set("2026-03-09", hour=20)
        await world.look()
        assert await digests().send() == 0
    body = str(post.taken[0].get_payload(decode=True), "utf-8")
    number = case.rpartition("/")[2]
    assert number in body
    assert "https://overdracht.example/notices" in body
    assert "Te laat: 1." in body
    assert post.taken[0]["Subject"] == "1 nieuwe melding(en) over zaken"
    assert post.taken[0]["To"] == ADDRESS
    person = (await world.tvs.get(case))["permitHolderId"]
    assert person not in post.taken[0].as_string()


async def test_the_next_day_only_what_is_new_makes_a_mail(
    world, case, post, port, digests, clock
) -> None:
    with serving(post, port):
        await digests().send()
        clock.set("2026-03-10")
        await world.look()
        assert await digests().send() == 0
        clock.set("2026-03-16")
        await world.look()
        assert await digests().send() == 1


async def test_nothing_is_sent_before_the_hour_of_the_day(case, post, port, digests, clock) -> None:
    clock.set("2026-03-10", hour=4)
    with serving(post, port):
        assert await digests(mail_hour=7).send() == 0


async def test_while_the_server_is_away_it_is_tried_again_with_pauses(
    world, case, post, port, digests, clock
) -> None:
    assert await digests().send() == 0
    assert await digests().send() == 0
    assert await states(world) == [("waiting", 1)]
    clock.set("2026-03-09", hour=13)
    assert await digests().send() == 0
    assert await states(world) == [("waiting", 2)]
    with serving(post, port):
        assert await digests().send() == 0
        clock.set("2026-03-09", hour=14)
        assert await digests().send() == 1
    assert await states(world) == [("sent", 3)]
    assert len(post.taken) == 1


@pytest.mark.parametrize("answer", ["450 mailbox busy", "421 later"])
async def test_an_address_that_is_busy_is_tried_again(
    world, case, post, port, digests, clock, answer
) -> None:
    post.rcpt = answer
    with serving(post, port):
        await digests().send()
        assert await states(world) == [("waiting", 1)]
        post.rcpt = "250 OK"
        clock.set("2026-03-09", hour=13)
        assert await digests().send() == 1


async def test_a_refused_address_stops_until_it_is_given_anew(
    world, case, post, port, digests, clock
) -> None:
    post.rcpt = "550 no such user"
    given = world.resources
    with serving(post, port):
        await digests().send()
        for day in ("2026-03-10", "2026-03-16"):
            clock.set(day)
            await world.look()
            await digests().send()
        assert post.asked == 1
        async with given.database.reading() as tx:
            shown = await mail_addresses.address_of(tx, given.vault, "cm-1")
        assert shown is not None
        assert (shown.address, shown.refused) == (ADDRESS, True)
        post.rcpt = "250 OK"
        await wants_mail(world)
        assert await digests().send() == 1


async def test_a_connection_that_breaks_after_all_was_said_is_not_repeated(
    world, case, post, port, digests, clock
) -> None:
    post.data = "drop"
    with serving(post, port):
        await digests().send()
        assert await states(world) == [("unknown", 1)]
        post.data = "250 OK"
        clock.set("2026-03-09", hour=20)
        assert await digests().send() == 0


async def test_a_text_that_is_not_taken_is_tried_again(
    world, case, post, port, digests, clock
) -> None:
    post.data = "451 try later"
    with serving(post, port):
        await digests().send()
    assert await states(world) == [("waiting", 1)]


async def test_two_workers_at_one_moment_send_one_mail(world, case, post, port, digests) -> None:
    with serving(post, port):
        sent = await asyncio.gather(*(digests().send() for _ in range(4)))
    assert sorted(sent) == [0, 0, 0, 1]
    assert len(post.taken) == 1


async def test_who_died_after_claiming_the_day_is_not_followed_by_a_second_mail(
    world, case, post, port, digests
) -> None:
    now = world.resources.clock.now()
    assert await digests()._claim("cm-1", now) is not None
    with serving(post, port):
        assert await digests().send() == 0
    assert await states(world) == [("claimed", 1)]


async def test_who_withdrew_gets_no_mail_and_the_address_is_gone(
    world, case, post, port, digests
) -> None:
    given = world.resources
    async with given.database.transaction() as tx:
        await mail_addresses.withdraw(tx, "cm-1")
    with serving(post, port):
        assert await digests().send() == 0
    async with given.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM texts")) == 0


async def test_no_row_holds_the_address(world, case) -> None:
    async with world.resources.database.reading() as tx:
        for table in ("texts", "mail_addresses", "mail_digests", "notices", "events"):
            rows = list(await tx.scalars(text(f"SELECT t::text FROM {table} t")))
            assert not any("voorbeeld" in row for row in rows)
            assert not any(ADDRESS.encode().hex() in row for row in rows)


async def test_what_is_no_address_is_refused(world) -> None:
    given = world.resources
    for wrong in ("casemanager", "a@b@c.example", "a@b.example\nBcc: x@y.example", ""):
        async with given.database.transaction() as tx:
            with pytest.raises(AddressInvalid):
                await mail_addresses.give(tx, given.vault, "cm-1", wrong, "nl", given.clock.now())


async def test_a_server_with_starttls_and_a_password_is_signed_in_to(
    case, post, port, digests, tmp_path
) -> None:
    certificate = made_certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("geheim\n")
    seen: list[bytes] = []

    def signed_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:
        seen.append(data.password)
        return AuthResult(success=data.password == b"geheim")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, tmp_path / "key.pem")
    secure = {
        "smtp_security": "starttls", "smtp_ca_file": certificate, "smtp_user": "dl",
        "smtp_password_file": password, "smtp_host": "localhost",
    }  # fmt: skip
    more = {"require_starttls": True, "auth_required": True, "authenticator": signed_in}
    with serving(post, port, tls_context=context, **more):
        assert await digests(**secure).send() == 1
    assert seen == [b"geheim"]


def made_certificate(folder: Path) -> Path:
    """Of localhost, signed by itself, beside its key in `key.pem`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    file = folder / "certificate.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file
