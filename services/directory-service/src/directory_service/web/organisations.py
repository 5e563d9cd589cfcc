"""What organisations are called on pages."""

from typing import Final

from continuous_line.web.pages import PageWriting
from directory_service.application.book import Book
from directory_service.areas import municipality_areas
from directory_service.domain.areas import AreaKind
from directory_service.web.codes import AREAS

_WRITTEN: Final = {
    "coa": "COA", "vng": "VNG", "uwv": "UWV", "vluchtelingenwerk": "VluchtelingenWerk",
}  # fmt: skip


class Organisations(dict[str, str]):
    """By code; one of which no name is known is called by its code."""

    def __missing__(self, code: str) -> str:
        return code


async def organisations(unit: PageWriting, book: Book) -> Organisations:
    kind = AREAS[unit.visitor.language][AreaKind.MUNICIPALITY]
    places = (await municipality_areas(unit.tx, book.today)).items()
    return Organisations(_WRITTEN | {code: f"{kind} {place.name}" for code, place in places})
