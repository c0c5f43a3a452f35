"""The words that espeak-ng has in its dictionaries, and does not pronounce by rule.

Format of NAME_dict: two 32-bit numbers (1024, offset of the rules), then 1024 buckets of entries, each beginning with
its length; a bucket ends with 0. https://github.com/espeak-ng/espeak-ng/blob/master/src/libespeak-ng/compiledict.c
"""

import struct
from collections.abc import Iterator
from functools import lru_cache

from audiobook.engines.espeak_voices import data_folder, find
from audiobook.errors import CastingError

_COMPRESSED = 0x40
"""Flag of an entry whose word is packed, six bits a letter."""


@lru_cache(maxsize=8)
def dictionary(language: str) -> frozenset[str]:
    """All words in lower case that a language's dictionary lists; empty for a language espeak-ng lacks."""
    try:
        name = find(language)[0].dictionary
    except CastingError:
        return frozenset()
    return frozenset(_words((data_folder() / f"{name}_dict").read_bytes()))


def listed(word: str, language: str) -> bool:
    """Whether a word, or what it is an English plural or possessive of, is in the dictionary."""
    known = dictionary(language)
    plain = word.lower().replace("’", "'")
    return any(form in known for form in (plain, plain.removesuffix("'s"), plain.removesuffix("s")))


def _words(content: bytes) -> Iterator[str]:
    buckets = struct.unpack_from("<i", content)[0]
    at = 8
    for _ in range(buckets):
        while content[at]:
            packed, size = content[at + 1] & _COMPRESSED, content[at + 1] & 0x3F
            word = content[at + 2 : at + 2 + size]
            yield _unpacked(word) if packed else word.decode("utf-8", "replace").lower()
            at += content[at]
        at += 1


def _unpacked(word: bytes) -> str:
    bits, count = int.from_bytes(word, "big"), len(word) * 8
    codes = ((bits >> shift) & 0x3F for shift in range(count - 6, -1, -6))
    return "".join(chr(0x60 + code) for code in codes if 0 < code <= 26)
