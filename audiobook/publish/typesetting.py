"""Text set on a picture: wrapped, and as large as its place allows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from audiobook.publish.wording import clean, shortened

_LEADING = 1.16
_REFERENCE = 100
"""Pixels at which words are measured; widths grow with the size."""
_MOST_CHARACTERS = 400
_RATHER_SMALL = 0.4
"""Of the largest size: down to it type shrinks before a long word is broken."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font, and another for texts with characters that the first lacks."""

    font: Path
    other: Path


@dataclass(frozen=True, slots=True)
class Block:
    """The place of a text, in pixels."""

    width: float
    height: float
    largest: float
    """Size of the type at most."""
    smallest: float
    """And at least; what then does not fit is cut off with an ellipsis."""
    lines: int
    """At most."""


def set_block(pen: Any, text: str, face: Face, block: Block, at: tuple[float, float], colour: str) -> float:
    """Draw the text from its upper left corner. Returns the y below it; that of `at` when there is nothing to draw.

    Characters that neither font has (emoji, for one) are left out.
    """
    font, text = _fitting_font(clean(text), face)
    text = shortened(" ".join(text.split()), _MOST_CHARACTERS)
    if not text:
        return at[1]
    size, rows = fit(text, block, lambda word: _width(font, word) / _REFERENCE)
    type_ = _load(font, round(size))
    for n, row in enumerate(rows):
        pen.text((at[0], at[1] + n * size * _LEADING), row, font=type_, fill=colour)
    return at[1] + len(rows) * size * _LEADING


def fit(text: str, block: Block, width: Callable[[str], float]) -> tuple[float, Sequence[str]]:
    """The largest size at which the text fits, and its lines. `width` measures a text for type of one pixel."""
    size, longest = block.largest, max(map(width, text.split(" ")))
    while True:
        rows = _wrapped(text, block.width / size, width)
        whole = longest * size <= block.width or size <= block.largest * _RATHER_SMALL
        if whole and len(rows) <= block.lines and len(rows) * size * _LEADING <= block.height:
            return size, rows
        if size <= block.smallest:
            break
        size = max(block.smallest, size * 0.95)
    most = max(1, min(block.lines, int(block.height / (size * _LEADING))))
    last = rows[most - 1]
    while last and width(f"{last}…") > block.width / size:
        last = last[:-1]
    return size, (*rows[: most - 1], f"{last.rstrip()}…")


def _wrapped(text: str, most: float, width: Callable[[str], float]) -> list[str]:
    """Lines of at most this width; a word that is wider is broken, after a hyphen if it has one."""
    rows = [""]
    for word in text.split(" "):
        for part in _parts(word, most, width):
            joined = f"{rows[-1]} {part.text}" if part.apart and rows[-1] else rows[-1] + part.text
            if rows[-1] and width(joined) > most:
                rows.append(part.text)
            else:
                rows[-1] = joined
    return rows


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    apart: bool
    """Whether a space stands before it."""


def _parts(word: str, most: float, width: Callable[[str], float]) -> list[_Part]:
    if width(word) <= most:
        return [_Part(word, True)]
    pieces = [piece for piece in re.split(r"(?<=[-–—/])", word) if piece]
    if max(map(width, pieces)) > most:
        pieces = list(word)
    return [_Part(piece, n == 0) for n, piece in enumerate(pieces)]


def _fitting_font(text: str, face: Face) -> tuple[Path, str]:
    """The font that has all characters, or the one that has more of them, and the text without the others."""
    kept = [(font, "".join(c for c in text if has(font, c))) for font in (face.font, face.other)]
    return kept[0] if len(kept[0][1]) >= len(kept[1][1]) else kept[1]


@lru_cache(maxsize=4096)
def has(font: Path, character: str) -> bool:
    """Whether a font has a glyph of its own for a character."""
    return character.isspace() or _glyph(font, character) != _glyph(font, "\U0010fffd")


@lru_cache(maxsize=4096)
def _glyph(font: Path, character: str) -> bytes:
    mask = _load(font, _REFERENCE).getmask(character)
    return repr(mask.size).encode() + bytes(mask)


@lru_cache(maxsize=4096)
def _width(font: Path, text: str) -> float:
    return float(_load(font, _REFERENCE).getlength(text))


@lru_cache(maxsize=64)
def _load(font: Path, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(font, size)
