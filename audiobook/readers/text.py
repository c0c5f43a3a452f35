"""Plain text: paragraphs are runs of lines between blank lines, or single lines where each line is a paragraph."""

from collections.abc import Iterator

from audiobook.document import Block, Document
from audiobook.readers.decoding import decode

_INVISIBLE = "\u200b\u2060\ufeff"
_LONG = 160
"""Code points. Wrapped text stays under it (132 columns at most); a paragraph on a line of its own does not."""
_ENDINGS = tuple(".!?:;…)]\"”»’'")

Line = tuple[int, int]
"""Start and end of a line in the text, without its newline; offsets in code points."""


def read(data: bytes, name: str) -> Document:
    """A text file as a Document; raises SourceError when the bytes are no text."""
    text, warnings = decode(data, name)
    return Document(text, paragraphs(text), warnings=warnings)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of a plain text, each from its first visible character to its last."""
    runs = list(_runs(text))
    single = len(runs) == 1 and _line_by_line(text, runs[0])
    return tuple(
        Block("paragraph", start, end)
        for run in runs
        for start, end in (run if single or _long_lines(run) else ((run[0][0], run[-1][1]),))
    )


def _runs(text: str) -> Iterator[list[Line]]:
    """Runs of non-blank lines; a line of no-break spaces is blank."""
    run: list[Line] = []
    position = 0
    for line in text.splitlines(keepends=True):
        visible = _visible(line, position)
        position += len(line)
        if visible:
            run.append(visible)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _visible(line: str, position: int) -> Line | None:
    """The line without white space at its ends, or None when nothing is left."""
    stripped = line.strip().strip(_INVISIBLE).strip()
    if not stripped:
        return None
    start = position + line.index(stripped)
    return start, start + len(stripped)


def _long_lines(run: list[Line]) -> bool:
    """Are the lines of a run paragraphs? They are when most of its text stands in lines no one would wrap at."""
    lengths = [end - start for start, end in run]
    return sum(length for length in lengths if length > _LONG) * 2 > sum(lengths)


def _line_by_line(text: str, run: list[Line]) -> bool:
    """In a text without any blank line: does nearly every line end as a sentence does? Wrapped lines end anywhere."""
    ended = sum(text.endswith(_ENDINGS, start, end) for start, end in run)
    return ended * 5 >= len(run) * 4
