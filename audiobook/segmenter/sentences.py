"""Sentences by sentencex, and what is said of them: one line, no markers, no broken words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audiobook.segmenter.conventions import House

FILLER = "\uffff"
"""Stands for a character that is not said, so that offsets hold while sentences are found; Unicode keeps it free."""
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*(?:\r\n?|\n)\s*(?=[^\W\d_])")
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f]")
_LAST_WORD = re.compile(r"(\S*?)(?<!\w)(\w+)\.\s*$")
_SOFT = "\u00ad\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as found: where it stands, and what is said."""

    text: str
    start: int
    end: int
    """Exclusive."""


def sentences(text: str, start: int, end: int, house: House, dropped: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """The sentences of text[start:end]; `dropped` are stretches of it that are not said."""
    plain = prepared(text[start:end], [(left - start, right - start) for left, right in dropped])
    found: list[Line] = []
    for left, right in _merged(plain, _boundaries(house.language, plain), house):
        said = " ".join(plain[left:right].replace(FILLER, "").split())
        if said:
            found.append(Line(said, start + left, start + right))
    return found


def one_line(text: str) -> str:
    """All of it as one line, broken words rejoined."""
    return " ".join(prepared(text, ()).replace(FILLER, "").split())


def prepared(content: str, dropped: Iterable[tuple[int, int]]) -> str:
    """The same length, with white space as blanks and a filler for each character that is not said."""
    for left, right in dropped:
        content = content[:left] + " " * (right - left) + content[right:]
    if "-" in content:
        content = _BROKEN.sub(lambda found: _rejoined(found, content), content)
    for sign in _SOFT:
        content = content.replace(sign, FILLER)
    return _SPACE.sub(" ", content)


def _rejoined(found: re.Match[str], content: str) -> str:
    """A line ends in a hyphen: the hyphen stays before a capital and where the word has it elsewhere."""
    after = content[found.end() : found.end() + 1]
    length = found.end() - found.start()
    return "-" + FILLER * (length - 1) if after.isupper() else "-" + FILLER * (length - 1)


def _boundaries(language: str, plain: str) -> Iterator[tuple[int, int]]:
    from sentencex import segment  # loaded when a text is read, not with every command

    at = 0
    for piece in segment(language, plain):
        at = plain.index(piece, at) if not plain.startswith(piece, at) else at
        yield at, at + len(piece)
        at += len(piece)


def _merged(plain: str, spans: Iterable[tuple[int, int]], house: House) -> Iterator[tuple[int, int]]:
    """The spans without outer white space; one that ends in an abbreviation goes on with the next."""
    waiting: tuple[int, int] | None = None
    for left, right in spans:
        stripped = _strip(plain, left, right)
        if stripped is None:
            continue
        if waiting and _goes_on(plain[waiting[0] : waiting[1]], plain[stripped[0]], house):
            waiting = waiting[0], stripped[1]
            continue
        if waiting:
            yield waiting
        waiting = stripped
    if waiting:
        yield waiting


def _strip(plain: str, left: int, right: int) -> tuple[int, int] | None:
    content = plain[left:right]
    bare = content.strip()
    if not bare:
        return None
    left += len(content) - len(content.lstrip())
    return left, left + len(bare)


def _goes_on(sentence: str, following: str, house: House) -> bool:
    """Whether its last full stop belongs to a title, an initial or an abbreviation before a number."""
    found = _LAST_WORD.search(sentence[-24:])
    if not found:
        return False
    word = found[2]
    if len(word) == 1 and word.isupper() and word not in "IЯ" and not word.isdigit():
        return following.isupper()
    if house.honorifics.fullmatch(word) and not found[1]:
        return following.isupper()
    if word.casefold() not in house.abbreviations:
        return False
    return following.isdigit() or following.islower() or word[0].isupper() and following.isupper()
