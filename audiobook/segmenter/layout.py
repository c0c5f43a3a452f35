"""Lines to paragraphs: hard-wrapped lines joined, one-line paragraphs kept apart, page markers taken out of the way."""

import re
from collections.abc import Iterator
from itertools import pairwise

from audiobook.document import Block, Document
from audiobook.script import Cut
from audiobook.segmenter.stretch import Paragraph

LINE = re.compile(r"[^\r\n]+")
WRAPPED = 110
"""Characters: a text whose lines are longer has a line for each paragraph."""
SHORT = 62
"""Characters of a line that leaves room for the next word before most margins."""
PAGE_MARKER = re.compile(
    r"\[\[\s*[Pp]ages?\s[^\[\]\n]{1,20}\]\]"
    r"|[\[{(]\s*(?:[Pp]ages?|[Pp]g\.?|[Pp]p?\.|[Ss]eite|S\.|[Cc]ol(?:umn|\.)?|стр\.|с\.)\s*[A-Z]?\d{1,5}\s*[\]})]"
    r"|[\[(]\d{1,2}:\d{2}:\d{2}[\])]|\{\s*(?:time|\d{1,4})\s*\}(?:\s*\d{3,4}(?!\d))?"
    r"|\|\s*[Pp]age\s\d{1,4}\s*\||<pb[^>\n]{0,40}>",
)
PAGE_LINE = re.compile(r"(?:Column|Col\.)\s\d{1,5}[A-Z]{0,2}|[-–—*]\s?\d{1,4}\s?[-–—*]"
                       r"|[Pp]age\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?"
                       r"|\d{1,4}\s/\s\d{1,4}|\d{2,4}")
BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")
SPOKEN = 3
"""Lines with a name in capitals in front that make a block a record."""
_SPOKEN = re.compile(r"(?:[A-Z][\w.]{0,15} ){0,4}(?:Mc|Mac|O['’])?[A-Z]{2}[A-Z'’\-]{0,30}(?: \([^()\n]{1,60}\))?"
                     r"(?:[.:] |\.? [-–—])")
_CLOSED = tuple(".!?)]”\"—-")
_ENDED = tuple(".!?…:;»”\"')]—–")


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The document's paragraphs in order; what is cut out of them (page markers) is known by each."""
    wrapped = is_wrapped(document.text)
    pieces = [piece for block in document.blocks for piece in _pieces(document.text, block, wrapped)]
    joined = _rejoined(document.text, pieces)
    return tuple(Paragraph(index, start, end, _indent(document.text, start), block, cuts)
                 for index, (block, start, end, cuts) in enumerate(joined))


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a margin: hardly any of the text stands in longer ones."""
    lengths = [len(line) for line in text.splitlines()]
    return 10 * sum(length for length in lengths if length > WRAPPED) <= sum(lengths)


_Piece = tuple[Block, int, int]
_Joined = tuple[Block, int, int, tuple[Cut, ...]]


def _pieces(text: str, block: Block, wrapped: bool) -> Iterator[_Piece]:
    if block.marks or block.kind != "paragraph":
        yield from _stripped(text, block, block.start, block.end)
        return
    lines = [match.span() for match in LINE.finditer(text, block.start, block.end)]
    starts = _starts_wrapped(text, lines) if wrapped else _starts_lines(text, lines)
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        yield from _stripped(text, block, start, end)


def _stripped(text: str, block: Block, start: int, end: int) -> Iterator[_Piece]:
    content = text[start:end]
    left = len(content) - len(content.lstrip())
    if left < len(content):
        yield block, start + left, start + len(content.rstrip())


def _starts_wrapped(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """An indented line begins a paragraph; so does each line of a block that is all notes and labels."""
    if len(lines) < 2:
        return [start for start, _ in lines]
    if len(spoken := _starts_spoken(text, lines)) >= SPOKEN:
        return sorted({lines[0][0], *spoken})
    indents = [_width(text, start, end) for start, end in lines]
    indents[0] += _indent(text, lines[0][0])  # a block begins with its first word
    base = min(indents)
    if 0 < base == max(indents):
        return [start for number, (start, end) in enumerate(lines) if number == 0
                or _stands_alone(text, lines[number - 1], start, end) or _ends_short(text, lines[number - 1])]
    is_hanging = indents[0] == base and min(indents[1:]) > base
    if is_hanging and not _is_marker_line(text, *lines[0]):  # one paragraph
        return [lines[0][0]]
    return [start for number, (start, end) in enumerate(lines) if number == 0
            or base < indents[number] <= base + 8 or _stands_alone(text, lines[number - 1], start, end)]


def _starts_spoken(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """The lines that begin with a name in capitals after the end of a sentence: a record without blank lines."""
    return [start for (_, before), (start, end) in pairwise(lines) if text[start].isupper()
            and text[before - 1 - (text[before - 1] == " ")] in _CLOSED and _SPOKEN.match(text, start, end)]


def _ends_short(text: str, line: tuple[int, int]) -> bool:
    """A line that ends a sentence long before the margin ends its paragraph."""
    content = text[slice(*line)].rstrip()
    return len(content) <= SHORT and content.endswith((".", ":", "?", "!", ")", "]"))


def _stands_alone(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """A page marker is not part of the line before it, nor is the line after it."""
    return _is_marker_line(text, start, end) or _is_marker_line(text, *before)


def _is_marker_line(text: str, start: int, end: int) -> bool:
    return text[start] in "[{(|< \t" and bool(PAGE_MARKER.fullmatch(text[start:end].strip()))


def _starts_lines(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """Every line begins a paragraph, but for one that plainly goes on with the sentence before."""
    starts: list[int] = []
    before = ""
    for start, end in lines:
        line = text[start:end].strip()
        if not starts or not (line[:1].islower() and before and not before.endswith(_ENDED)):
            starts.append(start)
        before = line or before
    return starts


def _rejoined(text: str, pieces: list[_Piece]) -> Iterator[_Joined]:
    """A paragraph that a page marker breaks in mid-sentence is one paragraph, the marker a cut in it."""
    at = 0
    while at < len(pieces):
        block, start, end = pieces[at]
        cuts: list[Cut] = []
        is_marker = is_page_marker(text[start:end])
        while not is_marker and (found := _goes_on(text, pieces, at)):
            cuts += [Cut("boilerplate", *piece[1:]) for piece in pieces[at + 1 : found]]
            at, end = found, pieces[found][2]
        yield block, start, end, tuple(cuts)
        at += 1


def _goes_on(text: str, pieces: list[_Piece], at: int) -> int | None:
    after = at + 1
    if after < len(pieces) and _closes(text, pieces[at], pieces[after]):
        return after
    while after < len(pieces) and is_page_marker(text[pieces[after][1] : pieces[after][2]]):
        after += 1
    if after == at + 1 or after >= len(pieces) or text[pieces[at][2] - 1] in ".!?:":
        return None
    start = pieces[after][1]
    is_bracketed = text[pieces[after - 1][1]] in "[{(|<"
    goes_on = text[start].islower() or text[pieces[at][2] - 1] in ",-" or (is_bracketed and _indent(text, start) == 0)
    return after if goes_on and pieces[at][0].kind == pieces[after][0].kind == "paragraph" else None


def _closes(text: str, before: _Piece, piece: _Piece) -> bool:
    """A round bracket that stays open on one line closes on the next."""
    block, start, end = before
    if block.kind != "paragraph" or block.marks or piece[0].marks or text[end : piece[1]].count("\n") != 1:
        return False
    opened, closed = text.rfind("(", start, end), text.find(")", piece[1], piece[2])
    return opened > text.rfind(")", start, end) and closed >= 0 and text.find("(", piece[1], closed) < 0


def is_page_marker(text: str) -> bool:
    """Whether a paragraph is nothing but a page marker."""
    return len(text) < 40 and bool(PAGE_MARKER.fullmatch(text) or PAGE_LINE.fullmatch(text))


def _indent(text: str, start: int) -> int:
    before = text[max(0, start - 100) : start]
    return len(before) - len(before.rstrip(" \t\u00a0"))


def _width(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip())
