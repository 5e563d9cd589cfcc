"""What docs/kafka.md shows and says is what is there."""

import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

from continuous_line.contracts import ABOUT_PERSONS, CONTRACTS, profile, type_name
from continuous_line.local.kafka_jars import VERSION

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/kafka.md").read_text("utf-8")
PYTHON = (ROOT / "samples/python/consumer.py").read_text("utf-8")
JAVA = (ROOT / "samples/java/src/main/java/Consumer.java").read_text("utf-8")


def test_the_consumer_that_is_shown_is_the_sample_itself() -> None:
    shown = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert shown == [PYTHON]


@pytest.mark.parametrize("text", [PYTHON, JAVA])
def test_both_samples_read_the_topics_about_persons_and_know_what_erases(text: str) -> None:
    topics = tuple(re.findall(r'"(\w+\.events\.v1)"', text))
    assert topics == ABOUT_PERSONS
    assert f'"{type_name("profile", profile.PersonalDataErased)}"' in text


def test_every_topic_is_in_the_document() -> None:
    listed = re.findall(r"^\| `([a-z0-9.]+\.v1)` \|", DOCUMENT, re.MULTILINE)
    assert listed == [contract.topic for contract in CONTRACTS.values()]


def test_the_samples_are_tried_with_the_parts_that_they_ask_for() -> None:
    asked = (ROOT / "samples/python/requirements.txt").read_text("utf-8").strip()
    name, _, versions = asked.partition(">=")
    lowest, _, below = versions.partition(",<")
    installed = importlib.metadata.version(name)
    assert [int(part) for part in lowest.split(".")] <= [int(n) for n in installed.split(".")]
    assert [int(part) for part in below.split(".")] > [int(n) for n in installed.split(".")]
    pom = (ROOT / "samples/java/pom.xml").read_text("utf-8")
    assert f"<artifactId>kafka-clients</artifactId>\n      <version>{VERSION}<" in pom


def test_what_the_sample_in_python_imports_is_asked_for_or_pythons_own() -> None:
    modules = {
        (node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(ast.parse(PYTHON))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    foreign = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert foreign == {"aiokafka"}


def test_every_file_that_the_document_links_to_is_there() -> None:
    for link in set(re.findall(r"\]\(([^)#]+)\)", DOCUMENT)):
        assert (ROOT / "docs" / link).exists(), link
