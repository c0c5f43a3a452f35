"""The seed speech, segment by segment: tests/golden/seed.script was read line by line by a person."""

from datetime import date
from pathlib import Path

from segmenter_shown import golden

from audiobook.readers.text import read
from audiobook.script import ANNOUNCER, NARRATOR, Role
from audiobook.segmenter import segment
from audiobook.segmenter.spans import spans

HERE = Path(__file__).parent
DOCUMENT = read((HERE.parent / "audio/trotsky-opposes-coalition/speech.txt").read_bytes(), "speech")


def test_the_script_is_the_golden_one() -> None:
    assert golden(segment(DOCUMENT)) == (HERE / "golden/seed.script").read_text(encoding="utf-8")


def test_the_text_itself_says_who_and_when() -> None:
    script = segment(DOCUMENT)
    assert (script.title, script.author, script.date, script.language) == (
        "Trotsky Opposes Coalition", "Leon Trotsky", date(1917, 11, 8), "en")
    assert script.source.startswith("Original Source: Vtoroi") and "pp. 135-137." in script.source


def test_four_are_heard() -> None:
    assert segment(DOCUMENT).roles == (ANNOUNCER, Role("speaker"), Role("heckler"), NARRATOR)


def test_the_heckle_is_one_span_of_its_pieces() -> None:
    heckle = next(span for span in spans(segment(DOCUMENT)) if span.kind == "heckle")
    assert heckle.as_json(DOCUMENT.text) == {
        "start": 3838, "end": 3881, "text": "(“There is still a third!” shouts someone.)", "kind": "heckle",
        "heckle_quote": [{"start": 3840, "end": 3863, "text": "There is still a third!"}],
        "heckle_attribution": [{"start": 3865, "end": 3879, "text": "shouts someone"}]}


def test_skipped_kinds_keep_their_segments() -> None:
    script = segment(DOCUMENT, reactions="skip")
    applause = next(found for found in script.segments if found.kind == "reaction")
    assert applause.text == "(Loud applause.)" and not applause.sentences
    assert any(sentence.text == "shouts someone." for sentence in script.sentences)


def test_credits_come_last_and_are_announced() -> None:
    script = segment(DOCUMENT, credits=True)
    assert [found.kind for found in script.segments[-2:]] == ["source", "source"]
    assert script.sentences[-1].role == ANNOUNCER and script.sentences[-1].text.endswith("pp. 135-137.")
    assert not any(found.sentences for found in segment(DOCUMENT).segments if found.kind == "source")
