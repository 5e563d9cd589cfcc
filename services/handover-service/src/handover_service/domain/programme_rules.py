"""What the parts of a programme owe one another: what is named is there, once, and in no circle."""

from collections.abc import Iterable, Iterator
from datetime import date

from continuous_line.codes import Role
from continuous_line.codes_guidance import InformationItem
from handover_service.domain.anchors import MILESTONE, STEP, Anchor
from handover_service.domain.fields_read import twice
from handover_service.domain.programme import (
    OWED_BY,
    OWNER,
    WORKER,
    Caseload,
    Contacts,
    Over,
    Programme,
)

_NEVER_TOLD = frozenset(
    {
        Role.ASYLUM_DECISION_MAKER, Role.PERMIT_HOLDER, Role.PROVIDER, Role.OPERATOR,
        Role.TVS_SYSTEM, Role.MUNICIPAL_SYSTEM, Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER,
        Role.ANALYST,
    }
)  # fmt: skip
"""They see no cases, or are no staff."""
TOLD = frozenset({OWNER, WORKER, *(role.value for role in Role if role not in _NEVER_TOLD)})


def faults_between(programme: Programme) -> list[str]:
    return [
        *_valid(programme), *_doubles(programme), *_milestones(programme), *_circles(programme),
        *_phases(programme), *_contacts(programme), *_stay(programme), *_caseload(programme),
        *_told(programme),
    ]  # fmt: skip


def _valid(p: Programme) -> Iterator[str]:
    if p.valid_until is not None and p.valid_until < p.valid_from:
        yield "valid_until: lies before valid_from"
    if not p.source:
        yield "source: says where the numbers are from"
    if p.code in p.instead_of:
        yield "instead_of: a programme does not take its own place"
    for number, item in enumerate(p.required_items):
        if item not in {item.value for item in InformationItem} and item not in _steps(p):
            yield f"required_items[{number}]: no such item or step"


def _doubles(p: Programme) -> Iterator[str]:
    for name, codes in (
        ("phases", [phase.code for phase in p.phases]),
        ("steps", [step.code for step in p.steps]),
        ("milestones", [milestone.code for milestone in p.milestones]),
    ):
        for number, code in twice(codes):
            yield f"{name}[{number}].code: {code} stands there twice"
    for number, _ in twice([contacts.phase or "*" for contacts in p.contacts]):
        yield f"contacts[{number}].phase: stands there twice"


def _milestones(p: Programme) -> Iterator[str]:
    for number, one in enumerate(p.milestones):
        at = f"milestones[{number}]"
        if not one.met_by:
            yield f"{at}.met_by: names at least one moment"
        for place, moment in enumerate(one.met_by):
            yield from _moment(p, f"{at}.met_by[{place}]", moment, milestones=False)
        if isinstance(one.counted_from, str):
            yield from _moment(p, f"{at}.counted_from", one.counted_from)
        if (one.counted_from is None) != (one.days is None):
            yield f"{at}: a term has both counted_from and days or weeks"
        if one.near_days and one.days is None:
            yield f"{at}.near_days: there is no term"
        for place, code in enumerate(one.after):
            if code not in p.by_code:
                yield f"{at}.after[{place}]: no such milestone"
        if one.owed_by and one.owed_by not in TOLD:
            yield f"{at}.owed_by: {_roles()}"


def _circles(p: Programme) -> Iterator[str]:
    """What counts from one another, or comes before one another, never begins."""
    counted = {
        one.code: [one.counted_from.removeprefix(MILESTONE)]
        for one in p.milestones
        if isinstance(one.counted_from, str) and one.counted_from.startswith(MILESTONE)
    }
    before = {one.code: list(one.after) for one in p.milestones}
    for number, one in enumerate(p.milestones):
        for name, graph in (("counted_from", counted), ("after", before)):
            if _reaches(graph, one.code):
                yield f"milestones[{number}].{name}: leads back to itself"


def _reaches(graph: dict[str, list[str]], start: str) -> bool:
    seen: set[str] = set()
    waiting = list(graph.get(start, []))
    while waiting:
        code = waiting.pop()
        if code == start:
            return True
        if code not in seen:
            seen.add(code)
            waiting += graph.get(code, [])
    return False


def _phases(p: Programme) -> Iterator[str]:
    for number, phase in enumerate(p.phases):
        yield from _moment(p, f"phases[{number}].begins", phase.begins)


def _contacts(p: Programme) -> Iterator[str]:
    phases = {phase.code for phase in p.phases}
    for number, one in enumerate(p.contacts):
        at = f"contacts[{number}]"
        if one.phase is not None and one.phase not in phases:
            yield f"{at}.phase: no such phase"
        if _says_nothing(one):
            yield f"{at}: says nothing of how often"
        if one.least is not None and one.most is not None and one.most < one.least:
            yield f"{at}.most: is less than least"
        for place, extra in enumerate(one.extra):
            yield from _moment(p, f"{at}.extra[{place}].after", extra.after)


def _says_nothing(one: Contacts) -> bool:
    return one.every_days is None and one.least is None and one.most is None and not one.same_worker


def _stay(p: Programme) -> Iterator[str]:
    if p.stay is None:
        return
    yield from _moment(p, "stay.counted_from", p.stay.counted_from)
    for number, extension in enumerate(p.stay.extensions):
        if extension.step and extension.step not in _steps(p):
            yield f"stay.extensions[{number}].step: no such step"


def _caseload(p: Programme) -> Iterator[str]:
    match p.caseload:
        case Caseload(norm=norm, low=int() as low) if low > norm:
            yield "caseload.low: is more than norm"
        case Caseload(over=Over.FLAG, except_for=tuple() as reasons) if reasons:
            yield "caseload.except_for: only where over is refuse"
        case _:
            pass


def _told(p: Programme) -> Iterator[str]:
    for number, level in enumerate(p.levels):
        if not level.tell:
            yield f"levels[{number}].tell: names at least one"
        for place, told in enumerate(level.tell):
            if told not in TOLD and told != OWED_BY:
                yield f"levels[{number}].tell[{place}]: {OWED_BY} or {_roles()}"


def _moment(p: Programme, at: str, moment: str | date, *, milestones: bool = True) -> Iterable[str]:
    if not isinstance(moment, str) or not moment:
        return
    if moment.startswith(STEP):
        if moment.removeprefix(STEP) not in _steps(p):
            yield f"{at}: no such step"
    elif moment.startswith(MILESTONE):
        if not milestones:
            yield f"{at}: is met by a moment or a step, never by another milestone"
        elif moment.removeprefix(MILESTONE) not in p.by_code:
            yield f"{at}: no such milestone"
    elif moment not in {anchor.value for anchor in Anchor}:
        yield f"{at}: no such moment"


def _steps(p: Programme) -> set[str]:
    return {step.code for step in p.steps}


def _roles() -> str:
    return f"is one of {', '.join(sorted(TOLD))}"
