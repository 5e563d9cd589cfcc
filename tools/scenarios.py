"""Prints for every scenario which tests prove it, or that it is open.

A scenario is proven by tests marked `@pytest.mark.scenario("ID")`. One that is open, and an id in a
test that docs/scenarios.md does not know, end with status 1.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTED = re.compile(r"^- \*\*(S-[A-Z]\d+)\*\*", re.MULTILINE)
FOLDERS = ("shared/tests", "services", "deploy/embedded/tests", "tests")


def listed() -> list[str]:
    return LISTED.findall((ROOT / "docs/scenarios.md").read_text(encoding="utf-8"))


def marked(path: Path) -> Iterator[tuple[str, str]]:
    """The (scenario, test) pairs of one file."""
    where = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(
                "mark.scenario"
            ):
                for argument in decorator.args:
                    yield str(ast.literal_eval(argument)), f"{where}::{node.name}"


def proofs() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for scenario, test in marked(path):
                found[scenario].append(test)
    return found


def main() -> int:
    known, found = listed(), proofs()
    for scenario in known:
        tests = found.get(scenario)
        print(f"{scenario} proven by {', '.join(tests)}" if tests else f"{scenario} open")  # noqa: T201
    still_open = [scenario for scenario in known if scenario not in found]
    if still_open:
        print("without a test: " + ", ".join(still_open), file=sys.stderr)  # noqa: T201
    unknown = sorted(set(found) - set(known))
    if unknown:
        print("not in docs/scenarios.md: " + ", ".join(unknown), file=sys.stderr)  # noqa: T201
    return 1 if unknown or still_open else 0


if __name__ == "__main__":
    sys.exit(main())
