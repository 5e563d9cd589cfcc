"""The application factory: what every service answers alike."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import cached_property
from threading import Event
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel
from starlette.types import Receive, Scope, Send

from continuous_line.auth import Verifier
from continuous_line.config import Settings
from continuous_line.telemetry import Metrics
from continuous_line.web import document, problems
from continuous_line.web.edge import API, Edge
from continuous_line.web.health import DATABASE, Check, health_routes
from continuous_line.web.pages.errors import handle_page_errors
from continuous_line.web.pages.kit import PageKit
from continuous_line.web.pages.routes import router as page_routes
from continuous_line.web.sign_in.routes import router as sign_in_routes
from continuous_line.web.sign_in.state import SignIn

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

CONTACT: Final = {
    "name": "Doorlopende Lijn",
    "url": "https://doorlopende-lijn.example/contact",
    "email": "api@doorlopende-lijn.example",
}
LICENCE: Final = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}


class Api(FastAPI):
    """What is mounted at /v1: the operations in the OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = document.openapi(self)
        return self.openapi_schema


class Service(FastAPI):
    """The root: API, pages and health checks behind one edge. `api.openapi()` is the document."""

    api: Api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._edge(scope, receive, send)

    @cached_property
    def _edge(self) -> Edge:
        settings: Settings = self.state.settings
        return Edge(
            self._dispatch, version=self.version, origins=settings.cors_origins,
            metrics=self.state.metrics, template=self._template,
            body_limits=self.state.body_limits,
        )  # fmt: skip

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the mount does, without the root's own layers in between."""
        path: str = scope.get("path", "")
        if scope["type"] == "http" and (path == API or path.startswith(API + "/")):
            outside = scope.get("root_path", "")
            scope.update({"root_path": outside + API, "app_root_path": outside})
            await self.api(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def _template(self, scope: Scope) -> str:
        """Of the route that was matched. No router is included under a prefix."""
        path: str | None = getattr(scope.get("route"), "path_format", None)
        if path is None:
            return "unmatched"
        return API + path if scope.get("app") is self.api else path


def create_service(
    *, name: str, title: str, settings: Settings, routers: Sequence[APIRouter],
    lifespan: Lifespan, pages: APIRouter | None = None, kit: PageKit | None = None,
    version: str = "1.0.0", description: str = "", live: Sequence[Check] = (),
    ready: Sequence[Check] = (DATABASE,), body_limits: Mapping[str, int] | None = None,
) -> Service:  # fmt: skip
    """A service's application.

    `lifespan` is given the root and sets `app.state.resources`; root and API share one state,
    so that `request.app.state.resources` is the same everywhere. `state` also holds `settings`,
    `verifier`, `metrics` and `ending`, which is set when the process is asked to stop: what would
    wait for long ends then. `pages` are at the root and in no document; with a `kit` people can
    sign in, and errors at the root are pages too.
    `body_limits`: paths that take more or fewer bytes than is usual, and how many.
    """
    root = Service(
        title=title, version=version, openapi_url=None, docs_url=None, redoc_url=None,
        redirect_slashes=False, lifespan=lifespan,
    )  # fmt: skip
    api = Api(
        title=title, version=version, description=description, contact=dict(CONTACT),
        license_info=dict(LICENCE), servers=[{"url": API}], redirect_slashes=False,
        openapi_url="/openapi.json", docs_url=None, redoc_url=None,
        separate_input_output_schemas=False, generate_unique_id_function=_operation_id,
    )  # fmt: skip
    root.api, api.state = api, root.state
    root.state.settings = settings
    root.state.ending = Event()
    root.state.body_limits = body_limits or {}
    root.state.verifier = Verifier.of(settings)
    root.state.metrics = Metrics(name)
    for router in routers:
        api.include_router(router)
    problems.handle_errors(root)
    problems.handle_errors(api)
    root.include_router(health_routes(live, ready))
    root.mount(API, api)
    if kit is not None:
        root.state.pages = kit
        root.state.sign_in = SignIn(name, settings, root.state.verifier)
        root.state.form_targets = [_origin(settings.issuer)]
        handle_page_errors(root)
        root.include_router(page_routes)
        root.include_router(sign_in_routes)
    if pages is not None:
        root.include_router(pages, include_in_schema=False)
    return root


def _operation_id(route: APIRoute) -> str:
    """`open_profile` → `openProfile`: name the functions of the routes with care."""
    return to_camel(route.name)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
