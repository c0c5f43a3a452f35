"""What a document's brackets are used for, all of them together: evidence for each."""

import re
from collections.abc import Sequence

from audiobook.segmenter.conventions import House
from audiobook.segmenter.heckles import is_call
from audiobook.segmenter.stretch import Manners, Paragraph

_SHORT = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_ENOUGH = 3
"""Brackets of a kind that make a manner."""


def manners(text: str, paragraphs: Sequence[Paragraph], house: House) -> Manners:
    """How this document does it."""
    noise = answers = brackets = 0
    for bracket in _SHORT.finditer(text):
        words = bracket[1]
        brackets += 1
        noise += bool(house.reactions.match(words))
        answers += text[bracket.start()] == "(" and words[-1].isalnum() and words[0].isupper() and is_call(words, house)
    square = sum(text[p.start] == "[" and text[p.end - 1] in "]." for p in paragraphs)
    return Manners(noise >= _ENOUGH, noise >= _ENOUGH and 2 * noise > brackets, answers >= _ENOUGH, square >= _ENOUGH)
