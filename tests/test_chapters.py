import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_planning import script_of

from audiobook.document import Block, Document
from audiobook.errors import SettingsError
from audiobook.script import ChapterStart, Script
from audiobook.segmenter import segment
from audiobook.segmenter.chapters import divide

SENTENCE = "We were told that we stood alone in this, and it was never so. "


def opening(script: Script) -> dict[str, str]:
    """Title → first words of each chapter."""
    first: dict[int, str] = {}
    for sentence in script.sentences:
        first.setdefault(sentence.chapter, sentence.text)
    return {script.chapters[chapter]: text for chapter, text in first.items()}


def test_chapters_by_themselves_last_one_to_three_minutes() -> None:
    script = script_of(*[SENTENCE * 6] * 30)
    words: dict[int, int] = {}
    for sentence in script.sentences:
        words[sentence.chapter] = words.get(sentence.chapter, 0) + len(sentence.text.split())
    assert all(150 <= count <= 450 for count in words.values()) and len(words) > 4
    assert script.chapters[0] == "We were told that we stood alone in this, and it…"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=400))
def test_chapters_by_themselves_are_few_and_begin_with_paragraphs(paragraphs: list[int]) -> None:
    script = script_of(*[SENTENCE * length for length in paragraphs])
    assert 1 <= len(script.chapters) <= 100
    chapters = [sentence.chapter for sentence in script.sentences]
    assert chapters == sorted(chapters) and set(chapters) == set(range(len(script.chapters)))
    for a, b in zip(script.sentences, script.sentences[1:], strict=False):
        assert a.chapter == b.chapter or a.paragraph != b.paragraph


def headed() -> Script:
    parts = ["FIRST PART", SENTENCE * 3, "SECOND PART", SENTENCE * 3 + "The end is near."]
    text, blocks = "\n\n".join(parts), []
    for n, part in enumerate(parts):
        at = text.index(part) if n < 3 else text.rindex(SENTENCE * 3)
        blocks.append(Block("paragraph" if n % 2 else "heading", at, at + len(part), level=0 if n % 2 else 1))
    return segment(Document(text, tuple(blocks), title="Whole", language="en"))


def test_headings_are_chapters() -> None:
    assert list(opening(headed())) == ["FIRST PART", "SECOND PART"]


def test_the_editors_chapters_join_the_headings() -> None:
    script = divide(headed(), [ChapterStart("The End", "the end is NEAR")])
    assert opening(script) == {"FIRST PART": "FIRST PART", "SECOND PART": "SECOND PART", "The End": "The end is near."}


def test_the_editors_chapters_begin_where_he_says() -> None:
    script = divide(script_of("One thing first. It is small.", "Then “another” thing."), [
        ChapterStart("Small", "It is"), ChapterStart("Other", 'Then "another"'),
    ])
    assert opening(script) == {"A Title": "One thing first.", "Small": "It is small.", "Other": "Then “another” thing."}


def test_the_first_chapter_has_the_title_read_before_it() -> None:
    text = "A Title\n\nAda Poe. May 3, 1921\n\nIt begins here. And goes on."
    blocks = tuple(Block("paragraph", text.index(p), text.index(p) + len(p)) for p in text.split("\n\n"))
    script = divide(segment(Document(text, blocks, language="en")), [ChapterStart("Start", "It begins")])
    assert list(opening(script)) == ["Start"] and script.sentences[0].text == "A Title"


def test_words_that_are_not_there() -> None:
    with pytest.raises(SettingsError, match=r'no sentence begins with "It bigins".*nearest begins "It begins'):
        divide(script_of("It begins here.", "It ends."), [ChapterStart("X", "It bigins")])
