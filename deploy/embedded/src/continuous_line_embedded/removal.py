"""Removes what a run kept, never what something else did."""

import os
import shutil

from continuous_line.local.errors import CannotStart
from continuous_line.local.postgres import PostgresServer
from continuous_line_embedded.child import end_orphans
from continuous_line_embedded.folder import DataFolder


def remove(folder: DataFolder) -> bool:
    """False where there was nothing. Raises CannotStart while a run holds the folder, where it
    is not a data folder, or where some of it cannot be removed."""
    if not os.path.lexists(folder.path):
        return False
    with folder.held():
        end_orphans(folder.path)
        PostgresServer(folder.postgres).remove()
        try:
            shutil.rmtree(folder.path)
        except OSError as error:
            raise CannotStart(f"{error.filename} cannot be removed: {error.strerror}") from None
    return True
