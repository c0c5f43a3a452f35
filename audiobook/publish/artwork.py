"""Covers: made when an editor gives none, and looked over when one is given.

Podcast apps want a square JPEG or PNG of 1400 to 3000 pixels in RGB, under 512 kB (Apple's artwork requirements).
"""

import colorsys
import datetime
import hashlib
import io
from dataclasses import dataclass, fields
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from audiobook.digest import Digest, digest
from audiobook.publish.typesetting import Block, Face, set_block
from audiobook.publish.wording import day_in_words

SIZE = 3000
"""Pixels a side of a cover in a feed."""
TAG_SIZE = 600
"""And of the one within the MP3."""
SMALLEST = 1400
MOST_BYTES = 512_000
_QUALITY = 88
_MADE_BY = "audiobook cover "
_STYLE = 1
"""Goes up when covers come to look different, so that they are made anew."""
_BARS = 48


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What stands on a cover."""

    title: str
    author: str = ""
    date: datetime.date | None = None
    series: str = ""
    """The show's title."""
    language: str = "en"

    @property
    def digest(self) -> Digest:
        """Of everything that shapes the picture."""
        return digest((_STYLE, [getattr(self, field.name) for field in fields(self)]))


@dataclass(frozen=True, slots=True)
class _Palette:
    """Colours drawn from a title, "#rrggbb"."""

    paper: str
    shade: str
    ink: str
    accent: str


def cover(facts: CoverFacts, size: int = SIZE) -> bytes:
    """A JPEG, square, RGB, `size` pixels a side; the same bytes for the same facts and the same Pillow."""
    from PIL import Image, ImageDraw

    seed = hashlib.sha256((facts.series or facts.title).encode("utf-8", "surrogatepass")).digest()
    wave = hashlib.sha256(facts.title.encode("utf-8", "surrogatepass")).digest()
    colours = _palette(seed, wave)
    picture = Image.new("RGB", (size, size), colours.paper)
    pen = ImageDraw.Draw(picture)
    _draw_wave(pen, wave, size, colours)
    _draw_texts(pen, facts, size, colours)
    return _jpeg(picture, _MADE_BY + facts.digest)


def small_cover(content: bytes, size: int = TAG_SIZE) -> bytes:
    """A picture as a JPEG of at most `size` pixels a side, for the MP3's tag. Raises OSError when it is no picture."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (size, size))
        small = picture.convert("RGB")
        small.thumbnail((size, size), Image.Resampling.LANCZOS)
        return _jpeg(small, "")


def made_from(path: Path) -> Digest | None:
    """The digest of the facts a cover was made from; None when there is none, or when an editor put it there."""
    try:
        with path.open("rb") as file:
            head = file.read(256)
    except OSError:
        return None
    at = head.find(_MADE_BY.encode())
    return head[at + len(_MADE_BY) :][:32].decode("ascii", "replace") if at >= 0 else None


def artwork_fault(path: Path) -> str:
    """Why podcast apps would refuse a picture, as the end of a sentence about it; "" when they would not."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            kind, (width, height), mode = picture.format, picture.size, picture.mode
    except (OSError, Image.DecompressionBombError) as error:
        return f"cannot be read as a picture ({error}); give a JPEG or PNG"
    size = path.stat().st_size
    if kind not in ("JPEG", "PNG"):
        return f"is {kind}; save it as JPEG or PNG"
    if width != height or not SMALLEST <= width <= SIZE:
        return f"is {width} × {height} pixels; make it square, {SMALLEST} to {SIZE} pixels a side"
    if mode != "RGB":
        return f"has colours in {mode}; save it as RGB without transparency"
    return "" if size <= MOST_BYTES else f"has {size:,} bytes; save it with less than {MOST_BYTES:,}"


def _palette(seed: bytes, variation: bytes) -> _Palette:
    """A deep paper of the show's hue, turned a little by the edition's title, and light ink on it."""
    hue = (seed[0] * 256 + seed[1]) / 65536 + (variation[2] / 255 - 0.5) * 0.12
    opposite = hue + 0.42 + variation[3] / 255 * 0.16
    return _Palette(_hex(hue, 0.20, 0.55), _hex(hue, 0.27, 0.50), "#fbf8f1", _hex(opposite, 0.76, 0.65))


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue % 1, lightness, saturation))


def _draw_wave(pen: Any, seed: bytes, size: int, colours: _Palette) -> None:
    """A sound wave along the foot, drawn from the title: the one ornament."""
    heights = [byte / 255 for byte in hashlib.shake_256(seed).digest(_BARS)]
    step, middle = size / _BARS, size * 0.885
    for n, height in enumerate(heights):
        swell = 0.25 + 0.75 * (1 - abs(2 * (n + 0.5) / _BARS - 1))
        half = size * 0.010 + size * 0.075 * height * swell
        left = n * step + step * 0.26
        pen.rounded_rectangle((left, middle - half, left + step * 0.48, middle + half), step * 0.24, fill=colours.shade)


def _draw_texts(pen: Any, facts: CoverFacts, size: int, colours: _Palette) -> None:
    """The series above, the title large, a rule, then who and when."""
    margin, width = size * 0.09, size * 0.82
    with _font("DejaVuSerif-Bold.ttf") as serif, _font("DejaVuSans.ttf") as sans:
        faces = Face(serif, sans), Face(sans, serif)
        small = Block(width, size * 0.05, size * 0.036, size * 0.026, 1)
        set_block(pen, facts.series, faces[1], small, (margin, margin), colours.accent)
        title = Block(width, size * 0.46, size * 0.150, size * 0.030, 12)
        bottom = set_block(pen, facts.title, faces[0], title, (margin, margin + size * 0.09), colours.ink)
        rule = bottom + size * 0.035
        pen.rectangle((margin, rule, margin + size * 0.12, rule + size * 0.008), fill=colours.accent)
        who = Block(width, size * 0.12, size * 0.052, size * 0.030, 2)
        below = set_block(pen, facts.author, faces[1], who, (margin, rule + size * 0.04), colours.ink)
        when = Block(width, size * 0.05, size * 0.036, size * 0.026, 1)
        day = day_in_words(facts.date, facts.language)
        set_block(pen, day, faces[1], when, (margin, below + size * 0.015), colours.accent)


def _font(name: str) -> Any:
    return as_file(files("audiobook.publish") / "fonts" / name)


def _jpeg(picture: Any, comment: str) -> bytes:
    for quality in range(_QUALITY, 20, -8):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, comment=comment.encode(), optimize=picture.width < SIZE)
        if file.tell() < MOST_BYTES:
            break
    return file.getvalue()
