import json
import logging
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog

from continuous_line import telemetry
from continuous_line.testing.adr import faults_at_run_time
from continuous_line.web import Service


async def test_every_fault_is_named_and_no_value_repeated(client: httpx.AsyncClient) -> None:
    body = {"place": 5, "visitors": False, "interpreter": 0, "plannedOn": 20190305, "Jansen": "x",
            "occurredAt": "Jansen"}  # fmt: skip
    answer = await client.post("/v1/visits", json=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    found = {(fault["in"], fault["field"]) for fault in answer.json()["errors"]}
    assert found == {("body", f"/{name}") for name in body}
    assert "20190305" not in answer.text


async def test_faults_in_query_and_path_are_named_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/visits?pageSize=1e2&plannedOn=5&cursor=x")
    assert {fault["field"] for fault in answer.json()["errors"]} == {
        "pageSize", "plannedOn", "cursor",
    }  # fmt: skip
    answer = await client.get("/v1/visits/Jansen")
    assert answer.status_code == 400
    assert answer.json()["errors"][0] == {
        "in": "path", "field": "visitId", "code": "id",
        "detail": "An identifier is a UUID, written with hyphens.",
    }  # fmt: skip
    assert "Jansen" not in answer.text


async def test_a_misspelt_filter_is_a_fault(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/visits?plce=Weert")
    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.json()["errors"]] == ["plce"]


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"place": NaN}', b"[" * 100_000])
async def test_a_body_that_is_no_json_is_a_fault(client: httpx.AsyncClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await client.post("/v1/visits", content=content, headers=headers)
    assert answer.status_code == 400


async def test_who_may_not_come_in_learns_that_before_anything_of_the_body(
    anonymous: httpx.AsyncClient, token: Any
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await anonymous.post("/v1/visits", content=b"{", headers=headers)
    assert answer.status_code == 401
    headers["Authorization"] = f"Bearer {token(['analyst'])}"
    answer = await anonymous.post("/v1/visits", content=b"{", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["rolesNeeded"] == ["case-manager"]


async def test_a_body_beyond_the_limit_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/visits", json={"place": "x" * 1_000_001})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_file_may_be_larger_at_the_address_that_says_so(client: httpx.AsyncClient) -> None:
    content = b"x" * 1_500_000

    whole = await client.post("/v1/visit-lists", content=content)
    form = await client.post("/v1/visit-lists", files={"file": ("list.csv", content)})
    larger = await client.post("/v1/visit-lists", content=content * 2)

    assert [whole.headers["etag"], form.headers["etag"]] == ['"1500000"', '"1500000"']
    assert larger.status_code == 413


async def test_the_edges_keep_to_the_api_design_rules(
    client: httpx.AsyncClient, app: Service, token: Any
) -> None:
    assert await faults_at_run_time(app, token(["case-manager"])) == []


async def test_allow_names_the_methods_of_all_routes(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/v1/visits")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    assert (await client.post(f"/v1/visits/{uuid4()}")).headers["allow"] == "GET"


async def test_an_unexpected_error_says_nothing_of_its_inside(
    faulty_app: Service, client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    telemetry.configure("sample")
    try:
        answer = await client.get("/v1/failures")
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "nothing was recorded" in answer.json()["detail"]
    assert "Jansen" not in answer.text
    assert answer.headers["api-version"] == "1.0.0"
    assert answer.headers["x-content-type-options"] == "nosniff"
    told = capsys.readouterr().out
    assert "Jansen" not in told
    lines = [json.loads(line) for line in told.splitlines()]
    failed = next(line for line in lines if line["event"] == "failed")
    assert failed["trace_id"] == answer.json()["traceId"]
    assert failed["failure"][0] == "builtins.RuntimeError"


async def test_only_listed_origins_may_call(client: httpx.AsyncClient) -> None:
    for origin, allowed in (("https://pages.example", True), ("https://other.example", False)):
        wish = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        preflight = await client.options("/v1/visits", headers=wish)
        assert (preflight.status_code == 204) is allowed
        answer = await client.get("/v1/visits", headers={"Origin": origin})
        assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
        assert "*" not in answer.headers.get("access-control-allow-origin", "")
    anywhere = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    preflight = await client.options("/v1/openapi.json", headers=anywhere)
    assert preflight.headers["access-control-allow-origin"] == "*"


async def test_health_tells_of_the_database(client: httpx.AsyncClient, app: Service) -> None:
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).json()["checks"] == {"database": "ok"}

    class Away:
        async def ready(self) -> bool:
            raise OSError

    app.state.resources.database = Away()
    answer = await client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "failing"}
    assert (await client.get("/health/live")).status_code == 200


async def test_metrics_count_by_route_template(client: httpx.AsyncClient) -> None:
    await client.get(f"/v1/visits/{uuid4()}")
    await client.get("/v1/nothing/here")
    told = (await client.get("/metrics")).text
    assert 'route="/v1/visits/{visitId}",status="404"' in told
    assert 'route="unmatched",status="404"' in told


async def test_pages_are_at_the_root_and_in_no_document(
    client: httpx.AsyncClient, app: Service
) -> None:
    page = await client.get("/")
    assert page.status_code == 200
    assert "'self'" in page.headers["content-security-policy"]
    assert "/" not in app.api.openapi()["paths"]


async def test_a_malformed_traceparent_begins_a_new_trace(client: httpx.AsyncClient) -> None:
    for given in ("nonsense", "00-" + "0" * 32 + "-" + "1" * 16 + "-01", "ff-" + "a" * 32):
        answer = await client.get("/v1/nothing", headers={"traceparent": given})
        assert len(answer.json()["traceId"]) == 32
        assert answer.json()["traceId"] not in given
