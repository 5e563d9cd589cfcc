"""A file in a request: read whole into memory before a transaction opens, never onto a disk.

The framework's own forms spool to a temporary file; personal data may not.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Depends, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.intake.table import LARGEST_FILE, FileUnfit
from continuous_line.writing import Writing, WritingGuard

MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LARGEST_REQUEST: Final = LARGEST_FILE + 100_000
"""Of a route that takes a file: the file, and the form around it."""
_FORM: Final = "multipart/form-data"
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
REQUEST_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The file itself, or a form with it as its one part with a file name.",
        "content": {
            _FORM: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            **dict.fromkeys(MEDIA_TYPES.values(), _BINARY),
            "application/octet-stream": _BINARY,
        },
    }
}
"""`openapi_extra` of a route that takes a file."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A transaction, and what `read` made of the file."""

    writing: Writing
    read: Any


class UploadGuard(WritingGuard):
    """`read`: from the bytes to what the route is given; runs beside the event loop."""

    def __init__(self, read: Callable[[bytes], Any], *roles: Role) -> None:
        super().__init__(*roles)
        self._read = read

    async def enter(self, request: Request) -> Principal:
        who = await super().enter(request)
        content = file_of(request.headers.get("content-type", ""), await request.body())
        request.state.upload = await asyncio.to_thread(self._read, content)
        return who

    def given(self, request: Request, unit: Writing) -> Upload:
        return Upload(unit, request.state.upload)


def uploading(read: Callable[[bytes], Any], *roles: Role) -> Any:
    """`upload: Annotated[Upload, uploading(read_table, Role.TVS_SYSTEM)]`."""
    return Depends(UploadGuard(read, *roles), scope="function")


def file_of(content_type: str, body: bytes) -> bytes:
    """The body, or the one file in a form. Raises FileUnfit."""
    kind, options = parse_options_header(content_type)
    if kind != _FORM.encode():
        return body
    files = _files(options.get(b"boundary", b""), body)
    if len(files) != 1:
        raise FileUnfit("The form holds not exactly one file.", code="form-without-file")
    return files[0]


def _files(boundary: bytes, body: bytes) -> list[bytes]:
    """The content of every part that has a file name."""
    files: list[bytearray] = []
    header, named, is_file, whole = bytearray(), bytearray(), False, False

    def begin() -> None:
        nonlocal is_file
        is_file = False

    def field(data: bytes, start: int, end: int) -> None:
        named.extend(data[start:end])

    def value(data: bytes, start: int, end: int) -> None:
        header.extend(data[start:end])

    def header_end() -> None:
        nonlocal is_file
        if bytes(named).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(header))
            is_file = b"filename" in options
            if is_file:
                files.append(bytearray())
        named.clear()
        header.clear()

    def data(found: bytes, start: int, end: int) -> None:
        if is_file:
            files[-1].extend(found[start:end])

    def end() -> None:
        nonlocal whole
        whole = True

    try:
        parser = MultipartParser(boundary, {
            "on_part_begin": begin, "on_header_field": field, "on_header_value": value,
            "on_header_end": header_end, "on_part_data": data, "on_end": end,
        })  # fmt: skip
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise FileUnfit("The form cannot be read.", code="form-invalid") from None
    if not whole:
        raise FileUnfit("The form ends too early: send it again.", code="form-truncated")
    return [bytes(one) for one in files]
