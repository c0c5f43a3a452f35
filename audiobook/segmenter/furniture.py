"""What is no part of the text: Gutenberg heads and tails, record headers, rulers, site furniture, picture captions."""

import re
from collections.abc import Iterator, Sequence

from audiobook.segmenter.conventions import House
from audiobook.segmenter.layout import is_page_marker
from audiobook.segmenter.stretch import Paragraph, Stretch

GUTENBERG_START = re.compile(r"\*{3}\s?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*", re.IGNORECASE)
GUTENBERG_END = re.compile(r"(?:\*{3}\s?)?END OF (?:THE |THIS )?PROJECT GUTENBERG", re.IGNORECASE)
HEADER = 20_000
"""Characters a Gutenberg head may have."""
_HEADER_LINE = re.compile(r"^(Title|Author): (\S[^\r\n]*)$", re.MULTILINE)
_RULER = re.compile(r"(?:[*_=~#•·—–\-.+|]\s*){3,}|[_\-=*]{2,}|⁂")
_RECORD_HEADER = re.compile(r"\[(?:Congressional Record|House|Senate|Page|Extensions of Remarks|Daily Digest)|From the .{3,60}(?:Online|www\.)")
_TRANSCRIBER = re.compile(r"[\[+|*\s]*(?:Transcriber['’]s [Nn]ote|Illustration|Frontispiece|Blank Page|Produced by|E-text prepared|HTML version)", re.I)


def boundaries(text: str) -> tuple[int, int]:
    """Where the work begins and ends inside a Project Gutenberg file; the whole text otherwise."""
    started = GUTENBERG_START.search(text, 0, HEADER)
    if not started:
        return 0, len(text)
    ended = GUTENBERG_END.search(text, started.end())
    return started.end(), ended.start() if ended else len(text)


def gutenberg_header(text: str) -> dict[str, str]:
    """What the head of a Project Gutenberg file says: "title", "author"; empty for any other text."""
    if not GUTENBERG_START.search(text, 0, HEADER):
        return {}
    return {key.lower(): value for key, value in _HEADER_LINE.findall(text[:HEADER]) if value != "Various"}


def furniture(text: str, paragraphs: Sequence[Paragraph], house: House) -> Iterator[Stretch]:
    """Whole paragraphs that are dropped."""
    start, end = boundaries(text)
    for paragraph in paragraphs:
        rule = _rule(text, paragraph, (start, end), house)
        if rule:
            yield Stretch("boilerplate", paragraph.start, paragraph.end, rule)


def _rule(text: str, paragraph: Paragraph, work: tuple[int, int], house: House) -> str:
    if paragraph.block.kind == "furniture":
        return "markup"
    if paragraph.end <= work[0] or paragraph.start >= work[1]:
        return "gutenberg"
    if paragraph.end - paragraph.start > 500:
        return ""
    content = text[paragraph.start : paragraph.end]
    if _RULER.fullmatch(content):
        return "ruler"
    if is_page_marker(content):
        return "page-marker"
    if (found := house.furniture.match(content)) and len(content) - found.end() <= 2:
        return "site-furniture"
    if _TRANSCRIBER.match(content) and (content[0] not in "[" or content[-1] == "]"):
        return "transcriber"
    return "record-header" if _RECORD_HEADER.match(content) and paragraph.start < 1000 else ""
