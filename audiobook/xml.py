"""Safe parsing and building of XML and HTML: the one room where lxml lives.

Parsing fetches nothing, loads no DTD, expands no entities and keeps libxml2's limits on depth and size. A file that
declares entities is refused: no source needs them, and they are how XML bombs and leaks are built.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias, cast

from lxml import etree

from audiobook.errors import SourceError

Element: TypeAlias = etree._Element

_WIDTHS = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in _WIDTHS)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML document, without comments and processing instructions.

    Raises SourceError when it is not well-formed, declares entities or nests deeper than 256. `name` is for messages.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if any(mark in data for mark in _ENTITIES):
        raise SourceError(f"{name}: declares XML entities, which are not read for safety; remove the <!ENTITY …> lines")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: broken XML ({_one_line(error.msg)}); repair it or export it again") from error
    for entity in list(root.iter(etree.Entity)):  # `&nbsp;` in XHTML, whose DTD is not loaded
        entity.tail = html.unescape(entity.text or "") + (entity.tail or "")
        drop(entity)
    return root


def parse_html(text: str, name: str) -> Element:
    """The root of an HTML page, mended as browsers do.

    Raises SourceError when nothing in it can be read, or when it nests deeper than 256: libxml2 would stop in silence.
    """
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: cannot be read as HTML ({_one_line(error.msg)}); save the page again") from error
    if root is None:
        raise SourceError(f"{name}: there is no HTML in it; save the page again")
    if any("depth" in entry.message for entry in parser.error_log):
        raise SourceError(f"{name}: its elements nest deeper than 256; save the page as plain text")
    return root


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def parent_of(element: Element) -> str:
    """The local name of the element above; "" for the root."""
    above = element.getparent()
    return "" if above is None else local(above)


def text_of(element: Element | None) -> str:
    """All text below an element, white space collapsed; "" when there is no element."""
    if element is None:
        return ""
    return _SPACE.sub(" ", "".join(str(part) for part in element.itertext())).strip(" ")


def find(root: Element, *path: str) -> Element | None:
    """The first descendant with the last of these local names, below one with the name before it, and so on."""
    return next(find_all(root, *path), None)


def find_all(root: Element, *path: str) -> Iterator[Element]:
    """Every descendant that `find` would accept, in document order. Namespaces do not matter."""
    first, *rest = path
    for element in root.iter(f"{{*}}{first}"):
        if element is not root:
            if rest:
                yield from find_all(element, *rest)
            else:
                yield element


def drop(element: Element) -> None:
    """Take an element out of its tree; the text that follows it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def build(
    tag: str, text: str = "", attributes: Mapping[str, str] | None = None, namespaces: Mapping[str, str] | None = None
) -> Element:
    """A new element. `tag` may be "{uri}name"; `namespaces` maps prefixes to URIs ("" is the default namespace)."""
    nsmap: dict[str | None, str] = {prefix or None: uri for prefix, uri in (namespaces or {}).items()}
    element = etree.Element(tag, dict(attributes or {}), nsmap=cast(dict[str, str], nsmap))
    element.text = _writable(text) or None
    return element


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child of `parent`, in the namespaces declared there."""
    element = etree.SubElement(parent, tag, dict(attributes or {}))
    element.text = _writable(text) or None
    return element


def serialize(root: Element) -> bytes:
    """The document as UTF-8 with declaration, indented by two spaces, a newline at its end."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def serialize_html(root: Element) -> str:
    """HTML as browsers read it, on one line but for the text's own breaks; a whole page begins with its doctype."""
    page = "<!DOCTYPE html>\n" if root.tag == "html" else ""
    return page + str(etree.tostring(root, method="html", encoding="unicode", with_tail=False))


def follow(element: Element, text: str) -> None:
    """Put text right behind an element that was added last."""
    element.tail = _writable(text)


def _writable(text: str) -> str:
    """Text without the characters that XML 1.0 §2.2 forbids (a form feed in a source, say)."""
    return text if text.isprintable() else _FORBIDDEN.sub(" ", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
