"""Our events in DUO's form: what is made of them is what would be read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.contracts import Envelope, PublicEvent, handover
from continuous_line.contracts.base import EventVoided
from continuous_line.days import day
from continuous_line.links_heard import LONG_AGO
from continuous_line.testing.told import envelope_of
from handover_service.duo.domain.messages import Message, Numbers, body_of, headers_of
from handover_service.duo.domain.parties import Parties
from handover_service.duo.domain.table import Line, Meaning, Table
from handover_service.duo.errors import NumberAway, OinUnknown
from handover_service.duo.form import DuoForm
from handover_service.duo.schemas import Notificatie

OURS, ROERMONDS = "00000000000000000001", "00000000000000000957"
ROERMOND, ZWOLLE, SWALMEN = "GM0957", "GM0193", "GM0975"
MOVED = "nl.doorlopendelijn.handover.MovedToMunicipality.v1"
TABLE = Table((Line("SS139", Meaning.MOVED, made_of=MOVED), Line("SS120", Meaning.NOTED)))
AT = datetime(2026, 2, 1, tzinfo=UTC)
DIGITS = st.integers(0, 10**10 - 1)


@dataclass(frozen=True)
class Subscriber:
    municipality: str


def form(number: str | None = None, asked: list[tuple[UUID, str]] | None = None) -> DuoForm:
    async def number_of(person: UUID, municipality: str) -> str | None:
        if asked is not None:
            asked.append((person, municipality))
        return number

    return DuoForm(TABLE, Parties(OURS, {ROERMOND: ROERMONDS}), number_of, spoken_for)


async def spoken_for(municipality: str) -> set[str]:
    return {municipality, SWALMEN} if municipality == ROERMOND else {municipality}


def told(event: PublicEvent, person: UUID | None = None, time: datetime | None = None) -> Envelope:
    return envelope_of(
        event, person or uuid4(), domain="handover", number=1,
        time=time or datetime(2026, 2, 20, 9, tzinfo=UTC),
    )  # fmt: skip


def moved(to: str = ROERMOND, on: date = date(2026, 2, 19)) -> handover.MovedToMunicipality:
    return handover.MovedToMunicipality(
        occurred_at=datetime(2026, 2, 19, tzinfo=UTC), municipality=to, from_azc="weert",
        moved_on=on,
    )  # fmt: skip


def read(headers: httpx.Headers, body: bytes) -> Message:
    """As `POST /v1/notificaties` reads it."""
    found = Notificatie.model_validate_json(body)
    return Message(
        sender=headers["bron"],
        addressee=headers["doel"],
        id=UUID(headers["berichtId"]),
        registered_at=found.registratie_datum_tijd,
        event=found.gebeurtenis_id,
        numbers=Numbers(found.bsn, found.v_nummer),
    )


@given(
    st.builds(
        Message,
        sender=st.from_regex(r"[0-9]{20}", fullmatch=True),
        addressee=st.from_regex(r"[0-9]{20}", fullmatch=True),
        id=st.uuids(),
        registered_at=st.datetimes(
            min_value=datetime(1900, 1, 1),  # noqa: DTZ001
            timezones=st.sampled_from([UTC]),
        ),
        event=st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True),
        numbers=st.builds(
            Numbers,
            st.none() | DIGITS.map(lambda n: f"{n % 10**9:09}"),
            DIGITS.map("{:010}".format),
        ),
    )
)
def test_what_is_written_in_the_form_is_read_as_it_was(message: Message) -> None:
    written = httpx.Headers(dict(headers_of(message)))
    assert read(written, orjson.dumps(body_of(message))) == message


async def test_a_move_is_an_outflow_under_the_id_of_the_event() -> None:
    asked: list[tuple[UUID, str]] = []
    person, at = uuid4(), datetime(2026, 2, 19, 9, 30, 5, 7, tzinfo=UTC)
    envelope = told(moved(), person, at)
    made = await form("1234567890", asked).render(envelope, Subscriber(ROERMOND))
    assert made is not None
    assert made.headers["content-type"] == "application/json"
    assert read(httpx.Headers(dict(made.headers)), made.body) == Message(
        OURS, ROERMONDS, envelope.id, at, "SS139", Numbers(v_number="1234567890")
    )
    assert asked == [(person, ROERMOND)]


async def test_a_number_that_a_municipality_may_not_have_is_left_out() -> None:
    made = await form().render(told(moved()), Subscriber(ROERMOND))
    assert made is not None
    assert orjson.loads(made.body) == {
        "registratieDatumTijd": "2026-02-18T23:00:00+00:00", "gebeurtenisId": "SS139"
    }  # fmt: skip


@given(
    st.dates(max_value=date(2100, 1, 1)),
    st.datetimes(
        min_value=datetime(1901, 1, 1),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
async def test_the_day_of_a_move_is_the_one_that_acceptance_reads_however_late_it_is_recorded(
    moved_on: date, recorded: datetime
) -> None:
    event = told(moved(on=moved_on), time=recorded)
    made = await form("1234567890").render(event, Subscriber(ROERMOND))
    assert made is not None
    message = read(httpx.Headers(dict(made.headers)), made.body)
    assert day(message.registered_at) == min(max(moved_on, LONG_AGO), day(recorded))
    assert message.registered_at <= recorded


@pytest.mark.parametrize(
    "event",
    [
        handover.FirstContactMade(occurred_at=AT, municipality=ROERMOND),
        EventVoided(occurred_at=AT, voids=uuid4(), reason="mistake"),
        moved(ZWOLLE),
    ],
)
async def test_what_the_table_does_not_name_and_a_move_elsewhere_have_no_place_in_it(
    event: PublicEvent,
) -> None:
    asked: list[tuple[UUID, str]] = []
    assert await form("1234567890", asked).render(told(event), Subscriber(ROERMOND)) is None
    assert asked == []


async def test_a_move_to_what_merged_into_a_municipality_is_a_move_into_it() -> None:
    made = await form().render(told(moved(SWALMEN)), Subscriber(ROERMOND))
    assert made is not None
    assert made.headers["doel"] == ROERMONDS


async def test_whose_oin_is_not_configured_is_sent_nothing() -> None:
    with pytest.raises(OinUnknown, match=ZWOLLE):
        await form().render(told(moved(ZWOLLE)), Subscriber(ZWOLLE))


async def test_while_the_number_cannot_be_had_nothing_is_made() -> None:
    async def away(person: UUID, municipality: str) -> str | None:
        raise NumberAway("profile-service does not tell the number now")

    made = DuoForm(TABLE, Parties(OURS, {ROERMOND: ROERMONDS}), away, spoken_for)
    with pytest.raises(NumberAway):
        await made.render(told(moved()), Subscriber(ROERMOND))


def test_a_message_shows_no_number_where_it_is_printed() -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC) + timedelta(hours=1)
    message = Message(OURS, ROERMONDS, uuid4(), at, "SS139", Numbers("123456782", "1234567890"))
    assert "12345678" not in f"{message!r} {message}"
