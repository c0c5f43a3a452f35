"""What speaks. An engine is found by name; others come in through the entry-point group `audiobook.engines`."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from audiobook.errors import EngineError
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

    def identity(self) -> Identity:
        """Answers without starting the engine."""

    def voices(self) -> tuple[Voice, ...]:
        """All it can speak with, the ones to cast first in front. Answers without starting the engine."""

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it with `voice` at its rate and pitch. Raises EngineError when it cannot."""

    def close(self) -> None:
        """Give back what `speak` loaded."""
