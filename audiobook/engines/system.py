"""The embedded voice, named "pyttsx3": espeak-ng from pip on Linux, the system's own voices on Windows and macOS."""

import bisect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from audiobook.engines import Engine, Identity, Speech, WordTime
from audiobook.engines.espeak import Setting, WordEvent, espeak
from audiobook.engines.espeak_phonemes import mnemonics
from audiobook.engines.espeak_voices import Language, catalogue, find, voice_named
from audiobook.engines.stretches import join_stretches, stretches
from audiobook.errors import EngineError
from audiobook.lexicon import Phrase, SpokenForm
from audiobook.pcm import Audio, sounding
from audiobook.voice import Alphabet, Voice

WORDS_A_MINUTE = 150
"""Rate 1.0, as espeak counts: about 175 of a speech. From 160 on listeners mistake some words, at its own 200 many."""
PITCH = 50
"""As espeak recorded a voice."""
LIMIT = 4_000
"""Characters spoken at a stretch; espeak-ng manages 10,000 and dies of 100,000."""
RECIPE = 2
"""Raised when the same request begins to sound different: part of the identity."""


def open_system() -> Engine:
    """The engine of this platform."""
    if sys.platform == "linux":
        return EspeakEngine()
    from audiobook.engines.native import NativeEngine

    return NativeEngine()


class EspeakEngine:
    """pyttsx3 on Linux, with the espeak-ng that pip brought."""

    name = "pyttsx3"
    alphabet = Alphabet.IPA
    deterministic = False  # the same text twice in one process: other bytes, for espeak-ng keeps its noise going
    pace = 0.004

    def identity(self) -> Identity:
        """Versions of pyttsx3 and of the package that carries espeak-ng and its data."""
        return Identity(self.name, f"{version('pyttsx3')}+{RECIPE}", f"espeakng-loader {version('espeakng-loader')}")

    def voices(self) -> tuple[Voice, ...]:
        """The best timbres of every language; `voice` finds all the others."""
        return catalogue()

    def voice(self, name: str) -> Voice:
        """Any language with or without a variant ("en-us+m7"). Raises CastingError that names the nearest."""
        return voice_named(name)

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Say it. Raises EngineError, also for sounds that the voice's language does not have; CastingError."""
        language, variant = find(voice.name)
        setting = _setting(language.identifier + (f"+{variant.name}" if variant else ""), voice)
        return join_stretches((stretch, _speech(stretch.spoken, setting, language))
                              for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """espeak-ng cannot be stopped and started again within a process: it stays until the process ends."""


def _setting(identifier: str, voice: Voice) -> Setting:
    pitch = PITCH if voice.pitch is None else voice.pitch
    if not (0.5 <= voice.rate <= 2 and 0 <= pitch <= 99):
        raise EngineError(f"{voice} cannot speak at rate {voice.rate:g} and pitch {pitch}; "
                          "choose a rate from 0.5 to 2 and a pitch from 0 to 99")
    return Setting(identifier.encode(), round(WORDS_A_MINUTE * voice.rate), pitch)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text that is sent to espeak."""

    start: int
    sent: str
    phrase: Phrase


def _speech(spoken: SpokenForm, setting: Setting, language: Language) -> Speech:
    pieces = tuple(_pieces(spoken, language))
    audio, events = espeak().record("".join(piece.sent for piece in pieces), setting, _has_sounds(spoken))
    return Speech(audio, tuple(_times(events, pieces, audio)))


def _has_sounds(spoken: SpokenForm) -> bool:
    return any(phrase.ipa for phrase in spoken.phrases)


def _pieces(spoken: SpokenForm, language: Language) -> Iterator[_Piece]:
    start = 0
    for phrase in spoken.phrases:
        if phrase.ipa:
            sent = f"[[{mnemonics(phrase.ipa, phrase.text, language)}]]"
        else:  # brackets of the text itself must not open phonemes
            sent = phrase.text.replace("[[", "[ [") if _has_sounds(spoken) else phrase.text
        yield _Piece(start, sent, phrase)
        start += len(sent)


def _times(events: tuple[WordEvent, ...], pieces: tuple[_Piece, ...], audio: Audio) -> Iterator[WordTime]:
    """A word ends where the next begins, the last where the sound ends."""
    starts = [piece.start for piece in pieces]
    sound = sounding(audio)
    ends = [event.seconds for event in events[1:]] + [sound[1] / audio.rate if sound else audio.seconds]
    for event, end in zip(events, ends, strict=False):
        piece = pieces[max(0, bisect.bisect_right(starts, event.start) - 1)]
        within = event.start - piece.start
        text = piece.phrase.text if piece.phrase.ipa else piece.sent[within : within + event.length]
        if text.strip():
            yield WordTime(text, event.seconds, max(end, event.seconds))
