"""`python -m continuous_line.probe live|ready`: asks this container's own health endpoint."""

import os
import sys
from http.client import HTTPConnection


def ask(what: str) -> int:
    """0 where the process says it is live (or ready), else 1; the port is DL_PORT."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("DL_PORT", "8000")), timeout=2)
    try:
        connection.request("GET", f"/health/{what}")
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1] if len(sys.argv) > 1 else "live"))
