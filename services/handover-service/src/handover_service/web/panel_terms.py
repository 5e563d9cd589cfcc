"""Of a case: what is due when, what stands out, and the programmes that the person is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from continuous_line.days import day
from handover_service import programme_view, roles
from handover_service.domain.case import Case
from handover_service.domain.programme import Programmes
from handover_service.domain.terms import Term
from handover_service.streams import File
from handover_service.web.guards import PageDesk


@dataclass(frozen=True, slots=True)
class Line:
    """A term as the page shows it; `first`: names of what should have come before."""

    name: str
    programme: str
    state: str
    term: Term
    first: Sequence[str]
    done_on: date | None


async def panel(at: PageDesk, file: File, case: Case) -> dict[str, Any]:
    """`lines`, `flags`, `periods`; `names`: of programmes in the page's language."""
    now, known = at.writing.now, await at.resources.programmes.known(at.writing.tx)
    found = programme_view.terms_of(file, case.id, known, now)
    return {
        "lines": [line_of(at, known, term) for term in found],
        "flags": await programme_view.raised(at.writing.tx, file, case.id, known, now),
        "periods": programme_view.periods_of(file, case.id, known, now),
        "names": programme_names(at, known),
        "phases": phase_names(at, known),
        "several": len({term.programme for term in found}) > 1,
        "may": at.writing.who.has(*roles.GUIDE) and case.closing is None,
        "today": day(now),
    }


def line_of(at: PageDesk, known: Programmes, term: Term) -> Line:
    version = next(v for v in known.versions(term.programme) if v.version == term.version)
    name = {code: getattr(one.name, at.visitor.language) for code, one in version.by_code.items()}
    return Line(
        name=name[term.milestone],
        programme=term.programme,
        state=term.state.value,
        term=term,
        first=[name[code] for code in term.came_before],
        done_on=term.met.on if term.met else None,
    )


def programme_names(at: PageDesk, known: Programmes) -> dict[str, str]:
    """Of each code, by its newest version."""
    return {
        code: getattr(known.versions(code)[-1].name, at.visitor.language) for code in known.codes()
    }


def phase_names(at: PageDesk, known: Programmes) -> dict[str, str]:
    """By `programme/phase`."""
    return {
        f"{one.code}/{phase.code}": getattr(phase.name, at.visitor.language)
        for one in known
        for phase in one.phases
    }


def milestone_names(at: PageDesk, known: Programmes) -> dict[str, str]:
    """By `programme/milestone`, of every version."""
    return {
        f"{one.code}/{code}": getattr(milestone.name, at.visitor.language)
        for one in known
        for code, milestone in one.by_code.items()
    }
