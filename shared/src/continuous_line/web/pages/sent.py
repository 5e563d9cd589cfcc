"""What a browser sent with a form, read once; files are in memory, within the limit of the edge."""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from fastapi import Request
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser

from continuous_line.errors import Refused


class FormUnfit(Refused):
    status = 400
    code = "form-invalid"


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    fields: Sequence[tuple[str, str]] = ()
    files: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return next((value for known, value in self.fields if known == name), "")

    def values(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            found.setdefault(name, []).append(value)
        return found

    def canonical(self) -> bytes:
        """The same for the same input, also from another session or as another attempt."""
        entries = [entry for entry in self.fields if entry[0] not in ("csrf", "key", "kept")]
        for name, file in self.files.items():
            entries.append((name, f"{file.name} {hashlib.sha256(file.content).hexdigest()}"))
        return msgspec.msgpack.encode(sorted(entries))


async def sent_with(request: Request) -> Sent:
    """What was sent. A browser sends a file without a name where none was chosen."""
    if not hasattr(request.state, "sent"):
        fields: list[tuple[str, str]] = []
        files: dict[str, Upload] = {}
        form = await _form_of(request)
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields.append((name, value))
            elif value.filename:
                files[name] = Upload(value.filename, await value.read())
        await form.close()
        request.state.sent = Sent(fields, files)
    found: Sent = request.state.sent
    return found


async def _form_of(request: Request) -> FormData:
    """The framework lays large files on a disk; personal data may not lie there."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.form()
    parser = MultiPartParser(request.headers, request.stream())
    parser.spool_max_size = sys.maxsize
    try:
        return await parser.parse()
    except MultiPartException:
        raise FormUnfit("The form cannot be read.") from None


def known_of(request: Request) -> Sent:
    """What was read of it so far: nothing where no guard asked for it."""
    found: Sent = getattr(request.state, "sent", None) or Sent()
    return found
