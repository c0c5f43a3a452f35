"""Titles, bylines and source notes: how a document introduces itself, and what ends it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.dates import find_date, is_date_line
from audiobook.segmenter.labels import Label
from audiobook.segmenter.names import WORD, is_capitals
from audiobook.segmenter.stretch import Paragraph, Stretch

TITLE_LENGTH = 200
"""Characters a heading may have."""
FRONT = 30
"""Paragraphs among which the front matter ends."""
_SENTENCE_END = tuple(".!?…:;,”\"»")
_ROMAN = re.compile(r"[IVXLC]+\.?")
_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+)\.?")


def front_matter(document: Document, paragraphs: Sequence[Paragraph], labels: Mapping[int, Label], house: House) -> Iterator[Stretch]:
    """The paragraphs before the speech begins, each a title, byline, source note or stage note."""
    seen_title = False
    for paragraph in paragraphs[:FRONT]:
        content = document.text[paragraph.start : paragraph.end]
        if paragraph.index in labels or len(content) > 1500:
            return
        found = _front(content, paragraph, seen_title, house)
        if found is None:
            return
        seen_title = seen_title or found.kind == "title"
        yield found


def _front(content: str, paragraph: Paragraph, seen_title: bool, house: House) -> Stretch | None:
    start, end = paragraph.start, paragraph.end
    if (found := house.sources.match(content)) and (content[found.end() :].lstrip()[:1] == ":" or _is_capital_note(content, seen_title)):
        return Stretch("source", start, end, "source-note")
    if content[0] in "([" and content[-1] in ")]":
        return _bracketed(content, paragraph, house)
    if is_date_line(content) or seen_title and _is_byline(content, house):
        return Stretch("byline", start, end, "byline", _author(content, house))
    if paragraph.block.kind == "heading" or _is_heading(content, house, first=not seen_title):
        return Stretch("title", start, end, "first-lines")
    return None


def _is_capital_note(content: str, seen_title: bool) -> bool:
    return seen_title and len(content) < 300 and (find_date(content) is not None or content.isupper())


def _bracketed(content: str, paragraph: Paragraph, house: House) -> Stretch | None:
    inside = content[1:-1]
    if house.sources.match(inside) or inside.isupper() or sum(map(is_capitals, inside.split())) >= 3:
        return Stretch("source", paragraph.start, paragraph.end, "occasion", said=(paragraph.start + 1, paragraph.end - 1))
    if content[0] == "[" and len(inside.split()) > 5:
        return Stretch("stage", paragraph.start, paragraph.end, "opening-note", said=(paragraph.start + 1, paragraph.end - 1))
    return None


def _is_byline(content: str, house: House) -> bool:
    """ "Leon Trotsky, Speech at … November 8, 1917"; "by Horace Porter"; "Horace Porter"."""
    if len(content) > TITLE_LENGTH:
        return False
    if house.bylines.match(content) and len(content.split()) <= 8 and not content.endswith("."):
        return True
    name = content.split(",")[0]
    return _is_person(name) and (find_date(content) is not None or name == content and not content.isupper())


def _is_person(name: str) -> bool:
    words = WORD.findall(name)
    return 2 <= len(words) <= 5 and all(word[0].isupper() for word in words) and not name.endswith(".")


def _author(content: str, house: House) -> str:
    found = house.bylines.match(content)
    name = re.split(r"[,.(\n]", content[found.end() if found else 0 :].strip())[0].strip()
    return name if _is_person(name) and find_date(name) is None else ""


def _is_heading(content: str, house: House, first: bool) -> bool:
    if len(content) > TITLE_LENGTH or house.salutations.search(content) and content.rstrip(" -–—").endswith((":", ",", "!", ".")):
        return False
    if content.isupper():
        return True
    return first and not content.endswith(_SENTENCE_END)


def headings(document: Document, paragraphs: Sequence[Paragraph], labels: Mapping[int, Label], house: House, in_play: bool) -> Iterator[Stretch]:
    """Headings inside the text: lines in capitals, acts and scenes, what the markup calls a heading."""
    shouted = sum(document.text[p.start : p.end].isupper() for p in paragraphs[:400]) > 0.4 * min(len(paragraphs), 400)
    for paragraph in paragraphs:
        if paragraph.index in labels or paragraph.end - paragraph.start > TITLE_LENGTH and paragraph.block.kind != "heading":
            continue
        rule = _heading_rule(document.text[paragraph.start : paragraph.end], paragraph, house, in_play, shouted)
        if rule:
            yield Stretch("title", paragraph.start, paragraph.end, rule)


def _heading_rule(content: str, paragraph: Paragraph, house: House, in_play: bool, shouted: bool) -> str:
    if paragraph.block.kind == "heading":
        return "markup"
    if in_play and (_NUMBERED.fullmatch(content) or house.scenes.match(content) and len(content) < 60):
        return "scene"
    return "capitals-line" if not shouted and _is_capital_heading(content) else ""


def _is_capital_heading(content: str) -> bool:
    """In capitals but for what a bracket adds: "TOBACCO BILL (Second Reading debate)"."""
    bare = re.sub(r"\s*\([^()]*\)$", "", content)
    letters = [sign for sign in bare if sign.isalpha()]
    return len(letters) >= 4 and bare.upper() == bare and not bare.rstrip(" -–—").endswith((":", ",", "!", ";")) \
        and not _ROMAN.fullmatch(bare) and bare[0] not in "([\"“" and "  " not in bare.strip()[:0]


def closing(document: Document, paragraphs: Sequence[Paragraph], house: House) -> Iterator[Stretch]:
    """Source notes after the speech, and anywhere a paragraph that says "Source: …"."""
    for paragraph in paragraphs:
        content = document.text[paragraph.start : min(paragraph.end, paragraph.start + 40)]
        found = house.sources.match(content)
        if found and content[found.end() :].lstrip().startswith(":") and found.group().lower().endswith(
                ("source", "sources", "quelle", "fuente", "источник", "джерело", "fonte", "bron", "źródło")):
            yield Stretch("source", paragraph.start, paragraph.end, "source-note")
