"""Every sentence's place in time, in integer samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from audiobook.mp3.frames import Format
from audiobook.script import Sentence

CHAPTER_AT_LEAST_MS = 1100
"""Any silence this long holds a whole second with room on both sides, and chapters are marked on whole seconds."""
BEFORE_A_MARKED_CHAPTER_S = 0.05
BREATH_MS = 15
"""A clip begins so long before its first sound and ends so long after its last: seeking there misses nothing."""
LEAD_IN_MS = 250
LEAD_OUT_MS = 1000


class Placed(Protocol):
    """What is placed in time; a `Take` is."""

    @property
    def frames(self) -> int:
        """Length in MP3 frames, above 0."""

    @property
    def onset(self) -> int:
        """First audible sample, counted from its own first."""

    @property
    def offset(self) -> int:
        """One past the last audible sample."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence heard between two sentences, by what lies between them; milliseconds, 0 to 60,000."""

    sentence: int = 350
    paragraph: int = 700
    omission: int = 450
    role: int = 200
    """Where another voice takes over within a paragraph."""
    heckle: int = 80
    """Before a heckler, who does not wait."""
    chapter: int = 1500
    """At least 1,100, so that the chapter's mark can lie on a whole second."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence's place in time."""

    sentence: str
    """Its id."""
    pause: int
    """Silent frames before its take."""
    start: int
    """A breath before the first audible sample, counted from the first of the edition."""
    end: int
    """A breath after the last audible sample."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled span of the edition. Chapters are contiguous; the first starts at 0, the last ends with the audio."""

    title: str
    start_ms: int
    """A whole second."""
    end_ms: int


@dataclass(frozen=True)
class Timeline:
    """The edition in time."""

    clips: tuple[Clip, ...]
    """One for each sentence, in order."""
    chapters: tuple[Chapter, ...]
    tail: int
    """Silent frames after the last take."""
    frames: int
    """Length of the edition in MP3 frames, pauses included."""
    format: Format

    @property
    def duration_ms(self) -> int:
        """Length of the edition, rounded to milliseconds."""
        return milliseconds(self.frames * self.format.frame_samples, self.format.rate)


def lay_out(
    sentences: Sequence[Sentence], takes: Sequence[Placed], titles: Sequence[str], pauses: Pauses, format: Format
) -> Timeline:
    """Place the takes one after the other with the pauses between them.

    `takes` are the sentences', in order; `titles` the chapters', to which `Sentence.chapter` points. A pause is
    measured from the last sound of one sentence to the first of the next and rounded to whole frames; the silence that
    takes bring along counts, and none is shorter than that.
    """
    clips = tuple(_clips(sentences, takes, pauses, format))
    tail = round(LEAD_OUT_MS * format.rate / 1000 / format.frame_samples)
    frames = sum(clip.pause for clip in clips) + sum(take.frames for take in takes) + tail
    return Timeline(clips, _chapters(sentences, clips, titles, frames, format), tail, frames, format)


def milliseconds(samples: int, rate: int) -> int:
    """Samples as milliseconds, rounded once."""
    return (samples * 2000 + rate) // (2 * rate)


def _clips(sentences: Sequence[Sentence], takes: Sequence[Placed], pauses: Pauses, format: Format) -> Iterator[Clip]:
    frame, silent = 0, 0
    breath = BREATH_MS * format.rate // 1000
    before: Sentence | None = None
    for sentence, take in zip(sentences, takes, strict=True):
        wanted = pause_ms(before, sentence, pauses) * format.rate // 1000
        pause = max(0, -(-(wanted - silent - take.onset - format.frame_samples // 2) // format.frame_samples))
        frame += pause
        first = frame * format.frame_samples
        length = take.frames * format.frame_samples
        yield Clip(sentence.id, pause, first + max(0, take.onset - breath), first + min(length, take.offset + breath))
        frame += take.frames
        silent = length - take.offset
        before = sentence


def pause_ms(before: Sentence | None, sentence: Sentence, pauses: Pauses) -> int:
    """The silence wanted before a sentence."""
    if before is None:
        return LEAD_IN_MS
    if sentence.chapter != before.chapter:
        return max(CHAPTER_AT_LEAST_MS, pauses.chapter)
    if sentence.kind == "heckle_quote":
        return pauses.heckle
    return max(
        pauses.sentence if sentence.role == before.role else pauses.role,
        pauses.paragraph if sentence.paragraph != before.paragraph else 0,
        pauses.omission if sentence.after_omission else 0,
    )


def _chapters(
    sentences: Sequence[Sentence], clips: Sequence[Clip], titles: Sequence[str], frames: int, format: Format
) -> tuple[Chapter, ...]:
    """A mark lies on the last whole second that leaves the chapter's first sentence a moment of silence."""
    firsts = [clip for (a, b), clip in zip(pairwise(sentences), clips[1:], strict=True) if a.chapter != b.chapter]
    starts = [0, *(int(clip.start / format.rate - BEFORE_A_MARKED_CHAPTER_S) * 1000 for clip in firsts)]
    ends = [*starts[1:], milliseconds(frames * format.frame_samples, format.rate)]
    return tuple(Chapter(*chapter) for chapter in zip(titles, starts, ends, strict=True))
