"""Whether services reach each other as rendered: by the ports of Services, past the policies."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

Document = dict[str, Any]
Labels = dict[str, str]
_SERVICE = "(PROFILE|HANDOVER|DIRECTORY|REPORT)"
ADDRESS = re.compile(f"DL_{_SERVICE}_{_SERVICE}_URL")
"""A setting that says where another service is: `DL_HANDOVER_PROFILE_URL`."""


def faults(documents: list[Document]) -> Iterator[str]:
    """Of every address of a neighbour, why it is not reached."""
    pods = [one["spec"]["template"] for one in documents if one["kind"] == "Deployment"]
    for each in documents:
        if each["kind"] != "ConfigMap" or "DL_PORT" not in each["data"]:
            continue
        callers = [_labels(pod) for pod in pods if _reads(pod, each["metadata"]["name"])]
        for name, address in each["data"].items():
            if ADDRESS.fullmatch(name):
                for fault in _of_address(address, callers, pods, documents):
                    yield f"{each['metadata']['name']}: {name}={address}: {fault}"


def _of_address(
    address: str, callers: list[Labels], pods: list[Document], documents: list[Document]
) -> Iterator[str]:
    parts = urlsplit(address)
    services = {one["metadata"]["name"]: one for one in documents if one["kind"] == "Service"}
    service = services.get((parts.hostname or "").partition(".")[0])
    if service is None:
        yield "there is no such Service"
        return
    asked = parts.port or (443 if parts.scheme == "https" else 80)
    targets = {one["port"]: one.get("targetPort", one["port"]) for one in service["spec"]["ports"]}
    if asked not in targets:
        yield f"the Service has no port {asked}"
        return
    selector = service["spec"]["selector"].items()
    called = [
        (_labels(pod), port)
        for pod in pods
        if selector <= _labels(pod).items()
        for port in _ports(pod, targets[asked])
    ]
    if not called:
        yield f"no pod has the port {targets[asked]}"
    policies = [one["spec"] for one in documents if one["kind"] == "NetworkPolicy"]
    for there, port in called:
        if not all(_lets(policies, "egress", "to", here, there, port) for here in callers):
            yield f"no policy lets it out to port {port}"
        if not all(_lets(policies, "ingress", "from", there, here, port) for here in callers):
            yield f"no policy lets it in at port {port}"


def _labels(pod: Document) -> Labels:
    labels: Labels = pod["metadata"]["labels"]
    return labels


def _reads(pod: Document, settings: str) -> bool:
    sources = [one for each in pod["spec"]["containers"] for one in each.get("envFrom", [])]
    return any(one.get("configMapRef", {}).get("name") == settings for one in sources)


def _ports(pod: Document, target: str | int) -> Iterator[int]:
    for container in pod["spec"]["containers"]:
        for one in container.get("ports", []):
            if target in (one.get("name"), one["containerPort"]):
                yield one["containerPort"]


def _lets(
    policies: list[Document], way: str, peers: str, mine: Labels, other: Labels, port: int
) -> bool:
    """Whether a policy of the pods with the labels `mine` names the other one and the port."""
    rules = [
        rule
        for policy in policies
        if _selects(policy["podSelector"], mine)
        for rule in policy.get(way, [])
    ]
    return any(
        any(one["port"] == port for one in rule.get("ports", [{"port": port}]))
        and any(
            "namespaceSelector" not in peer and _selects(peer.get("podSelector"), other)
            for peer in rule.get(peers, [{"podSelector": {}}])
        )
        for rule in rules
    )


def _selects(selector: Document | None, labels: Labels) -> bool:
    """By matchLabels alone; what else a selector may say is not read, and selects nothing here."""
    if selector is None or set(selector) - {"matchLabels"}:
        return False
    wanted: Labels = selector.get("matchLabels", {})
    return wanted.items() <= labels.items()
