"""When each written word sounds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from audiobook.cli import main
from audiobook.words import shared_out, syllables, written_words

WHOLE = (0.0, 10.0)


def times(text: str, *heard: tuple[str, float, float]) -> list[tuple[str, float, float]]:
    return [(word, round(start, 3), round(end, 3)) for word, start, end in written_words(text, heard, WHOLE)]


def test_words_heard_as_they_are_written_have_their_times() -> None:
    assert times("“We came!”", ("We", 1, 2), ("came", 2, 3)) == [("“We", 1, 2), ("came!”", 2, 3)]


def test_what_is_said_in_other_words_shares_their_time() -> None:
    assert times("in 1917 … we", ("in", 1, 2), ("nineteen", 2, 3), ("seventeen", 3, 4), ("we", 4, 5)) == [
        ("in", 1, 2), ("1917", 2, 4), ("we", 4, 5)]
    assert times("of the day", ("of", 1, 2), ("day", 2, 3)) == [("of", 1, 1.5), ("the", 1.5, 2), ("day", 2, 3)]
    assert times("of the day", ("ofthe", 1, 2), ("day", 2, 3)) == [("of", 1, 1.5), ("the", 1.5, 2), ("day", 2, 3)]


def test_a_chance_likeness_within_a_number_misleads_nobody() -> None:
    heard = ["one", "hundred", "and", "one", "and", "then"]
    assert times("101 and then", *((word, n, n + 1) for n, word in enumerate(heard))) == [
        ("101", 0, 4), ("and", 4, 5), ("then", 5, 6)]


def test_without_an_engines_word_syllables_tell() -> None:
    assert times("a revolution") == [("a", 0, 2), ("revolution", 2, 10)]
    assert [syllables(word) for word in ("a", "revolution", "революция", "1917", "—")] == [1, 4, 4, 4, 1]


TEXT = st.lists(st.sampled_from(["we", "of", "1917", "“so!”", "…"]), min_size=1, max_size=12)
HEARD = st.lists(st.sampled_from(["we", "of", "nineteen", "so"]), max_size=12)


@given(TEXT, HEARD)
def test_every_word_of_the_text_has_a_time_and_they_are_in_order(text: list[str], heard: list[str]) -> None:
    found = written_words(" ".join(text), [(word, n, n + 1) for n, word in enumerate(heard)], WHOLE)
    assert [word for word, _, _ in found] == [word for word in text if word != "…"]
    assert all(start <= end for _, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)


@given(st.lists(st.sampled_from(["a", "revolution", "of"]), min_size=1, max_size=9))
def test_shares_fill_the_time(words: list[str]) -> None:
    found = list(shared_out(words, 1.0, 3.0))
    assert found[0][1] == 1.0
    assert found[-1][2] == pytest.approx(3.0)


def test_words_lie_beside_the_edition_and_within_their_sentences(tmp_path: Path) -> None:
    text = "A Title\n\nWe were told so in 1917. We did not … believe it."
    (tmp_path / "speech.txt").write_text(text, encoding="utf-8")
    for engine, estimated in (("pyttsx3", False), ("tone", False)):
        result = CliRunner().invoke(main, ["produce", str(tmp_path), "--engine", engine, "-q"])
        assert result.exit_code == 0, result.output
        lines = [json.loads(line) for line in (tmp_path / "words.jsonl").read_text("utf-8").splitlines()]
        sentences = json.loads((tmp_path / "edition.json").read_text("utf-8"))["sentences"]
        assert [line["id"] for line in lines] == [sentence["id"] for sentence in sentences]
        for line, sentence in zip(lines, sentences, strict=True):
            assert " ".join(word for word, _, _ in line["words"]) == sentence["text"].replace("… ", "")
            assert sentence["start_ms"] <= line["words"][0][1] <= line["words"][-1][2] <= sentence["end_ms"]
            assert line.get("estimated", False) is estimated


def test_the_edition_before_brings_its_words_back(tmp_path: Path) -> None:
    source = tmp_path / "speech.txt"
    texts = []
    for word in ("told", "sold"):
        source.write_text(f"A Title\n\nWe were {word} so.", encoding="utf-8")
        assert CliRunner().invoke(main, ["produce", str(tmp_path), "--engine", "tone", "-q"]).exit_code == 0
        texts.append((tmp_path / "words.jsonl").read_text("utf-8"))
    assert CliRunner().invoke(main, ["produce", str(tmp_path), "--engine", "tone", "--restore"]).exit_code == 0
    assert (tmp_path / "words.jsonl").read_text("utf-8") == texts[0] != texts[1]
