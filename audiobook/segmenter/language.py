"""Which language a text is in, by its commonest words."""

import re
from collections import Counter

from audiobook.segmenter.conventions import TABLES

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
"""Characters that are looked at: the middle of a text, where front matter in another language does not reach."""


def detect(text: str) -> str:
    """BCP 47 of the language whose function words are commonest; English when none is."""
    middle = max(0, len(text) // 2 - SAMPLE // 2)
    words = Counter(word.lower() for word in WORD.findall(text[middle : middle + SAMPLE]))
    scores = {language: sum(words[word] for word in set(table.function_words.split()))
              for language, table in TABLES.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
