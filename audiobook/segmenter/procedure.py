"""Paragraphs the record tells and nobody speaks: "The House met at 14:05", a play's "Пауза."."""

from collections.abc import Iterator, Mapping, Sequence

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.labels import Label
from audiobook.segmenter.notes import only_noise
from audiobook.segmenter.stretch import Paragraph, Stretch

LONGEST = 400
"""Characters such a paragraph may have."""
NOISE = 120
"""Characters a reaction without brackets may have ("Aplausos do PCP.")."""
DIRECTION = 250
"""Characters an unlabelled paragraph of a play may have to be a stage direction."""


def procedure(document: Document, paragraphs: Sequence[Paragraph], labels: Mapping[int, Label],
              house: House) -> Iterator[Stretch]:
    """What the record tells. Without labels in the document there is no record, and nothing is taken from the speaker."""
    for paragraph in paragraphs if labels else ():
        if paragraph.index in labels or paragraph.end - paragraph.start > LONGEST:
            continue
        content = document.text[paragraph.start : paragraph.end]
        article = house.articles.match(content)
        if house.procedure.match(content, article.end() + 1 if article else 0) or house.procedure.match(content):
            if not house.persons.search(content):
                yield Stretch("stage", paragraph.start, paragraph.end, "procedure")
        elif len(content) < NOISE and content[0] not in "([" and house.reactions.search(content) and only_noise(content, house):
            yield Stretch("reaction", paragraph.start, paragraph.end, "bare-reaction")


def directions(paragraphs: Sequence[Paragraph], labels: Mapping[int, Label]) -> Iterator[Stretch]:
    """In a play what stands without a character's name, and is short, is for the stage."""
    for paragraph in paragraphs:
        if paragraph.index not in labels and paragraph.end - paragraph.start <= DIRECTION:
            yield Stretch("stage", paragraph.start, paragraph.end, "unlabelled-in-play")
