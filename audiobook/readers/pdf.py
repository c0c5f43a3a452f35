"""PDF with text (ISO 32000): lines of the pages put back into paragraphs, running heads and page numbers left out.

A PDF knows where letters stand and nothing of paragraphs; a DOCX, EPUB or web page of the same speech reads better.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers.metadata import language_tag, one_line
from audiobook.readers.rendering import Page

if TYPE_CHECKING:
    from pypdf import PdfReader

_MALFORMED = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip
"""What pypdf lets through from a file that breaks the standard; it promises none of its own errors there."""
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*((page|seite|p\.|s\.)\s*)?(\d{1,4}|[ivxl]{1,7})(\s*(/|of|von)\s*\d{1,4})?[-–—\s|]*", re.IGNORECASE
)
_FULL = 0.85
"""Share of the usual width that a line must fill before its end can be the margin's doing."""


def read(data: bytes, name: str) -> Document:
    """A PDF as a Document. Raises SourceError when it is broken, encrypted or only pictures of pages."""
    reader = _opened(data, name)
    pages = _pages(reader, name)
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise SourceError(f"{name}: holds pictures of pages (a scan), no text; run OCR on it first, such as ocrmypdf")
    page = Page()
    for paragraph in _paragraphs([line for lines in _without_heads(pages) for line in lines]):
        page.begin()
        page.write_lines("\n".join(paragraph))
    page.begin()
    warnings = (f"{name}: no text on page(s) {', '.join(empty[:20])}; pictures are not read",) if empty else ()
    return _described(Document(page.text, page.blocks, warnings=warnings), reader, name)


def _opened(data: bytes, name: str) -> "PdfReader":
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise SourceError(f"{name}: is a PDF; pip install 'audiobook[pdf]' to read it") from error
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends it also reports on the terminal
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:  # AES, which pypdf leaves to a further library
        locked = True
    except (PyPdfError, *_MALFORMED) as error:
        raise SourceError(f"{name}: broken PDF ({one_line(str(error))}); download or export it again") from error
    if locked:
        raise SourceError(f"{name}: is an encrypted PDF; save a copy without a password")
    return reader


def _pages(reader: "PdfReader", name: str) -> list[list[str]]:
    """The visible lines of each page."""
    from pypdf.errors import PyPdfError

    pages: list[list[str]] = []
    try:
        for page in reader.pages:
            lines = (one_line(line) for line in page.extract_text().splitlines())
            pages.append([line for line in lines if line])
    except (PyPdfError, *_MALFORMED) as error:
        where = f"page {len(pages) + 1}"
        raise SourceError(f"{name}: {where} is broken ({one_line(str(error))}); export the PDF again") from error
    if not pages:
        raise SourceError(f"{name}: is a PDF without pages; export it again")
    return pages


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without first and last lines that are page numbers or return, but for their digits, on most pages."""
    ends = Counter(_pattern(line) for lines in pages for line in {*lines[:1], *lines[-1:]})
    usual = {pattern for pattern, count in ends.items() if count >= 3 and count * 2 > len(pages)}
    return [_trimmed(lines, usual, len(pages) > 1) for lines in pages]


def _trimmed(lines: list[str], usual: set[str], numbered: bool) -> list[str]:
    for place in (0, -1, 0, -1):  # a running head may stand above a number
        if lines and (_pattern(lines[place]) in usual or (numbered and _PAGE_NUMBER.fullmatch(lines[place]))):
            lines = lines[1:] if place == 0 else lines[:-1]
    return lines


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """A paragraph ends where the next line's first word would have fitted: no margin broke the line there."""
    width = sorted(len(line) for line in lines)[int(len(lines) * 0.9)] * _FULL
    paragraph: list[str] = []
    for line in lines:
        if paragraph and len(paragraph[-1]) + 1 + len(line.split(maxsplit=1)[0]) <= width:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _described(document: Document, reader: "PdfReader", name: str) -> Document:
    """The document with the PDF's title, author and language (ISO 32000-2 §14.3.3, §14.9.2), or a warning."""
    from pypdf.errors import PyPdfError

    try:
        said = reader.metadata
        title, author = (said.title, said.author) if said else ("", "")
        language = language_tag(str(reader.root_object.get("/Lang", "")))
    except (PyPdfError, *_MALFORMED):
        return replace(document, warnings=(*document.warnings, f"{name}: what this PDF says of itself is broken"))
    return replace(document, title=one_line(title), author=one_line(author), language=language)
