"""The web application: feed, files and pages of one show."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from audiobook.errors import AudiobookError
from audiobook.publish.feed import FEED, feed
from audiobook.server.guard import METHODS, App, guarded
from audiobook.server.library import Catalogue, Library, open_listed
from audiobook.server.pages import APP, edition_page, index_page
from audiobook.server.sending import preflight, send_document, send_file
from audiobook.show import EditionSettings, Show

_STATIC = {"player.js": "text/javascript; charset=utf-8", "style.css": "text/css; charset=utf-8"}
_PAGE = "text/html; charset=utf-8"
_STARTED = datetime.now(UTC).replace(microsecond=0)
_FEED = "application/rss+xml; charset=utf-8"


def application(show: Show, settings_of: Callable[[Path], EditionSettings], names: Collection[str], url: str) -> App:
    """The app for a show.

    `names` are the host names it answers to. The addresses in its feed begin as the request's did; `url` is the one
    that the feed's identity is made of when the show has none yet. Raises PublishError and EditionError.
    """
    library = Library(replace(show, base_url=url), settings_of)
    library.catalogue()

    async def respond(request: Request) -> Response:
        if request.method == "OPTIONS":
            return preflight()
        try:
            return await to_thread.run_sync(_answer, request, library)
        except AudiobookError as error:
            return PlainTextResponse(f"{error}\n", 503)

    return guarded(Starlette(routes=[Route("/{path:path}", respond, methods=METHODS)]), names)


def _answer(request: Request, library: Library) -> Response:
    """Whatever lies at the request's path; 404 when nothing does. Blocks."""
    path = request.scope["path"]  # decoded once, and never a path on the disk
    if path.startswith(APP):
        return _static(request, path.removeprefix(APP))
    catalogue = library.catalogue()
    if path == f"/{FEED}":
        return send_document(request, _feed(request, library.show, catalogue), catalogue.built, _FEED)
    if path == "/" or (path.endswith("/") and path[1:-1] in catalogue.names):
        page = catalogue.once(path, lambda: _page(library.show, catalogue, path[1:-1]).encode())
        return send_document(request, page, catalogue.built, _PAGE)
    listed = catalogue.files.get(path)
    file = open_listed(listed, library.show.folder) if listed else None
    return send_file(request, file, listed) if listed and file else _nothing()


def _feed(request: Request, show: Show, catalogue: Catalogue) -> bytes:
    shelf, here = catalogue.shelf, replace(show, base_url=str(request.base_url))
    return catalogue.once(
        here.base_url, lambda: feed(here, shelf.ledger.guid, shelf.image, shelf.episodes, catalogue.built)
    )


def _page(show: Show, catalogue: Catalogue, name: str) -> str:
    """An edition's page, or without a name the index."""
    episode = catalogue.names.get(name)
    return edition_page(show, episode) if episode else index_page(show, catalogue.shelf)


def _static(request: Request, name: str) -> Response:
    if name not in _STATIC:
        return _nothing()
    content = (files("audiobook.server") / "static" / name).read_bytes()
    return send_document(request, content, _STARTED, _STATIC[name])


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.\n", 404)
