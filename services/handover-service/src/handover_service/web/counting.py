"""What the outcome of a talk counts as, in a sentence (rule K3)."""

from continuous_line.codes import Party
from handover_service.domain.case import Case
from handover_service.domain.events import (
    Event,
    HandoverByPhone,
    HandoverNotHeld,
    MovedToMunicipality,
    WarmHandoverHeld,
)
from handover_service.web.codes_talks import CODES
from handover_service.web.guards import PageDesk


def counting(at: PageDesk, case: Case, outcome: Event) -> str:
    words = at.visitor.words
    match outcome:
        case WarmHandoverHeld():
            return _warm(at, case)
        case HandoverByPhone():
            return words["talk_counts_phone"]
        case HandoverNotHeld():
            return _not_held(at, outcome)
        case _:
            return words["talk_counts_nothing"]


def _warm(at: PageDesk, case: Case) -> str:
    """Who moved out counts in the half-year of the move."""
    words, moved = at.visitor.words, case.last(MovedToMunicipality)
    if moved is None:
        return words["talk_counts_warm"]
    name = "talk_half_1" if moved.moved_on.month <= 6 else "talk_half_2"
    half = words[name].format(year=moved.moved_on.year)
    return words["talk_counts_warm_moved"].format(half=half)


def _not_held(at: PageDesk, outcome: HandoverNotHeld) -> str:
    words, said = at.visitor.words, CODES[at.visitor.language]["party"]
    absent = [said[party] for party in Party if party not in outcome.attended]
    if not outcome.attended or not absent:
        return words["talk_counts_not_held"]
    return words["talk_counts_not_warm"].format(absent=f" {words['talk_and']} ".join(absent))
