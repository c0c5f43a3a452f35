"""Stretches to segments: who performs each, in which sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from audiobook.document import Document
from audiobook.script import ANNOUNCER, NARRATOR, Cut, Kind, Role, Segment, Sentence
from audiobook.segmenter.conventions import House
from audiobook.segmenter.parse import Parsed
from audiobook.segmenter.roles import Company
from audiobook.segmenter.sentences import Line, one_line, sentences
from audiobook.segmenter.stretch import Paragraph, Stretch

Choice = Literal["read", "skip"]
_UNSPOKEN = frozenset({"omission", "source", "footnote", "boilerplate"})
_CLOSED = tuple(".!?…:;”\"»")
_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")


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
    company: Company = field(init=False)
    floor: Role = field(init=False)
    named: set[Role] = field(default_factory=set)
    after_omission: bool = False

    def __post_init__(self) -> None:
        self.company = Company(self.house)
        self.floor = self.company.speaker(self.author) if self.author else Role("speaker")

    def segments(self, parsed: Parsed) -> Iterator[Segment]:
        """A segment for each stretch; omissions inside a sentence have become cuts of speech."""
        paragraph_of = parsed.paragraph_of()
        for number, (stretch, cuts) in enumerate(_folded(self.document.text, parsed.stretches, paragraph_of), 1):
            yield self._segment(str(number), stretch, tuple(cuts), paragraph_of[stretch.start].index)

    def _segment(self, name: str, stretch: Stretch, cuts: tuple[Cut, ...], paragraph: int) -> Segment:
        text = self.document.text[stretch.start : stretch.end]
        role = self._role(stretch, paragraph)
        lines = self._lines(stretch, cuts) if role and self._is_read(stretch, role) else []
        said = tuple(self._sentence(f"{name}.{n}", line, stretch.kind, role, paragraph)
                     for n, line in enumerate(lines, 1) if role)
        self.after_omission = stretch.kind == "omission" or self.after_omission and not said
        return Segment(name, stretch.kind, stretch.start, stretch.end, text, role if said or role else None, paragraph,
                       sentences=said, cuts=cuts, bracket=stretch.bracket, rule=stretch.rule)

    def _sentence(self, name: str, line: Line, kind: Kind, role: Role, paragraph: int) -> Sentence:
        after, self.after_omission = self.after_omission, False
        return Sentence(name, line.text, line.start, line.end, kind, role, paragraph, 0, after)

    def _role(self, stretch: Stretch, paragraph: int) -> Role | None:
        if stretch.kind == "speech":
            return self.floor
        if stretch.kind in ("title", "byline"):
            self._introduce(stretch)
            return ANNOUNCER
        if stretch.kind == "heckle_quote":
            return self.company.heckler(stretch.name)
        if stretch.kind == "speaker_label":
            self.floor = self.company.labelled(stretch.name)
        if stretch.kind == "source" and self.wishes.credits:
            return ANNOUNCER
        if stretch.kind == "editorial" and stretch.manner == "delivered":
            return self.floor
        return None if stretch.kind in _UNSPOKEN else NARRATOR

    def _introduce(self, stretch: Stretch) -> None:
        """A byline gives the floor to its author, until a label says otherwise."""
        if stretch.kind == "byline" and stretch.name:
            self.floor = self.company.speaker(stretch.name)

    def _is_read(self, stretch: Stretch, role: Role) -> bool:
        if stretch.kind == "speaker_label":
            is_new = self.floor not in self.named
            self.named.add(self.floor)
            return is_new
        if stretch.kind in ("reaction", "stage"):
            return self.wishes.reactions == "read"
        return not (stretch.kind == "editorial" and not stretch.manner and self.wishes.editorial == "skip")

    def _lines(self, stretch: Stretch, cuts: tuple[Cut, ...]) -> list[Line]:
        start, end = stretch.said or (stretch.start, stretch.end)
        text = self.document.text
        if stretch.kind == "speaker_label":
            return [Line(_closed(stretch.name), start, end)]
        if stretch.kind in ("title", "byline"):
            return [Line(one_line(text[start:end], self.house), start, end)]
        dropped = [(cut.start, cut.end) for cut in cuts if cut.kind != "omission"]
        lines = [line for left, right in _parts(text, start, end) for line in sentences(text, left, right, self.house, dropped)]
        return _ended(lines) if stretch.kind in ("heckle_attribution", "reaction", "stage") else lines


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A note of several paragraphs, one after the other."""
    for blank in _BLANK_LINE.finditer(text, start, end):
        yield start, blank.start()
        start = blank.end()
    yield start, end


def _ended(lines: list[Line]) -> list[Line]:
    """The last one with a full stop, if it has none: a lone "Applause" is a sentence."""
    return [*lines[:-1], *(Line(_closed(line.text), line.start, line.end) for line in lines[-1:])]


def _closed(words: str) -> str:
    bare = words.rstrip(" ,;:–—-")
    return bare if bare.endswith(_CLOSED) else bare + "."


_Spoken = tuple[Stretch, list[Cut]]


def _folded(text: str, stretches: Iterable[Stretch], paragraph_of: dict[int, Paragraph]) -> Iterator[_Spoken]:
    """An omission or a marker in mid-sentence becomes a cut of the speech around it."""
    waiting: _Spoken | None = None
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


def _released(waiting: _Spoken | None, held: list[Stretch]) -> Iterator[_Spoken]:
    if waiting:
        yield waiting
    yield from ((stretch, []) for stretch in held)


def _goes_on(text: str, before: Stretch, held: list[Stretch], after: Stretch) -> bool:
    """Same paragraph, and no capital after an omission."""
    if _BLANK_LINE.search(text, before.end, after.start) or any(s.bracket for s in held):
        return False
    first = next((sign for sign in text[after.start : after.start + 4] if sign.isalnum()), "")
    return not (any(s.kind == "omission" for s in held) and first.isupper())


def _cuts(stretch: Stretch, paragraph_of: dict[int, Paragraph]) -> list[Cut]:
    cuts = paragraph_of[stretch.start].cuts
    return [cut for cut in cuts if stretch.start <= cut.start and cut.end <= stretch.end] if cuts else []
