"""espeak-ng through pyttsx3's own driver, kept in step: what is set is what is heard, what is asked for is written.

pyttsx3 queues and espeak-ng works in a thread of its own; left alone, the first takes come out in the wrong voice or
not at all. So every property is set on the driver, waited for and read back. One of these a process, never after a
fork.
"""

import atexit
import ctypes
import os
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audiobook.engines.espeak_voices import data_folder
from audiobook.engines.recordings import quiet, read_recording
from audiobook.errors import EngineError
from audiobook.pcm import Audio

VOLUME = 0.6
"""Of espeak's own full level, at which half of its variants touch the ceiling; mastering sets the level."""
PHONEMES = 0x100
"""espeakPHONEMES of speak_lib.h: text within [[ ]] is phoneme mnemonics."""


@dataclass(frozen=True, slots=True)
class WordEvent:
    """espeak begins a word."""

    start: int
    """Offset into the text sent, in characters."""
    length: int
    """In characters."""
    seconds: float
    """From the start of the recording."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How espeak is to speak."""

    identifier: bytes
    """espeak's own name of the voice, exactly: b"gmw/en-US+m7"."""
    rate: int
    """Words a minute, 80 to 450."""
    pitch: int
    """0 to 99."""


class Espeak:
    """The running library. Raises EngineError when it cannot start."""

    def __init__(self) -> None:
        data = data_folder()
        # Without the folder espeak-ng calls exit(1); without the library at hand pyttsx3 looks for a system's own.
        os.environ["ESPEAK_DATA_PATH"] = str(data)
        ctypes.CDLL(str(data.parent / "libespeak-ng.so"))
        with quiet():
            import pyttsx3
            from pyttsx3.drivers import _espeak

            self._engine = pyttsx3.init("espeak")
        self._library = _espeak
        self._driver = self._engine.proxy._driver
        self._synth = _espeak.Synth
        self._events: list[WordEvent] = []
        self._failure: Exception | None = None
        self._process = os.getpid()
        self._lock = threading.Lock()
        _espeak.SetSynthCallback(self._on_synth)
        _espeak.Synchronize()

    def record(self, text: str, setting: Setting, phonemes: bool) -> tuple[Audio, tuple[WordEvent, ...]]:
        """The text as espeak says it; `phonemes`: what stands in [[ ]] is sounds. Raises EngineError."""
        if os.getpid() != self._process:
            raise EngineError("espeak-ng does not survive a fork; start the process by 'spawn'")
        with self._lock, quiet(), tempfile.TemporaryDirectory(prefix="audiobook-") as folder:
            self._use(setting)
            path = Path(folder, "take.wav")
            audio = self._written(text, path, phonemes) or self._written(text, path, phonemes)
        if audio is None:
            raise EngineError(f"espeak-ng gave no sound for {text[:40]!r}; write it another way in the lexicon")
        return audio, tuple(self._events)

    def _use(self, setting: Setting) -> None:
        if self._in_use() == setting:  # each wait below may cost 20 ms
            return
        for name, value in (("voice", setting.identifier.decode()), ("rate", setting.rate), ("pitch", setting.pitch),
                            ("volume", VOLUME)):
            self._driver.setProperty(name, value)
            self._library.Synchronize()
        if (in_use := self._in_use()) != setting:
            raise EngineError(f"espeak-ng took {in_use} for {setting}; choose another voice, rate or pitch")

    def _in_use(self) -> Setting | None:
        """What the library itself says it is set to; None when its volume is not ours."""
        if self._driver.getProperty("volume") != VOLUME:
            return None
        return Setting(self._library.GetCurrentVoice().contents.identifier, self._driver.getProperty("rate"),
                       self._driver.getProperty("pitch"))

    def _written(self, text: str, path: Path, phonemes: bool) -> Audio | None:
        """What one attempt wrote; None when it has no frames."""
        self._events, self._failure = [], None
        self._library.Synth = self._synth_phonemes if phonemes else self._synth
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        self._library.Synchronize()
        if self._failure is not None:
            raise EngineError(f"espeak-ng could not write its sound: {self._failure}") from self._failure
        return read_recording(path)

    def _synth_phonemes(self, text: bytes, flags: int) -> Any:
        return self._synth(text, flags=flags | PHONEMES)

    def _on_synth(self, sound: Any, count: int, events: Any) -> int:
        """pyttsx3's callback, with the times of words, and without its endless wait when the file cannot be written."""
        for index in range(1_000_000):
            event = events[index]
            if event.type == self._library.EVENT_LIST_TERMINATED:
                break
            if event.type == self._library.EVENT_WORD:
                self._events.append(WordEvent(event.text_position - 1, event.length, event.audio_position / 1000))
        try:
            return int(self._driver._onSynth(sound, count, events))
        except (OSError, RuntimeError) as error:
            self._failure = error
            self._driver.endLoop()
            return 1


    def stop(self) -> None:
        """Let go of pyttsx3 while its modules still stand: at the interpreter's end it would miss them aloud."""
        del self._driver, self._engine


@cache
def espeak() -> Espeak:
    """The one running library of this process, started by the first call."""
    library = Espeak()
    atexit.register(library.stop)
    return library
