"""From words to what a Piper voice reads: espeak-ng's phonemes, one code point each, and the marks that end clauses."""

import unicodedata
from typing import Any

from audiobook.engines.breaths import Sounded
from audiobook.engines.phonetics import pronounced, stress_before_vowels
from audiobook.engines.sounded import Written
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm

_PAUSES = {"—": ",", "–": ",", ")": ",", "…": "."}
"""Marks that a voice does not know, and what is like them."""
_ENDS = ".!?;:,"
_WRITTEN = str.maketrans({"g": "ɡ", "'": "ˈ", ":": "ː", ".": None, "͡": None, "͜": None})
"""What editors write for IPA's own letters."""


def sounded(spoken: SpokenForm, model: Any) -> tuple[Sounded, ...]:
    """The words as the voice reads them; `model` is a piper.PiperVoice.

    Raises EngineError for the lexicon's sounds outside its alphabet, CastingError for a language espeak-ng lacks.
    """
    if str(model.config.phoneme_type.value) != "espeak":  # a phonemizer of its own, which the lexicon cannot reach
        return tuple(Sounded(spoken.text, sentence) for sentence in model.phonemize(spoken.text) if sentence)
    *words, last = (_sounded(word, model) for word in pronounced(spoken, model.config.espeak_voice))
    if last.symbols and last.symbols[-1] not in tuple(_ENDS):
        last = Sounded(last.text, (*last.symbols, "."))
    return (*words, last)


def _sounded(word: Written, model: Any) -> Sounded:
    known = model.config.phoneme_id_map
    if word.ipa:
        said = _symbols(stress_before_vowels(word.ipa.translate(_WRITTEN)), model)
        wrong = next((symbol for symbol in said if symbol not in known), "")
        if wrong:
            raise EngineError(f"piper has no sound '{wrong}' (in /{word.ipa}/ for '{word.word}'); "
                              "write that word's IPA with other symbols, or respell it")
    else:
        said = [symbol for symbol in _symbols(word.sounds.replace("͡", ""), model) if symbol in known]
    marks = "".join(_PAUSES.get(mark, mark) for mark in word.trail)
    return Sounded(word.word, (*said, *next((mark for mark in marks if mark in _ENDS), "")))


def _symbols(ipa: str, model: Any) -> list[str]:
    """One code point each, but for the clusters of vowels that the voice takes as one."""
    symbols = list(unicodedata.normalize("NFD", ipa))
    for cluster in model.config.vowel_clusters or ():
        for at in range(len(symbols) - len(cluster), -1, -1):
            if tuple(symbols[at : at + len(cluster)]) == tuple(cluster):
                symbols[at : at + len(cluster)] = ["".join(cluster)]
    return symbols
