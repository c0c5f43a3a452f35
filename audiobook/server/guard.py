"""What every request passes and every answer carries.

A page on another site may point its own name at this machine and then read what is served here; so only known names are
answered to. What is sent may load nothing from elsewhere and run nothing but our own script.
"""

import re
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
METHODS = ("GET", "HEAD", "OPTIONS")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]/@\s]+))(?::\d{1,5})?", re.ASCII | re.IGNORECASE)


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets, in lower case; "" for what is none."""
    match = _HOST.fullmatch(header)
    return (match[1] or match[2]).lower().rstrip(".") if match else ""


def guarded(app: App, names: Collection[str]) -> App:
    """The app, for requests that look and that call this machine by one of its names."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        hosts = [value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"host"]
        if scope["type"] != "http":
            return
        if len(hosts) != 1 or host_name(hosts[0]) not in names:
            await _refuse(send_guarded, 421, "This name is not served here; allow it with --allow-host.", ())
        elif scope["method"] not in METHODS:
            await _refuse(send_guarded, 405, "Only GET and HEAD.", ((b"allow", ", ".join(METHODS).encode()),))
        else:
            await app(scope, receive, send_guarded)

    return guard


async def _refuse(send: Send, status: int, why: str, headers: Collection[tuple[bytes, bytes]]) -> None:
    body = why.encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-type", b"text/plain; charset=utf-8"), length, *headers]})
    await send({"type": "http.response.body", "body": body})
