"""Cues: sentences as lines on a screen, split at clauses where they do not fit, with their times."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from audiobook.edition import Edition
from audiobook.publish.wording import clean, speaker_of

_CLAUSE_END = re.compile(r"[,;:.?!…–—)\]”’\"] ")


@dataclass(frozen=True, slots=True)
class Room:
    """What a cue may hold: two lines."""

    first: int
    """Characters of its first line."""
    second: int
    """And of its second."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed transcript line."""

    speaker: str
    start_ms: int
    end_ms: int
    """Exclusive, at most the edition's duration."""
    lines: tuple[str, ...]
    """One or two."""

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


def cues(
    edition: Edition, width: int, label: Callable[[str], str] = lambda speaker: "", apart_at: str = ""
) -> Iterator[Cue]:
    """The edition's cues in order, lines of at most `width` characters.

    `label` gives what stands before a speaker's text in the first line. After `apart_at` a new cue begins. A word that
    is longer than a line has it for itself: words are never broken.
    """
    rooms: dict[str, Room] = {}
    for sentence in edition.sentences:
        speaker = speaker_of(sentence, edition)
        room = rooms.get(speaker) or rooms.setdefault(speaker, Room(width - len(label(speaker)), width))
        pieces = [piece for part in _apart(clean(sentence.text), apart_at) for piece in split(part, room)]
        for piece, start, end in _timed(pieces, sentence.start_ms, sentence.end_ms):
            yield Cue(speaker, start, end, lines(piece, room))


def split(text: str, room: Room) -> list[str]:
    """The text in pieces that fit, broken between words, at the end of a clause if there is one near the middle."""
    at = 0 if _fits(text, room) else _best_gap(text)
    if at:
        return split(text[:at], room) + split(text[at:].lstrip(), room)
    return [text] if text else []


def lines(text: str, room: Room) -> tuple[str, ...]:
    """One line, or two of about the same length; one that is too long where no break helps."""
    if len(text) <= room.first:
        return (text,)
    at = _gap_near(text, len(text) // 2, len(text) - room.second - 1, room.first)
    return (text[:at], text[at:].lstrip()) if at else (text,)


def _fits(text: str, room: Room) -> bool:
    return len(text) <= room.first or _gap_near(text, len(text) // 2, len(text) - room.second - 1, room.first) > 0


def _best_gap(text: str) -> int:
    """The end of a clause that is not far from the middle, or else the gap nearest to it; 0 when there is none."""
    middle = len(text) // 2
    nearest = _gap_near(text, middle, 1, len(text))
    clauses = (match.start() + 1 for match in _CLAUSE_END.finditer(text))
    clause = min(clauses, key=lambda gap: abs(gap - middle), default=0)
    return clause if clause and abs(clause - middle) <= abs(nearest - middle) + middle // 2 else nearest


def _gap_near(text: str, near: int, low: int, high: int) -> int:
    """The space nearest to an index, between two others (inclusive, above 0); 0 when there is none."""
    left = text.rfind(" ", max(low, 1), near + 1)
    right = text.find(" ", max(near, low, 1), high + 1)
    if left < 0 or right < 0 or left > high:
        return max(right, left if left <= high else 0, 0)
    return left if near - left <= right - near else right


def _apart(text: str, mark: str) -> Iterator[str]:
    """The text's parts, each ending with the mark but the last."""
    before, found, rest = text.partition(f"{mark} ") if mark else (text, "", "")
    yield before + found.rstrip()
    if rest:
        yield from _apart(rest, mark)


def _timed(pieces: list[str], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each piece's share of the sentence's time, by its letters."""
    if len(pieces) == 1:
        yield pieces[0], start, max(end, start + 1)
        return
    total = sum(map(len, pieces)) or 1
    marks = [start, *(start + (end - start) * letters // total for letters in accumulate(map(len, pieces)))]
    yield from zip(pieces, marks, marks[1:], strict=False)
