"""Words that an engine is likely to get wrong: names it does not know, foreign spelling, capitals, abbreviations."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from audiobook.lexicon import EMPTY, Lexicon, spoken_form
from audiobook.script import Sentence

Reason = Literal["name", "foreign spelling", "capitals", "Roman numeral", "abbreviation"]

_WORD = re.compile(r"(?:\w\.){2,}|[^\W\d_]+(?:[’'\-][^\W\d_]+)*\.?")
_ENDING = re.compile(r"[’']s?$")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_NOT_ENGLISH = re.compile(r"zh|kh|shch|sz|cz|rz|aa|uu|ii|kk|(?<!b)eau|q(?!u)|[aeou]ux$|ulak")
"""Spellings that English words do not have."""
_ORDINARY_ENDING = re.compile(
    r"(?:tion|sion|ment|ist|ism|ity|ive|ing|al|ian|ean|ican|ern|ary|arie|ence|ance|ship|hood|able|ous|ful|less|ward|ure|ory"
    r"|gress|ttee|ed|ly|ie|ese|ish|ssion|where|body|thing)s?$")
"""Endings of English words that stand in capitals ("Provisional Government") and are read rightly."""
_COMMON = """
    first second third fourth fifth left right city town state states house lord lords common commons king queen
    prince east west north south europe russia germany france britain england america africa asia china japan india
    italy spain january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday god christ christmas bible church pope sir madam lady mister mrs miss
    dear comrade comrades friend friends citizen citizens speaker chair chairman president minister premier member
    members party union unions army navy red white black green soviet soviets bolshevik bolsheviks menshevik
    mensheviks jew jews christian muslim english french german russian dutch greek roman latin speech congress
    council court bill act article chapter part book paper press bank street square river sea war peace world great
    new old holy sacred high supreme general major colonel captain central labour labor liberal democrat democrats
    republic john james william george henry charles edward thomas robert richard peter paul mark luke david michael
    mary anne elizabeth jane margaret london paris berlin rome moscow york washington senate american american's
    florida california office visitor dream earth hall key gold banner greece scott francis
"""
_ORDINARY = frozenset(_COMMON.split())
"""Words in capitals of which every engine is sure."""
_ENGLISH_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz’'-.")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word worth listening to."""

    word: str
    reason: Reason
    sentence: str
    """The id of the first sentence that has it."""
    text: str
    """That sentence."""
    count: int = 1
    """How often it is said."""


def doubts(
    sentences: Iterable[Sentence], lexicon: Lexicon, language: str, known: Callable[[str], bool]
) -> tuple[Doubt, ...]:
    """The doubtful words, the most frequent first. `known` tells whether an engine has a word in its dictionary.

    Words of the lexicon are settled, and so is what normalization says in other words.
    """
    found: dict[str, Doubt] = {}
    ordinary: set[str] = set()
    for sentence in sentences:
        headline = sentence.kind in ("title", "byline")  # every word of it may be in capitals
        for word, first in _left(sentence.text, lexicon, language):
            if word.islower():
                ordinary.add(word)
            reason = _reason(word, first or headline, language, known)
            if reason and word in found:
                found[word] = replace(found[word], count=found[word].count + 1)
            elif reason:
                found[word] = Doubt(word, reason, sentence.id, sentence.text)
    kept = (doubt for doubt in found.values() if doubt.reason != "name" or doubt.word.lower() not in ordinary)
    return tuple(sorted(kept, key=lambda doubt: -doubt.count))


def _left(text: str, lexicon: Lexicon, language: str) -> Iterator[tuple[str, bool]]:
    """Words that neither lexicon nor normalization has settled, and whether each begins the sentence."""
    settled = {match for start, end, _ in lexicon.found_in(text, language) for match in range(start, end)}
    said = str(spoken_form(text, EMPTY, language))
    for match in _WORD.finditer(text):
        word = match.group()
        if match.start() not in settled and (word in said or word.rstrip(".") in said):
            word = word if _dotted(word) else word.removesuffix(".")
            yield _ENDING.sub("", word), not any(letter.isalnum() for letter in text[: match.start()])


def _reason(word: str, first: bool, language: str, known: Callable[[str], bool]) -> Reason | None:
    letters = word.replace(".", "")
    if len(letters) < 2 or known(letters) or re.fullmatch(r"(?:\w\.)+\w?\.?", word):  # initials are spelt out
        return None
    if _dotted(word):
        return "abbreviation"
    if letters.isupper() and len(letters) < 6:
        return "Roman numeral" if _ROMAN.fullmatch(letters) else "capitals"
    if language.startswith("en") and _is_foreign(word.lower()):
        return "foreign spelling"
    named = word[0].isupper() and not first and not letters.isupper() and not _is_ordinary(word.lower())
    return "name" if named else None


def _is_ordinary(word: str) -> bool:
    """Of the last part of a compound, for the first is most often an adjective."""
    last = word.rpartition("-")[2]
    return last in _ORDINARY or last.removesuffix("s") in _ORDINARY or bool(_ORDINARY_ENDING.search(last))


def _dotted(word: str) -> bool:
    return "." in word[:-1]


def _is_foreign(word: str) -> bool:
    composed = unicodedata.normalize("NFC", word)
    return not _ENGLISH_LETTERS.issuperset(composed) or _NOT_ENGLISH.search(composed) is not None
