"""What espeak-ng makes of text in sounds, for engines that speak phonemes and for editors who want to see them.

A library of its own: espeak-ng keeps one voice a loaded library, and the one that pyttsx3 speaks with is left alone.
"""

import ctypes
import re
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from audiobook.engines.espeak_voices import data_folder, find
from audiobook.engines.sounded import Written, clauses, part, written_words
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm

_AUDIO_OUTPUT_SYNCHRONOUS = 2
_NO_EXIT = 0x8000
"""espeakINITIALIZE_DONT_EXIT: without its data the library would end the process."""
_UTF8 = 1
_IPA = 0x02
_TIE = 0x80 | ord("͡") << 8
"""Sounds of one phoneme are tied together, "t͡ʃ": bits of `phonememode` in speak_lib.h."""
_SWITCH = re.compile(r"\([a-z-]+\)")
"""Says that what follows is pronounced as another language."""
_AGAIN = "pip install --force-reinstall espeakng-loader"
_SUFFIXES = (".so", ".dylib", ".dll")

_VOWELS = "aeiouyøœæɐɑɒɔəɚɛɜɝɨɪɤɯʉʊʌᵊᵻAIOQWY"
"""Letters of vowels in IPA, and in Kokoro's alphabet."""


class Phonetics:
    """The running library. Raises EngineError when it cannot start."""

    def __init__(self) -> None:
        data = data_folder()
        library = next((path for path in sorted(data.parent.glob("*espeak-ng.*")) if path.suffix in _SUFFIXES), None)
        if library is None:
            raise EngineError(f"espeak-ng is missing in {data.parent}; {_AGAIN}")
        self._library = _own_copy(library)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
        self._voice = ""
        self._lock = threading.Lock()
        folder = str(data.parent).encode()
        if self._library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, folder, _NO_EXIT) < 0:
            raise EngineError(f"espeak-ng cannot read its data in {data}; {_AGAIN}")

    def ipa(self, text: str, language: str) -> str:
        """The sounds of some words without punctuation, a space between words, sounds of one phoneme tied by "͡".

        Raises CastingError when espeak-ng does not know the language.
        """
        with self._lock:
            self._use(language)
            said = " ".join(self._clauses(text, _IPA | _TIE))
        return " ".join(unicodedata.normalize("NFC", _SWITCH.sub("", said)).split())

    def _use(self, language: str) -> None:
        if self._voice == language:
            return
        found = find(language)[0]
        if self._library.espeak_SetVoiceByName(found.identifier.encode()) != 0:
            raise EngineError(f"espeak-ng cannot take up {found.name}; {_AGAIN}")
        self._voice = language

    def _clauses(self, text: str, mode: int) -> list[str]:
        rest = ctypes.c_char_p(text.replace("\0", " ").encode("utf-8", "replace"))
        said = []
        while rest:
            said.append((self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, mode) or b"").decode())
        return said



def _own_copy(path: Path) -> ctypes.CDLL:
    """The library loaded from a copy, which shares no state with any other use of it in this process."""
    with tempfile.TemporaryDirectory(prefix="audiobook-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, f"audiobook-{path.name}")
        shutil.copyfile(path, copy)
        return ctypes.CDLL(str(copy))  # stays loaded though the file goes; Windows keeps the file until the end


@cache
def phonetics() -> Phonetics:
    """The one of this process, started by the first call."""
    return Phonetics()


def pronounced(spoken: SpokenForm, language: str) -> tuple[Written, ...]:
    """The words of a spoken form with what espeak-ng makes of them, clause by clause, in tied IPA.

    Raises EngineError when it makes nothing of any of them.
    """
    words = tuple(word for clause in clauses(written_words(spoken)) for word in _pronounced(clause, language))
    if not any(word.ipa or word.sounds for word in words):
        raise EngineError(f"nothing to pronounce in {spoken.text[:40]!r} for a voice that speaks '{language}'; "
                          "choose a voice of the text's language, or respell it in the lexicon")
    return words


def _pronounced(clause: Sequence[Written], language: str) -> tuple[Written, ...]:
    said = sounds_of(" ".join(word.word for word in clause), language).split(" ")
    return part(clause, said, lambda word: sounds_of(word, language))


@lru_cache(maxsize=20_000)
def sounds_of(words: str, language: str) -> str:
    """`Phonetics.ipa`, remembered."""
    return phonetics().ipa(words, language)


def stress_before_vowels(ipa: str) -> str:
    """A dictionary's ˈtoʊld as models are taught it: tˈoʊld."""
    return re.sub(rf"([ˈˌ])([^{_VOWELS}ˈˌ ]+)(?=[{_VOWELS}])", r"\2\1", ipa)
