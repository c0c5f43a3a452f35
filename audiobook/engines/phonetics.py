"""What espeak-ng makes of text in sounds, for engines that speak phonemes and for editors who want to see them.

A library of its own: espeak-ng keeps one voice a loaded library, and the one that pyttsx3 speaks with is left alone.
"""

import ctypes
import re
import shutil
import tempfile
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from audiobook.engines.espeak_voices import data_folder, find
from audiobook.errors import EngineError

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


@lru_cache(maxsize=20_000)
def sounds_of(words: str, language: str) -> str:
    """`Phonetics.ipa`, remembered."""
    return phonetics().ipa(words, language)
