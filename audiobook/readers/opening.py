"""The edge of the readers: paths, folders and suffixes → one Document."""

import importlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers.joining import join_documents
from audiobook.readers.sniffing import SUFFIXES, format_of

Reader = Callable[[bytes, str], Document]

_SKIPPED = re.compile(r"(?i)(\.|_|transcript\.|chapters\.|cover\.|feed\.|readme\b|licen[cs]e\b|provenance\b)")
"""Beginnings of file names that are no source: hidden files, what an edition's folder holds, papers about the files."""

_INNER_SUFFIX = re.compile(r"(?i)\.(akn|tei)$")


def read_document(path: str | Path | Sequence[str | Path]) -> Document:
    """Read a source: a file, a folder of files (in natural file-name order), or several files, as one Document.

    Offsets count code points of `Document.text`. For plain text that is the file as decoded (byte order mark dropped,
    newlines as they stand); for markup the rendered text, blocks separated by blank lines. Several files are joined by
    blank lines, each under a level-1 heading. Raises SourceError, naming the file and what to do.
    """
    if isinstance(path, str | Path):
        given = Path(path)
        return _read_folder(given) if _is_folder(given) else _read_file(given)
    if not path:
        raise SourceError("no source given; name a text file or a folder")
    return _read_all([Path(one) for one in path])


def _read_folder(folder: Path) -> Document:
    return replace(_read_all(sources_in(folder)), name=folder.resolve().name)


def sources_in(folder: Path) -> list[Path]:
    """What a folder is read from: its `speech.*` when there is one, else all its texts in natural file-name order."""
    sources = [path for path in _entries(folder) if path.suffix.lower() in SUFFIXES and not _SKIPPED.match(path.name)]
    speeches = [path for path in sources if path.name.lower().partition(".")[0] == "speech"]
    if len(speeches) > 1:
        names = " and ".join(path.name for path in speeches)
        raise SourceError(f"{folder}: holds {names}; name the one to read")
    if not sources:
        raise SourceError(f"{folder}: no text in this folder; put a speech.txt (or .html, .docx, .epub …) there")
    return speeches or sources


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name too long, say
        raise SourceError(f"{str(path)[:80]}: cannot be a file's name ({error.strerror}); check the name") from error


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted((path for path in folder.iterdir() if path.is_file()), key=_natural)
    except OSError as error:
        raise SourceError(f"{folder}: folder cannot be read ({error.strerror}); check its permissions") from error


def _natural(path: Path) -> list[tuple[int, str]]:
    """"2.txt" before "10.txt"."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", path.name.casefold())]


def _read_all(paths: list[Path]) -> Document:
    return _read_file(paths[0]) if len(paths) == 1 else join_documents([_read_file(path) for path in paths])


def _read_file(path: Path) -> Document:
    data = _bytes(path)
    document = _reader(format_of(path.suffix, data, str(path)))(data, str(path)) if data.strip() else None
    if document is None or not document.blocks:
        raise SourceError(f"{path}: there is no text in it; give a file with the words of the speech")
    return replace(document, name=_INNER_SUFFIX.sub("", path.stem))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ValueError) as error:  # ValueError: a NUL in the name
        raise SourceError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _reader(format: str) -> Reader:
    """The format's module, loaded when it is needed: parsers are heavy."""
    return cast(Reader, importlib.import_module(f"audiobook.readers.{format}").read)
