"""Over-long sentences in parts: an engine's memory grows with what it is given at once, and so does a retake."""

import re
from collections.abc import Iterator

MOST_CHARACTERS = 600
"""About 40 seconds; ordinary sentences of the longest-winded orators stay below it."""
_BREAKS = (re.compile(r"[;:.!?…—–]['\"”’»)]* "), re.compile(r", "), re.compile(r" "))
"""Where to part, best first."""


def clauses(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """text[left:right] in spans of at most `MOST_CHARACTERS`, parted at clauses, else at commas, else between words."""
    while right - left > MOST_CHARACTERS:
        end = _end(text, left)
        yield left, end - 1 if text[end - 1] == " " else end
        left = end
    if left < right:
        yield left, right


def _end(text: str, left: int) -> int:
    """Past the last break in the second half of what fits; in the middle of a word only where there is no blank."""
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(text, left + MOST_CHARACTERS // 2, left + MOST_CHARACTERS)]
        if ends:
            return ends[-1]
    return left + MOST_CHARACTERS
