"""Schemathesis against a running service, with a token that is known to work."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx

from continuous_line.web.document import operations


def fuzz(
    address: str, token: str, *, probe: str, examples: int = 20, seed: int = 1,
    more: Sequence[str] = (),
) -> None:  # fmt: skip
    """Asserts that schemathesis finds no fault in the service at `address`.

    `probe` is a path (`/v1/cases`) that must answer 200 with the token and 401 without: with a
    token that does not work everything answers 401, and that is green. Operations that take a
    file are left out: any bytes fit their schema, and almost none are a spreadsheet.
    """
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(address + probe).status_code == 401
    assert httpx.get(address + probe, headers=headers).status_code == 200
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"), "run", f"{address}/v1/openapi.json",
            "--header", f"Authorization: {headers['Authorization']}", "--checks", "all",
            "--max-examples", str(examples), "--seed", str(seed), "--no-color",
            "--suppress-health-check", "all", "--generation-database", "none",
            *_without_files(address), *more,
        ],
        capture_output=True, text=True, check=False, timeout=570,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr).replace(token, "TOKEN")


def _without_files(address: str) -> list[str]:
    document = httpx.get(f"{address}/v1/openapi.json").json()
    return [
        argument
        for _, _, operation in operations(document)
        if "multipart/form-data" in operation.get("requestBody", {}).get("content", {})
        for argument in ("--exclude-operation-id", operation["operationId"])
    ]
