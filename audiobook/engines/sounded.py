"""Which written word sounds like what: a phonemizer's output parted among the words that it was given.

A phonemizer says "of the" as one word and "1917" as three. Where the counts differ, the likeliest way to part its
output among the words is found, each word's sounds alone being the measure. The lexicon's own sounds then take the
place of what it made of those words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from audiobook.lexicon import SpokenForm

MOST = 8
"""Phonemizer's words that one written word may become ("1,917,000"), and written words that may become one."""

_BAND = MOST + 2
"""How far the phonemizer's count may run ahead of the words' or fall behind, beyond their proportion."""

_PIECE = re.compile(r"\s+|\S+")
_MARKS = "\"'“”‘’«»„‹›()[]{}.,;:!?¡¿…—–"
_ABBREVIATION = re.compile(r"(?:\w\.)+|(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Hon|Messrs|Jr|Sr|vs)\.")
_SPACE = "\0"


@dataclass(frozen=True, slots=True)
class Written:
    """A word as it stands in the text, and how it sounds."""

    word: str
    """Without the marks around it; several words where a phonemizer made one of them."""
    lead: str = ""
    """The marks right before it."""
    trail: str = ""
    """The marks after it, up to the next word."""
    ipa: str = ""
    """The lexicon's sounds; "" leaves them to the phonemizer."""
    sounds: str = ""
    """What the phonemizer made of it, in its own symbols."""


def written_words(spoken: SpokenForm) -> tuple[Written, ...]:
    """The words of a spoken form with the marks around them; `sounds` is still empty."""
    words: list[Written] = []
    lead = ""
    for text, ipa in _tokens(spoken):
        bare = text if ipa else text.strip(_MARKS + _SPACE)
        if not bare and words and not lead and not _opens(text):
            words[-1] = replace(words[-1], trail=words[-1].trail + text.replace(_SPACE, " "))
        elif not bare:
            lead += text.replace(_SPACE, "")
        else:
            before, _, after = text.partition(bare)
            words.append(Written(bare, lead + before, after, ipa))
            lead = ""
    return tuple(_abbreviations(words))


def part(words: Sequence[Written], said: Sequence[str], alone: Callable[[str], str]) -> tuple[Written, ...]:
    """The words with their sounds.

    `said` are the phonemizer's words for all of them, `alone` its sounds for one word by itself. Words that it made one
    of come back as one; a word with sounds of its own in the lexicon stays alone. Where no way fits, each word sounds
    as it does alone.
    """
    same = len(words) == len(said)
    if same and all(_alike(alone(word.word), sounds) for word, sounds in zip(words, said, strict=True)):
        return tuple(replace(word, sounds=sounds) for word, sounds in zip(words, said, strict=True))
    parted = _likeliest(words, said, [alone(word.word) for word in words])
    if parted is None:
        return tuple(replace(word, sounds=alone(word.word)) for word in words)
    return tuple(_joined(words[a:b], " ".join(said[c:d])) for a, b, c, d in parted)


def clauses(words: Sequence[Written]) -> Iterator[tuple[Written, ...]]:
    """The words in groups without a mark inside: what is phonemized at a time."""
    group: list[Written] = []
    for word in words:
        if group and (word.lead or group[-1].trail):
            yield tuple(group)
            group = []
        group.append(word)
    if group:
        yield tuple(group)


def _tokens(spoken: SpokenForm) -> Iterator[tuple[str, str]]:
    """Words with the marks that touch them, and the lexicon's words bare; marks that stand apart carry a space."""
    apart = True
    for phrase in spoken.phrases:
        if phrase.ipa:
            yield phrase.text, phrase.ipa
            apart = False
            continue
        for piece in _PIECE.findall(phrase.text):
            if not piece.isspace():
                alone = apart and not piece.strip(_MARKS)
                yield (_SPACE if alone and not _opens(piece) else "") + piece, ""
            apart = piece.isspace()


def _opens(text: str) -> bool:
    return text.strip(_SPACE)[:1] in tuple("“‘«„([{¡¿‹")


def _abbreviations(words: Sequence[Written]) -> Iterator[Written]:
    """The full stop of "Mr." belongs to the word unless the sentence ends there."""
    for index, word in enumerate(words):
        dotted = f"{word.word}."
        if word.trail == "." and index + 1 < len(words) and _ABBREVIATION.fullmatch(dotted):
            yield replace(word, word=dotted, trail="")
        else:
            yield word


def _joined(words: Sequence[Written], sounds: str) -> Written:
    text = " ".join(word.word for word in words)
    return replace(words[0], word=text, trail=words[-1].trail, sounds=sounds)


_Span = tuple[int, int, int, int]
"""Words from, to; phonemizer's words from, to."""


def _likeliest(words: Sequence[Written], said: Sequence[str], alone: Sequence[str]) -> list[_Span] | None:
    """The cheapest way to part `said` among the words, left to right; None when there is none."""
    best: dict[tuple[int, int], tuple[int, list[_Span]]] = {(0, 0): (0, [])}
    for i in range(len(words)):
        for j in range(len(said)):
            if (i, j) not in best or abs(i * len(said) - j * len(words)) > _BAND * len(words):
                continue
            cost, spans = best[i, j]
            for a, b in _steps(words, i, len(said) - j):
                more = cost + _distance("".join(alone[i : i + a]), "".join(said[j : j + b]))
                there = (i + a, j + b)
                if there not in best or more < best[there][0]:
                    best[there] = (more, [*spans, (i, i + a, j, j + b)])
    found = best.get((len(words), len(said)))
    return found[1] if found else None


def _steps(words: Sequence[Written], at: int, left: int) -> Iterator[tuple[int, int]]:
    """One word as several, or several as one; the lexicon's words are never joined with others."""
    yield from ((1, count) for count in range(1, min(MOST, left) + 1))
    for count in range(2, min(MOST, len(words) - at) + 1):
        if any(word.ipa for word in words[at : at + count]):
            return
        yield count, 1


def _alike(one: str, other: str) -> bool:
    """Whether two may be the same word, in a sentence and alone: weak forms ("to", "and") are short."""
    return _distance(one, other) <= max(2, max(len(one), len(other)) // 2)


def _distance(one: str, other: str) -> int:
    """Levenshtein's: symbols put in, taken out or changed."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
