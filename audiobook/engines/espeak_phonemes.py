"""International Phonetic Alphabet → espeak-ng's phoneme mnemonics."""

from audiobook.engines.espeak_voices import Language


def mnemonics(ipa: str, word: str, language: Language) -> str:
    """x"""
    return ipa
