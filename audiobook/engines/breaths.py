"""What a model that reads phonemes is given at a time, and when its words sound."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from audiobook.engines import Speech, WordTime
from audiobook.engines.stretches import Stretch, join_stretches
from audiobook.lexicon import SpokenForm
from audiobook.pcm import Audio, Samples, resample
from audiobook.voice import Voice

SEMITONES = 6.0
"""What pitch 99 raises a voice by and pitch 0 lowers it by, where the model knows no pitch."""

_STOPS = frozenset(".!?;:…—")
_MARKS = _STOPS | frozenset(',"“”()')
"""Symbols whose time is silence."""


@dataclass(frozen=True, slots=True)
class Sounded:
    """A word, or several that are said as one, and what the model reads for it."""

    text: str
    symbols: Sequence[str]
    """Its sounds with the marks around them, in the model's alphabet."""


def in_breaths(
    words: Sequence[Sounded], most: int, pause_s: float, speak: Callable[[Sequence[Sounded]], Speech]
) -> Speech:
    """All words, at most `most` symbols at a time, with silence between the breaths."""
    parts = tuple(breaths(words, most))
    pauses = [pause_s] * (len(parts) - 1) + [0.0]
    return join_stretches((Stretch(SpokenForm(()), pause), speak(part))
                          for part, pause in zip(parts, pauses, strict=True))


def pitched(samples: Samples, rate: int, factor: float) -> Audio:
    """What a model spoke `factor` times as slow, played as much faster: the same length at another pitch."""
    return resample(Audio(samples, round(rate * factor)), rate)


def pitch_factor(voice: Voice) -> float:
    """Frequency of the voice as asked for, relative to its own."""
    steps = (50 if voice.pitch is None else voice.pitch) - 50
    return float(2.0 ** (SEMITONES * steps / 50 / 12))


def line(words: Sequence[Sounded]) -> list[str]:
    """All symbols, a space between words."""
    return [symbol for index, word in enumerate(words) for symbol in (*(" " * (index > 0)), *word.symbols)]


def breaths(words: Sequence[Sounded], most: int) -> Iterator[Sequence[Sounded]]:
    """The words in halves, parted at the best mark near the middle, until no part has more than `most` symbols."""
    if len(words) < 2 or len(line(words)) <= most:
        yield words
        return
    ends = tuple(accumulate(len(word.symbols) + 1 for word in words))
    cut = min(range(1, len(words)), key=lambda at: _badness(words[at - 1], ends[at - 1] / ends[-1]))
    yield from breaths(words[:cut], most)
    yield from breaths(words[cut:], most)


def word_times(words: Sequence[Sounded], edges: Sequence[float]) -> Iterator[WordTime]:
    """When each word sounds, without the marks around it.

    `edges`: where each symbol of `line(words)` begins, and where the last ends; seconds. Words that are said as one
    share its time by their letters.
    """
    at = 0
    for word in words:
        sounds = [index for index, symbol in enumerate(word.symbols) if symbol not in _MARKS] or [0]
        start, end = edges[at + sounds[0]], edges[min(at + sounds[-1] + 1, len(edges) - 1)]
        at += len(word.symbols) + 1
        texts = word.text.split()
        shares = list(accumulate((len(text) for text in texts), initial=0))
        for text, before, after in zip(texts, shares, shares[1:], strict=False):
            span = (end - start) / shares[-1]
            yield WordTime(text, float(start + span * before), float(start + span * after))


def _badness(before: Sounded, share: float) -> float:
    """How bad it is to take breath behind a word: after no mark, or far from the middle."""
    mark = before.symbols[-1] if before.symbols else ""
    return (0.0 if mark in _STOPS else 0.25 if mark == "," else 1.0) + abs(share - 0.5)
