"""HTML elements → Page: what web pages, EPUB chapters and Markdown have in common. Knows no furniture of web sites."""

import re
from dataclasses import dataclass, field

from audiobook.document import BlockKind
from audiobook.readers.rendering import Page
from audiobook.readers.text import paragraphs
from audiobook.xml import Element, find, local

_DROPPED = {
    "head", "script", "style", "noscript", "template", "svg", "math", "img", "picture", "audio", "video", "canvas",
    "iframe", "object", "embed", "map", "select", "textarea", "button", "input", "rt", "rp", "del", "s",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote", "ul", "ol", "li", "dl",
    "dt", "dd", "table", "caption", "thead", "tbody", "tr", "figure", "address", "center", "form", "fieldset", "legend",
    "details", "summary", "hgroup", "body", "hr",
}  # fmt: skip
_TYPE = ("epub:type", "{http://www.idpf.org/2007/ops}type", "role")
_NOTE_TYPES = re.compile(r"\b(doc-)?(footnotes?|endnotes?|rearnotes?)\b")
_REFERENCE_TYPES = re.compile(r"\b(doc-)?noteref\b")
_NOTE_CLASSES = re.compile(r"(?i)\b(footnotes?|endnotes?|references|reflist)\b")
_REFERENCE_CLASSES = re.compile(r"(?i)\b(footnote-?ref|note-?ref|reference|fnref)\b")


def types_of(element: Element) -> str:
    """What EPUB's `epub:type` or ARIA's `role` says of an element (EPUB Structural Semantics; DPUB-ARIA)."""
    return " ".join(element.get(attribute, "") for attribute in _TYPE).strip().lower()


@dataclass(slots=True)
class Writer:
    """Writes elements to a page: headings, paragraphs, line breaks, preformatted text, notes."""

    page: Page = field(default_factory=Page)
    _body: BlockKind = "paragraph"
    """What a block is when it is no heading: "note" inside a footnote."""

    def children(self, element: Element) -> None:
        """Write what an element holds."""
        self.page.write(element.text or "")
        for child in element:
            self.element(child)
            self.page.write(child.tail or "")

    def element(self, element: Element) -> None:
        """Write an element by what its name and its type say."""
        match local(element):
            case name if name in _DROPPED or _is_hidden(element):
                pass
            case name if name in ("aside", "section", "div", "ol", "ul", "li", "p", "dl") and _is_note(element):
                self._note(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" as name:
                self._block(element, int(name[1]))
            case "pre":
                self._preformatted(element)
            case "br":
                self._line_break(element)
            case "figcaption":
                with self.page.mark("boilerplate"):
                    self._block(element)
            case "q":
                self.page.write("“")
                self.children(element)
                self.page.write("”")
            case "td" | "th":
                self.children(element)
                self.page.write(" ")
            case name if name in _BLOCKS:
                self._block(element)
            case _:
                with self.page.mark("footnote" if _is_reference(element) else None):
                    self.children(element)

    def _block(self, element: Element, level: int = 0) -> None:
        self.page.begin("heading" if level else self._body, level)
        self.children(element)
        self.page.begin(self._body)

    def _note(self, element: Element) -> None:
        """A footnote's text; paragraphs inside it are notes, too."""
        self._body = "note"
        with self.page.mark("footnote"):
            self._block(element)
        self._body = "paragraph"

    def _preformatted(self, element: Element) -> None:
        lines = "".join(str(part) for part in element.itertext())
        for block in paragraphs(lines):
            self.page.begin(self._body)
            self.page.write_lines(lines[block.start : block.end])
        self.page.begin(self._body)

    def _line_break(self, element: Element) -> None:
        """One break is a new line, two together a new paragraph."""
        before = element.getprevious()
        if before is not None and local(before) == "br" and not (before.tail or "").strip():
            self.page.begin(self._body)
        else:
            self.page.break_line()


def _is_hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def _is_note(element: Element) -> bool:
    return bool(_NOTE_TYPES.search(types_of(element)) or _NOTE_CLASSES.search(element.get("class", "")))


def _is_reference(element: Element) -> bool:
    """The mark that points to a note: typed as one, or a raised link within the page."""
    if _REFERENCE_TYPES.search(types_of(element)):
        return True
    if local(element) not in ("sup", "a", "span"):
        return False
    if _REFERENCE_CLASSES.search(element.get("class", "")):
        return True
    link = find(element, "a") if local(element) == "sup" else None
    return link is not None and "#" in link.get("href", "")
