"""An application on a real port, in a thread with a loop of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from continuous_line.local.postgres import free_port


@contextmanager
def serving(app: Any, port: int | None = None) -> Iterator[str]:
    """The address (`http://127.0.0.1:port`) as long as the block runs; the lifespan runs too."""
    port = port or free_port()
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while not server.started:
            if not thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the application did not start")
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        if (ending := getattr(getattr(app, "state", None), "ending", None)) is not None:
            ending.set()
        server.should_exit = True
        thread.join(timeout=30)
