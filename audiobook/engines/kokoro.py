"""Kokoro, a neural voice of 82 million weights: natural, offline, near half the speed of speech on one core.

https://huggingface.co/hexgrad/Kokoro-82M. A style for each voice and count of tokens; the model gives 24 kHz sound and,
with one more output shown, how long each token lasts.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.engines import Identity, Speech, listed_voice
from audiobook.engines.breaths import Sounded, in_breaths, line, pitch_factor, pitched, word_times
from audiobook.engines.inference import session, with_output
from audiobook.engines.kokoro_pack import MODEL, kokoro_pack
from audiobook.engines.kokoro_phonemes import TOKENS, sounded
from audiobook.engines.stretches import join_stretches, stretches
from audiobook.errors import EngineMissing
from audiobook.lexicon import SpokenForm
from audiobook.pcm import Samples
from audiobook.voice import Alphabet, Gender, Voice

RATE = 24_000
"""Samples a second."""
RECIPE = 1
"""Raised when the same request begins to sound different: part of the identity."""
LIMIT = 2_000
"""Characters phonemized at a stretch."""
MOST_TOKENS = 320
"""Spoken in one breath, about 20 seconds; memory grows with it, and quality falls beyond."""
BREATH_S = 0.12
"""Seconds of silence between the breaths of an over-long sentence."""

_LANGUAGES: Mapping[str, tuple[str, str]] = {
    "a": ("en-us", "American"), "b": ("en-gb", "British"), "e": ("es", "Spanish"), "f": ("fr-fr", "French"),
    "h": ("hi", "Hindi"), "i": ("it", "Italian"), "j": ("ja", "Japanese"), "p": ("pt-br", "Brazilian"),
    "z": ("zh", "Mandarin"),
}  # fmt: skip
"""First letter of a voice's name → its language and accent."""
_FIRST = (
    "bm_george", "af_heart", "am_michael", "am_puck", "bf_emma", "am_fenrir", "af_bella", "bm_fable", "bf_isabella",
    "am_onyx", "af_aoede", "bm_lewis", "af_kore", "am_echo", "af_sarah", "bm_daniel", "af_nova", "am_eric",
)  # fmt: skip
"""English voices to cast first: speaker, narrator, announcer, heckler, then further people. The rest by name."""


class KokoroEngine:
    """Speaks with the installed Kokoro pack."""

    name = "kokoro"
    alphabet = Alphabet.IPA
    deterministic = True
    pace = 0.85

    def identity(self) -> Identity:
        """Digest of the model, and versions of what runs it and of what turns words into sounds."""
        model = next(file for file in kokoro_pack().files if file.name == MODEL)
        used = f"onnxruntime {_version('onnxruntime')}, espeakng-loader {_version('espeakng-loader')}"
        return Identity(self.name, f"1.0+{RECIPE}", f"int8 {model.sha256[:16]}, {used}")

    def voices(self) -> tuple[Voice, ...]:
        """All 54, English first. Raises EngineMissing when the extra or the pack is not installed."""
        self.identity()
        if not kokoro_pack().installed():
            raise EngineMissing("kokoro's voices are not installed; run `audiobook voices install kokoro` "
                                "(about 90 MB), or use --engine pyttsx3")
        return self._voices

    def voice(self, name: str) -> Voice:
        """One of the 54. Raises CastingError that names the nearest."""
        return listed_voice(name, self.voices())

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it. Raises EngineError, also for sounds that Kokoro's alphabet lacks."""
        language = listed_voice(voice.name, self._voices).language
        return join_stretches(
            (stretch, in_breaths(sounded(stretch.spoken, language), MOST_TOKENS, BREATH_S, partial(self._say, voice)))
            for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """Give the model's memory back."""
        self.__dict__.pop("_model", None)
        self._styles.clear()

    def _say(self, voice: Voice, words: Sequence[Sounded]) -> Speech:
        factor = pitch_factor(voice)
        samples, durations = self._run([TOKENS[symbol] for symbol in line(words)], voice.name, voice.rate / factor)
        audio = pitched(samples, RATE, factor)
        edges = np.cumsum(durations) * (audio.seconds / durations.sum())  # the first is the end of the leading pad
        return Speech(audio, tuple(word_times(words, edges.tolist())))

    def _run(self, tokens: list[int], voice: str, speed: float) -> tuple[Samples, NDArray[np.int64]]:
        """Sound, and how many frames each token lasts, with the pads before and behind."""
        style = self._style(voice)[min(len(tokens), 510) - 1]
        fed = {"tokens": np.array([[0, *tokens, 0]], np.int64), "style": style[None],
               "speed": np.array([speed], np.float32)}
        sound, durations = self._model.run(["audio", "duration"], fed)
        return sound.reshape(-1), durations.reshape(-1)

    def _style(self, voice: str) -> Samples:
        """shape (510, 256): a row for each count of tokens."""
        if voice not in self._styles:
            content = kokoro_pack().read(f"voices/{voice}.bin")
            self._styles[voice] = np.frombuffer(content, "<f4").astype(np.float32).reshape(510, 256)
        return self._styles[voice]

    @cached_property
    def _styles(self) -> dict[str, Samples]:
        return {}

    @cached_property
    def _model(self) -> Any:
        content = kokoro_pack().read(MODEL)
        return session(with_output(content, "/encoder/Clip_output_0", "duration"), kokoro_pack().folder / MODEL)

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        names = [file.name.removeprefix("voices/").removesuffix(".bin") for file in kokoro_pack().files[1:]]
        return tuple(_voice(name) for name in sorted(names, key=_order))


def _voice(name: str) -> Voice:
    language, accent = _LANGUAGES[name[0]]
    gender: Gender = "female" if name[1] == "f" else "male"
    return Voice("kokoro", name, language, gender, accent)


def _order(name: str) -> tuple[bool, int, str]:
    return name[0] not in "ab", _FIRST.index(name) if name in _FIRST else len(_FIRST), name


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise EngineMissing("kokoro is not installed; pip install 'audiobook[kokoro]'") from error
