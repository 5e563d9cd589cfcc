"""The worker on a real log: links are heard, what is recorded is published once and in order."""

from collections.abc import Callable

import pytest

from continuous_line.codes import Basis
from continuous_line.contracts import data_of, handover, profile
from continuous_line.testing.reading import envelopes, until
from continuous_line.testing.told import envelope_of, tell
from profile_service.domain.completeness import REQUIRED

ROERMOND = "GM0957"


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


async def test_a_link_heard_lets_the_profile_go_and_be_read(world, log, worker) -> None:
    address, person = await world.completed()
    link = handover.MunicipalityLinked(
        occurred_at=world.now, municipality=ROERMOND, azc="weert", basis=Basis.EDUCATION
    )
    told = envelope_of(link, person, domain="handover", time=world.now, number=1)
    await tell(log, "handover", told)

    async def sent() -> bool:
        answer = await world.author.client.post(f"{address}/sendings", json={})
        return answer.status_code == 201

    await until(sent)
    await world.roermond.get(address)
    found = await envelopes(log, profile.TOPIC, at_least=len(REQUIRED) + 4)
    assert {envelope.subject for envelope in found} == {str(person)}
    assert [type(data_of(envelope)) for envelope in found] == [
        profile.ProfileOpened,
        *[profile.ProfileSectionRecorded] * len(REQUIRED),
        profile.ProfileCompleted,
        profile.ProfileSent,
        profile.ProfileViewed,
    ]
    assert [envelope.number for envelope in found] == list(range(1, len(found) + 1))
    shown = (await world.author.get(f"{address}/events"))["items"]
    assert [event["id"] for event in shown] == [str(envelope.id) for envelope in found]
