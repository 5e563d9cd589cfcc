"""`python -m continuous_line_embedded`"""

from continuous_line_embedded.commands import app

app()
