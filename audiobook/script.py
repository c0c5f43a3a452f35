"""The document as performed: segments, each one stretch in one role, and the sentences they are recorded in."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Kind = Literal[
    "title", "byline", "speech", "heckle_quote", "heckle_attribution", "reaction", "stage", "speaker_label",
    "omission", "editorial", "source", "footnote", "boilerplate",
]  # fmt: skip

Part = Literal["announcer", "narrator", "speaker", "heckler", "crowd"]


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """Somebody who is heard in the edition."""

    part: Part
    number: int = 1
    """Counts the roles of a part in order of appearance, from 1."""
    name: str = field(default="", compare=False)
    """Who it is, as the text names them ("Leon Trotsky", "Mr. Mica"); "" when it does not."""

    def __str__(self) -> str:
        return self.part if self.number == 1 else f"{self.part} {self.number}"


ANNOUNCER = Role("announcer")
NARRATOR = Role("narrator")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is recorded."""

    id: str
    """"12.3": the third sentence of segment 12."""
    text: str
    """What is to be said, as a reader would see it: one line, brackets and markers gone. " … " is a beat, no words."""
    start: int
    """Offset of its first character into `Document.text`, in code points."""
    end: int
    """Exclusive."""
    kind: Kind
    role: Role
    paragraph: int
    """Index of the paragraph it stands in, from 0; a block of one-line paragraphs holds several."""
    chapter: int
    """Index into `Script.chapters`, from 0."""
    after_omission: bool = False
    """An editor left something out before it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch inside a segment that is not read with it: an omission within a sentence, a page marker."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the source, of one kind and, when it is spoken, in one role."""

    id: str
    """Its number in the script, from "1"."""
    kind: Kind
    start: int
    """Offset into `Document.text`, in code points."""
    end: int
    """Exclusive."""
    text: str
    """`document.text[start:end]`, as it stands."""
    role: Role | None
    """Who performs it; None when it is not spoken."""
    paragraph: int
    """Index of the paragraph it stands in, from 0; a block of one-line paragraphs holds several."""
    chapter: int = 0
    """Index into `Script.chapters`, from 0."""
    sentences: tuple[Sentence, ...] = ()
    """Empty when it is not spoken."""
    cuts: tuple[Cut, ...] = ()
    """In order, not overlapping."""
    bracket: tuple[int, int] | None = None
    """Of a segment cut from a bracket with several (a heckle's quote and attribution): the whole bracket's offsets."""
    rule: str = ""
    """The name of the rule that made it."""


@dataclass(frozen=True, slots=True)
class ChapterStart:
    """A chapter as an editor wants it."""

    title: str
    starts: str
    """The words it begins with."""


@dataclass(frozen=True)
class Script:
    """The document as performed."""

    segments: tuple[Segment, ...]
    """In the order of the text; they do not overlap."""
    chapters: tuple[str, ...]
    """Titles, in order; at least one. `Segment.chapter` and `Sentence.chapter` point here."""
    title: str
    author: str = ""
    date: datetime.date | None = None
    language: str = "en"
    """BCP 47."""
    source: str = ""
    """Source notes of the text, one a line; for the show notes."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that is spoken, in order."""
        return tuple(sentence for segment in self.segments for sentence in segment.sentences)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Who is heard, in order of appearance."""
        return tuple(dict.fromkeys(sentence.role for sentence in self.sentences))

    def spoken(self) -> Iterator[Segment]:
        """The segments that are heard."""
        return (segment for segment in self.segments if segment.sentences)
