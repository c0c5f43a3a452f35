"""Several Documents → one: texts joined by blank lines, each part under a level-1 heading, offsets moved along."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from audiobook.document import Block, Document
from audiobook.readers.rendering import GAP

T = TypeVar("T")


def join_documents(parts: Sequence[Document]) -> Document:
    """One Document of several. Title, author, date and language are kept where all parts agree, sources are listed.

    A part that does not begin with a heading gets one: its opening line when that looks like a title, else its title
    or file name set above its text.
    """
    headed = [_headed(part) for part in parts]
    starts = accumulate((len(part.text) + len(GAP) for part in headed), initial=0)
    return Document(
        text=GAP.join(part.text for part in headed),
        blocks=tuple(shift(block, start) for part, start in zip(headed, starts, strict=False) for block in part.blocks),
        title=_agreed([part.title for part in parts]) or "",
        author=_agreed([part.author for part in parts]) or "",
        date=_agreed([part.date for part in parts]),
        language=_agreed([part.language for part in parts if part.language]) or "",
        source="\n".join(dict.fromkeys(part.source for part in parts if part.source)),
        name=parts[0].name,
        warnings=tuple(warning for part in parts for warning in part.warnings),
    )


def shift(block: Block, by: int) -> Block:
    """The block as it stands `by` code points further on."""
    marks = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in block.marks)
    return replace(block, start=block.start + by, end=block.end + by, marks=marks)


def _headed(part: Document) -> Document:
    """The part, its first block a level-1 heading."""
    blocks = [block for block in part.blocks if block.kind != "furniture"]
    first = blocks[0] if blocks else None
    if first and (first.kind == "heading" or _is_title(part, first)):
        heading = replace(first, kind="heading", level=1)
        return replace(part, blocks=tuple(heading if block is first else block for block in part.blocks))
    title = part.title or _readable(part.name)
    moved = tuple(shift(block, len(title) + len(GAP)) for block in part.blocks)
    return replace(part, text=title + GAP + part.text, blocks=(Block("heading", 0, len(title), level=1), *moved))


def _is_title(part: Document, block: Block) -> bool:
    """A short opening line without the full stop of a sentence, with more text below it."""
    text = part.block_text(block)
    return (
        len(text) <= 120 and "\n" not in text and text[-1] not in ".!?:;,…" and not block.speaker
        and not block.marks and block is not part.blocks[-1] and text[:1].isalnum()
    )  # fmt: skip


def _readable(name: str) -> str:
    """A file's name as a title: "02_which-peasants" → "Which peasants"."""
    words = re.sub(r"[\s_-]+", " ", re.sub(r"^\d+[\s_.-]+", "", name)).strip()
    return (words[:1].upper() + words[1:]) or name or "Part"


def _agreed(values: Sequence[T]) -> T | None:
    """What all say, or None."""
    return values[0] if values and all(value == values[0] for value in values) else None
