"""What speaks. An engine is found by name; others come in through the entry-point group `audiobook.engines`."""

import difflib
import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, cast

from audiobook.errors import CastingError, EngineError
from audiobook.lexicon import SpokenForm
from audiobook.pcm import Audio
from audiobook.voice import Alphabet, Voice


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an engine sound as it does; part of every take's key."""

    name: str
    version: str
    model: str = ""
    """Digest or name of its model or data; "" when the version says it all."""


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word sounds."""

    text: str
    start: float
    """Seconds from the start of the recording."""
    end: float


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine gives for one sentence, untrimmed and at its own rate and level."""

    audio: Audio
    words: tuple[WordTime, ...] = ()
    """In order; empty when the engine cannot tell."""


class Engine(Protocol):
    """Speaks one sentence at a time. Made cheaply; whatever is slow is loaded by the first `speak`."""

    name: str
    alphabet: Alphabet
    deterministic: bool
    """Whether the same request gives the same bytes in any process and order."""
    pace: float
    """Processor seconds that a second of speech costs, about; for estimates."""

    def identity(self) -> Identity:
        """Answers without starting the engine."""

    def voices(self) -> tuple[Voice, ...]:
        """All it can speak with, the ones to cast first in front. Answers without starting the engine."""

    def voice(self, name: str) -> Voice:
        """The voice of that name, listed or not. Raises CastingError that names the nearest. Starts nothing."""

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it with `voice` at its rate and pitch. Raises EngineError when it cannot."""

    def close(self) -> None:
        """Give back what `speak` loaded."""


BUILT_IN: Mapping[str, str] = {
    "pyttsx3": "audiobook.engines.system:open_system",
    "kokoro": "audiobook.engines.kokoro:KokoroEngine",
    "piper": "audiobook.engines.piper:PiperEngine",
    "server": "audiobook.engines.speech_server:SpeechServerEngine",
    "tone": "audiobook.engines.tone:ToneEngine",
}
"""Name of an engine → "module:maker" of what makes it, called without arguments."""

ENTRY_POINTS = "audiobook.engines"
"""The entry-point group where other packages register theirs: name = "module:maker"."""


def engine_names() -> tuple[str, ...]:
    """All engines that `open_engine` can be asked for: the built-in ones, then those of other packages by name."""
    return (*BUILT_IN, *sorted(point.name for point in entry_points(group=ENTRY_POINTS) if point.name not in BUILT_IN))


def open_engine(name: str) -> Engine:
    """The engine of that name; what is slow is loaded by its first `speak`. Raises EngineError for an unknown one."""
    if name in BUILT_IN:
        module, maker = BUILT_IN[name].split(":")
        make = getattr(importlib.import_module(module), maker)
    else:
        make = _registered(name)
    return cast(Engine, make())


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that `name` was most likely meant to be; "" when none is near."""
    return next(iter(difflib.get_close_matches(name.lower(), list(names), n=1, cutoff=0.4)), "")


def listed_voice(name: str, voices: Iterable[Voice]) -> Voice:
    """`Engine.voice` for engines that speak with nothing but what they list. Raises CastingError."""
    known = {voice.name: voice for voice in voices}
    if name not in known:
        raise CastingError(f"no voice '{name}'{_hint(name, known)}; `audiobook voices` lists them")
    return known[name]


@cache
def _registered(name: str) -> Callable[[], object]:
    for point in entry_points(group=ENTRY_POINTS, name=name):
        try:
            return cast(Callable[[], object], point.load())
        except (ImportError, AttributeError) as error:
            raise EngineError(f"engine '{name}' does not load ({error}); reinstall {point.value}") from error
    names = engine_names()
    raise EngineError(f"no engine '{name}'{_hint(name, names)}; there are: {', '.join(names)}")


def _hint(name: str, names: Iterable[str]) -> str:
    near = nearest(name, names)
    return f"; nearest: {near}" if near else ""
