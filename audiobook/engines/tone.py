"""A real, tiny, deterministic engine: a tone whose length follows the text. For drafts and tests.

A word is a run of syllables, each a swelling harmonic tone; its melody comes from its letters, so that another word
sounds different. A take costs well under a millisecond a second of sound.
"""

import math
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from audiobook.engines import Identity, Speech, WordTime, listed_voice
from audiobook.engines.stretches import Stretch, join_stretches, stretches
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm
from audiobook.pcm import Audio, Samples, join, silence
from audiobook.voice import Alphabet, Gender, Voice

RATE = 24_000
"""Samples a second."""
LETTER_S = 0.06
"""Seconds a letter, at rate 1."""
GAP_S = 0.05
"""Seconds between words, at rate 1."""
LIMIT = 2_000
"""Characters spoken at a stretch; keeps the memory of one small."""

_TIMBRES: tuple[tuple[str, Gender, float], ...] = (
    ("low", "male", 110.0), ("high", "female", 220.0), ("mid", "male", 147.0), ("top", "female", 294.0),
    ("deep", "male", 82.0), ("bright", "female", 392.0), ("tenor", "male", 185.0), ("alto", "female", 247.0),
)  # fmt: skip
_PITCH_HZ = {name: hertz for name, _, hertz in _TIMBRES}


class ToneEngine:
    """Sounds every word as a short tune."""

    name = "tone"
    alphabet = Alphabet.RESPELLING
    deterministic = True
    pace = 0.001

    def identity(self) -> Identity:
        """Its version changes when its sound does."""
        return Identity(self.name, "1")

    def voices(self) -> tuple[Voice, ...]:
        """Eight timbres of distinct pitch, of any language."""
        return self._voices

    def voice(self, name: str) -> Voice:
        """One of `voices()`. Raises CastingError that names the nearest."""
        return listed_voice(name, self._voices)

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Sound the words. Raises EngineError when there is nothing to sound."""
        hertz = _hertz(voice)
        return join_stretches((stretch, _speech(stretch, hertz, voice.rate)) for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """There is nothing to give back."""

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        return tuple(Voice("tone", name, gender=gender, accent=f"{hertz:g} Hz") for name, gender, hertz in _TIMBRES)


def _hertz(voice: Voice) -> float:
    if voice.name not in _PITCH_HZ:
        raise EngineError(f"tone has no voice '{voice.name}'; `audiobook voices` lists them")
    octaves = 0.0 if voice.pitch is None else (voice.pitch - 50) / 100
    return _PITCH_HZ[voice.name] * math.exp2(octaves)


def _speech(stretch: Stretch, hertz: float, rate: float) -> Speech:
    parts: list[Audio] = []
    times: list[WordTime] = []
    length = 0
    for word in re.findall(r"\S+", stretch.spoken.text):
        sound = Audio(_tune(word, hertz, rate), RATE)
        times.append(WordTime(word, length / RATE, (length + len(sound)) / RATE))
        parts += (sound, silence(GAP_S / rate, RATE))
        length += len(parts[-1]) + len(sound)
    return Speech(join(parts), tuple(times))


def _tune(word: str, hertz: float, rate: float) -> Samples:
    """A word's syllables of about three letters."""
    syllables = max(1, round(len(word) / 3))
    length = max(2, round(LETTER_S * len(word) / rate / syllables * RATE))
    swell = _SWELL[np.linspace(0, len(_SWELL) - 1, length).astype(np.intp)]
    return np.concatenate([_wave(hertz * step, length) * swell for step in _steps(word, syllables)])


def _steps(word: str, count: int) -> Iterator[float]:
    """Pitch steps within a whole tone, from the word's letters."""
    seed = zlib.crc32(word.encode())
    for index in range(count):
        yield 2.0 ** (((seed >> (index * 5 % 27)) % 17 - 8) / 48)


def _wave(hertz: float, length: int) -> Samples:
    # in whole numbers, which are the same on every machine
    cycle = np.arange(length) * round(hertz / RATE * len(_CYCLE) * 256) // 256
    return _CYCLE[cycle % len(_CYCLE)]


def _table(length: int, value: Callable[[float], float]) -> Samples:
    return np.array([round(value(index / length), 6) for index in range(length)], dtype=np.float32)


_CYCLE = _table(2048, lambda turn: 0.2 * sum(math.sin(2 * math.pi * k * turn) / k for k in (1, 2, 3, 4)))
"""One turn of a tone of four harmonics."""
_SWELL = _table(256, lambda part: math.sin(math.pi * part) ** 0.5)
"""How a syllable rises from nothing and falls again."""
