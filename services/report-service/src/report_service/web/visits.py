"""Who looks at a page that is open to all: signed in or not."""

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from continuous_line.auth import Principal
from continuous_line.database import passing
from continuous_line.errors import Refused
from continuous_line.web.pages import Language, PageRequest, Visitor
from continuous_line.web.pages.guards import VisitGuard
from continuous_line.web.pages.request import page_request
from continuous_line.web.pages.words import Words
from continuous_line.web.sign_in.state import SignInNeeded
from report_service import admission
from report_service.domain.cuts import By
from report_service.resources import Resources
from report_service.web.invented import Named


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom figures are shown to, and in which language. `who` is None for who is not signed in:
    they see what everybody may."""

    who: Principal | None
    language: Language
    words: Words
    resources: Resources

    @property
    def named(self) -> Named:
        """How periods are called here."""
        return Named(self.language, self.resources.settings.invented)

    def may(self, by: By) -> bool:
        """Whether there is such a table for this reader."""
        return self.who is not None and admission.has_cut(self.who, by)

    def require(self, by: By) -> None:
        """Raises Forbidden that names the roles for whom there is such a table."""
        if self.who is None:
            admission.refuse_cut(by)
        else:
            admission.require_cut(self.who, by)


@dataclass(frozen=True, slots=True)
class Look(Reader):
    """A request for a page of figures."""

    page: PageRequest

    @property
    def can_sign_in(self) -> bool:
        """Nobody is signed in, and there is a way to."""
        return self.who is None and bool(self.page.request.app.state.settings.public_url)

    def require(self, by: By) -> None:
        """Raises SignInNeeded, or Forbidden that names the roles for whom there is such a table."""
        if self.who is None:
            url = self.page.request.url
            raise SignInNeeded(f"{url.path}?{url.query}" if url.query else url.path)
        admission.require_cut(self.who, by)


async def _looked_at(request: Request) -> Look:
    """Whoever cannot be known just now sees what is open to all."""
    try:
        await VisitGuard().visit(request)
    except Refused:
        pass
    except Exception as error:
        if not passing(error):
            raise
    return look(page_request(request))


def look(page: PageRequest) -> Look:
    """Also of a page that is for who signed in."""
    return Look(
        page.who if isinstance(page, Visitor) else None,
        page.language,
        page.words,
        cast(Resources, page.request.app.state.resources),
        page,
    )


Looking: Any = Annotated[Look, Depends(_looked_at, scope="function")]
