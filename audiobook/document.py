"""The source as published: its text, and what the reader of its format knows about stretches of it."""

import datetime
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "note", "furniture"]
"""furniture: what the format says is no part of the text (navigation, page heads)."""

MarkKind = Literal[
    "title", "byline", "source", "speaker_label", "heckle", "reaction", "stage", "omission", "editorial", "footnote",
    "boilerplate",
]  # fmt: skip
"""The kinds of the segmenter as markup can claim them; whatever no mark covers the segmenter decides by itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block whose kind the markup itself states (TEI `<note>`, an italic stage direction of a DOCX)."""

    kind: MarkKind
    start: int
    """Offset into `Document.text`, in code points."""
    end: int
    """Exclusive."""
    speaker: str = ""
    """Who is named or heard in it, when the markup says so."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or note of a document."""

    kind: BlockKind
    start: int
    """Offset into `Document.text`, in code points."""
    end: int
    """Exclusive."""
    level: int = 0
    """Of a heading: 1 is the highest. Otherwise 0."""
    speaker: str = ""
    """Who speaks it, when the markup says so (TEI `<u who>`); "" leaves it to labels in the text."""
    marks: tuple[Mark, ...] = ()
    """In order, not overlapping, each within the block."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text with its blocks and what is known about it from outside the text."""

    text: str
    """Exactly as decoded; every offset of blocks, segments and sentences counts code points of it."""
    blocks: tuple[Block, ...]
    """In order, not overlapping; what no block covers is white space or dropped."""
    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    language: str = ""
    """BCP 47, lower case ("en", "de"); "" when neither markup nor text tells."""
    source: str = ""
    """Where the text comes from, as the markup says."""
    name: str = ""
    """The file's name without suffix, for messages and for a title of last resort."""
    warnings: tuple[str, ...] = ()
    """One-line notes for the editor, such as an encoding that was guessed."""

    def block_text(self, block: Block) -> str:
        """The text a block covers."""
        return self.text[block.start : block.end]
