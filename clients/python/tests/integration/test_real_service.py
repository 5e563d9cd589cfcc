"""The client against handover-service itself, on a real PostgreSQL."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.process import Program
from doorlopende_lijn_client import Client, Problem, types
from handover_service.__main__ import PROGRAM

ROERMOND, AZC = "GM0957", "azc-weert"


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def address(beside: Callable[[Program], str]) -> str:
    return beside(PROGRAM)


def test_what_is_written_through_the_client_is_read_through_it(
    address: str, token: Callable[..., str]
) -> None:
    tvs = Client(address, token([Role.TVS_SYSTEM], "tvs"))
    roermond = Client(address, lambda: token([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND]))
    with tvs, roermond:
        made: list[str] = []
        for _ in range(3):
            body = {"permitHolderId": str(uuid4()), "municipality": ROERMOND, "azc": AZC}
            link = types.handover.NewLink(**body, basis="education")  # type: ignore[typeddict-item]
            written = tvs.post("/links", link, idempotency_key=str(uuid4()))
            assert written.location is not None
            assert written.etag is not None
            made.append(written.location.removeprefix("/v1"))
        listed = roermond.items("/cases", types.handover.CaseSummary, pageSize=1)
        assert {case["caseId"] for case in listed} == {path.rpartition("/")[2] for path in made}
        case = roermond.get(made[0], types.handover.Case)
        assert (case["municipality"], case["stage"]) == (ROERMOND, "linked")


def test_one_key_does_a_write_once_and_what_is_wrong_is_told(
    address: str, token: Callable[..., str]
) -> None:
    with Client(address, token([Role.TVS_SYSTEM], "tvs")) as tvs:
        body = {
            "permitHolderId": str(uuid4()),
            "municipality": ROERMOND,
            "azc": AZC,
            "basis": "education",
        }
        first = tvs.post("/links", body, idempotency_key="once")
        assert tvs.post("/links", body, idempotency_key="once") == first
        with pytest.raises(Problem) as reused:
            tvs.post("/links", body | {"azc": "azc-budel"}, idempotency_key="once")
        assert (reused.value.status, reused.value.code) == (409, "idempotency-key-reused")
        with pytest.raises(Problem) as wrong:
            tvs.post("/links", {"municipality": 7})
        assert wrong.value.status == 400
        assert wrong.value.extra
    with Client(address, "no token") as nobody, pytest.raises(Problem) as unknown:
        nobody.get("/cases", types.handover.CaseSummary)
    assert (unknown.value.status, unknown.value.code) == (401, "invalid-token")
