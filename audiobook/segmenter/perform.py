"""Stretches to segments: who performs each, in which sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from audiobook.document import Document
from audiobook.script import ANNOUNCER, NARRATOR, Cut, Role, Segment, Sentence
from audiobook.segmenter.conventions import House
from audiobook.segmenter.folding import folded
from audiobook.segmenter.layout import BLANK_LINE
from audiobook.segmenter.names import identity, spoken_name
from audiobook.segmenter.parse import Parsed
from audiobook.segmenter.roles import Company
from audiobook.segmenter.sentences import Line, one_line, sentences
from audiobook.segmenter.stretch import Paragraph, Stretch

Choice = Literal["read", "skip"]
_UNSPOKEN = frozenset({"omission", "source", "footnote", "boilerplate"})
_CLOSED = tuple(".!?…:;”\"»")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor wants to be read."""

    reactions: Choice = "read"
    editorial: Choice = "read"
    credits: bool = False


@dataclass
class Performance:
    """Gives each stretch its role, in order; remembers who has the floor and who was named."""

    document: Document
    house: House
    wishes: Wishes
    author: str = ""
    """Who speaks until a byline or a label says otherwise."""
    company: Company = field(init=False)
    floor: Role | None = None
    """Who speaks now; None until somebody is named or heard."""
    named: set[str] = field(default_factory=set)
    called_in: tuple[int, Role | None] | None = None
    """The paragraph in which somebody of the house calls in, and whose floor it is."""
    after_omission: bool = False

    def __post_init__(self) -> None:
        self.company = Company(self.house)

    def segments(self, parsed: Parsed) -> Iterator[Segment]:
        """A segment for each stretch; omissions inside a sentence have become cuts of speech."""
        paragraph_of = parsed.paragraph_of()
        for number, (stretch, cuts) in enumerate(folded(self.document.text, parsed.stretches, paragraph_of), 1):
            yield self._segment(str(number), stretch, tuple(cuts), paragraph_of[stretch.start])

    def _segment(self, name: str, stretch: Stretch, cuts: tuple[Cut, ...], paragraph: Paragraph) -> Segment:
        text = self.document.text[stretch.start : stretch.end]
        role = self._role(stretch, paragraph)
        said = self._sentences(name, stretch, cuts, role, paragraph.index) if role and self._is_read(stretch) else ()
        self.after_omission = stretch.kind == "omission" or (self.after_omission and not said)
        return Segment(name, stretch.kind, stretch.start, stretch.end, text, role, paragraph.index,
                       sentences=said, cuts=cuts, bracket=stretch.bracket, rule=stretch.rule)

    def _sentences(self, name: str, stretch: Stretch, cuts: tuple[Cut, ...], role: Role,
                   paragraph: int) -> tuple[Sentence, ...]:
        after = self.after_omission
        return tuple(Sentence(f"{name}.{number}", line.text, line.start, line.end, stretch.kind, role, paragraph, 0,
                              after and number == 1) for number, line in enumerate(self._lines(stretch, cuts), 1))

    def _role(self, stretch: Stretch, paragraph: Paragraph) -> Role | None:
        kind = stretch.kind
        if kind == "speech" or (kind == "editorial" and stretch.manner == "delivered"):
            return self._speaker(paragraph)
        if kind == "heckle_quote":
            return self.company.heckler(stretch.name)
        if kind == "speaker_label":
            self._give_floor(self.company.labelled(stretch.name), paragraph)
        if kind == "byline" and stretch.name:
            self.author, self.floor = stretch.name, None
        if kind in ("title", "byline") or (kind == "source" and self.wishes.credits):
            return ANNOUNCER
        return None if kind in _UNSPOKEN else NARRATOR

    def _speaker(self, paragraph: Paragraph) -> Role:
        """Whom the markup names; else who has the floor; else the author."""
        if self.called_in and self.called_in[0] < paragraph.index and not paragraph.block.speaker:
            self.floor, self.called_in = self.called_in[1], None
        if paragraph.block.speaker:
            role = self.company.labelled(spoken_name(paragraph.block.speaker, self.house.small_words))
            self._give_floor(role, paragraph)
        if self.floor is None:
            self.floor = self.company.speaker(self.author)
        return self.floor

    def _give_floor(self, role: Role, paragraph: Paragraph) -> None:
        """Who calls in from the house has it for one paragraph; then it is the speaker's again."""
        if role.part == "speaker":
            self.called_in = None
        else:
            self.called_in = (paragraph.index, self.called_in[1] if self.called_in else self.floor)
        self.floor = role

    def _is_read(self, stretch: Stretch) -> bool:
        if stretch.kind == "speaker_label":
            is_new = identity(stretch.name) not in self.named
            self.named.add(identity(stretch.name))
            return is_new
        if stretch.kind in ("reaction", "stage"):
            return self.wishes.reactions == "read"
        return stretch.kind != "editorial" or bool(stretch.manner) or self.wishes.editorial == "read"

    def _lines(self, stretch: Stretch, cuts: tuple[Cut, ...]) -> list[Line]:
        text, kind = self.document.text, stretch.kind
        start, end = stretch.start, stretch.end
        if kind != "speech":
            start, end = _unbracketed(text, start, end)
        if kind == "speaker_label":
            return [Line(_closed(stretch.name), start, end)]
        if kind in ("title", "byline"):
            words = one_line(text[start:end], self.house)
            return [Line(words, start, end)] if words else []
        dropped = [(cut.start, cut.end) for cut in cuts if cut.kind != "omission"]
        parts = [(start, end)] if kind == "speech" else _parts(text, start, end)
        lines = [line for left, right in parts for line in sentences(text, left, right, self.house, dropped)]
        return _ended(lines) if kind in ("heckle_attribution", "reaction", "stage") else lines


def _unbracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """What a note says, without the brackets around it and what a printer put behind them."""
    if text[start] not in "([":
        return start, end
    closing = end
    while closing > start and text[closing - 1] in " .,;:\r\n":
        closing -= 1
    return (start + 1, closing - 1) if closing - start > 2 and text[closing - 1] in ")]" else (start, end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A note of several paragraphs, one after the other."""
    for blank in BLANK_LINE.finditer(text, start, end):
        yield start, blank.start()
        start = blank.end()
    yield start, end


def _ended(lines: list[Line]) -> list[Line]:
    """The last one with a full stop, if it has none: a lone "Applause" is a sentence."""
    return [*lines[:-1], *(Line(_closed(line.text), line.start, line.end) for line in lines[-1:])]


def _closed(words: str) -> str:
    bare = words.rstrip(" ,;:–—-")
    return bare if bare.endswith(_CLOSED) else bare + "."
