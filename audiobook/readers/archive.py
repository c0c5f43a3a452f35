"""Zip containers (EPUB, DOCX), opened with suspicion: nothing climbs out, nothing unpacks to more than a book holds."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from audiobook.errors import SourceError

_MOST_ENTRIES = 20_000
_MOST_BYTES = 1_000_000_000
"""Of all entries, unpacked; a richly illustrated book has 300 MB."""
_MODEST = 50_000_000
_MOST_RATIO = 100
"""Of all entries, unpacked to packed, beyond `_MODEST` bytes: markup shrinks to a twentieth, a bomb to a thousandth."""
_MOST_TEXT = 64_000_000
"""Of one entry that is read: the longest novels have 10 MB."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file in memory whose entries have been looked over."""

    name: str
    """The file's name, for messages."""
    zip: zipfile.ZipFile

    def __contains__(self, part: str) -> bool:
        return part in self.zip.NameToInfo

    def read(self, part: str) -> bytes:
        """An entry's bytes; raises SourceError naming the part when it is missing, damaged, encrypted or too large."""
        try:
            info = self.zip.getinfo(part)
        except KeyError as error:
            raise SourceError(f"{self.name}: its part {part} is missing; export the file again") from error
        if info.file_size > _MOST_TEXT:
            raise SourceError(f"{self.name}: its part {part} unpacks to {info.file_size} bytes, more than any text has")
        if info.flag_bits & 0x1:  # APPNOTE §4.4.4: encrypted
            raise SourceError(f"{self.name}: its part {part} is encrypted; save it without a password")
        try:
            return self.zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            raise SourceError(f"{self.name}: its part {part} is damaged; download or export it again") from error


def open_archive(data: bytes, name: str) -> Archive:
    """The archive in these bytes. Raises SourceError for a broken zip, a zip bomb, or entries that climb out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise SourceError(f"{name}: its zip container is broken; download or export it again") from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > _MODEST and unpacked > _MOST_RATIO * len(data)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_BYTES or swollen:
        raise SourceError(f"{name}: unpacks to far more than a book holds (a zip bomb?); give another copy")
    for entry in entries:
        if _climbs(entry.filename):
            raise SourceError(f"{name}: its part {entry.filename!r} points outside the file; give another copy")
    return Archive(name, archive)


def _climbs(part: str) -> bool:
    parts = part.replace("\\", "/").split("/")
    return ".." in parts or part.startswith(("/", "\\")) or parts[0].endswith(":")
