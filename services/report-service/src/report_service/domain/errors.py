"""What the report refuses."""

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
