"""Paragraphs the record tells and nobody speaks: "The House met at 14:05", a play's "Пауза."."""

from collections.abc import Iterator, Sequence

from audiobook.segmenter.conventions import House
from audiobook.segmenter.noise import only_noise
from audiobook.segmenter.stretch import Page, Paragraph, Stretch

LONGEST = 400
"""Characters such a paragraph may have."""
NOISE = 120
"""Characters a reaction without brackets may have ("Aplausos do PCP.")."""
RITE = 200
"""Characters of a paragraph that a phrase in its middle makes one."""
DIRECTION = 250
"""Characters an unlabelled paragraph of a play may have to be a stage direction."""


def procedure(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """What the record tells. Without labels there is no record, and nothing is taken from the speaker."""
    for paragraph in paragraphs if page.has_labels else ():
        if paragraph.index in page.labels or paragraph.end - paragraph.start > LONGEST:
            continue
        content = page.text[paragraph.start : paragraph.end]
        if _is_procedure(content, page.house):
            yield Stretch("stage", paragraph.start, paragraph.end, "procedure")
        elif _is_noise(content, page.house):
            yield Stretch("reaction", paragraph.start, paragraph.end, "bare-reaction")


def _is_procedure(content: str, house: House) -> bool:
    article = house.articles.match(content)
    known = house.procedure.match(content) or (article and house.procedure.match(content, article.end() + 1)) \
        or (len(content) < RITE and house.rites.search(content))
    return bool(known) and not house.persons.search(content)


def _is_noise(content: str, house: House) -> bool:
    is_bare = len(content) < NOISE and content[0] not in "(["
    return is_bare and bool(house.reactions.search(content)) and only_noise(content, house)


def directions(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """In a play what stands without a character's name, and is short, is for the stage.

    But a question, a cry, or words to somebody go on with a speech that a direction broke off.
    """
    for paragraph in paragraphs if page.in_play else ():
        if paragraph.index not in page.labels and paragraph.end - paragraph.start <= DIRECTION:
            content = page.text[paragraph.start : paragraph.end]
            if content[0] in "([" or not _is_said(content, page):
                yield Stretch("stage", paragraph.start, paragraph.end, "unlabelled-in-play")


def _is_said(content: str, page: Page) -> bool:
    if page.house.stage.match(content):
        return False
    return content[-1] in "!?," or content[0].islower() or bool(page.house.persons.search(content))
