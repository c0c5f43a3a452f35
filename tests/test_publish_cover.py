"""Covers: right for podcast apps, whatever the title."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from audiobook.publish.artwork import MOST_BYTES, CoverFacts, artwork_fault, cover, made_from, small_cover
from audiobook.publish.typesetting import Block, fit

FACTS = CoverFacts("Trotsky Opposes Coalition", "Leon Trotsky", date(1917, 11, 8), "Speeches of 1917")


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_cover_is_what_directories_want(tmp_path: Path) -> None:
    content = cover(FACTS)
    with picture(content) as made:
        assert (made.format, made.size, made.mode) == ("JPEG", (3000, 3000), "RGB")
    (tmp_path / "cover.jpg").write_bytes(content)
    assert len(content) < MOST_BYTES
    assert artwork_fault(tmp_path / "cover.jpg") == ""
    assert made_from(tmp_path / "cover.jpg") == FACTS.digest


def test_the_same_facts_make_the_same_bytes_and_others_do_not() -> None:
    assert cover(FACTS, 300) == cover(FACTS, 300)
    assert cover(CoverFacts("Trotsky Opposes Coalition", series="Another show"), 300) != cover(FACTS, 300)


def test_titles_differ_in_colour() -> None:
    with picture(cover(CoverFacts("One"), 100)) as one, picture(cover(CoverFacts("Two"), 100)) as two:
        assert one.getpixel((2, 2)) != two.getpixel((2, 2))


@pytest.mark.parametrize("title", [
    "", "Žluťoučký é ß ł ж", "Ελληνικά", "שלום", "x" * 5000, "word " * 1000,
    "A & <b> “c”", "😀", "a\x00\x1b\u202eb", "日本語",
])
def test_any_title_can_be_set(title: str) -> None:
    with picture(cover(CoverFacts(title, title), 400)) as made:
        made.load()
        assert made.size == (400, 400)


def ink(title: str) -> int:
    """How many pixels are as light as type."""
    with picture(cover(CoverFacts(title), 400)) as made:
        return sum(made.convert("L").histogram()[200:])


@pytest.mark.parametrize("letter", "éßłжŻΩשع")
def test_letters_have_glyphs_of_their_own(letter: str) -> None:
    with picture(cover(CoverFacts(letter), 400)) as made, picture(cover(CoverFacts("\ue000"), 400)) as none:
        assert made.tobytes() != none.tobytes()
    assert ink(letter) > ink("")


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=300), st.integers(1, 6))
def test_type_fits_its_block(title: str, most: int) -> None:
    block = Block(100, 60, 20, 4, most)
    size, rows = fit(title, block, lambda text: len(text) * 0.6)
    assert block.smallest <= size <= block.largest and len(rows) <= most
    assert all(len(row) * 0.6 * size <= 100 + 1e-6 for row in rows)


def test_a_cover_for_the_tag_is_small() -> None:
    given_picture = io.BytesIO()
    Image.new("RGBA", (2000, 1000), (10, 200, 30, 128)).save(given_picture, "PNG")
    with picture(small_cover(given_picture.getvalue())) as small:
        assert (small.format, small.size, small.mode) == ("JPEG", (600, 300), "RGB")


@pytest.mark.parametrize(("size", "mode", "kind", "fault"), [
    ((1400, 1400), "RGB", "JPEG", ""),
    ((1400, 1400), "RGB", "PNG", ""),
    ((3000, 2000), "RGB", "JPEG", "is 3000 × 2000 pixels; make it square"),
    ((1399, 1399), "RGB", "JPEG", "is 1399 × 1399"),
    ((3001, 3001), "RGB", "JPEG", "is 3001 × 3001"),
    ((1500, 1500), "RGBA", "PNG", "has colours in RGBA"),
    ((1500, 1500), "CMYK", "JPEG", "has colours in CMYK"),
    ((1500, 1500), "L", "PNG", "has colours in L"),
    ((1500, 1500), "P", "GIF", "is GIF"),
])
def test_what_apps_refuse_is_said(tmp_path: Path, size: tuple[int, int], mode: str, kind: str, fault: str) -> None:
    path = tmp_path / "picture"
    Image.new(mode, size).save(path, kind)
    assert artwork_fault(path).startswith(fault) and bool(artwork_fault(path)) == bool(fault)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    assert "cannot be read as a picture" in artwork_fault(tmp_path / "cover.jpg")
    assert made_from(tmp_path / "cover.jpg") is None
