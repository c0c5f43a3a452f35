"""Word files (DOCX, ISO 29500): styles carry headings, italics carry stage directions.

Read with zipfile and lxml alone. python-docx was tried: it leaves out what is inserted under review, took 3.6 ms a
paragraph to resolve styles where this takes 0.1, and failed in a dozen ways on damaged files; tests make files with it.
Page heads, footnotes and comments lie in other parts of the file and are not read.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audiobook.document import Document, MarkKind
from audiobook.errors import SourceError
from audiobook.readers.archive import Archive, open_archive
from audiobook.readers.metadata import language_tag
from audiobook.readers.rendering import Page
from audiobook.xml import Element, find, find_all, local, parse_xml, text_of

_OLE = b"\xd0\xcf\x11\xe0"
_LONGEST_DIRECTION = 200
"""Code points. A longer paragraph in italics is a quotation or a preface, not a direction."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]][.:]?")
_QUOTED = tuple("“„«\"‘'‹")
_OFF = ("0", "false", "off")
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph or character style, with what it takes over from the styles it is based on."""

    names: tuple[str, ...] = ()
    """Its own and its ancestors', in lower case; built-in styles have English names in every language of Word."""
    italic: bool | None = None
    outline: int = 0
    """Level of a heading from 1; 0 is body text."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Consecutive runs in one type face."""

    text: str
    italic: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its style resolved."""

    pieces: tuple[_Piece, ...]
    names: tuple[str, ...]
    level: int


def read(data: bytes, name: str) -> Document:
    """A Word file as a Document. Raises SourceError that names the part which is broken or missing."""
    if data.startswith(_OLE):
        raise SourceError(f"{name}: is an old Word file or has a password; save it as .docx without a password")
    archive = open_archive(data, name)
    main = _main_part(archive)
    styles = _styles(archive, posixpath.join(posixpath.dirname(main), "styles.xml"))
    body = _part(archive, main)
    paragraphs = [_paragraph(element, styles) for element in _paragraphs(body)]
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    slanted = sum(len(piece.text) for piece in pieces if piece.italic)
    tells = slanted * 2 < sum(len(piece.text) for piece in pieces)  # else italics are the body's face
    page = Page()
    for paragraph in paragraphs:
        _write(page, paragraph, tells)
    page.begin()
    return _described(archive, page)


def _part(archive: Archive, part: str) -> Element:
    return parse_xml(archive.read(part), f"{archive.name}: {part}")


def _main_part(archive: Archive) -> str:
    """Where the text lies: as the package's relationships say (ISO 29500-2 §9), for some programs rename it."""
    for relationship in find_all(_part(archive, "_rels/.rels"), "Relationship"):
        if relationship.get("Type", "").endswith("/officeDocument"):
            return relationship.get("Target", "").lstrip("/")
    return "word/document.xml"


def _styles(archive: Archive, part: str) -> Mapping[str, _Style]:
    """Styles by identifier; the paragraph style of paragraphs that name none is ""."""
    if part not in archive:
        return {}
    elements = {_attribute(style, "styleId"): style for style in find_all(_part(archive, part), "style")}
    resolved = {name: _style(style, elements) for name, style in elements.items()}
    for name, style in elements.items():
        if _attribute(style, "default") in ("1", "true", "on") and _attribute(style, "type") == "paragraph":
            resolved[""] = resolved[name]
    return resolved


def _style(element: Element, elements: Mapping[str, Element]) -> _Style:
    """One style after those it is based on (ISO 29500-1 §17.7.4.3); a broken file may run in a circle."""
    chain = [element]
    while len(chain) < 12 and (base := elements.get(_value(_child(chain[-1], "basedOn")))) is not None:
        chain.append(base)
    italics = (_toggle(style, "i") for style in chain)
    outlines = (_outline(style) for style in chain)
    return _Style(
        names=tuple(_value(_child(style, "name")).lower() for style in chain),
        italic=next((italic for italic in italics if italic is not None), None),
        outline=next((outline for outline in outlines if outline), 0),
    )


def _paragraphs(body: Element) -> Iterator[Element]:
    """All paragraphs in order, also in tables and text boxes; not the copies for old versions of Word."""
    for element in find_all(body, "p"):
        if not any(local(above) == "Fallback" for above in element.iterancestors()):
            yield element


def _paragraph(element: Element, styles: Mapping[str, _Style]) -> _Paragraph:
    style = styles.get(_value(_child(element, "pPr", "pStyle")), styles.get("", _Style()))
    return _Paragraph(
        tuple(_pieces(element, style, styles)), style.names, _level(style.names) or _outline(element) or style.outline
    )


def _pieces(paragraph: Element, style: _Style, styles: Mapping[str, _Style]) -> Iterator[_Piece]:
    """The paragraph's text, run by run, neighbours of one face together."""
    text, italic = "", False
    for run in find_all(paragraph, "r"):
        words = _words(run) if _is_read(run, paragraph) else ""
        slanted = _is_italic(run, style, styles)
        if words.strip() and slanted != italic:
            yield _Piece(text, italic)
            text, italic = "", slanted
        text += words
    yield _Piece(text, italic)


def _is_read(run: Element, paragraph: Element) -> bool:
    """Not hidden nor moved away, and the paragraph's own: a text box is a paragraph within one."""
    for above in run.iterancestors():
        if local(above) in ("moveFrom", "del"):
            return False
        if local(above) == "p":
            return above is paragraph and not _toggle(run, "vanish")
    return False


def _is_italic(run: Element, paragraph: _Style, styles: Mapping[str, _Style]) -> bool:
    """The run's own setting, else its style's, else the paragraph style's (ISO 29500-1 §17.7.2)."""
    character = styles.get(_value(_child(run, "rPr", "rStyle")) or "-", _Style())
    settings = (_toggle(run, "i"), character.italic, paragraph.italic)
    return next((setting for setting in settings if setting is not None), False)


def _words(run: Element) -> str:
    """The run's text; a page break is none."""
    words = ""
    for sign in run:
        name = local(sign)
        if name == "t":
            words += sign.text or ""
        elif name == "br":
            words += "\n" if _attribute(sign, "type") in ("", "textWrapping") else " "
        else:
            words += _SIGNS.get(name, "")
    return words


def _write(page: Page, paragraph: _Paragraph, tells: bool) -> None:
    """One paragraph; `tells` says whether italics tell directions from speech in this file."""
    if any(name.startswith("toc ") for name in paragraph.names):
        return
    page.begin("heading" if paragraph.level else "paragraph", paragraph.level)
    with page.mark(_kind(paragraph, tells)):
        for piece in paragraph.pieces:
            with page.mark("stage" if tells and piece.italic and _BRACKETED.fullmatch(piece.text.strip()) else None):
                _write_lines(page, piece.text)


def _write_lines(page: Page, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            page.break_line()
        page.write(line)


def _kind(paragraph: _Paragraph, tells: bool) -> MarkKind | None:
    """What a whole paragraph is, when its style or its italics say so."""
    if "title" in paragraph.names:
        return "title"
    if "caption" in paragraph.names:
        return "boilerplate"
    return "stage" if tells and not paragraph.level and _is_direction(paragraph.pieces) else None


def _is_direction(pieces: tuple[_Piece, ...]) -> bool:
    """A short paragraph wholly in italics that quotes nobody."""
    text = "".join(piece.text for piece in pieces).strip()
    slanted = all(piece.italic for piece in pieces if piece.text.strip(" \t\n.:"))
    return 0 < len(text) <= _LONGEST_DIRECTION and slanted and not text.startswith(_QUOTED)


def _level(names: tuple[str, ...]) -> int:
    """Of a heading by the name of its style; 0 for other styles."""
    if "title" in names:
        return 1
    found = next((match for name in names if (match := re.fullmatch(r"heading ([1-9])", name))), None)
    return int(found[1]) if found else 0


def _outline(element: Element) -> int:
    """The outline level that a paragraph or style sets (0 to 8 in the file), as a heading's level; 0 for none."""
    value = _value(_child(element, "pPr", "outlineLvl"))
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


def _child(element: Element, *path: str) -> Element | None:
    """The child with the first of these names, its child with the second, and so on."""
    found: Element | None = element
    for name in path:
        found = None if found is None else next((child for child in found if local(child) == name), None)
    return found


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name: transitional and strict files differ in the namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _value(element: Element | None) -> str:
    return "" if element is None else _attribute(element, "val")


def _toggle(element: Element, name: str) -> bool | None:
    """A setting that may be on, off or left open (ISO 29500-1 §17.3.2)."""
    setting = _child(element, "rPr", name)
    return None if setting is None else _value(setting) not in _OFF


def _described(archive: Archive, page: Page) -> Document:
    """The document with the file's properties. Its dates are those of the file, not of the speech."""
    said = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive else None
    if said is None:
        return Document(page.text, page.blocks)
    return Document(
        page.text,
        page.blocks,
        title=text_of(find(said, "title")),
        author=text_of(find(said, "creator")),
        language=language_tag(text_of(find(said, "language"))),
    )
