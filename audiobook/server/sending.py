"""Answers to requests for a file or a document: status, headers, and the body in small pieces."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from hashlib import sha256
from io import FileIO

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from audiobook.server.library import Listed
from audiobook.server.ranges import Answer, Version, answer

PIECE = 1 << 16
"""Bytes read at once: what a listener's connection holds in memory."""
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""For audio, chapters and transcripts, which players on other sites fetch (fetch.spec.whatwg.org, CORS protocol)."""
OWN = {"Cross-Origin-Resource-Policy": "same-origin"}
"""For pages and the feed: what is not yet published is nothing to other sites that the editor happens to visit."""


def send_file(request: Request, file: FileIO, listed: Listed) -> Response:
    """The file, or the part that was asked for. Takes the file over and closes it."""
    status = os.fstat(file.fileno())
    version, size, kind = listed.version(status), status.st_size, listed.type
    found = answer(request.headers, version, size)
    headers = _headers(found, version, size, kind) | SHARED
    if request.method == "HEAD" or not found.length:
        file.close()
        return Response(status_code=found.status, headers=headers)
    return StreamingResponse(_pieces(file, found), found.status, headers)


def send_document(request: Request, content: bytes, changed: datetime, kind: str) -> Response:
    """A document made for the occasion."""
    version = Version(f'"{sha256(content).hexdigest()[:32]}"', changed)
    found = answer(request.headers, version, len(content))
    body = content[found.start : found.start + found.length] if request.method != "HEAD" else b""
    return Response(body, found.status, _headers(found, version, len(content), kind) | OWN)


def preflight() -> Response:
    """The answer to a browser that asks whether a page on another site may fetch ranges."""
    allowed = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400",
               "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match, If-Modified-Since"}
    return Response(status_code=204, headers=SHARED | allowed)


def _headers(found: Answer, version: Version, size: int, kind: str) -> dict[str, str]:
    headers = {"ETag": version.etag, "Last-Modified": version.last_modified, "Cache-Control": "no-cache"}
    if found.status == 304:
        return headers
    if found.status == 416:
        return headers | {"Content-Range": f"bytes */{size}", "Content-Length": "0"}
    headers |= {"Content-Type": kind, "Accept-Ranges": "bytes", "Content-Length": str(found.length)}
    if found.status == 206:
        headers["Content-Range"] = f"bytes {found.start}-{found.start + found.length - 1}/{size}"
    return headers


async def _pieces(file: FileIO, found: Answer) -> AsyncIterator[bytes]:
    """The bytes. The file is closed even when the listener goes away."""
    left = found.length
    with file:
        file.seek(found.start)
        while left:
            piece = await to_thread.run_sync(file.read, min(PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
