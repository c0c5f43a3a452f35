"""pyttsx3 on Windows (SAPI 5) and macOS (NSSpeechSynthesizer), with the voices the system has.

What a system's voice can do differs: neither driver takes a pitch, and only the running driver knows its voices, so
that `voices()` starts it.
"""

import importlib
import platform
import tempfile
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from audiobook.engines import Identity, Speech, listed_voice
from audiobook.engines.recordings import quiet, read_recording
from audiobook.engines.stretches import join_stretches, stretches
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm
from audiobook.voice import Alphabet, Gender, Voice

WORDS_A_MINUTE = 175
"""Rate 1.0."""
LIMIT = 4_000
"""Characters spoken at a stretch."""


class NativeEngine:
    """The system's own voices through pyttsx3's own driver."""

    name = "pyttsx3"
    alphabet = Alphabet.RESPELLING
    deterministic = False
    pace = 0.1

    def identity(self) -> Identity:
        """Versions of pyttsx3 and of the system, whose updates change its voices."""
        return Identity(self.name, version("pyttsx3"), f"{platform.system()} {platform.release()}")

    def voices(self) -> tuple[Voice, ...]:
        """The voices the system has, in its order."""
        return tuple(_voice(found) for found in self._found)

    def voice(self, name: str) -> Voice:
        """One of `voices()`. Raises CastingError that names the nearest."""
        return listed_voice(name, self.voices())

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it at the voice's rate. Raises EngineError, also for a voice that is not there."""
        identifier = next((found.id for found in self._found if found.name == voice.name), None)
        if identifier is None:
            raise EngineError(f"this system has no voice '{voice.name}'; `audiobook voices` lists those it has")
        self._driver.setProperty("voice", identifier)
        self._driver.setProperty("rate", round(WORDS_A_MINUTE * voice.rate))
        return join_stretches((stretch, self._record(stretch.spoken.text)) for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """Let the driver go."""
        self.__dict__.pop("_running", None)

    def _record(self, text: str) -> Speech:
        with quiet(), tempfile.TemporaryDirectory(prefix="audiobook-") as folder:
            path = Path(folder, "take.wav")
            self._running.save_to_file(text, str(path))
            self._running.runAndWait()
            audio = read_recording(path)
        if audio is None:
            raise EngineError(f"the system's voice gave no sound for {text[:40]!r}; choose another voice")
        return Speech(audio)

    @cached_property
    def _running(self) -> Any:
        with quiet():
            return importlib.import_module("pyttsx3").init()

    @property
    def _driver(self) -> Any:
        return self._running.proxy._driver

    @property
    def _found(self) -> list[Any]:
        return list(self._driver.getProperty("voices"))


def _voice(found: Any) -> Voice:
    genders: dict[str, Gender] = {"female": "female", "male": "male"}
    said = str(found.gender or "").lower().removeprefix("voicegender")
    language = str(next(iter(found.languages), "")).replace("_", "-").lower()
    return Voice("pyttsx3", found.name, language, genders.get(said, ""))
