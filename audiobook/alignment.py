"""Which line of a text is which line of its earlier version: patience diff, so that hours of text take no time."""

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

Pair = tuple[int | None, int | None]
"""Index before and index now; None on the side where there is nothing."""

COMPARED_AT_MOST = 2_000
"""Lines between two anchors that are compared each with each; beyond it they are paired by position."""


def align(before: Sequence[str], now: Sequence[str]) -> list[Pair]:
    """Every line of both once, in order. Equal lines are paired; between them, lines that took one another's place."""
    anchors = [(-1, -1), *_anchors(before, now), (len(before), len(now))]
    pairs: list[Pair] = []
    for (b1, n1), (b2, n2) in pairwise(anchors):
        pairs += _between(before[b1 + 1 : b2], now[n1 + 1 : n2], b1 + 1, n1 + 1)
        pairs += [(b2, n2)] if b2 < len(before) and n2 < len(now) else []
    return pairs


def _anchors(before: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that occur once on either side, as many as keep their order."""
    once_before, once_now = _once(before), _once(now)
    common = sorted((index, once_now[line]) for line, index in once_before.items() if line in once_now)
    return _increasing(common)


def _once(lines: Sequence[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: index for index, line in enumerate(lines) if counts[line] == 1}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second members increase (patience sorting)."""
    ends: list[int] = []
    tops: list[int] = []
    behind: list[int] = []
    for at, (_, second) in enumerate(pairs):
        pile = bisect_left(ends, second)
        behind.append(tops[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [second]
        tops[pile : pile + 1] = [at]
    run: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        run.append(pairs[at])
        at = behind[at]
    return run[::-1]


def _between(before: Sequence[str], now: Sequence[str], b: int, n: int) -> Iterator[Pair]:
    for b1, b2, n1, n2 in _spans(before, now):
        yield from zip_longest(range(b + b1, b + b2), range(n + n1, n + n2))


def _spans(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Spans of lines that belong together: equal heads and tails, and between them what difflib finds."""
    most = min(len(before), len(now))
    head = next((i for i in range(most) if before[i] != now[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != now[-1 - i]), most - head)
    b_end, n_end = len(before) - tail, len(now) - tail
    yield 0, head, 0, head
    if max(b_end, n_end) - head > COMPARED_AT_MOST:
        yield head, b_end, head, n_end
    else:
        found = difflib.SequenceMatcher(None, before[head:b_end], now[head:n_end], autojunk=False).get_opcodes()
        yield from ((head + b1, head + b2, head + n1, head + n2) for _, b1, b2, n1, n2 in found)
    yield b_end, len(before), n_end, len(now)
