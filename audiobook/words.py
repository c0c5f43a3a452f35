"""When each written word sounds: what engines tell about the words they spoke, laid over the words of the text."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from audiobook.takes import Take
from audiobook.timeline import BREATH_MS, Clip

WORDS = "words.jsonl"
"""Beside edition.json: a line for each sentence, {"id": …, "words": [[text, start_ms, end_ms], …]}, in order."""

_SHORTEST_S = 0.01
"""Seconds a word sounds at least."""
_VOWELS = re.compile(r"[aeiouyà-åæè-ïò-öøù-ýÿœаеёиоуыэюяієїαεηιουω]+|\d", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")


class Timed(Protocol):
    """A sentence with its words."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


Spoken = tuple[str, float, float]
"""A word, when it begins and when it ends, in seconds; there are a hundred thousand in a day's reading."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence in time."""

    sentence: str
    """Its id."""
    words: tuple[tuple[str, int, int], ...]
    """As the text writes them, in order; milliseconds from the beginning of the edition."""
    estimated: bool = False
    """Shared out by syllables, for the engine could not tell."""

    def line(self) -> str:
        """As `words.jsonl` has it."""
        mark = {"estimated": True} if self.estimated else {}
        return json.dumps({"id": self.sentence, "words": self.words, **mark}, ensure_ascii=False, separators=(",", ":"))


def words_in_time(
    sentences: Sequence[Timed], takes: Sequence[Take], clips: Sequence[Clip], rate: int
) -> Iterator[SentenceWords]:
    """The words of every sentence; `takes` and `clips` are the sentences', `rate` the edition's samples a second."""
    for sentence, take, clip in zip(sentences, takes, clips, strict=True):
        began = (clip.start - max(0, take.onset - BREATH_MS * rate // 1000)) * 1000 / rate
        words = written_words(sentence.text, take.spelled, (take.onset / rate, take.offset / rate))
        placed = tuple((word, round(began + start * 1000), round(began + end * 1000)) for word, start, end in words)
        yield SentenceWords(sentence.id, placed, not take.spelled)


def written_words(text: str, heard: Sequence[Spoken], whole: tuple[float, float]) -> list[Spoken]:
    """The words of a text in time.

    Words that were heard as they are written have their own times; others ("1917" heard as two words) share the time of
    what was heard in their place, by syllables. `whole` is when the sentence sounds.
    """
    written = [word for word in text.split() if _plain(word)]
    one, other = [_plain(word) for word in written], [_plain(word[0]) for word in heard]
    if one == other:
        found = [(word, start, end) for word, (_, start, end) in zip(written, heard, strict=True)]
    else:
        found = list(_matched(written, heard, SequenceMatcher(None, one, other, autojunk=False), whole))
    return found if all(end - start >= _SHORTEST_S for _, start, end in found) else list(_spread(found))


def _matched(
    written: Sequence[str], heard: Sequence[Spoken], matcher: "SequenceMatcher[str]", whole: tuple[float, float]
) -> Iterator[Spoken]:
    for same, i, j, k, m in matcher.get_opcodes():
        if same == "equal":
            yield from ((word, start, end) for word, (_, start, end) in zip(written[i:j], heard[k:m], strict=True))
        elif i < j:
            start = heard[k][1] if k < m else heard[k - 1][2] if k else whole[0]
            end = heard[m - 1][2] if k < m else heard[k][1] if k < len(heard) else whole[1]
            yield from shared_out(written[i:j], start, max(start, end))


def _spread(words: Sequence[Spoken]) -> Iterator[Spoken]:
    """A word without length, said in one with the word before it ("of the"), shares that word's time."""
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and words[end][2] - words[end][1] < _SHORTEST_S:
            end += 1
        if end == at + 1:
            yield words[at]
        else:
            yield from shared_out([word for word, _, _ in words[at:end]], words[at][1], words[end - 1][2])
        at = end


def shared_out(words: Sequence[str], start: float, end: float) -> Iterator[Spoken]:
    """Words that share a time by their syllables."""
    shares = list(accumulate((syllables(word) for word in words), initial=0))
    length = (end - start) / shares[-1]
    for word, before, after in zip(words, shares, shares[1:], strict=False):
        yield word, start + length * before, start + length * after


def syllables(word: str) -> int:
    """About how many: groups of vowels and digits, at least one."""
    return max(1, len(_VOWELS.findall(word)))


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return _LETTERS.sub("", word).casefold()
