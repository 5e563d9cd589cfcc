"""Every page with every role."""

from continuous_line.testing.pages import OPEN, PageSuite

MATRIX = {"GET /": OPEN}


class TestPages(PageSuite):
    matrix = MATRIX
