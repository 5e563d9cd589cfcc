"""Taking facts back, or replacing them: only valid ones, only by who recorded them."""

from collections.abc import Iterable
from uuid import UUID

from continuous_line.errors import Forbidden, NotFound, Refused
from continuous_line.happened import Happened, Reference, reference_to


class NotCorrectable(Refused):
    """It was voided or replaced before, or it is no fact."""

    code = "not-correctable"


class ReplacesAnotherKind(Refused):
    code = "replaces-another-kind"


class OthersRestOnIt(Refused):
    code = "others-rest-on-it"


class OtherOrganisation(Forbidden):
    """A fact is corrected by the organisation that recorded it."""

    code = "other-organisation"


class UnknownEvent(NotFound):
    code = "event-unknown"


def correctable(
    valid: Iterable[Happened], fact_id: UUID, *, recorded_by: str, organisation: str
) -> Reference:
    """The fact that is to be corrected, one of the `valid`.

    Raises NotCorrectable or OtherOrganisation.
    """
    fact = next((fact for fact in valid if fact.id == fact_id), None)
    if fact is None:
        raise NotCorrectable("That event is not valid any more, or is no fact.")
    if not organisation or recorded_by != organisation:
        raise OtherOrganisation("The organisation that recorded a fact corrects it.")
    return reference_to(fact)
