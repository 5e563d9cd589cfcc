"""The types of the Python client, generated from the documents of the services and of the events.

They are typed dictionaries: what is received is not judged, so a field that a newer version adds
breaks no reader, and a type checker knows the rest.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datamodel_code_generator import generate
from datamodel_code_generator.config import GenerateConfig
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import Formatter, PythonVersion
from datamodel_code_generator.parser import LiteralType

ROOT = Path(__file__).parents[1]
TYPES = ROOT / "clients" / "python" / "src" / "doorlopende_lijn_client" / "types"


def modules(
    apis: Mapping[str, dict[str, Any]], events: dict[str, Any]
) -> Iterator[tuple[Path, str]]:
    """`apis`: the OpenAPI document of each service; `events`: the AsyncAPI document."""
    for name, document in apis.items():
        said = f"What {name}-service takes and answers, generated from docs/openapi/{name}.json."
        yield TYPES / f"{name}.py", _module(document, said)
    data = {
        "openapi": "3.1.0",
        "info": events["info"],
        "paths": {},
        "components": {"schemas": events["components"]["schemas"]},
    }
    said = "The `data` of every public event, and the envelope, generated from docs/asyncapi.json."
    yield TYPES / "events.py", _module(data, said)


def _module(document: dict[str, Any], said: str) -> str:
    config = GenerateConfig(
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.TypingTypedDict,
        target_python_version=PythonVersion.PY_311,
        enum_field_as_literal=LiteralType.All,
        use_schema_description=True,
        use_single_line_docstring=True,
        use_closed_typed_dict=False,
        disable_timestamp=True,
        custom_file_header=f'"""{said}\n\n`make docs` writes it anew.\n"""',
        formatters=[Formatter.BUILTIN],
    )
    made = generate(json.dumps(document), config=config)
    if not isinstance(made, str):
        raise TypeError("one module is expected of one document")
    return _formatted(made)


def _formatted(text: str) -> str:
    """As everything here is; by the same ruff as the interpreter's."""
    ruff = Path(sys.executable).with_name("ruff")
    for words in (["check", "--fix", "--quiet", "--exit-zero"], ["format", "--quiet"]):
        done = subprocess.run(
            [ruff, *words, "--stdin-filename", TYPES / "module.py", "-"],
            input=text, capture_output=True, text=True, check=True,
        )  # fmt: skip
        text = done.stdout
    return text
