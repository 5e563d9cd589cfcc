"""XLSX: a sheet of figures, one of definitions, and one of what the file is."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from report_service.files.about import About
from report_service.files.columns import COLUMNS
from report_service.files.rows import Row

_WIDTHS: Final = {"code": 18, "name": 24, "metric": 26, "part": 20, "title": 34, "denominator": 12}
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can hold: the same figures make the same bytes at any time."""
_MADE: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_CORE: Final = "docProps/core.xml"
_BOLD, _TOP = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def xlsx_of(rows: Sequence[Row], about: About) -> bytes:
    """Numbers are numbers; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = about.title, "Doorlopende Lijn"
    book.properties.description = about.word("licence")
    _figures(book.create_sheet(about.word("sheet_figures")), rows, about)
    _definitions(book.create_sheet(about.word("sheet_definitions")), about)
    _about(book.create_sheet(about.word("sheet_about")), about)
    written = io.BytesIO()
    book.save(written)
    return _timeless(written)


def _figures(sheet: Any, rows: Sequence[Row], about: About) -> None:
    _widths(sheet, [_WIDTHS.get(column.name, 11) for column in COLUMNS] + [60])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS) + 1)}{len(rows) + 1}"
    titles = [column.title[about.language] for column in COLUMNS]
    sheet.append([_cell(sheet, title, _BOLD) for title in (*titles, about.word("reason"))])
    reasons = {
        "shown": None,
        "hidden": about.word("reason_hidden"),
        "nobody": about.word("reason_nobody"),
    }
    for row in rows:
        sheet.append([_plain(sheet, value) for value in (*row, reasons[row.status])])


def _definitions(sheet: Any, about: About) -> None:
    _widths(sheet, [26, 34, 60, 60, 40, 30])
    sheet.freeze_panes = "A2"
    heads = ("code", "title", "numerator", "denominator", "period", "source")
    sheet.append([_cell(sheet, about.word(f"defined_{head}"), _BOLD) for head in heads])
    for one in about.definitions:
        sheet.append([_cell(sheet, value, wrapped=True) for value in one])
    sheet.append([])
    for column in COLUMNS:
        texts = (column.title[about.language], column.text[about.language])
        sheet.append([_cell(sheet, value, wrapped=True) for value in (column.name, *texts)])


def _about(sheet: Any, about: About) -> None:
    _widths(sheet, [40, 100])
    for name, value in _facts(about):
        sheet.append([_cell(sheet, name, _BOLD), _cell(sheet, value, wrapped=True)])


def _facts(about: About) -> Iterator[tuple[str, Any]]:
    told, basis, period = about.document(), about.basis, about.chosen.period
    by = about.chosen.by
    yield about.word("about_title"), about.title
    yield about.word("about_period"), f"{period.code}: {period.first_on} - {period.last_on}"
    if by is not None:
        yield about.word("about_by"), by.value + (f": {about.code}" if about.code else "")
    if basis.as_of is not None:
        yield about.word("about_as_of"), told["asOfAt"]
    yield about.word("about_known_on"), basis.known_on
    yield about.word("about_map_on"), basis.map_on
    yield about.word("about_denominators"), about.word("independent")
    yield about.word("about_suppression"), about.word("suppression")
    yield about.word("about_licence"), about.word("licence")
    yield about.word("about_held_back"), basis.held_back
    yield about.word("about_rules"), basis.rules_version
    yield about.word("about_definitions"), basis.definitions_digest
    if basis.generation is not None:
        yield about.word("about_generation"), basis.generation
    if basis.edition is not None:
        yield about.word("about_edition"), basis.edition
    yield about.word("about_position"), None
    for topic in told["readUpTo"]:
        yield topic["topic"], " ".join(str(last) for last in topic["last"])


def _widths(sheet: Any, widths: Iterable[float]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _plain(sheet: Any, value: Any) -> Any:
    """Of thousands: only what openpyxl would take for a formula or a fault gets a cell of its own,
    which costs most of the time."""
    if isinstance(value, str) and (value[:1] in ("=", "#") or ILLEGAL_CHARACTERS_RE.search(value)):
        return _cell(sheet, value)
    return value


def _cell(
    sheet: Any,
    value: Any,
    font: Font | None = None,
    *,
    wrapped: bool = False,
) -> Any:
    """Of a text, number, day or nothing."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if font is not None:
        cell.font = font
    if wrapped:
        cell.alignment = _TOP
    return cell


def _timeless(written: io.BytesIO) -> bytes:
    """Without the moment at which it was made."""
    anew = io.BytesIO()
    with ZipFile(written) as was, ZipFile(anew, "w", ZIP_DEFLATED) as book:
        for name in was.namelist():
            content = was.read(name)
            if name == _CORE:
                content = _MADE.sub(rb"\g<1>1980-01-01T00:00:00Z\3", content)
            entry = ZipInfo(name, _BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            book.writestr(entry, content)
    return anew.getvalue()
