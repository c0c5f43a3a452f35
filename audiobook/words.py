"""When each written word sounds: what engines tell about the words they spoke, laid over the words of the text."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from audiobook.takes import Spoken
from audiobook.timeline import BREATH_MS, Clip

WORDS = "words.jsonl"
"""Beside edition.json: a line for each sentence, {"id": …, "words": [[text, start_ms, end_ms], …]}, in order."""

_SHORTEST_S = 0.01
"""Seconds a word sounds at least."""
_VOWELS = re.compile(r"[aeiouyà-åæè-ïò-öøù-ýÿœаеёиоуыэюяієїαεηιουω]+|\d", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")


class Worded(Protocol):
    """A sentence with its words."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


class Timed(Protocol):
    """What its sentence sounds like in time; a `Take` is."""

    @property
    def onset(self) -> int: ...  # noqa: D102
    @property
    def offset(self) -> int: ...  # noqa: D102
    def words(self) -> Sequence[Spoken]: ...  # noqa: D102


def word_lines(
    sentences: Sequence[Worded], takes: Sequence[Timed], clips: Sequence[Clip], rate: int
) -> Iterator[bytes]:
    """The lines of `words.jsonl`; `takes` and `clips` are the sentences', `rate` the edition's samples a second.

    A line has the words as the text writes them, in order, with their times in milliseconds from the beginning of the
    edition; "estimated" when they are shared out by syllables, for the engine could not tell. No more than a sentence's
    words are held. Raises DamagedTake.
    """
    encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # one for all: dumps makes one a call
    for sentence, take, clip in zip(sentences, takes, clips, strict=True):
        heard = take.words()
        began = (clip.start - max(0, take.onset - BREATH_MS * rate // 1000)) * 1000 / rate
        words = written_words(sentence.text, heard, (take.onset / rate, take.offset / rate))
        placed = [(word, round(began + start * 1000), round(began + end * 1000)) for word, start, end in words]
        mark = {} if heard else {"estimated": True}
        yield f"{encoded({'id': sentence.id, 'words': placed, **mark})}\n".encode()


def written_words(text: str, heard: Sequence[Spoken], whole: tuple[float, float]) -> list[Spoken]:
    """The words of a text in time.

    Words that were heard as they are written have their own times; others ("1917" heard as two words) share the time of
    what was heard in their place, by syllables. `whole` is when the sentence sounds.
    """
    both = [(word, plain) for word in text.split() if (plain := _plain(word))]
    written, one, other = [w for w, _ in both], [plain for _, plain in both], [_plain(word) for word, _, _ in heard]
    if one == other:
        found = [(word, start, end) for word, (_, start, end) in zip(written, heard, strict=True)]
    else:
        found = _matched(written, heard, one, other, whole)
    short = [at for at, (_, start, end) in enumerate(found) if end - start < _SHORTEST_S]
    return _spread(found, short) if short else found


def _matched(
    written: Sequence[str], heard: Sequence[Spoken], one: Sequence[str], other: Sequence[str],
    whole: tuple[float, float],
) -> list[Spoken]:
    """As `written_words`; `one` and `other` are the same words, plain."""
    found: list[Spoken] = []
    i = k = 0
    while i < len(one):
        if k < len(other) and one[i] == other[k]:
            _, start, end = heard[k]
            found.append((written[i], start, end))
            i, k = i + 1, k + 1
            continue
        j, m = _alike_again(one, other, i, k)
        if i < j:
            start = heard[k][1] if k < m else heard[k - 1][2] if k else whole[0]
            end = heard[m - 1][2] if k < m else heard[k][1] if k < len(heard) else whole[1]
            found += shared_out(written[i:j], start, max(start, end))
        i, k = j, m
    return found


def _alike_again(one: Sequence[str], other: Sequence[str], i: int, k: int) -> tuple[int, int]:
    """Where two texts that part at `i` and `k` come together again: nearest, and for two words where it is not next.

    A difference is mostly a word that the engine tells nothing of ("of the"), or a number: difflib's matcher, which
    finds the longest likeness first, says the same of nearly every sentence, and takes ten times as long.
    """
    left, right = len(one) - i, len(other) - k
    for apart in range(1, left + right):
        for skipped in range(max(0, apart - right + 1), min(apart, left - 1) + 1):
            j, m = i + skipped, k + apart - skipped
            if one[j] == other[m] and (apart == 1 or one[j + 1 : j + 2] == other[m + 1 : m + 2]):
                return j, m
    return len(one), len(other)


def _spread(words: Sequence[Spoken], short: Sequence[int]) -> list[Spoken]:
    """A word without length, said in one with the word before it ("of the"), shares that word's time."""
    spread, done = list(words), 0
    for at in short:
        if at >= done:
            first, done = max(0, at - 1), at + 1
            while done in short:
                done += 1
            together = [word for word, _, _ in words[first:done]]
            spread[first:done] = shared_out(together, words[first][1], words[done - 1][2])
    return spread


def shared_out(words: Sequence[str], start: float, end: float) -> Iterator[Spoken]:
    """Words that share a time by their syllables."""
    shares = list(accumulate((syllables(word) for word in words), initial=0))
    length = (end - start) / shares[-1]
    for word, before, after in zip(words, shares, shares[1:], strict=False):
        yield word, start + length * before, start + length * after


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """About how many: groups of vowels and digits, at least one."""
    return max(1, len(_VOWELS.findall(word)))


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return _LETTERS.sub("", word).casefold()
