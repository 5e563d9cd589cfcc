"""Where links of the pages lead, each made in one place."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

FORMATS = ("csv", "xlsx", "json", "parquet")


def address(path: str, **asked: str | None) -> str:
    """The path with what is asked, where something is."""
    kept = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(kept, safe=':')}" if kept else path


def metric(code: str, filters: Mapping[str, str | None], **asked: str | None) -> str:
    """The page of one metric or lead time, with the filters of the page that leads there."""
    return address(f"/metrics/{quote(code)}", **{**filters, **asked})


def file(
    code: str, form: str, filters: Mapping[str, str | None], by: str | None, at: str | None = None
) -> str:
    """The same figures as a file."""
    asked = {**filters, "by": by, "at": at}
    return address(f"/metrics/{quote(code)}/files/{form}", **asked)


def figures_file(form: str, filters: Mapping[str, str | None], area: str | None) -> str:
    """All figures as one file."""
    return address(f"/figures/files/{form}", **{**filters, "area": area})


def paper(period: str, form: str, known_on: str | None, area: str | None) -> str:
    """The report of a period, as `page` or `pdf`."""
    suffix = ".pdf" if form == "pdf" else ""
    return address(f"/reports/{quote(period)}{suffix}", asOf=known_on, area=area)


def cases(code: str, filters: Mapping[str, str | None], by: str | None, at: str | None) -> str:
    """The cases behind a figure, for who may see persons."""
    return address(f"/metrics/{quote(code)}/cases", **{**filters, "by": by, "at": at})
