"""The part of the country that a page is about, and what parts and groups are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from continuous_line.codes import Basis
from continuous_line.errors import NotFound
from continuous_line.web.pages import Language
from report_service import admission
from report_service.domain.cuts import NOT_LINKED, By
from report_service.domain.observation import BANDS, UNKNOWN
from report_service.queries import Report
from report_service.web.texts_codes import BASES, BY_ONE, OTHER_GROUPS
from report_service.web.visits import Reader

CHOSEN: Mapping[bool, tuple[By, ...]] = {
    True: (By.UNIT, By.REGION),
    False: (By.UNIT, By.AZC, By.MUNICIPALITY),
}
"""Of who compares all places, and of who works in some."""


@dataclass(frozen=True, slots=True)
class Area:
    """`key` stands in the address: `region:AM33`."""

    by: By
    code: str

    @property
    def key(self) -> str:
        return f"{self.by}:{self.code}"


def area_of(look: Reader, report: Report, key: str) -> Area | None:
    """None for the whole country. Raises NotFound for what is no area of this reader's: it does
    not tell whether there is one."""
    if not key:
        return None
    by, _, code = key.partition(":")
    if by not in tuple(By):
        raise NotFound("There is no such area.")
    found = Area(By(by), code)
    look.require(found.by)
    if found not in areas(look, report):
        raise NotFound("There is no such area.")
    return found


def area_at(look: Reader, report: Report, by: By | None, code: str) -> Area | None:
    """One cell of a table. Raises NotFound where there is none, or it is not this reader's."""
    if by is None or not code:
        return None
    look.require(by)
    places, on = report.places, report.map_on
    known = {*places.names(by, on), *report.figures.tables[by], *BANDS, *Basis}
    if look.who is None or code not in known:
        raise NotFound("There is no such group.")
    if not admission.may_see(look.who, by, code, places, on):
        raise NotFound("There is no such group.")
    return Area(by, code)


def areas(look: Reader, report: Report) -> list[Area]:
    """What this reader may choose, in the order of the names."""
    who = look.who
    if who is None:
        return []
    found: list[Area] = []
    for by in CHOSEN[who.has(*admission.EVERYTHING)]:
        if not look.may(by):
            continue
        names = report.places.names(by, report.map_on)
        codes = {*names, *report.figures.tables[by]} - {UNKNOWN, NOT_LINKED, ""}
        of = [
            Area(by, code)
            for code in codes
            if admission.may_see(who, by, code, report.places, report.map_on)
        ]
        found += sorted(of, key=lambda area: names.get(area.code, area.code))
    return found


def group_name(by: By, code: str, names: Mapping[str, str], language: Language) -> str:
    """What a cell of a table is called: `azc Weert`, `25 tot 50 km`, `nog niet gekoppeld`."""
    if by is By.AZC_DISTANCE:
        azc, _, band = code.rpartition(":")
        return ", ".join(
            (
                group_name(By.AZC, azc, names, language),
                group_name(By.DISTANCE, band, {}, language),
            )
        )
    if code in (UNKNOWN, NOT_LINKED):
        return OTHER_GROUPS[language][code]
    if by is By.DISTANCE:
        return OTHER_GROUPS[language].get(code, code)
    if by is By.BASIS:
        return BASES[language].get(code, code)
    if by is By.UNIT:
        return names.get(code, code).replace("unit-", "unit ").title().replace("Unit ", "unit ")
    name = names.get(code, code)
    return f"azc {name.removeprefix('azc ')}" if by is By.AZC else name


def area_name(area: Area, report: Report, language: Language) -> str:
    """With what it is: `regio Zuid-Limburg`, `unit Zuid`."""
    of = By.AZC if area.by is By.AZC_DISTANCE else area.by
    name = group_name(area.by, area.code, report.places.names(of, report.map_on), language)
    if area.code in (UNKNOWN, NOT_LINKED):
        return name
    return BY_ONE[language].get(area.by, "{name}").format(name=name)


def in_order(by: By, codes: Iterable[str]) -> list[str]:
    """Of groups that have an order of their own; others by their code."""
    if by is By.DISTANCE:
        order = [*BANDS, UNKNOWN, NOT_LINKED]
    elif by is By.BASIS:
        order = [*Basis, UNKNOWN, NOT_LINKED]
    else:
        return sorted(codes)
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))
