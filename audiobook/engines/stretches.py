"""What an engine is given at a time: clean words, cut at beats and, when too long, at clauses. Knows no engine."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audiobook.engines import Speech, WordTime
from audiobook.errors import EngineError
from audiobook.lexicon import Phrase, SpokenForm
from audiobook.pcm import Audio, join, silence, sounding

BEAT_S = 0.3
"""Seconds of silence for a beat (" … ")."""
_EDGE_S = 0.02
"""Seconds of an engine's own silence kept before a beat, so that no sound is clipped."""

_BEAT = re.compile(r"\s*(?:…|\.{3,}|\.(?: \.){2,})(?:\s*(?:…|\.{3,}))*\s*")
_CLAUSE = re.compile(r"(?<=[.!?;:,—–])(?=\s)")
_INVISIBLE = {"\u00ad", "\u200b", "\u2060", "\ufeff"}
_SPOKEN = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sc", "Sm", "So"))
"""Unicode categories of what is pronounced: letters, numbers, signs of currency, mathematics and others."""
_SPOKEN_SIGNS = frozenset("%&@#")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is spoken in one breath."""

    spoken: SpokenForm
    pause_s: float = 0.0
    """Seconds of silence after it."""


def stretches(spoken: SpokenForm, limit: int) -> tuple[Stretch, ...]:
    """The spoken form in stretches of at most `limit` characters, cut at beats and then at clauses or spaces.

    Control characters become spaces; a stretch without anything to pronounce is left out. Raises EngineError when
    nothing is left, or for a lone surrogate.
    """
    found: list[Stretch] = []
    for beat in _beats(_cleaned(spoken)):
        pieces = [piece for piece in _short(beat, limit) if speakable(piece.text)]
        if found and pieces:
            found[-1] = Stretch(_ending(found[-1].spoken), BEAT_S)
        found += [Stretch(piece) for piece in pieces]
    if not found:
        raise EngineError(f"nothing to pronounce in {spoken.text[:40]!r}; take it out of the text, or give it words")
    return tuple(found)


def join_stretches(spoken: Iterable[tuple[Stretch, Speech]]) -> Speech:
    """One speech of several, with their pauses; word times move along."""
    parts: list[Audio] = []
    words: list[WordTime] = []
    length = 0.0
    for stretch, speech in spoken:
        audio = _ready(speech.audio) if stretch.pause_s else speech.audio
        words += [WordTime(w.text, length + w.start, length + w.end) for w in speech.words]
        parts += (audio, silence(stretch.pause_s, audio.rate))
        length += audio.seconds + parts[-1].seconds
    return Speech(join(parts), tuple(words))


def speakable(text: str) -> bool:
    """Whether there is anything to pronounce: a letter, digit or sign with a name. Punctuation alone makes noise."""
    return any(unicodedata.category(c) in _SPOKEN or c in _SPOKEN_SIGNS for c in text)


def _ready(audio: Audio) -> Audio:
    """Without the silence an engine leaves at the end: the beat is all there is."""
    found = sounding(audio)
    return audio if found is None else Audio(audio.samples[: found[1] + round(_EDGE_S * audio.rate)], audio.rate)


def _cleaned(spoken: SpokenForm) -> SpokenForm:
    return SpokenForm(tuple(Phrase(_clean(phrase.text), phrase.ipa) for phrase in spoken.phrases))


def _clean(text: str) -> str:
    surrogate = next((c for c in text if unicodedata.category(c) == "Cs"), "")
    if surrogate:
        raise EngineError(f"half a character (U+{ord(surrogate):04X}) in {text[:40]!a}; mend the text there")
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _INVISIBLE)


def _beats(spoken: SpokenForm) -> Iterator[SpokenForm]:
    phrases: list[Phrase] = []
    for phrase in spoken.phrases:
        first, *others = [phrase.text] if phrase.ipa else _BEAT.split(phrase.text)
        phrases.append(Phrase(first, phrase.ipa))
        for text in others:
            yield SpokenForm(tuple(phrases))
            phrases = [Phrase(text)]
    yield SpokenForm(tuple(phrases))


def _ending(spoken: SpokenForm) -> SpokenForm:
    """With a comma at its end unless it has punctuation there: the voice stays up over a beat."""
    text = spoken.text.rstrip(" ”’\"')")
    return spoken if text[-1:] in tuple(".,;:!?—–-") else SpokenForm((*spoken.phrases, Phrase(",")))


def _short(spoken: SpokenForm, limit: int) -> Iterator[SpokenForm]:
    """Cut at the last clause, else space, else letter before `limit`; phrases with sounds stay whole."""
    phrases: list[Phrase] = []
    length = 0
    for piece in _pieces(spoken, limit):
        if phrases and length + len(piece.text) > limit:
            yield SpokenForm(tuple(phrases))
            phrases, length = [], 0
        phrases.append(piece)
        length += len(piece.text)
    if phrases:
        yield SpokenForm(tuple(phrases))


def _pieces(spoken: SpokenForm, limit: int) -> Iterator[Phrase]:
    for phrase in spoken.phrases:
        if phrase.ipa or len(spoken.text) <= limit:
            yield phrase
        else:
            yield from (Phrase(text) for text in _clauses(phrase.text, limit))


def _clauses(text: str, limit: int) -> Iterator[str]:
    for clause in _CLAUSE.split(text):
        while len(clause) > limit:
            cut = clause.rfind(" ", 1, limit) if " " in clause[1:limit] else limit
            yield clause[:cut]
            clause = clause[cut:]
        yield clause
