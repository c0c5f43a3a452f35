"""Page: the text of a marked-up file in the making, with the offsets of its blocks and marks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from audiobook.document import Block, BlockKind, Mark, MarkKind
from audiobook.readers.decoding import speakable

GAP = "\n\n"
"""What stands between blocks of rendered text and between joined files."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(slots=True)
class _Stretch:
    """A mark of the block being written; offsets count from the block's start."""

    kind: MarkKind
    speaker: str
    start: int
    end: int = -1


@dataclass(slots=True)
class Page:
    """Write words, lines and blocks; `text` and `blocks` then agree with each other.

    White space collapses as in HTML (no-break spaces stay); a block without a visible character is left out.
    """

    speaker: str = ""
    """Who speaks the blocks that begin from now on."""
    _texts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _offset: int = 0
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _head: tuple[BlockKind, int, str] = ("paragraph", 0, "")
    _stretches: list[_Stretch] = field(default_factory=list)
    _open: _Stretch | None = None

    @property
    def text(self) -> str:
        """The text of all finished blocks."""
        return GAP.join(self._texts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All finished blocks."""
        return tuple(self._blocks)

    def begin(self, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """End the present block; what is written next belongs to a new one."""
        self._end()
        self._head = (kind, level, self.speaker)

    def write(self, words: str) -> None:
        """Add words to the present block."""
        words = _SPACE.sub(" ", speakable(words))
        if not self._pieces or self._pieces[-1].endswith((" ", "\n")):
            words = words.removeprefix(" ")
        self._add(words)

    def write_lines(self, lines: str) -> None:
        """Add words whose white space and line breaks stay as they are."""
        self._add(speakable(lines).replace("\r\n", "\n"))

    def break_line(self) -> None:
        """Go on in a new line of the same block."""
        if self._pieces:
            last = self._pieces[-1].rstrip(" ")
            self._length -= len(self._pieces[-1]) - len(last)
            self._pieces[-1] = last
            self._add("\n")

    @contextmanager
    def mark(self, kind: MarkKind | None, speaker: str = "") -> Iterator[None]:
        """What is written inside is of this kind, also across blocks. The outermost of nested marks counts."""
        if kind is None or self._open:
            yield
            return
        self._open = _Stretch(kind, speaker, self._length)
        yield
        self._close_mark()
        self._open = None

    def _add(self, words: str) -> None:
        if words:
            self._pieces.append(words)
            self._length += len(words)

    def _close_mark(self) -> None:
        if self._open:
            self._open.end = self._length
            self._stretches.append(self._open)

    def _end(self) -> None:
        if self._open:
            self._close_mark()
            self._open = _Stretch(self._open.kind, self._open.speaker, 0)
        written = "".join(self._pieces)
        lead = len(written) - len(written.lstrip())
        text = written.strip()
        if text:
            start = self._offset + (len(GAP) if self._texts else 0)
            self._blocks.append(self._block(text, start, lead))
            self._texts.append(text)
            self._offset = start + len(text)
        self._pieces, self._length, self._stretches = [], 0, []

    def _block(self, text: str, start: int, lead: int) -> Block:
        kind, level, speaker = self._head
        marks = tuple(
            Mark(stretch.kind, start + begin, start + end, stretch.speaker)
            for stretch in self._stretches
            for begin, end in [_visible(text, stretch.start - lead, stretch.end - lead)]
            if begin < end
        )
        return Block(kind, start, start + len(text), level, speaker, marks)


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends, within the text."""
    start = max(start, 0)
    inside = text[start : max(start, end)]
    start += len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())
