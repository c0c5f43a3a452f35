"""From words to what Kokoro reads: its alphabet, and the tokens of it that stand for each word.

Kokoro was taught with the phonemes of misaki (https://github.com/hexgrad/misaki/blob/main/EN_PHONES.md): espeak's IPA
with a letter of its own for each diphthong and affricate, stress right before the vowel, and no length in American.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from audiobook.engines.breaths import Sounded
from audiobook.engines.phonetics import pronounced, stress_before_vowels
from audiobook.engines.sounded import Written
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm

_IDS = {
    1: ";:,.!?", 9: "—…\"()“” ", 17: "\u0303ʣʥʦʨᵝ\uab67A", 25: "I", 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊabcdef",
    50: "hijklmnopqrstuvwxyzɑɐɒæ", 75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ", 92: "ɡ", 99: "ɥ", 101: "ɨɪʝ",
    110: "ɯɰŋɳɲɴø", 118: "ɸθœ", 123: "ɹ", 125: "ɾɻ", 128: "ʁɽʂʃʈʧ", 135: "ʊʋ", 138: "ʌ", 139: "ɣɤ", 142: "χʎ",
    147: "ʒʔ", 156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓", 171: "→↗↘", 177: "ᵻ",
}  # fmt: skip
TOKENS: Mapping[str, int] = {symbol: first + index for first, row in _IDS.items() for index, symbol in enumerate(row)}
"""Symbol → token, as the model was taught (`vocab` of its config.json); 0 pads."""

_MARKS = {"–": "—", "«": "“", "»": "”", "„": "“", "‹": "“", "›": "”", "[": "(", "]": ")", "{": "(", "}": ")",
          "¡": "", "¿": "", "'": "", "‘": "", "’": ""}  # fmt: skip

_EVERYWHERE = {
    "a͡ɪ": "I", "a͡ʊ": "W", "e͡ɪ": "A", "o͡ʊ": "O", "ə͡ʊ": "Q", "ɔ͡ɪ": "Y", "d͡ʒ": "ʤ", "t͡ʃ": "ʧ", "t͡s": "ʦ", "d͡z": "ʣ",
    "t͡ɕ": "ʨ", "d͡ʑ": "ʥ", "g": "ɡ",
}  # fmt: skip
_ENGLISH = {
    "ʔˌn̩": "ʔn", "ʔn̩": "ʔn", "n̩": "ᵊn", "l̩": "ᵊl", "m̩": "ᵊm", "ə͡l": "ᵊl", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə",
    "ɬ": "l", "\u0303": "", "ɝ": "ɜɹ", "ʉ": "u", "ɫ": "l", "ʍ": "w", "ʲ": "",
}  # fmt: skip
_AMERICAN = {
    "ɚɹ": "əɹ", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɚ": "əɹ", "ɪə": "iə", "oː": "ɔ", "o": "ɔ", "e": "A", "ː": "", "ɾ": "T",
    "ʔ": "t", "͡ɹɹ": "ɹ",
}  # fmt: skip
_BRITISH = {
    "e͡ə": "ɛː", "eə": "ɛː", "i͡ə": "ɪə", "iə": "ɪə", "ɚ": "ə", "oː": "ɔː", "o": "ɔ", "e": "ɛ", "ɾ": "T", "ʔ": "t",
}  # fmt: skip
_DIPHTHONGS = ("aɪ", "aʊ", "eɪ", "oʊ", "əʊ", "ɔɪ", "dʒ", "tʃ", "ts", "dz")


def sounded(spoken: SpokenForm, language: str) -> tuple[Sounded, ...]:
    """The words as Kokoro reads them. Raises EngineError for the lexicon's sounds outside its alphabet."""
    return tuple(_sounded(word, language) for word in pronounced(spoken, language))


def symbols(ipa: str, language: str) -> str:
    """IPA, tied or not, in Kokoro's alphabet; what it lacks is left as it is."""
    said = unicodedata.normalize("NFC", ipa)
    for table in _tables(language):
        for old in sorted(table, key=len, reverse=True):
            said = said.replace(old, table[old])
    return stress_before_vowels(said.replace("͡", ""))


def _tables(language: str) -> Iterator[Mapping[str, str]]:
    yield {"͜": "͡"}
    yield _EVERYWHERE
    if language.startswith("en"):
        yield _ENGLISH
        yield _BRITISH if language == "en-gb" else _AMERICAN


def _sounded(word: Written, language: str) -> Sounded:
    if word.ipa:
        said = _checked(symbols(_tied(word.ipa), language), word)
    else:
        said = "".join(symbol for symbol in symbols(word.sounds, language) if symbol in TOKENS)
    return Sounded(word.word, _marks(word.lead) + said + _marks(word.trail))


def _checked(said: str, word: Written) -> str:
    wrong = next((symbol for symbol in said.replace(".", "") if symbol not in TOKENS), "")
    if wrong:
        raise EngineError(f"kokoro has no sound '{wrong}' (in /{word.ipa}/ for '{word.word}'); "
                          "write that word's IPA with other symbols, or respell it")
    return said.replace(".", "")


def _tied(ipa: str) -> str:
    """An editor writes no ties: what can be one phoneme is one."""
    for pair in _DIPHTHONGS:
        ipa = ipa.replace(pair, f"{pair[0]}͡{pair[1]}")
    return ipa.replace("'", "ˈ").replace(":", "ː")


def _marks(marks: str) -> str:
    return "".join(mark for mark in (_MARKS.get(mark, mark) for mark in marks) if mark in TOKENS or not mark)
