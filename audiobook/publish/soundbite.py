"""A few sentences that stand for an edition, for apps that show a preview."""

from dataclasses import dataclass

from audiobook.edition import Edition
from audiobook.publish.wording import clean, shortened

SHORTEST_MS, LONGEST_MS = 15_000, 120_000
"""https://podcastindex.org/namespace/1.0#soundbite"""
_ENOUGH_MS = 30_000


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch of whole sentences."""

    title: str
    start_ms: int
    duration_ms: int
    """15 to 120 seconds."""


def soundbite(edition: Edition) -> Soundbite | None:
    """The opening of the speech proper, about half a minute; None when no run of sentences lasts that long."""
    spoken = [sentence for sentence in edition.sentences if sentence.kind == "speech"]
    if not spoken:
        return None
    start = spoken[0].start_ms
    ends = [s.end_ms for s in spoken if SHORTEST_MS <= s.end_ms - start <= LONGEST_MS]
    end = next((end for end in ends if end - start >= _ENOUGH_MS), ends[-1] if ends else None)
    return Soundbite(shortened(clean(spoken[0].text), 100), start, end - start) if end else None
