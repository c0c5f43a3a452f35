"""Speaker labels: who speaks a paragraph, as its first words say.

A label that names somebody in capitals or by title and stands before a colon is one wherever it stands. What might as
well be speech ("Freedom." at the start of a paragraph) is one only when the same names come back through the document.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.names import identity, is_capitals, spoken_name
from audiobook.segmenter.stretch import Paragraph

TOKEN = re.compile(r"\([^()\n]{1,300}\)[^\s\w]*|\[[^\[\]\n]{1,60}\][^\s\w]*|[^\s()\[\]]+|[()\[\]]")
_COLON = re.compile(r"(.*?)[:：][-–—]*$", re.DOTALL)
_PERIOD = re.compile(r"([\w\-'’)\]].*?|.*?[\w)\]])\.(?:\s?[-–—]+)?$", re.DOTALL)
_DASHED = re.compile(r"\.?[-–—]+(?=\S)")
_FORBIDDEN = re.compile(r"[!?;…\"“”„«»=*/@#|<>]|\.\.|[:：].")
_VOCATIVES = re.compile(r",\s*(?:\w{1,4}\.|and\b)?\s*\w+")
MOST_WORDS = 16
MOST_LOWER = 5
"""Words in small letters that a name or title may have."""
LONGEST = 400
"""Characters a label may have, actor's direction and all."""


class Trust(IntEnum):
    """How sure a candidate is by itself."""

    NAME = 0
    """A short name: only if it comes back like a character of a play."""
    TITLED = 1
    """A title and a name: only if the document has more of its kind."""
    SURE = 2


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a paragraph."""

    start: int
    end: int
    """Exclusive, after its colon or full stop."""
    name: str
    """As a narrator says it."""
    trust: Trust
    style: str
    """":", "." or "(" when only an actor's direction ends it."""
    rule: str
    direction: tuple[int, int] | None = None
    """Of a play: the actor's direction between name and speech, with its full stop."""
    alone: bool = False
    """Nothing follows in its paragraph."""


def find_labels(document: Document, paragraphs: Sequence[Paragraph], house: House) -> dict[int, Label]:
    """The labels by index of their paragraph."""
    candidates = {p.index: label for p in paragraphs if (label := _candidate(document.text, p, house))}
    cast = _characters(candidates.values(), len(paragraphs))
    return {index: label for index, label in candidates.items() if _accepted(label, candidates, cast)}


def is_play(labels: Iterable[Label]) -> bool:
    """Whether the labels are characters of a play."""
    return any(label.rule == "character" for label in labels)


def _accepted(label: Label, candidates: dict[int, Label], cast: frozenset[str]) -> bool:
    if label.alone and label.style == "." and label.trust > Trust.NAME:
        return sum(identity(other.name) == identity(label.name) for other in candidates.values()) >= 3
    if label.trust is Trust.SURE:
        return True
    if label.trust is Trust.TITLED:
        return sum(other.trust >= Trust.TITLED and other.style == label.style for other in candidates.values()) >= 3
    return bool(cast) and not label.alone and (identity(label.name) in cast or len(label.name.split()) <= 2)


def _characters(labels: Iterable[Label], paragraphs: int) -> frozenset[str]:
    """The names that come back often enough to be characters; empty when the document is no play."""
    counts = Counter(identity(label.name) for label in labels if label.trust is Trust.NAME and not label.alone)
    often = {name: count for name, count in counts.items() if count >= 3}
    is_cast = len(often) >= 2 and sum(often.values()) >= max(6, 0.3 * paragraphs)
    return frozenset(often) if is_cast else frozenset()


def _candidate(text: str, paragraph: Paragraph, house: House) -> Label | None:
    start = paragraph.start
    while start < paragraph.end and text[start] in "§-–— \t":
        start += 1
    if start >= paragraph.end or not text[start].isupper():
        return None
    head = _head(text, start, min(paragraph.end, start + LONGEST), house)
    if head is None:
        return None
    label = _judged(text, head, house)
    return label and replace(label, alone=not text[head.end : min(paragraph.end, head.end + 200)].strip())


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    style: str
    tokens: tuple[str, ...]
    own_line: bool


def _head(text: str, start: int, limit: int, house: House) -> _Head | None:
    """The words up to the first colon or full stop, if they may be a label at all."""
    tokens: list[str] = []
    lower = 0
    for match in TOKEN.finditer(text, start, limit):
        token = match.group()
        lower += token.islower()
        if len(tokens) > MOST_WORDS or lower > MOST_LOWER and not _beyond_name(tokens):
            return None
        if token.isalnum():
            tokens.append(token)
            continue
        ended = _ended(text, start, match, tokens, house)
        if ended or not token.startswith(("(", "[")) and _FORBIDDEN.search(token):
            return ended
        tokens.append(token)
    return None


def _ended(text: str, start: int, match: re.Match[str], tokens: list[str], house: House) -> _Head | None:
    """The head, if this word ends it."""
    token = match.group()
    is_bracket = token.startswith(("(", "["))
    if (colon := _COLON.match(token)) and (is_bracket or not _FORBIDDEN.search(colon[1])):
        end = match.start() + len(colon[1]) + 1
        return _Head(start, end, ":", (*tokens, colon[1]), _line_ends(text, match.end()))
    if _FORBIDDEN.search(token) and not is_bracket:
        return None
    if _PERIOD.match(token) and not _is_abbreviation(token, house, match.end(), text):
        return _Head(start, match.end(), ".", (*tokens, token.rstrip(".-–—")), _line_ends(text, match.end()))
    if token[0] == "(" and 0 < len(tokens) < 4 and text[match.end() : match.end() + 2].lstrip()[:1].isupper():
        return _Head(start, match.end(), "(", (*tokens, token), False)
    return None


def _beyond_name(tokens: list[str]) -> bool:
    """A comma or a bracket has come: an office may follow, in small letters."""
    return any(token.endswith(",") or token.startswith(("(", "[")) for token in tokens)


def _is_abbreviation(token: str, house: House, end: int, text: str) -> bool:
    word = token.rstrip(".")
    return (len(word) == 1 and word != "Q" or word.casefold() in house.abbreviations
            or bool(house.honorifics.fullmatch(word)) and token.endswith(".")) and not _line_ends(text, end)


def _line_ends(text: str, at: int) -> bool:
    rest = text[at : at + 60].lstrip(" \t\u00a0")
    return not rest or rest[0] in "\r\n"


def _judged(text: str, head: _Head, house: House) -> Label | None:
    """What its words say about it."""
    written = " ".join(head.tokens)
    name = re.split(r"[,(\[]", written, maxsplit=1)[0].strip()
    if not name or house.not_names.fullmatch(name.split(" ")[0]) and head.style == ":" and len(name.split()) < 3:
        return None
    found = next(_verdicts(name, written, head, house), None)
    if found is None:
        return None
    trust, rule = found
    end, direction = _direction(text, head) if trust is Trust.NAME else (head.end, None)
    return Label(head.start, end, spoken_name(written, house.small_words), trust, head.style, rule, direction)


def _verdicts(name: str, written: str, head: _Head, house: House) -> Iterator[tuple[Trust, str]]:
    """The rules that accept it, best first."""
    title = _title(name, house) if head.style != "(" else 0
    called = name[title:].strip()
    words = called.split()
    capitals = [word for word in name.split() if is_capitals(word)]
    if house.salutations.search(written, title) or any(len(word) > 1 and house.persons.fullmatch(word) for word in name.split()) or _VOCATIVES.search(written) \
            and house.honorifics.search(written, len(name)) or title and not called and not house.offices.search(name):
        return
    if title and capitals and _all_named(words, house):
        yield Trust.SURE, "titled-capitals"
    if head.style == ":" and capitals and _all_capitals(name, house) and len(words) <= 9:
        yield Trust.SURE, "capitals"
    if head.style == ":" and head.own_line and _has_office(written, name, title, house):
        yield Trust.SURE, "own-line"
    if head.style == "." and name != _without_brackets(written):
        return
    if title and len(words) <= 7 and _all_named(words, house):
        yield Trust.TITLED, "titled"
    if len(name.split()) <= 3 and _all_named(name.split(), house) and not house.persons.fullmatch(name):
        yield Trust.NAME, "character"


def _without_brackets(written: str) -> str:
    return re.split(r"\s*[(\[]", written, maxsplit=1)[0].strip()


def _title(name: str, house: House) -> int:
    """Where the honorifics, or the article before an office, end; 0 if there are none."""
    at = 0
    while found := house.honorifics.match(name, at) or (house.articles.match(name, at) if at == 0 else None):
        at = found.end()
        while at < len(name) and name[at] in ". ":
            at += 1
    office = house.offices.match(name, at)
    if at and house.articles.fullmatch(name[:at].strip()) and not office and not is_capitals(name[at:].split(" ")[0]):
        return 0
    return at or (office.end() if office else 0)


def _has_office(written: str, name: str, title: int, house: House) -> bool:
    """A title; or at least two capitalised names with a party in brackets or an office after a comma."""
    names = name.split()
    if title:
        return _all_named(names, house)
    beyond = written[len(name) :].strip()
    return 2 <= len(names) <= 6 and _all_named(names, house) and beyond.startswith((",", "("))


def _all_named(words: Iterable[str], house: House) -> bool:
    """Every word is capitalised, an initial, or a small word of names."""
    return all(word[:1].isupper() or house.small_words.fullmatch(word) or house.offices.fullmatch(word)
               or house.honorifics.fullmatch(word) or house.articles.fullmatch(word) for word in words)


def _all_capitals(name: str, house: House) -> bool:
    return all(is_capitals(word) or len(word.rstrip(".")) == 1 or house.small_words.fullmatch(word)
               or house.honorifics.fullmatch(word) or house.articles.fullmatch(word) for word in name.split())


def _direction(text: str, head: _Head) -> tuple[int, tuple[int, int] | None]:
    opening = text.find("(", head.start, head.end)
    if opening < 0:
        return head.end, None
    name_end = head.start + len(text[head.start : opening].rstrip())
    return name_end, (opening, head.end)
