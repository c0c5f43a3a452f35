"""How the finished file sounds: loudness, peaks, and each sentence's sound and pace."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

import numpy as np

from audiobook.check.findings import Complaint, Subject, at
from audiobook.edition import TimedSentence
from audiobook.errors import EditionError
from audiobook.loudness import STEP_S, gated, k_weighted, mean_squares, true_peak
from audiobook.mp3.decode import decoded
from audiobook.pcm import Samples

TARGET_LUFS, TOLERANCE_LU = -16.0, 1.0
CEILING_DBTP = -1.0
SILENT = 10 ** (-50 / 20)
CLIPPED, CLIPPED_SAMPLES = 0.999, 3
SLOWEST, QUICKEST = 0.9, 9.5
"""Syllables a second that nobody speaks below or above for a whole sentence."""
_ODD = 2.2
"""Times slower or quicker than the same voice usually is."""
_ENOUGH = 8
"""Syllables of a sentence whose pace can be judged."""
_VOWELS = re.compile("[aeiouyæœøɑəаеёиоуыэюяіїєαεηιουω]+")
_DIGIT_SYLLABLES = 2


@dataclass(frozen=True)
class Heard:
    """What was measured in one pass through the file."""

    lufs: float
    dbtp: float
    peaks: Sequence[float]
    """Of each sentence, 0 to 1 and above."""
    clipped: frozenset[int]
    """Indexes of sentences with flattened peaks."""


def sound_rules(subject: Subject) -> Iterator[Complaint]:
    """Loudness and peak of the whole; silent or clipped sentences."""
    try:
        heard = listen(subject)
    except EditionError as error:
        yield str(error), subject.audio.file
        return
    if abs(heard.lufs - TARGET_LUFS) > TOLERANCE_LU:
        yield f"{heard.lufs:.1f} LUFS; {TARGET_LUFS:g} ± {TOLERANCE_LU:g} is what apps expect", subject.audio.file
    if heard.dbtp > CEILING_DBTP:
        yield f"peaks at {heard.dbtp:.1f} dBTP; above {CEILING_DBTP:g} players distort", subject.audio.file
    for n, sentence in enumerate(subject.edition.sentences):
        if heard.peaks[n] < SILENT:
            yield f"nothing is heard: “{_short(sentence.text)}”", at(subject.mp3, sentence.start_ms)
        elif n in heard.clipped:
            yield f"is clipped: “{_short(sentence.text)}”", at(subject.mp3, sentence.start_ms)


def pace_rule(subject: Subject) -> Iterator[Complaint]:
    """Sentences too quick or slow for their syllables: something was left out, or spelled out."""
    paces: dict[str, list[float]] = defaultdict(list)
    judged = [sentence for sentence in subject.edition.sentences if syllables(sentence.text) >= _ENOUGH]
    for sentence in judged:
        paces[sentence.voice].append(pace(sentence))
    usual = {voice: median(found) for voice, found in paces.items()}
    for sentence in judged:
        found, normal = pace(sentence), usual[sentence.voice]
        if not SLOWEST <= found <= QUICKEST or not normal / _ODD <= found <= normal * _ODD:
            yield (f"{found:.1f} syllables a second, where {sentence.voice} usually has {normal:.1f}: "
                   f"“{_short(sentence.text)}”", at(subject.mp3, sentence.start_ms))


def pace(sentence: TimedSentence) -> float:
    """Syllables a second."""
    return syllables(sentence.text) * 1000 / max(1, sentence.end_ms - sentence.start_ms)


def syllables(text: str) -> int:
    """About how many a text has: groups of vowels, two for a digit, one for each sign of a script without cases."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    vowels = len(_VOWELS.findall(plain)) + _DIGIT_SYLLABLES * sum(c.isdigit() for c in plain)
    foreign = sum(unicodedata.category(c) == "Lo" for c in plain)
    return vowels + foreign


def listen(subject: Subject) -> Heard:
    """Decode the file once, a minute at a time. Raises EditionError when it cannot be decoded."""
    powers, highest = [], -inf
    peaks = [0.0] * len(subject.edition.sentences)
    clipped: set[int] = set()
    begin = 0
    for block in decoded(subject.mp3):
        powers.append(mean_squares(k_weighted(block), round(STEP_S * block.rate)))
        highest = max(highest, true_peak(block))
        for n, samples in _spoken(subject.edition.sentences, block.samples, begin, block.rate):
            peaks[n] = max(peaks[n], float(np.abs(samples).max(initial=0.0)))
            if _is_clipped(samples):
                clipped.add(n)
        begin += len(block)
    return Heard(gated(np.concatenate(powers)) if powers else -inf, highest, peaks, frozenset(clipped))


def _spoken(
    sentences: Sequence[TimedSentence], samples: Samples, begin: int, rate: int
) -> Iterator[tuple[int, Samples]]:
    """The parts of a block in which sentences sound."""
    for n, sentence in enumerate(sentences):
        start, end = (ms * rate // 1000 - begin for ms in (sentence.start_ms, sentence.end_ms))
        if end > 0 and start < len(samples):
            yield n, samples[max(0, start) : end]


def _is_clipped(samples: Samples) -> bool:
    """Whether several samples in a row lie at the top."""
    top = np.abs(samples) >= CLIPPED
    runs = top[CLIPPED_SAMPLES - 1 :].copy()
    for shift in range(CLIPPED_SAMPLES - 1):
        runs &= top[shift : shift + len(runs)]
    return bool(runs.any())


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
