"""Web pages: the text without the site's furniture, and what the page says about it.

Navigation, banners, forms and the like go by their names (HTML §4.3, ARIA landmarks) and by common class names, but
never an element that holds half of the page. Where trafilatura is installed, it says where the text begins and ends;
inside it nothing is dropped on its word. A page that is one `<pre>` (the Congressional Record) is plain text.
"""

import codecs
import logging
import re
from dataclasses import replace

from audiobook.document import Document
from audiobook.readers.decoding import decode
from audiobook.readers.hypertext import Writer
from audiobook.readers.page_metadata import described
from audiobook.readers.text import paragraphs
from audiobook.xml import Element, drop, find, find_all, local, parse_html, text_of

_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""")
_FURNITURE = {"nav", "footer", "aside", "form", "dialog", "menu"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar", "alert"}
_CLASSES = re.compile(
    r"(?i)(?<![a-z])(nav(bar|igation)?|menu|side-?bar|bread-?crumbs?|share|sharing|social|cookies?|advert\w*|promo|related|"
    r"comments?|newsletter|subscribe|skip-?link|pagination|masthead|site-(header|footer)|tag-?list|toolbar)(?![a-z])"
)
_ASIDES = re.compile(r"\W*[(\[“„«\"]")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_OPENING = 600
"""Code points in which a text says when it was spoken."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(data: bytes, name: str) -> Document:
    """A web page as a Document; raises SourceError when there is no text in it."""
    html, warnings = _decoded(data, name)
    root = parse_html(html, name)
    described_by = described(Document("", (), warnings=warnings), root)
    plain = _preformatted(root)  # its <title> names the journal, not the speech
    if plain is not None:
        return replace(described_by, text=plain, blocks=paragraphs(plain), title="", source=described_by.title)
    writer = Writer()
    writer.element(_stripped(root))
    writer.page.begin()
    document = replace(described_by, text=writer.page.text, blocks=writer.page.blocks)
    return _trimmed(_dated(document), html)


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """UTF-8 when it is, else as the page declares (HTML §13.2.3), else as a text file."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        encoding = _codec(declared[1].decode("ascii", "replace")) if declared else ""
        if encoding:
            return data.decode(encoding, "replace"), ()
    return decode(data, name)


def _codec(label: str) -> str:
    """Python's codec for a label; Latin-1 is Windows-1252 on the web (Encoding Standard §4.2)."""
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": ""}.get(codec, codec)


def _preformatted(root: Element) -> str | None:
    """The text of the only `<pre>` when it is nearly all of the page."""
    blocks = list(find_all(root, "pre"))
    if len(blocks) != 1:
        return None
    text = "".join(str(part) for part in blocks[0].itertext()).replace("\r\n", "\n").strip("\n")
    return text if len(text.strip()) > 0.8 * len(text_of(find(root, "body"))) else None


def _stripped(root: Element) -> Element:
    """The element that holds the text, without furniture."""
    body = find(root, "body")
    whole = root if body is None else body
    half = len(text_of(whole)) / 2
    for element in list(whole.iter()):
        if element is not whole and _is_furniture(element) and len(text_of(element)) <= half:
            drop(element)
    mains = [*find_all(whole, "main"), *find_all(whole, "article")]
    largest = max(mains, key=lambda main: len(text_of(main)), default=whole)
    return largest if len(text_of(largest)) * 2 >= len(text_of(whole)) else whole


def _is_furniture(element: Element) -> bool:
    name = local(element)
    if name in ("html", "body", "main", "article", *_HEADINGS):
        return False
    if name == "header":  # that of an article holds its title
        return not any(local(above) in ("article", "main") for above in element.iterancestors())
    labels = f"{element.get('class', '')} {element.get('id', '')}"
    return name in _FURNITURE or element.get("role") in _ROLES or bool(_CLASSES.search(labels))


def _dated(document: Document) -> Document:
    """Without the page's date when the text opens with years of its own: a speech of 1917 was not given in 2015."""
    years = set(_YEAR.findall(document.text[:_OPENING]))
    told = document.date is None or not years or str(document.date.year) in years
    return document if told else replace(document, date=None)


def _trimmed(document: Document, html: str) -> Document:
    """The document with what stands before and after the text as furniture, where trafilatura is installed."""
    try:
        import trafilatura
    except ImportError:  # an extra; without it the page's own markup has to do
        return document
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it reports what it discards as errors
    kept = trafilatura.extract(html, include_comments=False, include_tables=True) or ""
    inside = _span_of(document, {_opening(line) for line in kept.splitlines()})
    return replace(
        document,
        blocks=tuple(
            block if index in inside else replace(block, kind="furniture", level=0, marks=())
            for index, block in enumerate(document.blocks)
        ),
    )


def _span_of(document: Document, kept: set[str]) -> range:
    """From the first block that was kept, or the headings above it, to the last, or the bracketed notes below it."""
    blocks = document.blocks
    found = [index for index, block in enumerate(blocks) if _opening(document.block_text(block)) in kept]
    held = sum(blocks[index].end - blocks[index].start for index in found)
    if not found or held * 2 < sum(block.end - block.start for block in blocks):
        return range(len(blocks))  # it took the text for furniture
    first, last = found[0], found[-1]
    titles = [index for index in range(first) if blocks[index].kind == "heading" and blocks[index].level == 1]
    while first and blocks[first - 1].kind == "heading":
        first -= 1
    while last + 1 < len(blocks) and _ASIDES.match(document.block_text(blocks[last + 1])):
        last += 1
    return range(min([first, *titles]), last + 1)


def _opening(text: str) -> str:
    """The first letters and digits of a paragraph, to find it again in another rendering of the page."""
    return re.sub(r"[\W_]+", " ", text[:80]).strip()[:40].rstrip()
