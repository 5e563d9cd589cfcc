"""Validates the rendered Kubernetes manifests strictly, and the rules that every pod keeps."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

ROOT = Path(__file__).parents[1]
OVERLAYS = ("development", "production")
SETTINGS = {"DL_EVENT_LOG_URL", "DL_ISSUER", "DL_JWKS", "DL_PUBLIC_URL", "DL_CLIENT_ID"}
"""What every service has in its ConfigMap; passwords and keys are in a Secret."""
OF_ITS_OWN = ("DL_PUBLIC_URL", "DL_CLIENT_ID")
KUSTOMIZE = "sigs.k8s.io/kustomize/kustomize/v5@v5.7.1"


def renderer() -> list[str]:
    """The command that renders an overlay: kubectl, kustomize, or kustomize built by Go."""
    if shutil.which("kubectl"):
        return ["kubectl", "kustomize"]
    if shutil.which("kustomize"):
        return ["kustomize", "build"]
    if shutil.which("go"):
        return ["go", "run", KUSTOMIZE, "build"]
    sys.exit("manifests: kubectl, kustomize or go is needed; on Debian: apt-get install golang")


def rendered(overlay: str) -> list[dict[str, Any]]:
    folder = ROOT / "deploy/k8s/overlays" / overlay
    text = subprocess.run([*renderer(), str(folder)], check=True, capture_output=True).stdout
    return [document for document in yaml.safe_load_all(text) if document]


def faults(document: dict[str, Any]) -> Iterator[str]:
    try:
        kubernetes_validate.validate(document, desired_version="1.30", strict=True)
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
        yield str(getattr(error, "message", error)).split("\n", 1)[0]
    template = document.get("spec", {}).get("template") if document["kind"] != "Service" else None
    if template:
        yield from pod_faults(document["kind"], template["spec"])


def pod_faults(kind: str, pod: dict[str, Any]) -> Iterator[str]:
    if not pod.get("securityContext", {}).get("runAsNonRoot"):
        yield "runs as root"
    for container in pod["containers"]:
        security = container.get("securityContext", {})
        if not security.get("readOnlyRootFilesystem"):
            yield f"{container['name']}: the file system can be written"
        if security.get("allowPrivilegeEscalation") is not False:
            yield f"{container['name']}: privileges can be escalated"
        if set(container.get("resources", {})) < {"requests", "limits"}:
            yield f"{container['name']}: no requests or limits"
        if kind == "Deployment" and not {"livenessProbe", "readinessProbe"} <= set(container):
            yield f"{container['name']}: a probe is missing"


def settings_faults(documents: list[dict[str, Any]]) -> Iterator[str]:
    """Of each service all are there, and no two have one address or are one client."""
    maps = [each for each in documents if each["kind"] == "ConfigMap" and "DL_PORT" in each["data"]]
    for each in maps:
        missing = SETTINGS - set(each["data"])
        if missing:
            yield f"{each['metadata']['name']}: no {', '.join(sorted(missing))}"
    for name in OF_ITS_OWN:
        if len({each["data"].get(name) for each in maps}) < len(maps):
            yield f"two services have the same {name}"


def neighbour_faults(documents: list[dict[str, Any]]) -> Iterator[str]:
    sys.path.insert(0, str(Path(__file__).parent))
    neighbours = importlib.import_module("neighbours")
    yield from neighbours.faults(documents)


def main() -> int:
    bad = 0
    for overlay in OVERLAYS:
        documents = rendered(overlay)
        for document in documents:
            for fault in faults(document):
                bad += 1
                print(f"{overlay}: {document['kind']} {document['metadata']['name']}: {fault}")  # noqa: T201
        for fault in (*settings_faults(documents), *neighbour_faults(documents)):
            bad += 1
            print(f"{overlay}: {fault}")  # noqa: T201
        kinds = {document["kind"] for document in documents}
        missing = {"NetworkPolicy", "PodDisruptionBudget", "Job", "Deployment"} - kinds
        if missing:
            bad += 1
            print(f"{overlay}: no {', '.join(sorted(missing))}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
