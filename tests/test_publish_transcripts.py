"""Transcripts, chapters and show notes."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import NOON, edition, said, show

from audiobook.check.findings import Subject
from audiobook.check.transcripts import transcript_rule
from audiobook.edition import Edition
from audiobook.publish.chapters import chapters_json
from audiobook.publish.companions import HTML, JSON, SRT, VTT
from audiobook.publish.cues import Room, lines, split
from audiobook.publish.ledger import Correction
from audiobook.publish.notes import MOST, show_notes
from audiobook.publish.soundbite import soundbite
from audiobook.publish.transcripts import html, srt, transcript_json, voiced_cues, vtt
from audiobook.publish.wording import clean, clock, shortened

LONG = ("When the question was raised, we were told that we stood alone: that nobody would follow, and that "
        "the ships … had left; but they had not.")
text = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)
prose = st.lists(st.text("abcdeßéжłあ,;:.-'&<>→", min_size=1, max_size=40), min_size=1, max_size=40).map(" ".join)


def words(content: str) -> list[str]:
    return re.findall(r"\w+", content)


def written(of: Edition) -> dict[str, str]:
    cues = voiced_cues(of)
    return {VTT: vtt(cues), SRT: srt(of), JSON: transcript_json(cues), HTML: html(of)}


def test_vtt_has_a_voice_a_cue_and_lines_of_its_width() -> None:
    made = edition(said(LONG, 500, 9000), said("Yes!", 9100, 9600, role="heckler 2", speaker=""))
    assert vtt(voiced_cues(made)) == """WEBVTT

00:00:00.500 --> 00:00:04.408
<v Ada Poe>When the question was raised, we
were told that we stood alone:

00:00:04.408 --> 00:00:09.000
<v Ada Poe>that nobody would follow, and that the
ships … had left; but they had not.

00:00:09.100 --> 00:00:09.600
<v Heckler 2>Yes!
"""


def test_srt_has_two_short_lines_and_no_colon_before_a_space() -> None:
    content = srt(edition(said(LONG, 500, 9000)))
    cues = [block.split("\n")[2:] for block in content.strip().split("\n\n")]
    assert all(len(rows) <= 2 and max(map(len, rows)) <= 32 for rows in cues)
    assert not any(": " in " ".join(rows) for rows in cues)
    assert words(" ".join(" ".join(rows) for rows in cues)) == words(LONG)


def test_markup_in_a_text_stays_text() -> None:
    found = written(edition(said("Bread & <b>peace</b> --> now", speaker="A&B <C>")))
    assert "<v A B C>Bread &amp; &lt;b&gt;peace&lt;/b&gt; --&gt; now" in found[VTT]
    assert "Bread &amp; &lt;b&gt;peace&lt;/b&gt; --&gt; now</span>" in found[HTML]
    assert json.loads(found[JSON])["segments"][0] == {
        "speaker": "A&B <C>", "startTime": 0.0, "endTime": 2.0, "body": "Bread & <b>peace</b> --> now"}


@given(prose)
def test_every_transcript_says_what_is_spoken_at_its_time(spoken: str) -> None:
    made = edition(said(spoken, 1000, 61_000), said("And the end.", 61_200, 62_000))
    for content in written(made).values():
        assert "\r" not in content
    body = " ".join(segment["body"] for segment in json.loads(transcript_json(voiced_cues(made)))["segments"])
    assert words(body) == words(f"{spoken} And the end.")
    marks = [(cue.start_ms, cue.end_ms) for cue in voiced_cues(made)]
    assert marks == sorted(marks) and marks[0][0] == 1000 and marks[-1][1] == 62_000
    assert all(a < b for a, b in marks)


@given(prose)
def test_what_is_written_passes_the_check(tmp_path_factory: pytest.TempPathFactory, spoken: str) -> None:
    made, folder = edition(said(spoken, 1000, 61_000)), tmp_path_factory.mktemp("edition")
    for name, content in written(made).items():
        (folder / name).write_text(content, encoding="utf-8")
    assert list(transcript_rule(Subject(folder, made))) == []


@given(prose, st.integers(8, 70))
def test_a_split_loses_nothing_and_breaks_only_between_words(spoken: str, width: int) -> None:
    room = Room(width, width)
    pieces = split(spoken, room)
    assert " ".join(pieces).split() == spoken.split()
    for piece in pieces:
        rows = lines(piece, room)
        assert " ".join(rows) == piece
        assert len(rows) <= 2 and all(len(row) <= width or " " not in piece for row in rows)


def test_html_names_who_speaks_by_paragraphs() -> None:
    call = said("No!", 2000, 2500, role="heckler", speaker="")
    last = said("Three.", 3000, 3900, paragraph=1)
    content = html(edition(said("One.", 0, 900), said("Two.", 1000, 1900), call, last))
    assert re.findall(r"<cite>(.*?):</cite> <time .*?>(.*?)</time><p>(.*?)</p>", content) == [
        ("Ada Poe", "0:00", '<span data-start="0.000" data-end="0.900">One.</span> '
                            '<span data-start="1.000" data-end="1.900">Two.</span> '),
        ("Heckler", "0:02", '<span data-start="2.000" data-end="2.500">No!</span> '),
        ("Ada Poe", "0:03", '<span data-start="3.000" data-end="3.900">Three.</span> '),
    ]


def test_chapters_start_on_whole_seconds() -> None:
    assert json.loads(chapters_json(edition(chapters=("First & “last”", "Второй")))) == {
        "version": "1.2.0", "title": "The Third Way",
        "chapters": [{"startTime": 0, "title": "First & “last”"}, {"startTime": 10, "title": "Второй"}]}


def test_notes_have_byline_correction_chapters_source_and_licence(tmp_path: Path) -> None:
    corrections = (Correction("2026-11-23", "1 sentence changed"),)
    notes = show_notes(edition(chapters=("One", "Two")), show(tmp_path), corrections, "https://example.org/t.html")
    assert notes == (
        "<p>Ada Poe, 3 May 1921</p><p>Corrected 2026-11-23: 1 sentence changed.</p><p>0:00 One<br>0:10 Two</p>"
        "<p>Source: Proceedings of the Guild, volume 7.</p><p>Licence: CC-BY-4.0</p><p>© The Guild</p>"
        '<p>Spoken by synthetic voices (tone).</p><p><a href="https://example.org/t.html">Transcript</a></p>')


def test_notes_that_are_too_long_lose_chapters_not_the_licence(tmp_path: Path) -> None:
    notes = show_notes(edition(chapters=[f"Chapter {n} " + "x" * 100 for n in range(200)]), show(tmp_path))
    assert 2000 < len(notes) <= MOST and "<br>…" in notes and "Licence" in notes


@given(st.lists(st.text("a&< ", max_size=900), max_size=60), st.integers(1, 60), st.text(max_size=900))
def test_notes_are_never_too_long(source: list[str], chapters: int, author: str) -> None:
    made = edition(chapters=[f"Chapter {n} & more" for n in range(chapters)])
    notes = show_notes(replace(made, source="\n".join(source), author=author), show(Path("guild")))
    assert len(notes) <= MOST and "Licence" in notes


def test_a_soundbite_is_whole_sentences_of_15_to_120_seconds() -> None:
    bite = soundbite(edition())
    assert bite is not None and (bite.start_ms, bite.duration_ms) == (100, 31_800)
    assert soundbite(edition(said("Short.", 0, 3000))) is None
    assert soundbite(edition(said("A sentence without an end", 0, 200_000))) is None


@given(text, st.integers(1, 50))
def test_shortened_is_short(content: str, most: int) -> None:
    assert len(shortened(content, most)) <= most
    assert len(content) > most or shortened(content, most) == content


def test_wording() -> None:
    assert clean("a\x00b\x1b[0m\ud800 \u202ec\n") == "ab[0m \u202ec"
    assert [clock(3_725_004, "."), clock(3_725_999), clock(59_999)] == ["01:02:05.004", "1:02:05", "0:59"]
    assert NOON.isoformat() == "2026-11-23T12:00:00+00:00"
