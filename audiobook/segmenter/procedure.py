"""Paragraphs the record tells and nobody speaks: "The House met at 14:05", a play's "Пауза."."""

from collections.abc import Iterator, Mapping, Sequence

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.labels import Label
from audiobook.segmenter.stretch import Paragraph, Stretch

LONGEST = 400
"""Characters such a paragraph may have."""
DIRECTION = 250
"""Characters an unlabelled paragraph of a play may have to be a stage direction."""


def procedure(document: Document, paragraphs: Sequence[Paragraph], labels: Mapping[int, Label],
              house: House) -> Iterator[Stretch]:
    """What the record tells. Without labels in the document there is no record, and nothing is taken from the speaker."""
    for paragraph in paragraphs if labels else ():
        if paragraph.index in labels or paragraph.end - paragraph.start > LONGEST:
            continue
        content = document.text[paragraph.start : paragraph.end]
        if house.procedure.match(content) and not house.persons.search(content):
            yield Stretch("stage", paragraph.start, paragraph.end, "procedure")


def directions(paragraphs: Sequence[Paragraph], labels: Mapping[int, Label]) -> Iterator[Stretch]:
    """In a play what stands without a character's name, and is short, is for the stage."""
    for paragraph in paragraphs:
        if paragraph.index not in labels and paragraph.end - paragraph.start <= DIRECTION:
            yield Stretch("stage", paragraph.start, paragraph.end, "unlabelled-in-play")
