"""What a subscriber gets in DUO's form, with the number that a real profile-service tells."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import orjson
import pytest

from continuous_line.codes import Role
from continuous_line.contracts import directory, handover
from continuous_line.testing.told import envelope_of
from handover_service.duo.config import Policy
from handover_service.duo.errors import NumberAway
from handover_service.duo.form import DuoForm, form_of
from handover_service.duo.loading import configured

AZC, ROERMOND, SWALMEN = "azc-weert", "GM0957", "GM0975"
V_NUMBER = "7310528946"
SUBSCRIBER = SimpleNamespace(municipality=ROERMOND)


def moved(person, to: str = ROERMOND):
    at = datetime(2026, 2, 20, 9, tzinfo=UTC)
    event = handover.MovedToMunicipality(
        occurred_at=at, municipality=to, from_azc=AZC, moved_on=date(2026, 2, 19)
    )
    return envelope_of(event, person, domain="handover", time=at, number=1)


@pytest.fixture
def form(profile_service, world, tmp_path: Path) -> DuoForm:
    """As it is wired; tokens are in a folder of the test."""
    given = world.resources
    return form_of(configured(given.settings, Policy(tokens=tmp_path)), given)


@pytest.fixture
def reads(tmp_path: Path, token: Callable[..., str]) -> Callable[..., None]:
    """`reads(role, places)`: what the token in the municipality's file may."""

    def write(role: Role, *places: str) -> None:
        made = token([role], "somebody", places)
        (tmp_path / f"{ROERMOND}.token").write_text(f"{made}\n")

    return write


async def test_a_message_names_the_number_that_the_token_may_read(
    form, reads, profile_service
) -> None:
    person = await profile_service.knows(uuid4())
    reads(Role.CASE_MANAGER, AZC)
    made = await form.render(moved(person), SUBSCRIBER)
    assert orjson.loads(made.body)["vNummer"] == V_NUMBER


async def test_of_somebody_whom_the_token_may_not_read_it_names_none(
    form, reads, profile_service
) -> None:
    person = await profile_service.knows(uuid4())
    reads(Role.MUNICIPAL_SYSTEM, ROERMOND)
    made = await form.render(moved(person), SUBSCRIBER)
    assert orjson.loads(made.body).keys() == {"registratieDatumTijd", "gebeurtenisId"}


async def test_without_the_tokens_file_and_while_it_is_away_nothing_is_made(
    form, reads, profile_service, world
) -> None:
    with pytest.raises(NumberAway, match=ROERMOND):
        await form.render(moved(uuid4()), SUBSCRIBER)
    reads(Role.CASE_MANAGER, AZC)
    nowhere = world.resources.policy.model_copy(update={"profile_url": ""})
    object.__setattr__(world.resources, "policy", nowhere)
    form = form_of(configured(world.resources.settings, Policy(tokens=Path())), world.resources)
    with pytest.raises(NumberAway):
        await form.render(moved(uuid4()), SUBSCRIBER)


async def test_a_move_to_what_has_merged_into_the_subscriber_is_its_own(
    profile_service, world
) -> None:
    merger = directory.MunicipalityMerged(
        occurred_at=world.resources.clock.now(), code=SWALMEN, successor=ROERMOND,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    await world.hear(merger, SWALMEN)
    form = form_of(configured(world.resources.settings), world.resources)
    assert await form.render(moved(uuid4(), SWALMEN), SUBSCRIBER) is not None
    assert await form.render(moved(uuid4(), "GM0193"), SUBSCRIBER) is None


async def test_what_is_emitted_is_accepted_as_it_is_and_done_once(
    form, reads, profile_service, world, sign_in
) -> None:
    person = await profile_service.knows(uuid4())
    case = await world.link(person, occurredAt="2026-01-10T10:00:00Z")
    reads(Role.CASE_MANAGER, AZC)
    envelope = moved(person)
    made = await form.render(envelope, SUBSCRIBER)
    sister = sign_in([Role.TVS_SYSTEM], "sister")
    for _ in range(2):
        answer = await sister.client.post(
            "/notificaties", content=made.body, headers=dict(made.headers)
        )
        assert answer.status_code == 202, answer.text
        done = answer.json()
        assert (done["state"], done["municipality"]) == ("recorded", ROERMOND)
        assert (done["berichtId"], done["event"]) == (str(envelope.id), "SS139")
    assert (await world.tvs.types(case)).count("MovedToMunicipality") == 1


async def test_what_is_emitted_without_a_number_is_taken_in_and_kept(
    form, reads, profile_service, world, sign_in
) -> None:
    person = await profile_service.knows(uuid4())
    reads(Role.MUNICIPAL_SYSTEM, ROERMOND)
    made = await form.render(moved(person), SUBSCRIBER)
    sister = sign_in([Role.TVS_SYSTEM], "sister")
    answer = await sister.client.post(
        "/notificaties", content=made.body, headers=dict(made.headers)
    )
    assert answer.status_code == 202, answer.text
    assert (answer.json()["state"], answer.json()["reason"]) == ("kept", "no-v-number")


async def test_a_subscription_may_be_delivered_in_this_form(profile_service, app) -> None:
    form = app.state.subscriptions.forms["duo"]
    assert isinstance(form, DuoForm)
    assert not form.handshake
