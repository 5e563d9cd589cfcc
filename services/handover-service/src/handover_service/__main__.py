"""`python -m handover_service`: its commands."""

from continuous_line.cli import command_line
from continuous_line.process import Program
from handover_service.commands import programmes
from handover_service.main import create_app
from handover_service.resources import NAME
from handover_service.worker import make_worker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=make_worker, vault=True)
app = command_line(PROGRAM)
app.add_typer(programmes, name="programmes")

if __name__ == "__main__":
    app()
