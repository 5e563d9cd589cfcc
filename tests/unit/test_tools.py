"""The checks of the project can fail."""

import importlib.util
import json
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
