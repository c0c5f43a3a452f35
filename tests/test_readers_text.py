"""Plain text: every encoding a speech comes in, paragraphs, and offsets that stay true."""

import codecs
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers import read_document
from audiobook.readers.text import paragraphs, read

SPEECH = "Trotsky Opposes Coalition\n\n“There is still a third!” Café, Straße, Крестьяне …\n"


def blocks(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


@pytest.mark.parametrize(
    "data",
    [
        SPEECH.encode(),
        codecs.BOM_UTF8 + SPEECH.encode(),
        SPEECH.encode("utf-16"),
        codecs.BOM_UTF16_BE + SPEECH.encode("utf-16-be"),
        SPEECH.encode("utf-32"),
        SPEECH.encode("utf-16-le"),
        SPEECH.encode("utf-16-be"),
        SPEECH.encode("utf-32-le"),
        SPEECH.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16", "utf-16 be", "utf-32", "bare le", "bare be", "bare 32 le", "bare 32 be"],
)
def test_unicode_in_every_form_is_read_without_a_word(data: bytes) -> None:
    document = read(data, "speech.txt")
    assert document.text == SPEECH
    assert document.warnings == ()


def test_cyrillic_utf_16_without_mark_is_known_by_its_spaces_and_newlines() -> None:
    text = "Против нас были\nконтрреволюционные банды и умеренные группы.\n"
    assert read(text.encode("utf-16-le"), "x").text == text


def test_windows_1252_and_latin_1_are_guessed_with_a_warning() -> None:
    document = read("“Café” … naïve".encode("cp1252"), "old.txt")
    assert document.text == "“Café” … naïve"
    assert document.warnings == ("old.txt: not UTF-8; read as Windows-1252; save it as UTF-8 if letters are wrong",)
    latin = read(b"Caf\xe9 \x81 noir", "old.txt")
    assert latin.text == "Café   noir"
    assert "read as Latin-1" in latin.warnings[0]


def test_a_few_broken_bytes_do_not_make_utf_8_another_encoding() -> None:
    data = ("Крестьяне и рабочие. " * 20).encode()
    document = read(data[:100] + b"\xff" + data[100:], "x.txt")
    assert document.text.count("Крестьяне") >= 19
    assert document.warnings == ("x.txt: 1 control character(s) or broken character(s) read as spaces",)


def test_cyrillic_in_eight_bits_is_refused_rather_than_read_as_accents() -> None:
    with pytest.raises(SourceError, match=r"x\.txt: is in an old encoding that is not Western European"):
        read("Политические комбинации приходят и уходят".encode("cp1251"), "x.txt")


def test_controls_nuls_and_half_pairs_become_spaces_of_the_same_length() -> None:
    document = read(b"one\x00two\x07three \xed\xa0\x80 \xed\xa0\xbd\xed\xb8\x80", "x.txt")
    assert document.text == "one two three   😀"
    assert document.warnings == ("x.txt: 3 control character(s) or broken character(s) read as spaces",)
    wide = read(codecs.BOM_UTF16_LE + "word ".encode("utf-16-le") + b"\x00\xd8" + "!".encode("utf-16-le"), "x.txt")
    assert wide.text == "word  !"


def test_newlines_stay_as_they_stand() -> None:
    text = "a\r\nb\r\n\r\nc\rd\n\ne\u2028f"
    document = read(text.encode(), "x")
    assert document.text == text
    assert blocks(document) == ["a\r\nb", "c\rd", "e\u2028f"]


@pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0 ", "\u200b", "\ufeff", "\u3000"])
def test_a_line_of_white_space_of_any_kind_is_blank(blank: str) -> None:
    assert blocks(read(f"One.\n{blank}\nTwo.".encode(), "x")) == ["One.", "Two."]


def test_wrapped_lines_are_one_paragraph_and_long_lines_are_one_each() -> None:
    wrapped = "A few days ago when the question of the uprising was\nraised, we were told that\nwe isolate ourselves."
    assert len(paragraphs(wrapped)) == 1
    long = "\n".join(["A sentence of some length that goes on. " * 8] * 3)
    assert len(paragraphs(long)) == 3


def test_without_blank_lines_finished_lines_are_paragraphs() -> None:
    assert len(paragraphs("Comrades!\nWe have won.\nWhat now?\n(Applause.)")) == 4


def test_tags_and_entities_are_words_in_plain_text() -> None:
    text = "<b>bold</b> &amp; [[x]]"
    assert read(text.encode(), "x.txt").text == text


@given(st.text())
def test_offsets_count_the_code_points_of_the_text(text: str) -> None:
    found = paragraphs(text)
    assert all(block.start < block.end <= len(text) for block in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    inside = "".join(text[block.start : block.end] for block in found)
    left = inside.replace("\u200b", "").replace("\u2060", "").replace("\ufeff", "")
    whole = text.replace("\u200b", "").replace("\u2060", "").replace("\ufeff", "")
    assert "".join(left.split()) == "".join(whole.split())
    assert not any(text[block.start].isspace() or text[block.end - 1].isspace() for block in found)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_what_is_written_as_utf_8_is_read_back(text: str) -> None:
    document = read(text.encode(), "x")
    assert document.text == re.sub("[\ufffd-\uffff]", " ", text.removeprefix("\ufeff"))


@given(st.binary())
def test_any_bytes_are_a_document_or_a_source_error(data: bytes) -> None:
    try:
        document = read(data, "x")
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        document.text.encode()  # no lone surrogate is left


@pytest.mark.parametrize(
    "data, message",
    [
        (b"", "there is no text in it"),
        (b" \n\t\xc2\xa0\r\n", "there is no text in it"),
        (b"\x89PNG\r\n\x1a\n....", "is a PNG picture, not a text"),
        (b"{\\rtf1 Hello}", "is an RTF file, not a text"),
        (bytes(range(256)) * 4, "is a binary file, not a text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert str(path) in str(caught.value) and message in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["word " * 400_000, "a line of words\n" * 120_000], ids=["one line", "many lines"])
def test_large_texts_take_linear_time(text: str) -> None:
    def seconds(times: int) -> float:
        data = (text * times).encode()
        start = time.perf_counter()
        read(data, "x")
        return time.perf_counter() - start

    assert min(seconds(4), seconds(4)) < 16 * max(seconds(1), 0.02)  # quadratic would be 16 × a longer time


def test_a_paragraph_of_200_000_characters_is_one_block() -> None:
    assert len(paragraphs("x" * 200_000)) == 1
