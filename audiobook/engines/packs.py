"""Voice packs: files too big for a Python package, where they lie, and whether they are what they should be."""

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from audiobook.errors import EngineError
from audiobook.files import sha256_of

Client = Literal["pip", "npm", "https"]


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack, as it is used."""

    name: str
    """Relative to the pack's folder, with "/"."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


@dataclass(frozen=True, slots=True)
class Download:
    """Something to be fetched that holds files of a pack: an archive, or one of the files itself."""

    file: str
    """The name under which it arrives."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""
    where: str
    """What the client is asked for: "name==1.0" of pip, "name@1.0" of npm, or an address."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to come by some files of a pack."""

    client: Client
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files of a pack that come together, and the ways to come by them, best first."""

    files: tuple[PackFile, ...]
    origins: tuple[Origin, ...]
    member: str
    """Where an archive has a file: "package/{name}"; with a "*" for the archive's own folder."""


@dataclass(frozen=True)
class Pack:
    """A set of files that an engine needs."""

    name: str
    """As `audiobook voices install` takes it."""
    title: str
    """For people, with its licence."""
    parcels: tuple[Parcel, ...]

    @cached_property
    def files(self) -> tuple[PackFile, ...]:
        """All files."""
        return tuple(file for parcel in self.parcels for file in parcel.files)

    @property
    def folder(self) -> Path:
        """Where it lies, or would lie."""
        return packs_folder() / self.name

    def installed(self) -> bool:
        """Whether every file is there, by name and size; `read` looks at its content."""
        return all(has_size(self.folder / file.name, file.size) for file in self.files)

    def read(self, name: str) -> bytes:
        """A file's content, checked against its digest. Raises EngineError."""
        path = self.folder / name
        wanted = next(file for file in self.files if file.name == name)
        try:
            check_file(path, wanted.sha256)
            return path.read_bytes()
        except OSError as error:
            raise EngineError(f"{path} cannot be read ({error.strerror}); run `audiobook voices install {self.name}`"
                              ) from error


def packs_folder() -> Path:
    """Where packs lie: AUDIOBOOK_VOICES, or the place for a user's data on this platform."""
    chosen = os.environ.get("AUDIOBOOK_VOICES")
    return Path(chosen) if chosen else _data_home() / "audiobook" / "voices"


def has_size(path: Path, size: int) -> bool:
    """Whether a file is there and so many bytes long."""
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def check_file(path: Path, sha256: str, *, ours: bool = True) -> None:
    """Raise EngineError with both digests for a file that is not what it should be; it is removed if it is `ours`."""
    found = sha256_of(path)
    if found == sha256:
        return
    if ours:
        path.unlink(missing_ok=True)
    state = "was not what it should be, and is removed" if ours else "is not what it should be"
    raise EngineError(f"{path} {state}: its SHA-256 is {found}, not {sha256}; "
                      "fetch it again with `audiobook voices install`")


def _data_home() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
