"""A document's stretches: whole paragraphs first, then what brackets and omissions cut out of the rest."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from audiobook.document import Document
from audiobook.segmenter.bracket import Bracket
from audiobook.segmenter.brackets import matched, pairs
from audiobook.segmenter.conventions import House
from audiobook.segmenter.front import closing, front_matter, headings
from audiobook.segmenter.furniture import footnotes, furniture
from audiobook.segmenter.labels import find_labels, is_play
from audiobook.segmenter.manners import manners
from audiobook.segmenter.names import spoken_name
from audiobook.segmenter.notes import LONGEST, announces_translations, classify
from audiobook.segmenter.procedure import directions, procedure
from audiobook.segmenter.stretch import Label, Page, Paragraph, Stretch

MOST_PARAGRAPHS = 30
HEADING = 60
"""Characters of the heading of an act or a scene."""
_MAY_BE_LONG = ("source", "stage", "editorial", "boilerplate", "footnote")
_ELLIPSIS = re.compile(r"(?<!\S)…(?!\S)")


class Parsed(NamedTuple):
    """All stretches in order, gaps between them being white space or dropped; and the cuts inside them."""

    stretches: tuple[Stretch, ...]
    paragraphs: tuple[Paragraph, ...]

    def paragraph_of(self) -> dict[int, Paragraph]:
        """The paragraph each stretch begins in, by the stretch's start."""
        found: dict[int, Paragraph] = {}
        waiting = iter(self.paragraphs)
        paragraph = next(waiting, None)
        for stretch in self.stretches:
            while paragraph and paragraph.end <= stretch.start:
                paragraph = next(waiting, None)
            if paragraph:
                found[stretch.start] = paragraph
        return found


def parse(document: Document, paragraphs: tuple[Paragraph, ...], house: House) -> Parsed:
    """Every paragraph's stretches; what no rule claims is speech."""
    dropped = tuple(furniture(document.text, paragraphs, house))
    kept = _left(paragraphs, dropped)
    labels = find_labels(document, [p for p in kept if not _names_speaker(p)], house)
    has_labels = bool(labels) or any(map(_names_speaker, kept))
    found = manners(document.text, kept, house)
    in_play = (is_play(labels.values()) and not found.public) or _is_staged(document.text, kept, labels, house)
    page = Page(document.text, house, labels, in_play, has_labels,
                announces_translations(document.text, house), found)
    claimed = _whole_paragraphs(page, kept)
    stretches = sorted(chain(dropped, claimed.values(), _inside(page, kept, claimed)), key=lambda s: s.start)
    return Parsed(tuple(_titles_joined(stretches, paragraphs)), paragraphs)


def _is_staged(text: str, kept: Sequence[Paragraph], labels: Mapping[int, Label], house: House) -> bool:
    """A play whose characters stand before colons, as anybody does: it has acts and scenes."""
    heads = (text[p.start : p.end] for p in kept if p.end - p.start < HEADING)
    scenes = sum(bool(house.scenes.match(head)) for head in heads)
    return scenes >= 2 and 3 * len(labels) >= len(kept)


def _names_speaker(paragraph: Paragraph) -> bool:
    """The markup says who speaks: rules keep out."""
    return bool(paragraph.block.speaker) or any(mark.kind == "speaker_label" for mark in paragraph.block.marks)


def _left(paragraphs: Sequence[Paragraph], dropped: Sequence[Stretch]) -> list[Paragraph]:
    """The paragraphs that no dropped stretch covers."""
    starts = [stretch.start for stretch in dropped]
    covering = (bisect_right(starts, p.start) - 1 for p in paragraphs)
    return [p for p, at in zip(paragraphs, covering, strict=True) if at < 0 or dropped[at].end <= p.start]


def _whole_paragraphs(page: Page, kept: Sequence[Paragraph]) -> dict[int, Stretch]:
    """Stretches of whole paragraphs by their start; of two rules the earlier wins."""
    claims: dict[int, Stretch] = {}
    for stretch in chain(_notes_of_several(page, kept), footnotes(page.text, kept), _claims(page, kept)):
        claims.setdefault(stretch.start, stretch)
    return {stretch.start: stretch for stretch in _outermost(claims.values())}


def _claims(page: Page, kept: Sequence[Paragraph]) -> Iterator[Stretch]:
    """What rules say of paragraphs of which the markup says nothing."""
    unmarked = [p for p in kept if not p.block.marks and not p.block.speaker]
    for rule in (procedure, front_matter, closing, headings, directions):
        yield from rule(page, unmarked)


def _outermost(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """In order; what begins inside another (a heading inside a caption) is dropped."""
    until = 0
    for stretch in sorted(stretches, key=lambda s: s.start):
        if stretch.start >= until:
            until = stretch.end
            yield stretch


def _notes_of_several(page: Page, kept: Sequence[Paragraph]) -> Iterator[Stretch]:
    """A square bracket that opens in one paragraph and closes at the end of a later one."""
    for number, paragraph in enumerate(kept):
        opening = _unclosed(page.text, paragraph)
        if opening is None:
            continue
        last = kept[min(number + MOST_PARAGRAPHS, len(kept) - 1)].end
        ends = {p.end for p in kept[number + 1 : number + 1 + MOST_PARAGRAPHS]}
        for start, end in pairs(page.text, opening, min(last, opening + LONGEST))[:1]:
            found = classify(_bracket(page, start, end, opens=True, closes=True)) if start == opening else []
            closes = end in ends or page.text[end : end + 1] == "."
            if closes and len(found) == 1 and found[0].kind in _MAY_BE_LONG:
                yield found[0]


def _unclosed(text: str, paragraph: Paragraph) -> int | None:
    """Its square bracket that stays open, if it stands where a note begins."""
    if text.find("[", paragraph.start, paragraph.end) < 0:
        return None
    opened = [at for at in matched(text, paragraph.start, paragraph.end)[1] if text[at] == "["]
    begins = [at for at in opened[:1] if at == paragraph.start or text[at - 2 : at] in (") ", "] ", ". ")]
    return begins[0] if begins else None


def _inside(page: Page, kept: Sequence[Paragraph], claimed: dict[int, Stretch]) -> Iterator[Stretch]:
    """The stretches of every paragraph that is not claimed as a whole."""
    starts = sorted(claimed)
    until = 0
    for paragraph in kept:
        start, end = max(paragraph.start, until), paragraph.end
        number = bisect_left(starts, start)
        if start < end and number < len(starts) and starts[number] < end:
            until = claimed[starts[number]].end
            end = starts[number]
        if start < end:
            yield from _paragraph(page, paragraph, start, end, page.labels.get(paragraph.index))


def _paragraph(page: Page, paragraph: Paragraph, start: int, end: int, label: Label | None) -> Iterator[Stretch]:
    found = list(_marks(page, paragraph))
    if label:
        found += _label(label)
    taken = [(s.start, s.end) for s in found]
    markers = {cut.start for cut in paragraph.cuts}
    for left, right in _free(taken, label.end if label else start, end):
        found += _notes(page, left, right, (left == start, right == end), markers, {label.end} if label else set())
    found.sort(key=lambda s: s.start)
    yield from _with_speech(page.text, found, start, end)


def _label(label: Label) -> Iterator[Stretch]:
    yield Stretch("speaker_label", label.start, label.end, label.rule, label.name)
    if label.direction:
        yield Stretch("stage", *label.direction, "direction")


def _marks(page: Page, paragraph: Paragraph) -> Iterator[Stretch]:
    """What the markup says; a name it gives in capitals is said like any other."""
    for mark in paragraph.block.marks:
        kind = "heckle_quote" if mark.kind == "heckle" else mark.kind
        name = mark.speaker or (page.text[mark.start : mark.end] if kind == "speaker_label" else "")
        yield Stretch(kind, mark.start, mark.end, "markup", spoken_name(name, page.house.small_words))


def _free(taken: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between what is taken."""
    for left, right in sorted(taken):
        if start < left:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def _notes(page: Page, start: int, end: int, edges: tuple[bool, bool], markers: set[int],
           labelled: set[int]) -> Iterator[Stretch]:
    """Brackets that are not the speaker's own words, and omissions between them.

    `edges` says whether the paragraph begins and ends here; `markers` are the brackets that are cut out already;
    `labelled` is where the label before them ends, if there is one.
    """
    found: list[Stretch] = []
    brackets = [(left, right) for left, right in pairs(page.text, start, end) if left not in markers]
    for number, (left, right) in enumerate(brackets):
        first = edges[0] and number == 0 and not page.text[start:left].strip()
        last = edges[1] and number == len(brackets) - 1 and not page.text[right:end].strip(" \n.")
        is_next = number == 0 and start in labelled and not page.text[start:left].strip(" \t\n—–-")
        found += classify(_bracket(page, left, right, first, last, is_next))
    yield from found
    if not page.in_play:
        yield from _omissions(page.text, start, end, [s.bracket or (s.start, s.end) for s in found])


def _bracket(page: Page, start: int, end: int, opens: bool, closes: bool, labelled: bool = False) -> Bracket:
    words = " ".join(page.text[start + 1 : min(end - 1, start + LONGEST)].split())
    return Bracket(page, start, end, opens, closes, labelled, words)


def _omissions(text: str, start: int, end: int, notes: list[tuple[int, int]]) -> Iterator[Stretch]:
    """A free-standing "…". Next to a bracket it is an interruption, and the speaker's."""
    if text.find("…", start, end) < 0:
        return
    edges = {edge for note in notes for edge in note}
    for left, right in _free(notes, start, end):
        for dots in _ELLIPSIS.finditer(text, left, right):
            before, after = _neighbours(text, dots.start(), dots.end(), (start, end))
            if before not in edges and after not in edges and (before > start or after < end):
                yield Stretch("omission", *dots.span(), "free-ellipsis")


def _neighbours(text: str, left: int, right: int, within: tuple[int, int]) -> tuple[int, int]:
    """Where the words before it end and those after it begin, white space apart."""
    while left > within[0] and text[left - 1].isspace():
        left -= 1
    while right < within[1] and text[right].isspace():
        right += 1
    return left, right


def _with_speech(text: str, found: list[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """The stretches, and as speech what lies between them."""
    at = start
    for stretch in found:
        left, right = stretch.bracket or (stretch.start, stretch.end)
        yield from _speech(text, at, left)
        yield stretch
        at = max(at, right)
    yield from _speech(text, at, end)


def _speech(text: str, start: int, end: int) -> Iterator[Stretch]:
    content = text[start:end]
    if content.strip():
        yield Stretch("speech", start + len(content) - len(content.lstrip()), start + len(content.rstrip()), "speech")


def _titles_joined(stretches: Iterable[Stretch], paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Lines of a heading that follow each other in one block are one title."""
    blocks = {p.start: p.block for p in paragraphs}
    waiting: Stretch | None = None
    for stretch in stretches:
        is_one = waiting and blocks.get(waiting.start) is blocks.get(stretch.start)
        if waiting and is_one and stretch.kind == "title" == waiting.kind:
            waiting = Stretch("title", waiting.start, stretch.end, waiting.rule)
            blocks[waiting.start] = blocks[stretch.start]
            continue
        if waiting:
            yield waiting
        waiting = stretch
    if waiting:
        yield waiting

