"""The segmenter's own values: a paragraph, and a stretch of it whose kind a rule has named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from audiobook.document import Block
from audiobook.script import Cut, Kind
from audiobook.segmenter.conventions import House

Manner = Literal["", "delivered", "translation"]
"""Of editorial words: the speaker said them; they translate what he said. Both are always read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a block that belong together; a page marker inside it is cut out, not a boundary."""

    index: int
    start: int
    """Offset of its first character that is not white space."""
    end: int
    """Exclusive; after its last character that is not white space."""
    indent: int
    """White space before its first character on its line, in characters."""
    block: Block
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text, its kind, and the rule that says so."""

    kind: Kind
    start: int
    end: int
    """Exclusive."""
    rule: str
    name: str = ""
    """Who is named or heard: of a label or byline the speaker, of a heckle's quote its attribution."""
    bracket: tuple[int, int] | None = None
    manner: Manner = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a paragraph."""

    start: int
    end: int
    """Exclusive, after its colon or full stop."""
    name: str
    """As a narrator says it."""
    rule: str
    direction: tuple[int, int] | None = None
    """Of a play: the actor's direction between name and speech, with its full stop."""


class Manners(NamedTuple):
    """How a document prints what happened in the room."""

    noisy: bool
    """Its brackets hold applause and laughter."""
    public: bool
    """Hardly anything else is in them: there is an audience, and no play."""
    responsive: bool
    """A congregation answers in round brackets, without quotation marks: `(Yes)`, `(That's right)`."""
    square: bool
    """Its stage directions stand in square brackets, on lines of their own: round ones are the speaker's."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What the rules look at besides the paragraph at hand."""

    text: str
    """The whole document's."""
    house: House
    labels: Mapping[int, Label]
    """By index of their paragraph."""
    in_play: bool
    has_labels: bool
    """The document names its speakers, by labels or by markup."""
    translated: bool
    """The document announces translations."""
    manners: Manners
    """What its brackets are used for."""
