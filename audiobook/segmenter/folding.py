"""Omissions and page markers in mid-sentence: cuts of the speech around them, not ends of it."""

from collections.abc import Iterable, Iterator

from audiobook.script import Cut
from audiobook.segmenter.layout import BLANK_LINE
from audiobook.segmenter.stretch import Paragraph, Stretch

Spoken = tuple[Stretch, list[Cut]]
"""A stretch, and what is cut out of it."""


def folded(text: str, stretches: Iterable[Stretch], paragraph_of: dict[int, Paragraph]) -> Iterator[Spoken]:
    """The stretches in order, with their cuts."""
    waiting: Spoken | None = None
    held: list[Stretch] = []
    for stretch in stretches:
        if waiting and stretch.kind == "speech" and held and _goes_on(text, waiting[0], held, stretch):
            waiting[1].extend(Cut(s.kind, s.start, s.end) for s in held)
            waiting[1].extend(_cuts(stretch, paragraph_of))
            waiting, held = (Stretch("speech", waiting[0].start, stretch.end, "speech"), waiting[1]), []
            continue
        if waiting and stretch.kind in ("omission", "boilerplate", "footnote"):
            held.append(stretch)
            continue
        yield from _released(waiting, held)
        waiting, held = None, []
        if stretch.kind == "speech":
            waiting = (stretch, _cuts(stretch, paragraph_of))
        else:
            yield stretch, []
    yield from _released(waiting, held)


def _released(waiting: Spoken | None, held: list[Stretch]) -> Iterator[Spoken]:
    if waiting:
        yield waiting
    yield from ((stretch, []) for stretch in held)


def _goes_on(text: str, before: Stretch, held: list[Stretch], after: Stretch) -> bool:
    """Same paragraph, and no capital after an omission."""
    if BLANK_LINE.search(text, before.end, after.start) or any(s.bracket for s in held):
        return False
    first = next((sign for sign in text[after.start : after.start + 4] if sign.isalnum()), "")
    return not (any(s.kind == "omission" for s in held) and first.isupper())


def _cuts(stretch: Stretch, paragraph_of: dict[int, Paragraph]) -> list[Cut]:
    cuts = paragraph_of[stretch.start].cuts
    return [cut for cut in cuts if stretch.start <= cut.start and cut.end <= stretch.end] if cuts else []
