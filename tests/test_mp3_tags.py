from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from audiobook.errors import EditionError
from audiobook.mp3.frames import STANDARD, silent_frame
from audiobook.mp3.splice import splice
from audiobook.mp3.tags import ChapterMark, Tag, block_size, id3, iso_639_2, read_chapters, read_tag

JPEG = b"\xff\xd8\xff\xe0 not quite a picture \x00\xff\xfe\x00 \xff\xd9"
TAG = Tag(title="Trotsky Opposes Coalition", artist="Leon Trotsky", album="Speeches", date="1917-11-08",
          language="en-GB", comment="Source: Bunyan\nand Fisher", software="audiobook 0.1.0", length_ms=24000,
          cover=JPEG)


def marks(count: int) -> list[ChapterMark]:
    return [ChapterMark(f"Chapter {n}: “Füße” 😀" * (1 + n % 5), n * 1000, (n + 1) * 1000) for n in range(count)]


def written(path: Path, block: bytes) -> Path:
    path.write_bytes(b"".join(splice([silent_frame(STANDARD) * 1000], STANDARD, block, 1000)))
    return path


def frame_names(block: bytes) -> list[str]:
    names, at = [], 10
    while at < len(block):
        names.append(block[at : at + 4].decode("ascii"))
        at += 10 + int.from_bytes(block[at + 4 : at + 8], "big")
    assert at == len(block)
    return names


def frames_of(source: Path | BytesIO) -> Any:
    return ID3(source, translate=False)  # type: ignore[no-untyped-call]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = written(tmp_path / "a.mp3", id3(TAG, marks(3)))
    assert read_tag(path) == replace(TAG, language="eng")
    assert read_chapters(path) == tuple(marks(3))


def test_frames_stand_in_the_order_players_need() -> None:
    assert frame_names(id3(TAG, marks(2))) == [
        "TIT2", "TPE1", "TALB", "TYER", "TDAT", "TLAN", "TLEN", "TSSE", "COMM", "CTOC", "CHAP", "CHAP", "APIC"]


def test_the_block_is_version_2_3_without_flags() -> None:
    block = id3(TAG)
    assert block[:6] == b"ID3\x03\x00\x00"
    assert block_size(block[:10]) == len(block)
    assert block_size(b"\xff\xf3\x84\xc4 no tag") == 0


def test_the_same_values_give_the_same_bytes() -> None:
    assert id3(TAG, marks(30)) == id3(TAG, marks(30)[::-1])


@pytest.mark.parametrize("count", [0, 1, 100, 255, 256, 600])
def test_a_reader_of_another_make_lists_the_chapters_in_order(count: int, tmp_path: Path) -> None:
    path = written(tmp_path / "a.mp3", id3(TAG, marks(count)))
    with av.open(str(path)) as container:
        found = [(c["metadata"]["title"], c["start"], c["end"]) for c in container.chapters()]
    assert found == [(mark.title, mark.start_ms, mark.end_ms) for mark in marks(count)]


@pytest.mark.parametrize(("count", "tables"), [(1, 1), (255, 1), (256, 3), (600, 4)])
def test_the_contents_name_every_chapter_at_most_255_a_table(count: int, tables: int, tmp_path: Path) -> None:
    found = frames_of(written(tmp_path / "a.mp3", id3(TAG, marks(count))))
    contents = {frame.element_id: frame for frame in found.getall("CTOC")}
    assert len(contents) == tables
    assert [name for name, frame in contents.items() if frame.flags == 0x03] == ["toc"]
    assert all(len(frame.child_element_ids) <= 255 and str(frame.sub_frames["TIT2"]) for frame in contents.values())

    def leaves(name: str) -> list[str]:
        if name not in contents:
            return [name]
        return [leaf for child in contents[name].child_element_ids for leaf in leaves(child)]

    assert leaves("toc") == [frame.element_id for frame in found.getall("CHAP")]
    assert all(frame.start_offset == frame.end_offset == 0xFFFFFFFF for frame in found.getall("CHAP"))


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text())
def test_any_text_can_be_written(title: str, comment: str) -> None:
    """And never a control character or half a surrogate pair, which players show as boxes or stop at."""
    block = id3(Tag(title=title, comment=comment), [ChapterMark(title, 0, 1000)])
    assert block_size(block) == len(block)
    chapter = frames_of(BytesIO(block)).getall("CHAP")[0]
    printable = "".join(c for c in title if category(c) not in ("Cc", "Cs")).strip()
    assert str(chapter.sub_frames.get("TIT2", "")) == printable


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    tag = read_tag(written(tmp_path / "a.mp3", id3(Tag(title="A\x00B\x07\nC\ud800", comment="one\ntwo\x00"))))
    assert (tag.title, tag.comment) == ("ABC", "one\ntwo")


def test_only_a_year_is_a_date(tmp_path: Path) -> None:
    assert read_tag(written(tmp_path / "a.mp3", id3(Tag(title="A", date="1917")))).date == "1917"


def test_what_is_empty_is_left_out() -> None:
    assert frame_names(id3(Tag(title="A"))) == ["TIT2"]


@pytest.mark.parametrize(("language", "code"), [
    ("en", "eng"), ("en-us", "eng"), ("de_AT", "deu"), ("grc", "grc"), ("x-tlh", "und"), ("", "und"), ("qq", "und")])
def test_languages_get_their_three_letters(language: str, code: str) -> None:
    assert iso_639_2(language) == code


def test_a_cover_of_another_kind_is_an_error() -> None:
    with pytest.raises(EditionError, match="JPEG"):
        id3(Tag(title="A", cover=b"GIF89a"))


def test_a_file_without_a_tag_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "bare.mp3", b"")
    for read in (read_tag, read_chapters):
        with pytest.raises(EditionError, match=r"bare\.mp3 has no ID3 tag"):
            read(path)
