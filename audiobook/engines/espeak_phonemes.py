"""International Phonetic Alphabet → espeak-ng's phoneme mnemonics, those of one language.

Every language has a table of phonemes of its own in the file `phontab`; a mnemonic mostly means the same sound in all
of them. https://github.com/espeak-ng/espeak-ng/blob/master/docs/phonemes.md
"""

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from audiobook.engines.espeak_voices import Language, data_folder
from audiobook.errors import EngineError

SOUNDS: Mapping[str, str] = {
    # stress, boundaries; what espeak does without
    "ˈ": "'", "'": "'", "ˌ": ",", " ": " ", ".": "", "ː": "", "ˑ": "", "ʰ": "", "‿": "", "͡": "", "͜": "", "̯": "",
    # plosives
    "p": "p", "b": "b", "t": "t", "d": "d", "ʈ": "t. t", "ɖ": "d. d", "c": "c", "ɟ": "J", "k": "k", "ɡ": "g", "g": "g",
    "q": "q", "ɢ": "G g", "ʔ": "?",
    # nasals, liquids, glides
    "m": "m", "ɱ": "M m", "n": "n", "ɳ": "n.", "ɲ": "n^", "ŋ": "N", "ɴ": "N", "l": "l", "ɫ": "L l", "ɭ": "l.",
    "ʎ": "l^", "ɬ": "l#", "r": "r R", "ɹ": "r", "ɻ": "r", "ɾ": "*", "ʀ": 'r"', "ʁ": 'Q"', "j": "j", "w": "w",
    "ʍ": "w# w", "ɥ": "w", "ʋ": "v#", "ʲ": "; j", "m̩": "m-", "n̩": "n-", "l̩": "l-",
    # fricatives
    "f": "f", "v": "v", "ɸ": "f", "β": "B", "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S", "ʒ": "Z", "ʂ": "s.",
    "ʐ": "z.", "ɕ": "S;", "ʑ": "Z;", "ç": "C", "ʝ": "J^", "x": "x", "ɣ": "Q", "χ": "X", "ħ": "h", "h": "h", "ɦ": "h",
    # affricates
    "tʃ": "tS", "dʒ": "dZ", "tɕ": "tS;", "dʑ": "dZ;", "ts": "ts", "pf": "pF",
    # vowels: the nearest that the language has
    "i": "i i:", "iː": "i: i", "ɪ": "I i", "e": "e e: E", "eː": "e: e", "ɛ": "E e", "ɛː": "E: E e", "æ": "& a",
    "æː": "&: a", "a": "a a: A:", "aː": "a: A: a", "ɑ": "A A: a", "ɑː": "A: A a: a", "ɐ": "a# a", "ɒ": "0 O o",
    "ɔ": "O o", "ɔː": "O: O o", "o": "o o: O", "oː": "o: o O", "ʊ": "U u", "u": "u u:", "uː": "u: u", "ʌ": "V a",
    "ə": "@ @- E", "ɜ": "3 3: @ E", "ɜː": "3: @: Y E", "ɝ": "3: @ E", "ɚ": "3 @", "ɵ": "8 U u", "ø": "Y W 3: e",
    "øː": "Y: Y 3: e", "œ": "W Y 3: E", "y": "y y: i", "yː": "y: y i:", "ʏ": "y I", "ɨ": "i. I i", "ʉ": "u- u u:",
    "ʉː": "u- u: u", "ɯ": "u- u u:", "ɤ": "o- o o:", "ã": "a~ A~ a", "ɑ̃": "A~ a~ A: a", "ɛ̃": "E~ e~ E",
    "ɔ̃": "O~ o~ O", "õ": "o~ O~ o", "œ̃": "W~ E~ E", "ẽ": "e~ E~ E",
    # diphthongs: one phoneme where the language has it, two sounds where not
    "aɪ": "aI", "aʊ": "aU", "eɪ": "eI", "oʊ": "oU", "əʊ": "@U oU", "ɔɪ": "OI", "ɪə": "i@", "iə": "i@", "eə": "e@",
    "ɛə": "e@", "ʊə": "U@", "aɪə": "aI@", "aʊə": "aU@",
}  # fmt: skip
"""IPA → mnemonics, the most fitting first; a language uses the first that it has."""

EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "en-us": {"a": "A:"}, "en-us-nyc": {"a": "A:"}, "ru": {"ɨ": "y", "y": "u"}, "ru-lv": {"ɨ": "y", "y": "u"},
    "be": {"ɨ": "y", "y": "u"}, "uk": {"ɪ": "y", "ɨ": "y", "y": "u"}, "pl": {"ɨ": "y", "y": "i"},
    "cs": {"ɨ": "y", "y": "i"},
}  # fmt: skip
"""Phoneme table → where it gives a mnemonic another sound."""

_LONGEST = max(map(len, SOUNDS))


def mnemonics(ipa: str, word: str, language: Language) -> str:
    """The sounds as espeak writes them, for [[ ]]. Raises EngineError naming word and symbol that it cannot say."""
    known = phonemes(language.phonemes, language.code)
    said = ""
    last = ""
    for mnemonic in _sounds(unicodedata.normalize("NFC", ipa.strip()), word, language, known):
        # "t" and "S" next to each other would be read as the one phoneme "tS"
        joins = any(last + mnemonic[:length] in known for length in range(1, len(mnemonic) + 1))
        said += f"|{mnemonic}" if last and joins else mnemonic
        last = mnemonic
    return said


@cache
def phonemes(table: str, code: str) -> frozenset[str]:
    """The mnemonics of a phoneme table; where there is none of that name, of the language `code` without its region."""
    tables = _tables()
    return tables.get(table) or tables.get(code.split("-")[0]) or frozenset()


def _sounds(ipa: str, word: str, language: Language, known: frozenset[str]) -> Iterator[str]:
    at = 0
    while at < len(ipa):
        for length in range(min(_LONGEST, len(ipa) - at), 0, -1):
            mnemonic = _mnemonic(ipa[at : at + length], language, known)
            if mnemonic is not None:
                yield from [mnemonic] if mnemonic else []
                at += length
                break
        else:
            raise EngineError(f"espeak has no sound '{ipa[at]}' (in /{ipa}/ for '{word}', {language.name}); "
                              "write that word's IPA with other symbols, or respell it")


def _mnemonic(symbol: str, language: Language, known: frozenset[str]) -> str | None:
    """The first the language has; "" for a symbol that is not said, None when there is none."""
    candidates = EXCEPTIONS.get(language.phonemes, {}).get(symbol) or SOUNDS.get(symbol)
    if candidates is None or candidates in ("", " ", "'", ","):
        return candidates
    return next((candidate for candidate in candidates.split() if candidate in known), None)


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    """phontab: a count, then tables of (count, table it builds on, 32 bytes of name, phonemes of 16 bytes)."""
    content = (data_folder() / "phontab").read_bytes()
    at = 4
    found: list[tuple[str, frozenset[str]]] = []
    for _ in range(content[0]):
        count, base = content[at], content[at + 1]
        name = content[at + 4 : at + 36].split(b"\0")[0].decode()
        own = {_text(content, at + 36 + 16 * index) for index in range(count)}
        found.append((name, frozenset(own) | (found[base - 1][1] if base else frozenset())))
        at += 36 + 16 * count
    return dict(found)


def _text(content: bytes, at: int) -> str:
    """A mnemonic: up to four characters, little-endian in a 32-bit word."""
    return str(struct.unpack_from("4s", content, at)[0].split(b"\0")[0].decode("latin-1"))
