from typing import Any

import httpx
import pytest

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.testing.adr import faults_of
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.roles import walk_roles
from continuous_line.testing.server import serving
from continuous_line.web import Service

READERS = {Role.CASE_MANAGER, Role.ANALYST}
MATRIX = {
    "planVisit": {Role.CASE_MANAGER},
    "planVisits": {Role.CASE_MANAGER},
    "moveVisit": {Role.CASE_MANAGER},
    "listVisits": READERS,
    "readVisit": READERS,
}


def test_the_document_keeps_to_the_api_design_rules(app: Service) -> None:
    assert faults_of(app.api.openapi()) == []


def test_a_stock_document_does_not(app: Service) -> None:
    from fastapi import FastAPI

    assert len(faults_of(FastAPI.openapi(app.api))) > 5


def test_the_document_names_roles_keys_and_versions(app: Service) -> None:
    document = app.api.openapi()
    plan = document["paths"]["/visits"]["post"]
    assert plan["x-roles"] == ["case-manager"]
    assert plan["security"] == [{"bearer": ["case-manager"]}]
    assert [parameter["name"] for parameter in plan["parameters"]] == ["Idempotency-Key"]
    assert "If-Match" in plan["description"]
    assert {"Location", "ETag", "API-Version"} <= plan["responses"]["201"]["headers"].keys()
    assert "content" not in plan["responses"]["201"]
    visit = document["components"]["schemas"]["Visit"]["properties"]["plannedOn"]
    assert (visit["type"], visit["format"]) == (["string", "null"], "date")


async def test_each_operation_lets_in_its_roles_only(
    client: httpx.AsyncClient, app: Service, token: Any
) -> None:
    await walk_roles(app, MATRIX | {"readMe": EVERY_ROLE}, token)


async def test_a_matrix_with_a_hole_or_a_wrong_role_fails(
    client: httpx.AsyncClient, app: Service, token: Any
) -> None:
    wrong = MATRIX | {"listVisits": {Role.ANALYST}}
    with pytest.raises(AssertionError, match="readMe is not in the matrix") as found:
        await walk_roles(app, wrong, token)
    assert "listVisits for case-manager: in instead of 403 role-missing" in str(found.value)


def test_schemathesis_finds_no_fault(app: Service, token: Any) -> None:
    with serving(app) as address:
        fuzz(address, token(["case-manager"]), probe="/v1/visits")
