import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import decoded, speech, tone

from audiobook.digest import digest
from audiobook.errors import EngineError
from audiobook.loudness import loudness, true_peak
from audiobook.mastering import Mastered, Mastering, master
from audiobook.mp3.encode import encode
from audiobook.mp3.frames import HIGH, QUALITIES, STANDARD, Format, silent_frame
from audiobook.mp3.splice import splice
from audiobook.pcm import Audio, join, silence, sounding

SETTINGS = Mastering()
FORMATS = pytest.mark.parametrize("format", QUALITIES.values(), ids=QUALITIES.keys())


def padded(sound: Audio, head: float, tail: float) -> Audio:
    return join([silence(head, sound.rate), sound, silence(tail, sound.rate)])


def edition(takes: list[Mastered], format: Format, pause_frames: int = 15) -> Audio:
    pieces = [piece for take in takes for piece in (encode(take.audio, format), silent_frame(format) * pause_frames)]
    return decoded(b"".join(splice(pieces, format, b"", sum(map(len, pieces)) // format.frame_bytes)))


takes = st.builds(speech, st.floats(0.05, 4), st.sampled_from([16000, 22050, 24000, 44100]), st.integers(0, 50),
                  st.floats(0.01, 0.3))


@settings(max_examples=40, deadline=None)
@given(takes, st.floats(0, 0.4), st.floats(0, 0.4), st.sampled_from([STANDARD, HIGH]))
def test_every_take_is_whole_frames_at_level_under_the_ceiling(
    take: Audio, head: float, tail: float, format: Format
) -> None:
    mastered = master(padded(take, head, tail), SETTINGS, format)
    samples = mastered.audio.samples
    assert mastered.audio.rate == format.rate
    assert len(samples) % format.frame_samples == 0
    assert not samples[-SETTINGS.settling_frames * format.frame_samples :].any()
    assert true_peak(mastered.audio) <= SETTINGS.ceiling_dbtp + 0.1
    if take.seconds > 1:
        around = padded(mastered.audio, 0.4, 0.4)
        assert loudness(around) == pytest.approx(SETTINGS.lufs, abs=0.5)


@FORMATS
@pytest.mark.parametrize("head", [0.0, 0.012, 0.3])
def test_the_speech_begins_and_ends_where_it_says(head: float, format: Format) -> None:
    take = tone(1.0, 300, 22050, 0.1)
    mastered = master(padded(take, head, 0.25), SETTINGS, format)
    assert mastered.onset / format.rate == pytest.approx(SETTINGS.lead_ms / 1000, abs=0.006)
    assert (mastered.offset - mastered.onset) / format.rate == pytest.approx(1.0, abs=0.02)
    back = edition([mastered], format)
    assert sounding(back, SETTINGS.floor_db) == pytest.approx((mastered.onset, mastered.offset), abs=0.02 * format.rate)


@FORMATS
@pytest.mark.parametrize("seconds", [1.2, 2.5, 6.0])
def test_an_edition_has_the_level_of_its_takes(seconds: float, format: Format) -> None:
    """Whatever level they were recorded at, and however long sentences and pauses are."""
    mastered = [master(speech(seconds, seed=seed, level=level), SETTINGS, format)
                for seed, level in enumerate((0.02, 0.05, 0.1, 0.2, 0.3))]
    whole = edition(mastered, format)
    meter = pyloudnorm.Meter(format.rate, filter_class="DeMan")
    assert meter.integrated_loudness(whole.samples.astype(np.float64)) == pytest.approx(-16, abs=0.5)
    assert true_peak(whole) <= -1
    levels = [loudness(Audio(take.audio.samples[take.onset : take.offset], format.rate)) for take in mastered]
    assert max(levels) - min(levels) <= 3


@pytest.mark.parametrize("seconds", [0.1, 0.35, 0.9])
def test_a_word_is_hardly_louder_than_a_sentence(seconds: float) -> None:
    word, sentence = (master(speech(length), SETTINGS, STANDARD) for length in (seconds, 6.0))

    def power(take: Mastered) -> float:
        return float(np.mean(take.audio.samples[take.onset : take.offset] ** 2))

    assert abs(10 * np.log10(power(word) / power(sentence))) < 1.5


def test_high_peaks_are_limited_and_the_level_still_reached() -> None:
    sound = speech(4, level=0.05)
    clicks = sound.samples.copy()
    clicks[::12000] = 0.9
    mastered = master(Audio(clicks, sound.rate), SETTINGS, STANDARD)
    assert true_peak(mastered.audio) <= SETTINGS.ceiling_dbtp + 0.1
    assert loudness(padded(mastered.audio, 0.4, 0.4)) == pytest.approx(-16, abs=0.5)


def test_the_limiter_leaves_alone_what_is_below_the_ceiling() -> None:
    sound = tone(2.0, 500, 24000, 0.1)
    mastered = master(sound, SETTINGS, STANDARD)
    lead = SETTINGS.lead_ms * 24
    before, after = sound.samples[12000:24000], mastered.audio.samples[12000 + lead : 24000 + lead]
    gain = after @ before / (before @ before)
    assert np.abs(after - gain * before).max() < 1e-4


def test_the_same_sound_gives_the_same_samples() -> None:
    once, again = (master(speech(2), SETTINGS, STANDARD).audio.samples for _ in range(2))
    assert np.array_equal(once, again)


@FORMATS
@pytest.mark.parametrize("samples", [1, 20, 100, 1000])
def test_a_sound_of_a_few_samples_is_mastered(samples: int, format: Format) -> None:
    mastered = master(padded(Audio(np.full(samples, 0.5, np.float32), 24000), 0.05, 0.05), SETTINGS, format)
    assert 0 <= mastered.onset < mastered.offset <= len(mastered.audio)


@pytest.mark.parametrize("sound", [
    silence(0, 24000), silence(2, 22050), tone(1, 300, 24000, 0.0005), Audio(np.zeros(1, np.float32), 24000)])
def test_a_take_without_sound_is_an_error(sound: Audio) -> None:
    with pytest.raises(EngineError, match="gave no sound"):
        master(sound, SETTINGS, STANDARD)


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_samples_that_are_not_numbers_are_an_error(broken: float) -> None:
    samples = speech(1).samples.copy()
    samples[5000] = broken
    with pytest.raises(EngineError, match="not numbers"):
        master(Audio(samples, 24000), SETTINGS, STANDARD)


def test_every_setting_that_shapes_the_sound_is_in_the_digest() -> None:
    changed = [replace(SETTINGS, **{name: getattr(SETTINGS, name) + 1}) for name in Mastering.__slots__]
    assert len({digest(each) for each in (SETTINGS, *changed)}) == len(changed) + 1


def test_mastering_warns_of_nothing_and_loads_no_scipy() -> None:
    """pydub warns at import when ffmpeg is missing, and of its own escapes from Python 3.12 on."""
    script = ("import numpy as np, sys\n"
              "from audiobook.mastering import Mastering, master\n"
              "from audiobook.mp3.frames import STANDARD\n"
              "from audiobook.pcm import Audio\n"
              "assert 'pydub' not in sys.modules\n"
              "master(Audio(np.full(9000, 0.1, np.float32), 24000), Mastering(), STANDARD)\n"
              "assert 'pydub' in sys.modules and 'scipy' not in sys.modules\n")
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          env={**os.environ, "PATH": ""}, check=True)
    assert told.stderr == ""
