"""The first words of a paragraph that may be a speaker label: up to a colon, a full stop, or the end of their line."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from audiobook.segmenter.conventions import House
from audiobook.segmenter.names import is_capitals
from audiobook.segmenter.stretch import Paragraph

Style = Literal[":", ".", "(", "", "Q", "|", "-"]
"""What ends it: a colon, a full stop, an actor's direction, its paragraph, blanks after a lone Q, its line, a dash."""

MOST_WORDS = 16
MOST_LOWER = 5
"""Words in small letters that a name or title may have."""
LONGEST = 400
"""Characters a label may have, actor's direction and all."""
BRIEF = 150
"""Characters of what is called in from the audience."""
LONGEST_LINE = 100
"""Characters of a label without punctuation, on a line of its own."""
TOKEN = re.compile(r"\([^()\n]{1,300}\)[^\s\w]*|\[[^\[\]\n]{1,300}\][^\s\w]*|[^\s()\[\]]+|[()\[\]]")
_COLON = re.compile(r"(.*?)[:：](?:[-–—]*$|[-–—]+(?=[\w\"“‘'(]).*$)", re.DOTALL)
"""With a dash after it as printers set it: `Mr. ROMAN:—I move …`"""
_PERIOD = re.compile(r"([\w\-'’)\]].*?|.*?[\w)\]])\.(?:\s?[-–—]+)?$", re.DOTALL)
_FORBIDDEN = re.compile(r"[!?;…\"“”„«»=*/@#|<>]|\.\.|[:：].")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_MIDDLE = re.compile(r"[A-Z]\.")
_SURNAME = re.compile(r"[A-Z][\w'’\-]+[.:]")
_QUESTION = re.compile(r"[QA](?:[.:]|(?=[ \t]{2}|\t))|Q(?= (?:[A-Z][a-z]|I\b|A |[-–—]))")
_NAME_LINE = re.compile(r"([^\W\d_][^\W\d_a-zа-яё'’\- ]*(?:[ '’\-][^\W\d_a-zа-яё]+){0,3})[ \t]*\r?\n(?=\s*\S)")
"""A line in capitals above a character's verses."""
_DASHED = re.compile(
    r"((?:[^\W\d_][\w.'’]*[ \t]){0,8}?(?:Ma?c)?[^\W\d_a-zà-ÿа-яё]{2,}(?:[ \t]\([^()\n]{1,120}\))?)"
    r"(?:[ \t][-–—]|[ \t]?(?:—|--))(?=[\s\"“«'‘(]|[^\W\d_])")
"""A name that ends in capitals, with a party or an office in brackets, before a dash."""
STAMP = re.compile(r"\s?[(\[]\d{1,2}:\d{2}(?::\d{2})?[)\]]")
"""The time a transcribing service puts to a name: `Speaker 2: (01:39)`."""
_RANK = re.compile(r"(?<=\.)\s\(\w{1,5}\.?\)")
"""`Hon. (Dr.) Mbalu`."""
_BEFORE = "§*-–— \t"
_NUMBERED = re.compile(r"\[\d{1,2}\.\]\s+(?=Q\.)")
"""The number the Public Papers put before a question: `[3.] Q. Mr. President, …`"""
_ITEM = re.compile(r"\d{1,4}\.\s+(?=(?:(?:[A-Z][a-z]{1,4}\.? )*[A-Z][\w'’\-]*[A-Z]{2}))")
"""The number of a question before the name in capitals that puts it: `1. ANDREW LITTLE (Leader …) to the …:`"""


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a label, and its parts."""

    start: int
    """Offset into the text."""
    end: int
    """Exclusive, after its colon or full stop."""
    style: Style
    written: str
    """All of its words."""
    name: str
    """Its words before a comma or a bracket."""
    title: int
    """Where in `name` honorifics and office end; 0 when it has none."""
    own_line: bool
    """Nothing follows on its line."""
    alone: bool
    """Nothing follows in its paragraph."""
    shouted: bool
    """What follows is in capitals too: both may be a heading."""
    brief: bool
    """Little follows: a cry, an answer."""
    dashed: bool
    """A dash follows it: `Martin Schulz (S&D). – Mr President, …`"""

    @property
    def called(self) -> list[str]:
        """The words of the name after the title."""
        return self.name[self.title :].split()

    @property
    def is_timed(self) -> bool:
        """Whether a transcribing service has put the time to it."""
        return bool(STAMP.search(self.written))

    @property
    def tail(self) -> str:
        """What stands behind the name, brackets apart."""
        return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", self.written[len(self.name) :]).strip()

    @property
    def capitals(self) -> list[str]:
        """The words of the name that are in capitals."""
        return [word for word in self.name.split() if is_capitals(word)]


def find_head(text: str, paragraph: Paragraph, house: House) -> Head | None:
    """The head of a paragraph, if its first words may be a label at all."""
    numbered = _NUMBERED.match(text, paragraph.start, paragraph.end)
    start = numbered.end() if numbered else paragraph.start
    while start < paragraph.end and text[start] in _BEFORE:
        start += 1
    if item := _ITEM.match(text, start, paragraph.end):
        asked = _scanned(text, paragraph, item.end(), house)
        return replace(asked, start=start) if asked and house.offices.search(asked.tail) else None
    if start >= paragraph.end or not text[start].isupper():
        return None
    if question := _QUESTION.match(text, start, paragraph.end):
        return _head(text, paragraph, (start, question.end()), "Q", [text[start]], house)
    if line := _NAME_LINE.match(text, start, paragraph.end):
        return _head(text, paragraph, (start, line.end(1)), "|", line[1].split(), house)
    if dashed := _DASHED.match(text, start, paragraph.end):
        return _head(text, paragraph, dashed.span(), "-", TOKEN.findall(dashed[1]), house)
    return _scanned(text, paragraph, start, house)


def _scanned(text: str, paragraph: Paragraph, start: int, house: House) -> Head | None:
    """Word by word, until one ends it or cannot stand in a label."""
    tokens: list[str] = []
    lower = 0
    for match in TOKEN.finditer(text, start, min(paragraph.end, start + LONGEST)):
        token = match.group()
        lower += token.islower()
        if len(tokens) > MOST_WORDS or (lower > MOST_LOWER and not _beyond_name(tokens)):
            return None
        style = "" if token.isalnum() else _ending(text, match, tokens, house)
        tokens.append(_COLON.sub(r"\1:", token) if style == ":" else token)
        if style == "!":
            return None
        if style:
            return _head(text, paragraph, (start, _end(match, style)), style, tokens, house)
    ended = paragraph.end - start <= LONGEST_LINE and tokens and tokens[-1][-1] not in ".,:;-–—"
    return _head(text, paragraph, (start, paragraph.end), "", tokens, house) if ended else None


def _ending(text: str, match: re.Match[str], tokens: list[str], house: House) -> Literal["", ":", ".", "(", "!"]:
    """How this word ends the head; "" if it does not, "!" if it cannot stand in one."""
    token = match.group()
    is_bracket = token[0] in "(["
    colon = _COLON.match(token)
    forbidden = None if is_bracket else _FORBIDDEN.search(colon[1] if colon else token)
    if forbidden and not (forbidden.group() == "/" and _beyond_name(tokens)):
        return "!"
    if colon:
        return ":"
    if _PERIOD.match(token) and _ends_label(text, match, tokens, house):
        return "."
    if tokens and _RANK.match(f"{tokens[-1]} {token}", len(tokens[-1])):
        return ""
    goes_on = text[match.end() : match.end() + 2].lstrip()
    return "(" if is_bracket and 0 < len(tokens) < 4 and goes_on[:1].isupper() else ""


def _end(match: re.Match[str], style: str) -> int:
    """After the colon; a dash that follows a colon is speech, one that follows a full stop is not."""
    if style != ":":
        return match.end()
    end = match.start() + len(_COLON.sub(r"\1", match.group())) + 1
    stamp = STAMP.match(match.string, end)
    return stamp.end() if stamp else end


def _ends_label(text: str, match: re.Match[str], tokens: list[str], house: House) -> bool:
    """Whether a full stop ends the label: not after "Mr", an initial before a name, an abbreviation."""
    token, rest = match.group(), text[match.end() : match.end() + 60].lstrip(" \t\u00a0")
    word = token.rstrip(".")
    if not rest or rest[0] in "\r\n":
        return True
    if word.casefold() in house.abbreviations or (_MIDDLE.fullmatch(token) and _SURNAME.match(rest)):
        return False
    if _INITIALS.fullmatch(token):
        # "Иванов И. И. Товарищи!": initials after a name end the label, before one they do not
        first = tokens[0].rstrip(".") if tokens else ""
        return len(first) > 2 and not house.honorifics.fullmatch(first) and not _INITIALS.match(rest)
    return not (token.endswith(".") and house.honorifics.fullmatch(word))


def _beyond_name(tokens: list[str]) -> bool:
    """A comma or a bracket has come: an office may follow, in small letters."""
    return any(token.endswith(",") or token[0] in "([" for token in tokens)


def _head(text: str, paragraph: Paragraph, span: tuple[int, int], style: Style, tokens: list[str],
          house: House) -> Head:
    start, end = span
    written = " ".join(tokens).rstrip(" .-–—:：") + "".join(STAMP.findall(text, start, end))
    name = re.split(r"[,(\[]", _RANK.sub("", written), maxsplit=1)[0].rstrip(" :：")
    following = text[end : min(paragraph.end, end + 200)].lstrip(" \t\u00a0")
    rest = following.lstrip(" \t\u00a0-–—")
    said = _BRACKETED.sub("", rest)
    is_shouted = said.isupper() and sum(map(str.isalpha, said)) > 3
    return Head(start, end, style, written, name, _title(name, house), not rest or rest[0] in "\r\n",
                not rest.strip(), is_shouted, paragraph.end - end <= BRIEF, following[:2] in ("– ", "— ", "- "))


def _title(name: str, house: House) -> int:
    """Where honorifics, or the article before an office or a name in capitals, end; 0 if there are none."""
    at = 0
    while found := house.honorifics.match(name, at) or (house.articles.match(name, at) if at == 0 else None):
        at = found.end()
        while at < len(name) and name[at] in ". ":
            at += 1
    office = house.offices.match(name, at)
    if at and house.articles.fullmatch(name[:at].strip()) and not office and not is_capitals(name[at:].split(" ")[0]):
        return 0
    return at or (office.end() if office else 0)
