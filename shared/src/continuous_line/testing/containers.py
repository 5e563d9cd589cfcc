"""Whether the tests' servers are containers: where a Docker engine answers and has the images."""

import os
import subprocess
from functools import lru_cache

from continuous_line.local.kafka_container import IMAGE as KAFKA
from continuous_line.local.kafka_container import engine_answers

POSTGRES = "postgres:18"
_PULLING = 300


@lru_cache
def containers_wanted() -> bool:
    """CONTINUOUS_LINE_CONTAINERS=1 insists on containers, =0 does without them."""
    asked = os.environ.get("CONTINUOUS_LINE_CONTAINERS")
    if asked is not None:
        return asked == "1"
    return engine_answers() and all(_is_here(image) for image in (POSTGRES, KAFKA))


def _is_here(image: str) -> bool:
    commands = (("image", "inspect", image), ("pull", "--quiet", image))
    return any(_succeeds("docker", *command) for command in commands)


def _succeeds(*command: str) -> bool:
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_PULLING)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
