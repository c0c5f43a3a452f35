"""Document to Script: what each stretch of a speech is, and who performs it.

`segment` reads in this order: layout (paragraphs), furniture, labels, front matter and headings, procedure, then the
brackets and omissions inside the paragraphs; performance gives roles and sentences. Every stretch carries the name of
the rule that made it. What no rule knows is speech.
"""

from typing import Literal

from audiobook.document import Document
from audiobook.script import Script, Segment
from audiobook.segmenter import conventions
from audiobook.segmenter.chapters import divide
from audiobook.segmenter.language import detect
from audiobook.segmenter.layout import paragraphs
from audiobook.segmenter.opening import introduce
from audiobook.segmenter.parse import parse
from audiobook.segmenter.perform import Performance, Wishes

__all__ = ["segment"]


def segment(document: Document, *, reactions: Literal["read", "skip"] = "read",
            editorial: Literal["read", "skip"] = "read", credits: bool = False) -> Script:
    """The document as performed.

    `reactions` and `editorial` leave out audience noise and gestures, and editor's words; their segments stay, without
    sentences. `credits` reads the source notes at the end. Never fails: what it does not understand is speech.
    """
    language = document.language or detect(document.text)
    house = conventions.house(language)
    parsed = parse(document, paragraphs(document), house)
    opening = introduce(document, parsed.stretches, house)
    performance = Performance(document, house, Wishes(reactions, editorial, credits), opening.author)
    segments = tuple(performance.segments(parsed))
    ordered = _credits_last(segments) if credits else segments
    return divide(Script(ordered, ("",), opening.title, opening.author, opening.date, language, opening.source))


def _credits_last(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The source notes after everything else, as credits are read."""
    return (*(s for s in segments if s.kind != "source"), *(s for s in segments if s.kind == "source"))
