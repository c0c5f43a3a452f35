"""What is no part of the text: Gutenberg heads and tails, record headers, rulers, site furniture, picture captions."""

import re
from collections.abc import Iterator, Sequence

from audiobook.segmenter.conventions import House
from audiobook.segmenter.layout import is_page_marker
from audiobook.segmenter.stretch import Paragraph, Stretch

GUTENBERG_START = re.compile(r"\*{3}\s?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*", re.IGNORECASE)
GUTENBERG_END = re.compile(
    r"\*\*\* ?END OF|E(?:ND OF|nd of) (?:[Tt]h(?:e|is) |TH(?:E|IS) )?P(?:ROJECT|roject) G(?:UTENBERG|utenberg)")
HEADER = 20_000
"""Characters a Gutenberg head may have."""
_HEADER_LINE = re.compile(r"^(Title|Author): (\S[^\r\n]*)$", re.MULTILINE)
_RULER = re.compile(r"(?:[*_=~#•·—–\-.+|]\s*){3,}|[_\-=*]{2,}|⁂")
_RECORD_HEADER = re.compile(
    r"\[(?:Congressional Record|House|Senate|Page|Extensions of Remarks|Daily Digest)|From the .{3,60}(?:Online|www\.)")
_COPYRIGHT = re.compile(r"(?:Copyright|©|\([cC]\))\s.*\d{4}|All rights reserved", re.DOTALL)
_CLOCK = re.compile(
    r"(?:END\s+)?(?:\d{1,2}[:.]\d{2} ?[AaPp]\.?[Mm]\.?(?: [A-Z][A-Za-z]{1,3})?)|END|-\s?30\s?-|# # #"
    r"|\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s?(?:hrs?|hours|uur|Uhr|h|ч)?\.?")
"""When a press office's transcript begins and ends; a record's hours on lines of their own."""
_ENTRY = re.compile(r"(?:\.{3,}|\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]+)\s*$", re.MULTILINE)
CONTENTS = 400
"""Paragraphs a table of contents may have."""
_NAVIGATION = re.compile(r"(?:[^|>»›\n]{1,40}[|>»›]){3,}[^|>»›\n]{1,40}|(?:[^|>»›\n]{1,40} [>»›] ){2}[^|>»›\n]{1,40}")
"""`Home > News > September 2004`, `Questions | Introduction | Question 1 | Question 2`"""
_MARKER = re.compile(r"\[(?<=\S\[)(\d{1,3})\]")
_NOTE = re.compile(r"\[(\d{1,3})\]\s|(?:FOOTNOTES?|Footnotes?|NOTES?)\s*:?\s*$|\[Footnote")
_TRANSCRIBER = re.compile(
    r"[\[+|*\s]*(?:Transcriber['’]s note|Illustration|Frontispiece|Produced by|E-text prepared|HTML version)",
    re.IGNORECASE)


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
    """Whole paragraphs that are dropped, in order."""
    work = boundaries(text)
    until = 0
    for number, paragraph in enumerate(paragraphs):
        if paragraph.start < until:
            continue
        rule = _rule(text, paragraph, work, house)
        if rule:
            yield Stretch("boilerplate", paragraph.start, paragraph.end, rule)
        elif _is_contents(text[paragraph.start : min(paragraph.end, paragraph.start + 60)], house):
            until = _contents_end(text, paragraphs, number)
            yield Stretch("boilerplate", paragraph.start, until, "contents")


def _is_contents(line: str, house: House) -> bool:
    """ "CONTENTS", "I n h a l t :"."""
    bare = line.strip(" _:.\u00a0\t*")
    if bare.count(" ") * 2 == len(bare) - 1:
        bare = bare.replace(" ", "")
    return bool(house.contents.fullmatch(bare))


def _contents_end(text: str, paragraphs: Sequence[Paragraph], at: int) -> int:
    """After the last entry with a page number; or after the title page, when it is printed again below."""
    head = {text[p.start : p.end] for p in paragraphs[max(0, at - 10) : at]}
    again = [p.end for p in paragraphs[at + 1 : at + 41] if text[p.start : p.end] in head]
    return max([paragraphs[at].end, *_entries(text, paragraphs[at + 1 : at + 1 + CONTENTS]), *again])


def _entries(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Ends of the entries that follow each other with at most three others (headings, the word "PAGE") between."""
    ends: list[int] = []
    gap = 0
    for paragraph in paragraphs:
        is_entry = bool(_ENTRY.search(text, paragraph.start, paragraph.end))
        gap = 0 if is_entry else gap + 1
        if gap > 3 or paragraph.end - paragraph.start > 4000:
            break
        if is_entry:
            ends.append(paragraph.end)
    return ends


def footnotes(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Notes of the markup; paragraphs "[3] …" to a marker in the text above; their heading."""
    markers: set[str] = set()
    for paragraph in paragraphs:
        opening = _NOTE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 40))
        if paragraph.block.kind == "note":
            yield Stretch("footnote", paragraph.start, paragraph.end, "markup")
        elif opening and (opening[1] is None or opening[1] in markers):
            yield Stretch("footnote", paragraph.start, paragraph.end, "footnote")
        elif text.find("[", paragraph.start, paragraph.end) >= 0:
            markers.update(_MARKER.findall(text, paragraph.start, paragraph.end))


def _is_site(content: str, end: int) -> bool:
    """Nothing follows; a lone "Listen." or "Home." with its full stop is the speaker's."""
    rest = content[end:].strip()
    return len(rest) <= 2 and not (rest in (".", "!", "?") and content.count(" ") < 2)


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
    if _COPYRIGHT.match(content) and len(content) < 150:
        return "copyright"
    if _CLOCK.fullmatch(content):
        return "clock"
    if _NAVIGATION.fullmatch(content):
        return "navigation"
    if (found := house.furniture.match(content)) and _is_site(content, found.end()):
        return "site-furniture"
    if _TRANSCRIBER.match(content) and (content[0] not in "[" or content[-1] == "]"):
        return "transcriber"
    return "record-header" if _RECORD_HEADER.match(content) and paragraph.start < 1000 else ""
