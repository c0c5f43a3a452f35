"""Brackets that close: the outermost pairs of a paragraph, in one pass however deep they nest."""

import re

BRACKET = re.compile(r"[()\[\]]")
_OPENER = {")": "(", "]": "["}


def pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets (end exclusive) of the outermost matched brackets, in order. A bracket that never closes is none."""
    return matched(text, start, end)[0]


def matched(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The outermost pairs, and the brackets that never close."""
    opened: list[int] = []
    waiting = {"(": 0, "[": 0}
    found: list[tuple[int, int]] = []
    for match in BRACKET.finditer(text, start, end):
        sign = match.group()
        if sign in waiting:
            opened.append(match.start())
            waiting[sign] += 1
        elif waiting[_OPENER[sign]]:
            at = _unwind(text, opened, waiting, _OPENER[sign])
            while found and found[-1][0] > at:
                found.pop()
            found.append((at, match.end()))
    return found, opened


def _unwind(text: str, opened: list[int], waiting: dict[str, int], opener: str) -> int:
    """Takes the last such opener, and what was opened in it and never closed; each is taken once, so this is linear."""
    while True:
        at = opened.pop()
        waiting[text[at]] -= 1
        if text[at] == opener:
            return at
