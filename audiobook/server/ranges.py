"""Which bytes of a file a request asks for, and whether it has them already: RFC 9110 §13 and §14, without any I/O."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.ASCII | re.IGNORECASE)
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one state of a file from another."""

    etag: str
    """Strong, with its quotes."""
    modified: datetime
    """In UTC, whole seconds."""

    @property
    def last_modified(self) -> str:
        """As HTTP has it."""
        return format_datetime(self.modified, usegmt=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be sent."""

    status: int
    """200, 206, 304 or 416."""
    start: int
    """First byte of the body within the file."""
    length: int
    """Of the body, which a HEAD request does not get."""


def answer(headers: Mapping[str, str], version: Version, size: int) -> Answer:
    """The answer to a GET or HEAD; `headers` have lower-case names.

    More than one range at once is answered with the whole file, as RFC 9110 §14.2 allows: no player asks for it.
    """
    if _has_it(headers, version):
        return Answer(304, 0, 0)
    wanted = headers.get("range", "")
    match = _RANGE.fullmatch(wanted)
    if match is None or not _still_that(headers.get("if-range"), version):
        return Answer(200, 0, size)
    first, last = match.groups()
    if (not first and not last) or len(first) > _MOST_DIGITS or len(last) > _MOST_DIGITS:
        return Answer(200, 0, size)
    return _span(first, last, size)


def _span(first: str, last: str, size: int) -> Answer:
    """§14.1.2: "0-0" is one byte, "5-" goes to the end, "-5" are the last five."""
    if not first:
        length = min(int(last), size)
        return Answer(206, size - length, length) if length else Answer(416, 0, 0)
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return Answer(200, 0, size)  # not a range at all
    return Answer(206, start, end - start + 1) if start < size else Answer(416, 0, 0)


def _has_it(headers: Mapping[str, str], version: Version) -> bool:
    """§13.1.2 and §13.1.3: the tag counts more than the date."""
    if "if-none-match" in headers:
        tags = [tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")]
        return "*" in tags or version.etag in tags
    since = _moment(headers.get("if-modified-since", ""))
    return since is not None and version.modified <= since


def _still_that(if_range: str | None, version: Version) -> bool:
    """§13.1.5: only the very same strong tag or date makes a range count."""
    return if_range is None or if_range.strip() in (version.etag, version.last_modified)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
