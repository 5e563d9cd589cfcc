"""Which bytes are let near the reader of spreadsheets at all."""

import io
import re
import zipfile
from collections.abc import Mapping

from continuous_line.intake.table import Cell, FileUnfit

LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_EMPTY_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}\d+)"[^>]*><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</[^>]*>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></[^>]*>)?</"
)

Range = tuple[int, int, int, int]


def check_archive(content: bytes) -> None:
    """Raises FileUnfit for what is protected, no spreadsheet, or a bomb.

    A part never unpacks to more than the archive says, so what it says is what counts.
    """
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise _protected()
        raise FileUnfit("Save the file as .xlsx; this is an older form.", code="file-old-form")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileUnfit("The file is no .xlsx spreadsheet.", code="file-not-spreadsheet") from None
    if any(part.flag_bits & 1 for part in parts):
        raise _protected()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileUnfit("The file unpacks to more than is taken.", code="file-too-large")
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise FileUnfit("The file is no .xlsx spreadsheet.", code="file-not-spreadsheet")


def raw_sheet(content: bytes, path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(path.lstrip("/"))


def merged_ranges(raw: bytes) -> list[Range]:
    """First row, first column, last row, last column, counted from 1 and 0."""
    return [
        (int(found[2]), _index(found[1]), int(found[4]), _index(found[3]))
        for found in _MERGED.finditer(raw)
    ]


def formulas_without_value(raw: bytes) -> list[str]:
    """Addresses such as C7: no formula is worked out here, so there is nothing to take."""
    if b"<f" not in raw and b":f" not in raw:
        return []
    return [found[1].decode() for found in _EMPTY_FORMULA.finditer(raw)]


def spread(values: Mapping[int, list[Cell | None]], merged: list[Range], width: int) -> None:
    """Give every cell of a merged range that has a line the value of its first one."""
    for top, left, bottom, right in merged:
        first = values.get(top)
        if first is None or left >= len(first) or first[left] is None:
            continue
        for number in range(top, min(bottom, top + len(values)) + 1):
            line = values.get(number)
            if line is None:
                continue
            last = min(right, width - 1)
            line.extend([None] * (last + 1 - len(line)))
            line[left : last + 1] = [first[left]] * (last + 1 - left)


def _index(letters: bytes) -> int:
    index = 0
    for one in letters:
        index = index * 26 + one - 64
    return index - 1


def _protected() -> FileUnfit:
    return FileUnfit("The file is protected by a password; save it without.", code="file-protected")
