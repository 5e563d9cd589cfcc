"""What every fact of a case has."""

from dataclasses import dataclass
from uuid import UUID

from continuous_line import happened


@dataclass(frozen=True, kw_only=True)
class Fact(happened.Fact):
    """Of one case."""

    case_id: UUID
