"""Word files (DOCX, ISO 29500): styles carry headings, italics carry stage directions.

python-docx resolves styles; the text is taken run by run, so that insertions under review and hyperlinks are in it and
deletions are not. Page heads, footnotes and comments lie in other parts of the file and are not read.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from audiobook.document import Document, MarkKind
from audiobook.errors import SourceError
from audiobook.readers.archive import open_archive
from audiobook.readers.metadata import language_tag, one_line
from audiobook.readers.rendering import Page
from audiobook.xml import Element, local, parse_xml

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.text.run import CT_R
    from docx.styles.style import CharacterStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_OLE = b"\xd0\xcf\x11\xe0"
_LONGEST_DIRECTION = 200
"""Code points. A longer paragraph in italics is a quotation or a preface, not a direction."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]][.:]?")
_QUOTED = tuple("“„«\"‘'‹")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Consecutive runs in one type face."""

    text: str
    italic: bool


def read(data: bytes, name: str) -> Document:
    """A Word file as a Document. Raises SourceError that names the broken part, or what to install."""
    word = _opened(data, name)
    paragraphs = list(_paragraphs(word))
    pieces = [list(_pieces(paragraph)) for paragraph in paragraphs]
    slanted = sum(len(piece.text) for line in pieces for piece in line if piece.italic)
    tells = slanted * 2 < sum(len(piece.text) for line in pieces for piece in line)  # else italics are the body's face
    page = Page()
    for paragraph, line in zip(paragraphs, pieces, strict=True):
        _write(page, paragraph, line, tells)
    page.begin()
    core = word.core_properties
    return Document(
        page.text,
        page.blocks,
        title=one_line(core.title),
        author=one_line(core.author),
        language=language_tag(core.language),
    )


def _opened(data: bytes, name: str) -> "WordFile":
    """The file as python-docx sees it, after each of its XML parts has been found sound."""
    try:
        import docx
    except ImportError as error:
        raise SourceError(f"{name}: is a Word file; pip install 'audiobook[formats]' to read it") from error
    if data.startswith(_OLE):
        raise SourceError(f"{name}: is an old Word file or has a password; save it as .docx without a password")
    archive = open_archive(data, name)
    for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", *archive.zip.namelist()):
        if part.endswith((".xml", ".rels")):
            parse_xml(archive.read(part), f"{name}: {part}")
    try:
        return docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, AttributeError) as error:
        reason = one_line(str(error))
        raise SourceError(f"{name}: a part of this Word file is missing ({reason}); save it again") from error


def _paragraphs(word: "WordFile") -> Iterator["Paragraph"]:
    """All paragraphs in order, also in tables and text boxes; not the copies for old versions of Word."""
    from docx.text.paragraph import Paragraph

    for element in word.element.body.iter("{*}p"):
        if local(element) == "p" and not any(local(above) == "Fallback" for above in element.iterancestors()):
            yield Paragraph(element, word._body)


def _pieces(paragraph: "Paragraph") -> Iterator[_Piece]:
    """The paragraph's text, run by run, neighbours of one face together."""
    from docx.text.run import Run

    text, italic = "", False
    for element in paragraph._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"):
        run = Run(cast("CT_R", element), paragraph)
        if not _is_read(element, paragraph._p) or run.font.hidden or not run.text:
            continue
        slanted = _is_italic(run, paragraph)
        if slanted != italic and not run.text.isspace():
            yield _Piece(text, italic)
            text, italic = "", slanted
        text += run.text
    yield _Piece(text, italic)


def _is_read(run: Element, paragraph: Element) -> bool:
    """A run of this paragraph itself (a text box is a paragraph within one), and not what was moved away."""
    for above in run.iterancestors():
        if local(above) == "moveFrom":
            return False
        if local(above) == "p":
            return above is paragraph
    return False


def _is_italic(run: "Run", paragraph: "Paragraph") -> bool:
    """The run's own setting, else its style's, else the paragraph style's (ISO 29500-1 §17.7.2)."""
    settings = (run.italic, *(style.font.italic for style in (*_chain(run.style), *_chain(paragraph.style))))
    return next((setting for setting in settings if setting is not None), False)


def _chain(style: "CharacterStyle | None") -> "Iterator[CharacterStyle]":
    """A style and those it is based on; a broken file may run in a circle."""
    for _ in range(12):
        if style is None:
            return
        yield style
        style = style.base_style


def _write(page: Page, paragraph: "Paragraph", pieces: list[_Piece], tells: bool) -> None:
    """One paragraph; `tells` says whether italics tell directions from speech in this file."""
    names = [(style.name or "").lower() for style in _chain(paragraph.style)]
    if any(name.startswith("toc ") for name in names):
        return
    level = _level(paragraph, names)
    page.begin("heading" if level else "paragraph", level)
    whole: MarkKind | None = None
    if "title" in names:
        whole = "title"
    elif "caption" in names:
        whole = "boilerplate"
    elif tells and not level and _is_direction(pieces):
        whole = "stage"
    with page.mark(whole):
        for piece in pieces:
            with page.mark("stage" if tells and piece.italic and _BRACKETED.fullmatch(piece.text.strip()) else None):
                _write_lines(page, piece.text)


def _write_lines(page: Page, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            page.break_line()
        page.write(line)


def _level(paragraph: "Paragraph", names: list[str]) -> int:
    """Of a heading, by its style's name (in the file they are English) or outline level; 0 for body text."""
    if "title" in names:
        return 1
    found = next((match for name in names if (match := re.fullmatch(r"heading (\d)", name))), None)
    if found:
        return int(found[1])
    elements = [paragraph._p, *(style.element for style in _chain(paragraph.style))]
    levels = [level for element in elements for level in element.xpath("./w:pPr/w:outlineLvl/@w:val")]
    return int(levels[0]) + 1 if levels and levels[0].isdecimal() and int(levels[0]) < 9 else 0


def _is_direction(pieces: list[_Piece]) -> bool:
    """A short paragraph wholly in italics that quotes nobody."""
    text = "".join(piece.text for piece in pieces).strip()
    slanted = all(piece.italic for piece in pieces if piece.text.strip(" \t\n.:"))
    return 0 < len(text) <= _LONGEST_DIRECTION and slanted and not text.startswith(_QUOTED)

