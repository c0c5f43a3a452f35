"""Which takes of a store are still used, and the removal of the others.

Every production claims the takes it is made of, before it records: a claim names the edition's folder and the requests.
What the manifests of claimed editions name, the edition before included, is used as well.
"""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from audiobook.digest import Digest, digest_bytes
from audiobook.edition import MANIFEST, PREVIOUS, load
from audiobook.errors import StoreError
from audiobook.files import write_whole
from audiobook.takes import TakeStore

ABANDONED_S = 3600
"""A half-written file so old belongs to nobody."""


@dataclass(frozen=True, slots=True)
class Unused:
    """An entry of the store that no edition uses."""

    path: Path
    bytes: int


def claim(store: TakeStore, folder: Path, requests: Iterable[Digest]) -> None:
    """Say that the edition in `folder` is made of these; to be called with the store's lock held."""
    folder = folder.resolve()
    path = store.root / "claims" / f"{digest_bytes(str(folder).encode('utf-8', 'surrogateescape'))}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [json.dumps({"edition": str(folder), "requests": sorted(set(requests))}).encode()])
    except OSError as error:
        raise StoreError(f"cannot write to {store.root}: {error.strerror}; free some space, or choose another folder "
                         "with AUDIOBOOK_STORE") from error


def unused(store: TakeStore, show: Path) -> tuple[Unused, ...]:
    """What no edition of the show, nor any other that claimed takes of this store, uses."""
    used = {digest for folder in _editions(store, show) for digest in _in_manifests(folder)} | set(_claimed(store))
    entries = (path for path in store.entries() if path.name[:32] not in used)
    return tuple(Unused(path, path.stat().st_size) for path in (*entries, *_abandoned(store)))


def remove(entries: Iterable[Unused]) -> None:
    """Remove them; to be called with the store's lock held since before they were found."""
    for entry in entries:
        entry.path.unlink(missing_ok=True)


def _claims(store: TakeStore) -> Iterator[tuple[Path, list[Digest]]]:
    """Claims of editions that still exist, or are being made for the first time."""
    for path in (store.root / "claims").glob("*.json"):
        with suppress(OSError, ValueError, KeyError):
            content = json.loads(path.read_text(encoding="utf-8"))
            folder = Path(content["edition"])
            if folder.is_dir() or time.time() - path.stat().st_mtime < ABANDONED_S:
                yield folder, content["requests"]


def _claimed(store: TakeStore) -> Iterator[Digest]:
    for _, requests in _claims(store):
        yield from requests


def _editions(store: TakeStore, show: Path) -> set[Path]:
    """Those in the show's folder and anywhere below it, and those that claimed takes of this store from elsewhere."""
    return {path.parent.resolve() for path in show.rglob(MANIFEST)} | {folder for folder, _ in _claims(store)}


def _in_manifests(folder: Path) -> Iterator[Digest]:
    for place in (folder, folder / PREVIOUS):
        edition = load(place)
        yield from (sentence.take for sentence in edition.sentences) if edition else ()


def _abandoned(store: TakeStore) -> Iterator[Path]:
    for path in store.root.glob("*/*/*.part"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > ABANDONED_S:
                yield path
