"""A script as stand-off spans over its text: what is not ordinary speech, and what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from audiobook.script import Script, Segment

Offsets = tuple[int, int]
"""Start and exclusive end in the document's text, in code points."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that is not ordinary speech."""

    start: int
    """Offset into the document's text, in code points."""
    end: int
    """Exclusive."""
    kind: str
    """A kind of segment, or "heckle" for all pieces of one bracket."""
    heckle_quote: tuple[Offsets, ...] = ()
    """Words from the audience, without quotation marks."""
    heckle_attribution: tuple[Offsets, ...] = ()
    """Who calls out."""
    reaction: tuple[Offsets, ...] = ()
    """Noise that shares the bracket."""

    def as_json(self, text: str = "") -> dict[str, object]:
        """A line of JSON; with the document's `text` each piece quotes what it covers. Empty pieces are left out."""
        pieces = {kind: [_piece(offsets, text) for offsets in found] for kind, found in self._pieces().items() if found}
        return {**_piece((self.start, self.end), text), "kind": self.kind, **pieces}

    def _pieces(self) -> dict[str, tuple[Offsets, ...]]:
        return {"heckle_quote": self.heckle_quote, "heckle_attribution": self.heckle_attribution,
                "reaction": self.reaction}


def _piece(offsets: Offsets, text: str) -> dict[str, object]:
    start, end = offsets
    return {"start": start, "end": end, **({"text": text[start:end]} if text else {})}


def spans(script: Script) -> Iterator[Span]:
    """The spans in the order of the text; they do not overlap."""
    ordered = sorted(script.segments, key=lambda segment: segment.start)
    for bracket, group in groupby(ordered, key=lambda segment: segment.bracket or segment.start):
        segments = tuple(group)
        if isinstance(bracket, tuple):
            yield _heckle(bracket, segments)
        else:
            yield from _plain(segments[0])


def _plain(segment: Segment) -> Iterator[Span]:
    if segment.kind == "heckle_quote":
        yield Span(segment.start, segment.end, "heckle", ((segment.start, segment.end),))
    elif segment.kind != "speech":
        yield Span(segment.start, segment.end, segment.kind)
    else:
        yield from (Span(cut.start, cut.end, cut.kind) for cut in segment.cuts)


def _heckle(bracket: Offsets, segments: tuple[Segment, ...]) -> Span:
    quotes, attributions, reactions = (tuple((s.start, s.end) for s in segments if s.kind == kind)
                                       for kind in ("heckle_quote", "heckle_attribution", "reaction"))
    return Span(*bracket, "heckle", quotes, attributions, reactions)
