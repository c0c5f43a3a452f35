"""Files that are there whole or not at all, whatever kills the process or the power."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

BLOCK = 1 << 20
"""Bytes written at once: a size that disks and hashes like."""
PATIENCE_S = 2.0
"""How long a file that another program holds open is waited for (Windows only)."""


def write_durably(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write the pieces to a new file and on to the disk; memory stays flat. Returns size and SHA-256 in hexadecimal."""
    hasher, size = hashlib.sha256(), 0
    with path.open("wb") as file, ThreadPoolExecutor(1) as second_thread:
        hashed: Future[None] | None = None
        for block in _blocks(pieces):
            file.write(block)
            size += len(block)
            if hashed:
                hashed.result()
            hashed = second_thread.submit(hasher.update, block)
        if hashed:
            hashed.result()
        file.flush()
        os.fsync(file.fileno())
    return size, hasher.hexdigest()


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Put a file in place, whole or not at all: written beside it, then renamed."""
    part = path.with_name(f"{path.name}.part")
    try:
        write_durably(part, pieces)
        move_onto(part, path)
    finally:
        part.unlink(missing_ok=True)


def move_onto(path: Path, onto: Path) -> None:
    """Rename atomically. On Windows a file held open cannot be replaced: raises PermissionError after some patience."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            path.replace(onto)
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(0.1)


def copy_onto(path: Path, other: Path) -> None:
    """The same content under another name, by a hard link where the file system has them."""
    other.unlink(missing_ok=True)
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder outlast a power cut; Windows has no such call."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
