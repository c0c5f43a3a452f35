"""Files damaged at random are read or refused in one line; whatever is read has true offsets."""

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers import akoma_ntoso, docx, epub, html, markdown, pdf, tei

DATA = Path(__file__).parent / "data" / "readers"
SPLINTERS = (b"<", b">", b"&", b"</p>", b"<u who='#x'>", b"<stage>", b"\0", b"[", b"-1", b"99999999999", b"\xff\xfe")
Read = Callable[[bytes, str], Document]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with up to six bytes changed, stretches lost or doubled, or splinters of markup driven in."""
    for _ in range(chance.randint(1, 6)):
        place, other, size = chance.randrange(len(data)), chance.randrange(len(data)), chance.randint(1, 40)
        data = chance.choice([
            data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
            data[:place] + data[place + size :] or b"x",
            data[:place] + data[other : other + size] + data[place:],
            data[:place] + chance.choice(SPLINTERS) + data[place:],
        ])  # fmt: skip
    return data


def check(read: Read, data: bytes) -> None:
    try:
        document = read(data, "file")
    except SourceError as error:
        assert str(error).startswith("file: ") and "\n" not in str(error)
        return
    document.text.encode()
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))
    for block in document.blocks:
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)
        assert all(before.end <= after.start for before, after in pairwise(block.marks))


@pytest.mark.parametrize(
    "read, name",
    [
        (tei.read, "play.tei.xml"), (tei.read, "sitting.tei.xml"), (akoma_ntoso.read, "sitting.akn.xml"),
        (html.read, "page.html"), (markdown.read, "speech.md"),
    ],
)  # fmt: skip
@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_damaged_markup(read: Read, name: str, chance: random.Random) -> None:
    check(read, damaged((DATA / name).read_bytes(), chance))


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False), inside=st.booleans())
def test_damaged_books(chance: random.Random, inside: bool) -> None:
    books = pytest.importorskip("test_readers_books")
    for read, data in ((epub.read, books.zipped(books.BOOK)), (docx.read, books.word_file())):
        if inside:
            parts = books.unzipped(data)
            part = chance.choice(sorted(parts))
            check(read, books.zipped({**parts, part: damaged(parts[part] or b"x", chance)}))
        else:
            check(read, damaged(data, chance))


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_damaged_pdf(chance: random.Random) -> None:
    pytest.importorskip("pypdf", reason="the extra 'pdf' is not installed")
    papers = pytest.importorskip("test_readers_pdf")
    check(pdf.read, damaged(papers.made(papers.FIRST, papers.SECOND, info="/Title (Opposes)"), chance))
