"""What the report refuses."""

from datetime import datetime

from continuous_line.errors import Refused


class NoPeriod(Refused):
    """The text is no month, quarter, half year or year."""

    status = 400
    code = "no-period"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' is no period: give a year (2019), half year (2019-H1), "
            "quarter (2019-Q1) or month (2019-01)"
        )


class MomentAhead(Refused):
    """Nobody knows yet what will be known then."""

    code = "moment-ahead"

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"{moment.isoformat()} lies ahead: give a moment that has been.")
