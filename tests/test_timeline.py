from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.mp3.frames import HIGH, STANDARD, Format
from audiobook.script import NARRATOR, Role, Sentence
from audiobook.takes import Take
from audiobook.timeline import BREATH_MS, Pauses, lay_out, milliseconds

SPEAKER = Role("speaker")
SENTENCE = Sentence("1.1", "Words.", 0, 6, "speech", SPEAKER, paragraph=0, chapter=0)


def take(frames: int = 50, onset: int = 360, silent: int = 2400, format: Format = STANDARD) -> Take:
    return Take("0" * 32, Path(), frames, onset, frames * format.frame_samples - silent)


def gaps_ms(sentences: list[Sentence], pauses: Pauses | None = None) -> list[int]:
    titles = [f"Chapter {n}" for n in range(sentences[-1].chapter + 1)]
    timeline = lay_out(sentences, [take()] * len(sentences), titles, pauses or Pauses(), STANDARD)
    return [milliseconds(b.start - a.end, 24000) + 2 * BREATH_MS for a, b in pairwise(timeline.clips)]


@pytest.mark.parametrize(("change", "pause"), [
    ({}, 350),
    ({"role": NARRATOR, "kind": "reaction"}, 200),
    ({"role": Role("heckler"), "kind": "heckle_quote"}, 115),  # what its take and the one before bring along
    ({"paragraph": 1}, 700),
    ({"after_omission": True}, 450),
    ({"paragraph": 1, "after_omission": True}, 700),
    ({"chapter": 1, "paragraph": 1}, 1500),
])
def test_pauses_by_what_lies_between(change: dict[str, object], pause: int) -> None:
    (gap,) = gaps_ms([SENTENCE, replace(SENTENCE, **change)])  # type: ignore[arg-type]
    assert abs(gap - pause) <= 12


def test_a_chapter_pause_is_long_enough_for_its_mark() -> None:
    (gap,) = gaps_ms([SENTENCE, replace(SENTENCE, chapter=1)], Pauses(chapter=0))
    assert gap >= 1088


def test_no_time_at_all() -> None:
    timeline = lay_out([SENTENCE], [take()], ["Only"], Pauses(), STANDARD)
    assert [(c.title, c.start_ms) for c in timeline.chapters] == [("Only", 0)]
    assert timeline.chapters[0].end_ms == timeline.duration_ms
    assert abs(timeline.clips[0].start + BREATH_MS * 24 - 250 * 24) <= 288


lengths = st.lists(st.tuples(st.integers(6, 400), st.booleans()), min_size=1, max_size=60)


@given(lengths, st.integers(0, 4000), st.sampled_from([STANDARD, HIGH]))
def test_chapters_are_contiguous_whole_seconds_in_silence(
    made: list[tuple[int, bool]], chapter_ms: int, format: Format
) -> None:
    sentences, takes, chapter = [], [], 0
    for n, (frames, begins) in enumerate(made):
        chapter += begins and n > 0
        sentences.append(replace(SENTENCE, id=str(n), chapter=chapter))
        takes.append(take(frames, format=format))
    titles = [f"Chapter {n}" for n in range(chapter + 1)]
    timeline = lay_out(sentences, takes, titles, Pauses(chapter=chapter_ms), format)

    assert sum(c.pause for c in timeline.clips) + sum(t.frames for t in takes) + timeline.tail == timeline.frames
    assert timeline.chapters[0].start_ms == 0 and timeline.chapters[-1].end_ms == timeline.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in pairwise(timeline.chapters))
    assert all(c.start_ms % 1000 == 0 and c.start_ms < c.end_ms for c in timeline.chapters)
    for clip, sentence in zip(timeline.clips, sentences, strict=True):
        begun = timeline.chapters[sentence.chapter]
        assert begun.start_ms * format.rate < clip.start * 1000
        assert clip.end * 1000 < begun.end_ms * format.rate + 1000 * format.rate


@given(lengths)
def test_changing_pauses_moves_clips_by_whole_frames(made: list[tuple[int, bool]]) -> None:
    sentences = [replace(SENTENCE, id=str(n)) for n in range(len(made))]
    takes = [take(frames) for frames, _ in made]
    short, long = (lay_out(sentences, takes, ["A"], Pauses(sentence=p), STANDARD) for p in (200, 900))
    assert all((b.start - a.start) % 576 == 0 for a, b in zip(short.clips, long.clips, strict=True))


@given(st.integers(0, 10**12), st.sampled_from([24000, 48000]))
def test_milliseconds_round_once(samples: int, rate: int) -> None:
    assert abs(milliseconds(samples, rate) - samples * 1000 / rate) <= 0.5001
