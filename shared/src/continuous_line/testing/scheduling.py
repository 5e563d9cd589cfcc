"""Which worker of pytest-xdist runs what, and in which order.

Tests of one file stay together, as with `--dist loadfile`. Those that need the same stand, whose
start takes a quarter of a minute, stay together across files; so do those of the samples, which
share a Kafka with rights. What takes long goes first, so that
no worker is left alone with it at the end.
"""

import re
from typing import Any, Final

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

_STAND: Final = re.compile(r"(.*/e2e)/[^/]+::.*\[(embedded|kafka)\]")
_SAMPLES: Final = "samples/tests"
_LONG: Final = (
    "tests/e2e[",
    _SAMPLES,
    "tests/e2e/",
    "_browser.py",
    "/test_api.py",
    "/test_vault_start.py",
    "/test_event_log_outages.py",
    "deploy/embedded/tests/integration/",
    "_pages.py",
)
"""In the order in which they are begun; of the others those with most tests."""


def scope_of(nodeid: str) -> str:
    """What is run by one worker in one go: a file, or `tests/e2e[kafka]`."""
    if nodeid.startswith(f"{_SAMPLES}/"):
        return _SAMPLES
    stand = _STAND.fullmatch(nodeid)
    return f"{stand[1]}[{stand[2]}]" if stand else nodeid.partition("::")[0]


def urgency(scope: str) -> int:
    """The lower the earlier."""
    return next((at for at, part in enumerate(_LONG) if part in scope), len(_LONG))


class LongestFirst(LoadFileScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        """What waits is sorted by the number of tests, which decides among equals."""
        self.workqueue.move_to_end(min(self.workqueue, key=urgency), last=False)
        super()._assign_work_unit(node)


def scheduler_of(config: Any, log: Any) -> LongestFirst | None:
    """Takes the place of `--dist loadfile` and of nothing else."""
    return LongestFirst(config, log) if config.getvalue("dist") == "loadfile" else None
