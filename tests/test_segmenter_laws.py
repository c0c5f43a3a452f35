"""Laws of the segmenter, whatever the text: no crash, no character lost, offsets true; and time in proportion to "
"length."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from segmenter_shown import script

from audiobook.document import Block, Document
from audiobook.readers.text import read
from audiobook.script import Script
from audiobook.segmenter import segment
from audiobook.segmenter.spans import spans

PIECES = st.sampled_from([
    "Mr. MICA.", "TROTSKY:", "Лука.", "M. le président.", "A voice:", "Applause.", "[", "]", "(", ")", "“", "”",
    '"', "«", "»", " … ",
    "…", "...", "--", "-\n", "\n", "\n\n", "\r\n", "\r", " ", "\u00a0", "\t", "    ", "I", "said so", "Word.",
    "word", "[[Page H6191]]",
    "[3]", "*  *  *", "HEADING", "Source: a book", "January 8, 1951", "Comments are closed.", "שלום", "🎉",
    "\u200f", "CONTENTS", "\u00ad",
    "(Laughter.)", '["Go on!"]', "I.", "Q.", "\u2028", "\x0c", "\uffff",
])
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document(text: str) -> Document:
    """As the text reader gives it, or one block when it finds the text too odd to be one."""
    stripped = text.strip()
    at = text.find(stripped)
    return Document(text, (Block("paragraph", at, at + len(stripped)),) if stripped else ())


@QUICK
@given(TEXTS)
def test_offsets_are_true_and_nothing_overlaps(text: str) -> None:
    found = segment(document(text))
    end = 0
    for part in found.segments:
        assert part.text == text[part.start : part.end] and end <= part.start < part.end
        assert all(part.start <= cut.start < cut.end <= part.end for cut in part.cuts)
        end = part.end
    assert all(0 <= sentence.start < sentence.end <= len(text) and sentence.text for sentence in found.sentences)


@QUICK
@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    found = segment(document(text))
    covered = bytearray(len(text))
    for part in found.segments:
        start, end = part.bracket or (part.start, part.end)
        covered[start:end] = b"\1" * (end - start)
    assert not [sign for sign, seen in zip(text, covered, strict=True) if not seen and not sign.isspace()]


@QUICK
@given(TEXTS)
def test_what_is_speech_is_said(text: str) -> None:
    """Letters and digits of every speech segment, cuts apart, are those of its sentences."""
    for part in segment(document(text)).segments:
        if part.kind == "speech":
            said = "".join(sentence.text for sentence in part.sentences)
            assert _letters(said) == _letters(_without_cuts(part.text, part.start, [(c.start,
            c.end) for c in part.cuts]))


@QUICK
@given(TEXTS)
def test_spans_follow_each_other(text: str) -> None:
    end = 0
    for span in spans(segment(document(text))):
        assert end <= span.start < span.end <= len(text)
        end = span.end


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _without_cuts(text: str, start: int, cuts: list[tuple[int, int]]) -> str:
    for left, right in reversed(cuts):
        text = text[: left - start] + text[right - start :]
    return text


def test_ten_thousand_brackets_deep() -> None:
    found = script("Hello there. " + "[" * 10_000 + "x" + "]" * 10_000 + " Goodbye.")
    assert [part.kind for part in found.segments] == ["speech"]


@pytest.mark.parametrize("unit", [
    "The quick fox (as they say) jumped, said Mr. Smith. [Laughter.] ", "[a\n\n", "well … I ", "“", '["a" ',
    "Mr. SMITH. I say so.\n\n",
    "[[Page H1]]\n\nfoo bar\n\n", "(a [b) c] ", "ab-\n", "HELLO WORLD\n\n", "A, ", "a ",
])
def test_time_grows_with_length(unit: str) -> None:
    short, long = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    assert _seconds(long) < 0.3 + 24 * _seconds(short)  # eight times the text; quadratic would be 64


def _seconds(text: str) -> float:
    given_document = read(text.encode(), "long")
    started = time.process_time()
    found: Script = segment(given_document)
    assert found.segments
    return time.process_time() - started
