"""From paths to one Document: folders in natural order, several files, formats by suffix and by first bytes."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.document import Block, BlockKind, Document, Mark
from audiobook.errors import SourceError
from audiobook.readers import read_document
from audiobook.readers.joining import join_documents
from audiobook.readers.sniffing import format_of


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".").replace("_", "-")).write_text(text, encoding="utf-8")


def headings(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks if block.kind == "heading" and block.level == 1]


def test_one_file_is_its_text_and_its_name(tmp_path: Path) -> None:
    path = tmp_path / "trotsky.txt"
    path.write_bytes(b"Title\r\n\r\nWords.")
    document = read_document(str(path))
    assert (document.text, document.name) == ("Title\r\n\r\nWords.", "trotsky")
    assert read_document(path) == read_document([path]) == document


def test_a_folder_is_read_in_natural_order_with_a_heading_for_each_file(tmp_path: Path) -> None:
    write(tmp_path, **{"10_last__txt": "The end of it all.", "2_first_words__txt": "Comrades! We begin."})
    write(tmp_path, README__md="about", transcript__html="<p>old</p>", notes__md="# Third\n\nWords.", x__json="{}")
    document = read_document(tmp_path)
    assert headings(document) == ["First words", "Last", "Third"]
    assert document.text == "First words\n\nComrades! We begin.\n\nLast\n\nThe end of it all.\n\nThird\n\nWords."
    assert document.name == tmp_path.name


def test_the_opening_line_of_a_file_is_its_heading_when_it_looks_like_one(tmp_path: Path) -> None:
    write(tmp_path, a__txt="Which Peasants?\n\nComrades.", b__txt="On the Land\n\nWe give it.")
    write(tmp_path, c__txt="Only a sentence")
    document = read_document([tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "c.txt"])
    assert headings(document) == ["On the Land", "A", "C"]
    assert document.text.startswith("On the Land\n\nWe give it.\n\nA\n\nWhich Peasants?")


def test_speech_is_the_text_of_an_edition_folder(tmp_path: Path) -> None:
    write(tmp_path, speech__txt="The words.", other__txt="Notes of the editor.")
    assert read_document(tmp_path).text == "The words."
    write(tmp_path, speech__md="The words.")
    with pytest.raises(SourceError, match=r"holds speech\.md and speech\.txt; name the one to read"):
        read_document(tmp_path)


def test_what_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing\.txt: no such file; check the name"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match=r"no text in this folder; put a speech\.txt"):
        read_document(tmp_path)
    with pytest.raises(SourceError, match="cannot be a file's name"):
        read_document("a" * 5000)
    with pytest.raises(SourceError, match="no such file"):
        read_document("a\0b")
    with pytest.raises(SourceError, match="no source given"):
        read_document([])


@pytest.mark.parametrize(
    "suffix, data, format",
    [
        (".txt", b"words", "text"),
        (".txt", b"<b>words</b>", "text"),
        ("", b"words", "text"),
        ("", b"\xef\xbb\xbf<!DOCTYPE html>\n<html lang=en>", "html"),
        (".dat", b"<HTML><body>", "html"),
        (".HTM", b"<pre>", "html"),
        (".xml", b"<?xml version='1.0'?>\n<!-- <rss> --><!DOCTYPE x [ <!ELEMENT x ANY> ]>\n<t:TEI xmlns:t='x'>", "tei"),
        (".xml", '<?xml version="1.0" encoding="utf-16"?><TEI>'.encode("utf-16"), "tei"),
        (".xml", b"<teiCorpus><TEI/></teiCorpus>", "tei"),
        (".akn", b"<akomaNtoso>", "akoma_ntoso"),
        ("", b"<akomaNtoso>", "akoma_ntoso"),
        (".xml", b'<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (".txt", b"%PDF-1.7", "pdf"),
        (".epub", b"PK\x03\x04", "epub"),
        ("", b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/epub+zip", "epub"),
        (".zip", b"PK\x03\x04....word/document.xml", "docx"),
        (".docx", b"broken", "docx"),
    ],
)
def test_a_format_is_known_by_its_bytes_or_its_suffix(suffix: str, data: bytes, format: str) -> None:
    assert format_of(suffix, data, "name") == format


@pytest.mark.parametrize(
    "suffix, data, message",
    [
        (".xml", b"<rss version='2.0'>", r"XML of an unknown kind \(<rss>\)"),
        ("", b"<?xml version='1.0'?><rss>", r"XML of an unknown kind \(<rss>\)"),
        (".xml", b"plain words", "is not XML"),
        (".zip", b"PK\x03\x04....", "is a zip file; unpack it"),
    ],
)
def test_what_no_reader_knows_is_refused(suffix: str, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        format_of(suffix, data, "name")


KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(("paragraph", "heading", "furniture"))
WORDS = st.text("abc é\u00a0", min_size=1).map(str.strip).filter(bool)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text, blocks = "", []
    for words in draw(st.lists(WORDS, max_size=4)):
        text += "\n\n" if text else ""
        mark = Mark("stage", len(text), len(text) + 1, words)
        kind = draw(KINDS)
        blocks.append(Block(kind, len(text), len(text) + len(words), marks=(mark,) if kind == "paragraph" else ()))
        text += words
    return Document(text, tuple(blocks), name=draw(WORDS), title=draw(st.sampled_from(["", "T"])))


@given(st.lists(documents(), min_size=1, max_size=4))
def test_joined_offsets_still_point_at_their_words(parts: list[Document]) -> None:
    joined = join_documents(parts)
    assert all(part.text in joined.text for part in parts)
    told = [part.block_text(block) for part in parts for block in part.blocks if block.kind != "heading"]
    found = [joined.block_text(block) for block in joined.blocks if block.kind != "heading"]
    assert [words for words in found if words in told] == found
    assert len(found) <= len(told) <= len(joined.blocks)
    for block in joined.blocks:
        for mark in block.marks:
            assert joined.text[mark.start : mark.end] == mark.speaker[0]
    assert all(before.end < after.start for before, after in pairwise(joined.blocks))
    first = next(block for block in joined.blocks if block.kind != "furniture")
    assert (first.kind, first.level) == ("heading", 1)


def test_joined_metadata_is_what_all_parts_say() -> None:
    blocks = (Block("paragraph", 0, 4),)
    one = Document("One.", blocks, title="A", author="Ann", language="en", source="s1", warnings=("w",))
    two = Document("Two.", blocks, title="B", author="Ann", source="s2", name="two")
    joined = join_documents([one, two])
    assert (joined.title, joined.author, joined.language, joined.source) == ("", "Ann", "en", "s1\ns2")
    assert joined.warnings == ("w",)
    assert joined.text == "A\n\nOne.\n\nB\n\nTwo."


def test_the_readers_load_no_parser_until_it_is_needed() -> None:
    heavy = "{'lxml', 'docx', 'trafilatura', 'pypdf', 'markdown_it'}"
    script = f"import sys, audiobook.readers; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
