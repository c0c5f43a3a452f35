"""Noise of the audience: what consists of nothing else."""

import re
from functools import lru_cache

from audiobook.segmenter.conventions import House

WORD = re.compile(r"[^\W\d_][\w'’\-/]*")
_PARTIES = re.compile(r"(?<!\w)[A-ZÄÖÜ][A-ZÄÖÜ/\-]{1,7}(?!\w)")


@lru_cache(maxsize=4096)
def only_noise(words: str, house: House) -> bool:
    """Whether nothing but reactions and what belongs to them is left in it."""
    rest = house.reactions.sub(" ", _PARTIES.sub(" ", words))
    rest = house.reaction_words.sub(" ", house.weak_reactions.sub(" ", rest))
    return not WORD.search(rest)
