"""Sentences by sentencex, and what is said of them: one line, no markers, no broken words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audiobook.segmenter.clauses import clauses
from audiobook.segmenter.conventions import House

FILLER = "\uffff"
"""Stands for a character that is not said, so that offsets hold while sentences are found; Unicode keeps it free."""
WINDOW = 8000
"""Characters that are searched for sentences at a time; a longer sentence is cut at a blank."""
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40})-([ \t]*(?:\r\n?|\n)\s*)(?=([^\W\d_]))")
_BLANKS = "\n\r\t\v\f\u0085\u00a0\u2007\u2009\u202f\u2028\u2029"
_LEADING = "-–—,;: "
"""Before the first word: a label's dash, or what goes on after an interruption. Nobody says them."""
_LONGEST_ABBREVIATION = 24
"""Characters that are looked at for one."""
_EMPHASIS = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])|\*+")
"""A typist's italics and bold: "_Vox populi_", "*never*"; and stars that point to notes."""
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
    plain = prepared(text[start:end], [(left - start, right - start) for left, right in dropped], house)
    found: list[Line] = []
    whole = _merged(plain, _boundaries(house.language, plain), house)
    for left, right in (part for span in whole for part in clauses(plain, *span)):
        said = " ".join(plain[left:right].replace(FILLER, "").split()).lstrip(_LEADING)
        if any(sign.isalnum() for sign in said):
            found.append(Line(said, start + left, start + right))
    return found


def one_line(text: str, house: House) -> str:
    """All of it as one line, broken words rejoined."""
    return " ".join(prepared(text, (), house).replace(FILLER, "").split())


def prepared(content: str, dropped: Iterable[tuple[int, int]], house: House) -> str:
    """The same length, with white space as blanks and a filler for each character that is not said."""
    content = _blanked(content, dropped)
    if "-\n" in content or "-\r" in content or "- " in content:
        content = _BROKEN.sub(lambda found: _rejoined(found, house), content)
    if "_" in content or "*" in content:
        content = _EMPHASIS.sub(lambda found: FILLER * len(found[0]), content)
    if not content.isascii():
        for sign in _SOFT:
            content = content.replace(sign, FILLER)
    for sign in _BLANKS:
        content = content.replace(sign, " ")
    return content


def _blanked(content: str, dropped: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for left, right in dropped:
        pieces += content[at:left], " " * (right - left)
        at = right
    return "".join(pieces) + content[at:] if pieces else content


def _rejoined(found: re.Match[str], house: House) -> str:
    """The hyphen at a line's end goes with the break when a printer broke the word; a compound keeps it."""
    is_compound = found[3].isupper() or house.compounds.fullmatch(found[1])
    return found[1] + ("-" if is_compound else FILLER) + FILLER * len(found[2])


def _boundaries(language: str, plain: str) -> Iterator[tuple[int, int]]:
    from sentencex import segment  # loaded when a text is read, not with every command

    at = 0
    for window in _windows(plain):
        for piece in segment(language, window):
            at = at if plain.startswith(piece, at) else plain.index(piece, at)
            yield at, at + len(piece)
            at += len(piece)


def _windows(plain: str) -> Iterator[str]:
    """The text in parts that end with a sentence: sentencex takes quadratic time over quotes that never close."""
    start = 0
    while len(plain) - start > WINDOW:
        limit = start + WINDOW
        end = max(plain.rfind(sign, start + WINDOW // 2, limit) for sign in (". ", "! ", "? "))
        end = end + 2 if end >= 0 else max(plain.rfind(" ", start + 1, limit) + 1, 0) or limit
        yield plain[start:end]
        start = end
    yield plain[start:]


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
    if not sentence.endswith("."):
        return False
    token = sentence[-_LONGEST_ABBREVIATION:-1].rpartition(" ")[2]
    word = token.lstrip("(“„«\"'‘[—–-").rpartition(".")[2]
    if not word.isalpha():
        return False
    if len(word) == 1 and word.isupper() and word not in "IЯ":
        return following.isupper()
    if house.honorifics.fullmatch(word):
        return following.isupper()
    if word.casefold() not in house.abbreviations:
        return False
    return following.isdigit() or following.islower() or (word[0].isupper() and following.isupper())
