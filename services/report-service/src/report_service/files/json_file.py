"""JSON: the figures in the shape of the API's, with all that the other files say of theirs."""

import json
from collections.abc import Iterable
from typing import Any

from report_service.domain.metrics import Days, Figure, Shown
from report_service.files.about import About
from report_service.files.rows import Chosen


def json_of(about: About) -> bytes:
    chosen = about.chosen
    found = {
        **about.document(),
        **_shown(chosen, chosen.country),
        "cells": [
            {"code": code, "name": chosen.names.get(code), **_shown(chosen, shown)}
            for code, shown in chosen.cells.items()
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _shown(chosen: Chosen, shown: Shown) -> dict[str, Any]:
    return {
        "figures": list(_figures(chosen.figures(shown))),
        "leadTimes": list(_lead_times(chosen.lead_times(shown))),
    }


def _figures(figures: Iterable[Figure]) -> Iterable[dict[str, Any]]:
    for one in figures:
        yield {
            "metric": one.metric,
            "part": one.part,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "percent": None if one.percent is None else float(one.percent),
            "suppressed": one.suppressed,
        }


def _lead_times(found: Iterable[Days]) -> Iterable[dict[str, Any]]:
    for days in found:
        yield {
            "leadTime": days.lead_time,
            "number": days.number,
            "median": days.median,
            "p90": days.p90,
            "suppressed": days.suppressed,
        }
