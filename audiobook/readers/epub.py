"""EPUB 2 and 3: chapters in the order of the spine, titled by the table of contents, footnotes told apart.

Read with zipfile and lxml alone: EPUB is HTML in a zip (EPUB 3.3 §4 container, §5 package, §7 navigation).
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers.archive import Archive, open_archive
from audiobook.readers.decoding import decode
from audiobook.readers.hypertext import Writer, types_of
from audiobook.readers.metadata import date_of, language_tag
from audiobook.xml import Element, find, find_all, local, parse_html, parse_xml, text_of

_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FURNITURE = {"cover", "toc", "landmarks", "page-list", "loi", "lot", "index", "halftitlepage", "copyright-page"}
"""EPUB Structural Semantics of pages that no one reads aloud."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents."""

    title: str
    depth: int
    """1 for a chapter, 2 for a section of it."""


@dataclass(frozen=True, slots=True)
class _Package:
    """The package document and where it lies."""

    archive: Archive
    folder: str
    root: Element
    warnings: list[str] = field(default_factory=list)

    def resolve(self, href: str, base: str | None = None) -> str:
        """The archive's name of a file that a reference points to, from `base` or the package's folder."""
        folder = self.folder if base is None else posixpath.dirname(base)
        part = posixpath.normpath(posixpath.join(folder, unquote(urldefrag(href).url)))
        if part.startswith(("..", "/")):
            raise SourceError(f"{self.archive.name}: its package points outside the file ({href}); give another copy")
        return part

    def parse(self, part: str) -> Element:
        """A chapter or table of contents; many are sold as XHTML and are not, so they are read as HTML."""
        data, name = self.archive.read(part), f"{self.archive.name}: {part}"
        try:
            return parse_xml(data, name)
        except SourceError:
            if b"<!ENTITY" in data:
                raise
            self.warnings.append(f"{name}: not well-formed XHTML; read as HTML")
            return parse_html(decode(data, name)[0], name)


def read(data: bytes, name: str) -> Document:
    """An EPUB as a Document; raises SourceError that names the part which is broken, missing or protected."""
    archive = open_archive(data, name)
    _refuse_protected(archive)
    package = _package(archive)
    contents = _contents(package)
    writer = Writer()
    for part in _spine(package):
        _write_chapter(writer, package.parse(part), contents.get(part))
    writer.page.begin()
    return _described(package, writer)


def _refuse_protected(archive: Archive) -> None:
    """Fonts may be obfuscated; chapters that are encrypted cannot be read (OCF §4.2.6.3.2)."""
    if "META-INF/encryption.xml" not in archive:
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"), f"{archive.name}: META-INF/encryption.xml")
    hidden = [reference.get("URI", "") for reference in find_all(root, "CipherReference")]
    if any(part.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for part in hidden):
        raise SourceError(f"{archive.name}: its text is encrypted (DRM); get an edition without protection")


def _package(archive: Archive) -> _Package:
    container = parse_xml(archive.read("META-INF/container.xml"), f"{archive.name}: META-INF/container.xml")
    rootfile = find(container, "rootfile")
    part = "" if rootfile is None else rootfile.get("full-path", "")
    if not part:
        raise SourceError(f"{archive.name}: META-INF/container.xml names no package; export the book again")
    return _Package(archive, posixpath.dirname(part), parse_xml(archive.read(part), f"{archive.name}: {part}"))


def _spine(package: _Package) -> Iterator[str]:
    """The parts to be read, in order: not the contents, nor what lies beside the line of reading (`linear="no"`)."""
    manifest = {item.get("id", ""): item for item in find_all(package.root, "manifest", "item")}
    for reference in find_all(package.root, "spine", "itemref"):
        item = manifest.get(reference.get("idref", ""))
        if item is None:
            raise SourceError(f"{package.archive.name}: its spine names {reference.get('idref')!r}, which is not there")
        is_text = item.get("media-type", _TEXTS[0]) in _TEXTS
        if is_text and reference.get("linear") != "no" and "nav" not in item.get("properties", "").split():
            yield package.resolve(item.get("href", ""))


def _contents(package: _Package) -> dict[str, _Entry]:
    """The first line of the table of contents for each part: EPUB 3's nav, else EPUB 2's NCX."""
    items = list(find_all(package.root, "manifest", "item"))
    navs = [item for item in items if "nav" in item.get("properties", "").split()]
    tables = navs or [item for item in items if item.get("media-type") == "application/x-dtbncx+xml"]
    entries: dict[str, _Entry] = {}
    for table in tables[:1]:
        part = package.resolve(table.get("href", ""))
        if part in package.archive:
            for href, entry in (_nav_lines if navs else _ncx_lines)(package.parse(part)):
                entries.setdefault(package.resolve(href, part), entry)
    return entries


def _nav_lines(root: Element) -> Iterator[tuple[str, _Entry]]:
    tables = list(find_all(root, "nav"))
    table = next((nav for nav in tables if "toc" in types_of(nav).split()), tables[0] if tables else root)
    for link in find_all(table, "a"):
        depth = sum(local(above) == "ol" for above in link.iterancestors())
        yield link.get("href", ""), _Entry(text_of(link), max(1, depth))


def _ncx_lines(root: Element) -> Iterator[tuple[str, _Entry]]:
    for point in find_all(root, "navPoint"):
        content = next((child for child in point if local(child) == "content"), None)
        label = next((child for child in point if local(child) == "navLabel"), None)
        depth = 1 + sum(local(above) == "navPoint" for above in point.iterancestors())
        if content is not None:
            yield content.get("src", ""), _Entry(text_of(label), depth)


def _write_chapter(writer: Writer, root: Element, entry: _Entry | None) -> None:
    """A chapter under its own headings, or under its line in the table of contents when it has none."""
    body = find(root, "body")
    body = root if body is None else body
    if any(_is_furniture(element) for element in (body, *list(body)[:1])):
        return
    headings = [element for level in range(1, 7) for element in find_all(body, f"h{level}")]
    if entry and entry.title and not headings and text_of(body):
        writer.page.begin("heading", entry.depth)
        writer.page.write(entry.title)
    writer.element(body)
    writer.page.begin()


def _is_furniture(element: Element) -> bool:
    return not _FURNITURE.isdisjoint(types_of(element).removeprefix("doc-").split())


def _described(package: _Package, writer: Writer) -> Document:
    """The document with the package's Dublin Core (EPUB 3.3 §5.5)."""
    metadata = find(package.root, "metadata")
    said = package.root if metadata is None else metadata
    authors = dict.fromkeys(text_of(creator) for creator in find_all(said, "creator"))
    return Document(
        writer.page.text,
        writer.page.blocks,
        title=text_of(find(said, "title")),
        author=", ".join(author for author in authors if author),
        date=date_of(text_of(find(said, "date"))),
        language=language_tag(text_of(find(said, "language"))),
        source=text_of(find(said, "source")) or text_of(find(said, "publisher")),
        warnings=tuple(package.warnings),
    )
