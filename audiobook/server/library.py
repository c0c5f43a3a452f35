"""What is served: a list of addresses with their files, and nothing that is not on it.

No address is ever turned into a path: `..`, encoded dots, links, hidden folders and settings are just not on the list.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from audiobook.edition import MANIFEST
from audiobook.publish.companions import CHAPTERS, HTML, JSON, SRT, VTT
from audiobook.publish.feed import CHAPTERS_TYPE, Episode
from audiobook.publish.ledger import LEDGER, Ledger, read_ledger, write_ledger
from audiobook.publish.publishing import Shelf, stock
from audiobook.server.ranges import Version
from audiobook.show import EditionSettings, Show

SERVED_LEDGER = ".served.json"
"""Identities and dates of episodes that were served, but not yet published."""
TYPES: Mapping[str, str] = MappingProxyType({
    CHAPTERS: CHAPTERS_TYPE, VTT: "text/vtt; charset=utf-8", SRT: "application/x-subrip; charset=utf-8",
    JSON: "application/json", HTML: "text/html; charset=utf-8",
})
MOST_KEPT = 32
"""Documents in memory: a listener may ask for the feed under any port of our name."""
_BY_ENDING = {".mp3": "audio/mpeg", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
_State = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on the list."""

    path: Path
    type: str
    """For Content-Type."""
    sha256: str = ""
    """Of an MP3; "" for other files."""
    seen: tuple[int, int, int] = (0, 0, 0)
    """The MP3's inode, time and size when the digest was known to be its own."""

    def version(self, status: os.stat_result) -> Version:
        """What tells the open file's content from any other: an MP3 its digest, unless it was replaced a moment ago."""
        known = self.sha256 and self.seen == _identity(status)
        etag = self.sha256 if known else "-".join(f"{part:x}" for part in _identity(status))
        return Version(f'"{etag}"', datetime.fromtimestamp(int(status.st_mtime), UTC))


@dataclass(frozen=True)
class Catalogue:
    """The show as it lies on the disk at one moment."""

    shelf: Shelf
    files: Mapping[str, Listed]
    """By path of the address, decoded, from "/"."""
    state: _State
    built: datetime
    """When it was read; the feed's date."""
    names: Mapping[str, Episode]
    """The editions that have a folder, and so a page, of their own."""
    documents: dict[str, bytes] = field(default_factory=dict, compare=False)
    """What was made of it, and would be made the same again."""

    def once(self, name: str, make: Callable[[], bytes]) -> bytes:
        """A document of that name, made when it is first asked for; a few are kept."""
        kept = self.documents.get(name)
        if kept is None:
            if len(self.documents) >= MOST_KEPT:
                self.documents.clear()
            kept = self.documents[name] = make()
        return kept


class Library:
    """A show's catalogue, read again whenever an edition was replaced."""

    def __init__(self, show: Show, settings_of: Callable[[Path], EditionSettings]) -> None:
        self.show, self._settings_of = show, settings_of
        self._lock = Lock()
        self._catalogue: Catalogue | None = None

    def catalogue(self) -> Catalogue:
        """The current catalogue; makes what editions lack. Blocks. Raises PublishError and EditionError."""
        with self._lock:
            state = _state(self.show.folder)
            if self._catalogue is None or self._catalogue.state != state:
                self._catalogue = self._read()
            return self._catalogue

    def find(self, address: str) -> Listed | None:
        """The file at an address, None when there is none. Blocks."""
        return self.catalogue().files.get(address)

    def _read(self) -> Catalogue:
        now = datetime.now(UTC).replace(microsecond=0)
        published, path = read_ledger(self.show.folder / LEDGER), self.show.folder / SERVED_LEDGER
        served = read_ledger(path)
        episodes = {**served.episodes, **published.episodes}
        known = replace(published, guid=published.guid or served.guid, episodes=episodes)
        shelf = stock(self.show, self._settings_of, known, now)
        if shelf.ledger != known:
            write_ledger(path, Ledger(shelf.ledger.guid, "", None, shelf.ledger.episodes))
        files = dict(_listed(self.show.folder, shelf))
        names = {episode.name: episode for episode in shelf.episodes if episode.name != "."}
        return Catalogue(shelf, files, _state(self.show.folder), now, names)


def open_listed(listed: Listed, root: Path) -> FileIO | None:
    """The file, open for reading; None when it is gone, is not plain, or is reached through a link."""
    if listed.path.resolve() != root.resolve() / listed.path.relative_to(root):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(listed.path, flags)
    except OSError:
        return None
    file = FileIO(handle)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return file
    file.close()
    return None


def _listed(folder: Path, shelf: Shelf) -> Iterator[tuple[str, Listed]]:
    yield f"/{shelf.image}", _plain(folder / shelf.image)
    for episode in shelf.episodes:
        home = folder / episode.name
        prefix = "/" if episode.name == "." else f"/{episode.name}/"
        yield prefix + episode.audio.file, _audio(home, episode)
        for name in (*TYPES, episode.cover):
            yield prefix + name, _plain(home / name)


def _audio(home: Path, episode: Episode) -> Listed:
    """The MP3, with its digest if it is not younger than the manifest that has the digest."""
    path = home / episode.audio.file
    status = path.stat()
    current = status.st_mtime_ns <= (home / MANIFEST).stat().st_mtime_ns
    return Listed(path, _BY_ENDING[".mp3"], episode.audio.sha256 if current else "", _identity(status))


def _plain(path: Path) -> Listed:
    return Listed(path, TYPES.get(path.name) or _BY_ENDING.get(path.suffix.lower(), "application/octet-stream"))


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _state(folder: Path) -> _State:
    """Changes whenever an edition is replaced, added or taken away, or the show is published.

    Looked at with every request, so without paths' conveniences.
    """
    with os.scandir(folder) as entries:
        homes = sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
    places = (f"{folder}{os.sep}{LEDGER}", *(f"{home}{os.sep}{MANIFEST}" for home in (str(folder), *homes)))
    return tuple((place, *_identity(status)) for place in places if (status := _status(place)))


def _status(place: str) -> os.stat_result | None:
    try:
        return os.stat(place)  # noqa: PTH116
    except FileNotFoundError:
        return None
