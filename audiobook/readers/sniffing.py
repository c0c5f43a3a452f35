"""Which format a file is in: what its bytes say where they are unmistakable, else its suffix, else its first tag."""

import codecs
import re

from audiobook.errors import SourceError

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".xml": "xml", ".tei": "xml", ".akn": "xml", ".epub": "epub", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
"""Formats by suffix; "xml" is settled by the root element."""
_ROOTS = {"TEI": "tei", "TEI.2": "tei", "teiCorpus": "tei", "akomaNtoso": "akoma_ntoso", "html": "html"}
_FIRST_TAG = re.compile(r"<(?:[\w-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_NO_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL | re.IGNORECASE)
_PART = 64 * 1024


def format_of(suffix: str, data: bytes, name: str) -> str:
    """The name of the reader's module for a file with this suffix and these bytes.

    Raises SourceError for XML that is neither TEI nor Akoma Ntoso and for zip files that are neither EPUB nor DOCX.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(suffix, data, name)
    known = SUFFIXES.get(suffix.lower(), "")
    if known and known != "xml":
        return known
    root = _first_tag(data)
    if root in _ROOTS:
        return _ROOTS[root]
    if known == "xml" and not root:
        raise SourceError(f"{name}: is not XML, whatever its name says; rename it to .txt if it is plain text")
    if known == "xml" or _beginning(data).lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise SourceError(f"{name}: XML of an unknown kind (<{root}>); TEI, Akoma Ntoso or XHTML can be read")
    return "text"


def _zipped(suffix: str, data: bytes, name: str) -> str:
    """EPUB names itself in its first entry (OCF §4.3); a Word file has its text in word/."""
    if suffix.lower() in (".epub", ".docx"):
        return suffix.lower().removeprefix(".")
    if b"application/epub+zip" in data[:200]:
        return "epub"
    if b"word/document.xml" in data:
        return "docx"
    raise SourceError(f"{name}: is a zip file; unpack it and give the folder or a file of it")


def _first_tag(data: bytes) -> str:
    """The name of the first element, without prefix; "" when the file does not begin with markup."""
    beginning = _NO_TAG.sub("", _beginning(data)).lstrip("\ufeff \t\r\n")
    found = _FIRST_TAG.match(beginning)
    name = found[1] if found else ""
    return "html" if name.lower() == "html" else name


def _beginning(data: bytes) -> str:
    """The first characters, good enough to see tags in: NULs of wide encodings and byte order marks dropped."""
    part = data[:_PART].replace(b"\x00", b"")
    for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        part = part.removeprefix(bom)
    return part.decode("utf-8", "replace")
