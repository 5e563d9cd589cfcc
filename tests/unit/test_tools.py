"""The checks of the project can fail."""

import importlib.util
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def deployment() -> dict[str, Any]:
    documents = tool("manifests").rendered("production")
    found: dict[str, Any] = next(d for d in documents if d["kind"] == "Deployment")
    return found


def container_of(document: dict[str, Any]) -> dict[str, Any]:
    container: dict[str, Any] = document["spec"]["template"]["spec"]["containers"][0]
    return container


def test_the_manifests_as_they_are_have_no_fault(deployment: dict[str, Any]) -> None:
    assert list(tool("manifests").faults(deployment)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda c: c.update(imagePullPolice="Always"), "imagePullPolice"),
        (lambda c: c["securityContext"].update(readOnlyRootFilesystem=False), "can be written"),
        (lambda c: c["securityContext"].update(allowPrivilegeEscalation=True), "escalated"),
        (lambda c: c.pop("livenessProbe"), "probe"),
        (lambda c: c.pop("resources"), "limits"),
    ],
)
def test_a_spoilt_manifest_is_found(deployment: dict[str, Any], spoil: Any, said: str) -> None:
    spoilt = deepcopy(deployment)
    spoil(container_of(spoilt))
    assert any(said in fault for fault in tool("manifests").faults(spoilt))


@pytest.fixture
def production() -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = tool("manifests").rendered("production")
    return documents


def services_of(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (one for one in documents if one["kind"] == "Service")


def settings_of(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (one["data"] for one in documents if one["kind"] == "ConfigMap")


def policies_of(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (one["spec"] for one in documents if one["kind"] == "NetworkPolicy")


def with_another_port_in_the_address(documents: list[dict[str, Any]]) -> None:
    for settings in settings_of(documents):
        if "DL_HANDOVER_PROFILE_URL" in settings:
            settings["DL_HANDOVER_PROFILE_URL"] += ":8123"


def with_an_address_of_nobody(documents: list[dict[str, Any]]) -> None:
    for settings in settings_of(documents):
        if "DL_HANDOVER_PROFILE_URL" in settings:
            settings["DL_HANDOVER_PROFILE_URL"] = "http://nobody"


def with_services_that_lead_to_another_port(documents: list[dict[str, Any]]) -> None:
    for service in services_of(documents):
        for port in service["spec"]["ports"]:
            port["targetPort"] = "elsewhere"


def without_a_way_out(documents: list[dict[str, Any]]) -> None:
    for policy in policies_of(documents):
        policy.pop("egress", None)


def without_a_way_in(documents: list[dict[str, Any]]) -> None:
    for policy in policies_of(documents):
        policy.pop("ingress", None)


def test_services_reach_each_other_as_rendered(production: list[dict[str, Any]]) -> None:
    asked = [name for settings in settings_of(production) for name in settings]
    assert any(tool("neighbours").ADDRESS.fullmatch(name) for name in asked)
    assert list(tool("neighbours").faults(production)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (with_another_port_in_the_address, "has no port 8123"),
        (with_an_address_of_nobody, "no such Service"),
        (with_services_that_lead_to_another_port, "no pod has the port elsewhere"),
        (without_a_way_out, "no policy lets it out"),
        (without_a_way_in, "no policy lets it in"),
    ],
)
def test_a_neighbour_that_cannot_be_reached_is_found(
    production: list[dict[str, Any]], spoil: Any, said: str
) -> None:
    spoil(production)
    assert any(said in fault for fault in tool("neighbours").faults(production))


def test_every_worker_is_probed_for_standing_still(deployment: dict[str, Any]) -> None:
    documents = tool("manifests").rendered("production")
    workers = [d for d in documents if d["metadata"]["name"].endswith("-worker")]
    probed = [d for d in workers if d["kind"] == "Deployment"]
    assert len(probed) == 4
    for document in probed:
        assert container_of(document)["livenessProbe"]["httpGet"]["path"] == "/health/live"


def test_a_document_that_is_out_of_step_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tool("generate_docs")
    monkeypatch.setattr(documents, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(documents.sys, "argv", ["generate_docs.py"])
    assert documents.main() == 0
    monkeypatch.setattr(documents.sys, "argv", ["generate_docs.py", "--check"])
    assert documents.main() == 0
    (tmp_path / "docs/events.md").write_text("something else", encoding="utf-8")
    capsys.readouterr()
    assert documents.main() == 1
    assert "docs/events.md: out of step" in capsys.readouterr().out


def test_asyncapi_names_every_public_event_once() -> None:
    document = json.loads((ROOT / "docs/asyncapi.json").read_text(encoding="utf-8"))
    from continuous_line.contracts import TYPES

    assert document["asyncapi"] == "3.0.0"
    named = [message["name"] for message in document["components"]["messages"].values()]
    assert sorted(named) == sorted(TYPES)


def test_every_scenario_of_the_list_has_an_id_of_its_own() -> None:
    listed = tool("scenarios").listed()
    assert len(listed) == len(set(listed)) == 77


def test_a_scenario_without_a_test_and_a_test_of_no_scenario_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = tool("scenarios")
    assert scenarios.main() == 0
    assert not re.search(" open$", capsys.readouterr().out, re.MULTILINE)
    known, found = scenarios.listed(), scenarios.proofs()
    monkeypatch.setattr(scenarios, "listed", lambda: [*known, "S-Z1"])
    assert scenarios.main() == 1
    assert "without a test: S-Z1" in capsys.readouterr().err
    monkeypatch.setattr(scenarios, "listed", lambda: known)
    monkeypatch.setattr(scenarios, "proofs", lambda: found | {"S-Z2": ["somewhere"]})
    assert scenarios.main() == 1
    assert "S-Z2" in capsys.readouterr().err


def test_a_scenario_is_proven_by_tests_that_name_it(tmp_path: Path) -> None:
    scenarios = tool("scenarios")
    scenarios.ROOT = tmp_path
    test = tmp_path / "test_some.py"
    text = '@pytest.mark.scenario("S-H3", "S-X9")\ndef test_it(): ...\ndef test_other(): ...\n'
    test.write_text(text, encoding="utf-8")
    assert list(scenarios.marked(test)) == [
        ("S-H3", "test_some.py::test_it"),
        ("S-X9", "test_some.py::test_it"),
    ]


def test_no_lock_file_names_an_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_every_setting_is_documented() -> None:
    from continuous_line.config import Settings

    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"`DL_{name.upper()}`" in text
        assert field.description
