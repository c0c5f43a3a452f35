"""Locks between processes: one producer for an edition, and no pruning while takes are being claimed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from audiobook.digest import digest_bytes
from audiobook.errors import StoreError


@contextmanager
def edition_lock(store: Path, folder: Path) -> Iterator[None]:
    """Held by whoever changes an edition. The file lies in the store, where nobody publishes it."""
    with _lock(store, digest_bytes(str(folder.resolve()).encode("utf-8", "surrogateescape"))):
        yield


@contextmanager
def store_lock(store: Path) -> Iterator[None]:
    """Held, for a moment, by whoever claims takes, and by whoever removes what is not claimed."""
    with _lock(store, "store"):
        yield


@contextmanager
def _lock(store: Path, name: str) -> Iterator[None]:
    try:
        (store / "locks").mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / "locks" / f"{name}.lock")
        lock.acquire()
    except OSError as error:
        raise StoreError(f"cannot write to {store}: {error.strerror}; "
                         "choose another folder with AUDIOBOOK_STORE") from error
    try:
        yield
    finally:
        lock.release()
