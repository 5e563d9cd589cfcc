"""Whoever reads the demo's output in a file sees how far it is too."""

from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from continuous_line_embedded.demo.bar import advancing


@pytest.mark.parametrize(("terminal", "lines"), [(False, 10), (True, 0)])
def test_a_line_at_every_tenth_where_there_is_no_bar(terminal: bool, lines: int) -> None:
    output = StringIO()
    console = Console(file=output, force_terminal=terminal, width=80)
    with advancing(console, 1000) as advance:
        for day in range(100):
            advance(date(2019, 1, 1) + timedelta(days=day), 10)
    told = [line for line in output.getvalue().splitlines() if "of 1,000 requests" in line]
    assert len(told) == lines
    assert ("1000/1000" in output.getvalue()) == terminal
    if told:
        assert told[0] == "2019-01-10  100 of 1,000 requests"
        assert told[-1] == "2019-04-10  1,000 of 1,000 requests"
