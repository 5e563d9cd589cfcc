"""CSV as spreadsheets and systems write it: `;` or `,`, with or without BOM, UTF-8 or cp1252."""

import codecs
import csv
import io

from continuous_line.intake.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Fault,
    FileUnfit,
    Line,
    Sheet,
    letter,
)

_DELIMITERS = ";,\t"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_csv(content: bytes) -> Sheet:
    """A row number is that of the record, as a spreadsheet shows it. Raises FileUnfit."""
    text = decoded(content)
    lines: list[Line] = []
    faults: list[Fault] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            if number > MOST_ROWS or len(record) > MOST_COLUMNS:
                raise too_large()
            values: list[Cell | None] = []
            for index, value in enumerate(record):
                values.append(value.strip() or None)
                if len(value) > LONGEST_CELL:
                    values[-1] = None
                    faults.append(too_long(number, index))
            if any(values):
                lines.append(Line(number, tuple(values)))
    except csv.Error:
        raise FileUnfit(
            f"Row {number + 1} is not CSV: a quotation mark is not closed or out of place.",
            code="csv-invalid",
            errors=[Fault(number + 1, "", "csv-invalid", "A quotation mark is out of place.")],
        ) from None
    return Sheet(lines, faults=faults)


def decoded(content: bytes) -> str:
    """The text without BOM. Raises FileUnfit."""
    known = next(((bom, name) for bom, name in _BOMS if content.startswith(bom)), None)
    candidates = [known[1]] if known else ["utf-8", "cp1252"]
    body = content[len(known[0]) :] if known else content
    for encoding in candidates:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileUnfit("The file is no text in UTF-8 or Windows-1252.", code="encoding-unknown")


def delimiter(text: str) -> str:
    """What separates the values of the first line that has any, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip(_DELIMITERS + " ")), "")
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def too_large() -> FileUnfit:
    return FileUnfit(
        f"The file has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns; divide it.",
        code="file-too-large",
    )


def too_long(row: int, index: int) -> Fault:
    detail = f"Holds more than {LONGEST_CELL} characters."
    return Fault(row, letter(index), "cell-too-long", detail)
