"""Every page with every role."""

from continuous_line.auth import EVERY_ROLE
from continuous_line.testing.pages import PageSuite

MATRIX = {"GET /": EVERY_ROLE}


class TestPages(PageSuite):
    matrix = MATRIX
