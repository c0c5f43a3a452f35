"""Running the server until somebody stops it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from audiobook.errors import PublishError
from audiobook.server.address import Address, address_of, listen
from audiobook.show import EditionSettings, Show

DEFAULT_PORT = 8765
_MOST_CONNECTIONS = 1000
_SECONDS_TO_FINISH = 3


def serve(
    show: Show,
    settings_of: Callable[[Path], EditionSettings],
    *,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    also: tuple[str, ...] = (),
    ready: Callable[[Address], None] = lambda address: None,
) -> None:
    """Serve a show until interrupted. `ready` is called when requests can arrive; `also` are further host names.

    Raises PublishError when the extra is not installed, the port is taken or the show has no edition.
    """
    try:
        import uvicorn

        from audiobook.server.app import application
    except ImportError as error:
        raise PublishError(f"serving needs {error.name}: run pip install 'audiobook[serve]'") from error
    with listen(host, port) as listener:
        address = address_of(listener, host, also)
        app = application(show, settings_of, address.names, address.url)
        settings = uvicorn.Config(
            app, http="h11", ws="none", lifespan="off", log_level="warning", access_log=False, server_header=False,
            limit_concurrency=_MOST_CONNECTIONS, timeout_graceful_shutdown=_SECONDS_TO_FINISH, proxy_headers=False,
        )
        listener.listen(_MOST_CONNECTIONS)
        ready(address)
        with suppress(KeyboardInterrupt):  # the way to end it
            uvicorn.Server(settings).run(sockets=[listener])


def qr_code(text: str) -> str:
    """A QR code for terminals. Raises PublishError when the extra is not installed."""
    import io

    try:
        import segno
    except ImportError as error:
        raise PublishError("the QR code needs segno: run pip install 'audiobook[serve]'") from error
    drawn = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
