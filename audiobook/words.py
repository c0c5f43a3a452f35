"""When each written word sounds: what engines tell about the words they spoke, laid over the words of the text."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Protocol

from audiobook.engines import WordTime
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


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence in time."""

    sentence: str
    """Its id."""
    words: tuple[WordTime, ...]
    """As the text writes them, in order; seconds from the beginning of the edition."""
    estimated: bool = False
    """Shared out by syllables, for the engine could not tell."""

    def line(self) -> str:
        """As `words.jsonl` has it."""
        words = [(word.text, round(word.start * 1000), round(word.end * 1000)) for word in self.words]
        mark = {"estimated": True} if self.estimated else {}
        return json.dumps({"id": self.sentence, "words": words, **mark}, ensure_ascii=False, separators=(",", ":"))


def words_in_time(
    sentences: Sequence[Timed], takes: Sequence[Take], clips: Sequence[Clip], rate: int
) -> Iterator[SentenceWords]:
    """The words of every sentence; `takes` and `clips` are the sentences', `rate` the edition's samples a second."""
    for sentence, take, clip in zip(sentences, takes, clips, strict=True):
        began = (clip.start - max(0, take.onset - BREATH_MS * rate // 1000)) / rate
        heard = [WordTime(word.text, began + word.start, began + word.end) for word in take.words]
        whole = WordTime("", began + take.onset / rate, began + take.offset / rate)
        words = tuple(written_words(sentence.text, heard, whole))
        yield SentenceWords(sentence.id, tuple(_spread(words)), not heard)


def written_words(text: str, heard: Sequence[WordTime], whole: WordTime) -> Iterator[WordTime]:
    """The words of a text in time.

    Words that were heard as they are written have their own times; others ("1917" heard as two words) share the time of
    what was heard in their place, by syllables. `whole` is when the sentence sounds.
    """
    written = [word for word in text.split() if any(letter.isalnum() for letter in word)]
    one, other = [_plain(word) for word in written], [_plain(word.text) for word in heard]
    if one == other:
        yield from (WordTime(word, time.start, time.end) for word, time in zip(written, heard, strict=True))
        return
    for same, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if same == "equal":
            yield from (WordTime(word, time.start, time.end)
                        for word, time in zip(written[i:j], heard[k:m], strict=True))
        elif i < j:
            start = heard[k].start if k < m else heard[k - 1].end if k else whole.start
            end = heard[m - 1].end if k < m else heard[k].start if k < len(heard) else whole.end
            yield from shared_out(written[i:j], start, max(start, end))


def _spread(words: Sequence[WordTime]) -> Iterator[WordTime]:
    """A word without length, said in one with the word before it ("of the"), shares that word's time."""
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and words[end].end - words[end].start < _SHORTEST_S:
            end += 1
        if end == at + 1:
            yield words[at]
        else:
            yield from shared_out([word.text for word in words[at:end]], words[at].start, words[end - 1].end)
        at = end


def shared_out(words: Sequence[str], start: float, end: float) -> Iterator[WordTime]:
    """Words that share a time by their syllables."""
    shares = list(accumulate((syllables(word) for word in words), initial=0))
    length = (end - start) / shares[-1]
    for word, before, after in zip(words, shares, shares[1:], strict=False):
        yield WordTime(word, start + length * before, start + length * after)


def syllables(word: str) -> int:
    """About how many: groups of vowels and digits, at least one."""
    return max(1, len(_VOWELS.findall(word)))


def _plain(word: str) -> str:
    return _LETTERS.sub("", word).casefold()
