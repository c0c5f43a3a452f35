from math import inf

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import speech, tone

from audiobook.loudness import gated, k_weighted, loudness, mean_squares, peaks, true_peak
from audiobook.pcm import Audio, join, resample, silence


@pytest.mark.parametrize("rate", [16000, 24000, 44100, 48000])
def test_the_standards_own_tone(rate: int) -> None:
    """BS.1770-4, annex 1: a sine of 0 dBFS at 997 Hz on one channel reads -3.01 LKFS."""
    assert loudness(tone(5, 997, rate, 1.0)) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("rate", [24000, 48000])
@pytest.mark.parametrize("seconds", [0.5, 3.0, 7.3, 20.05])
def test_it_agrees_with_another_meter(rate: int, seconds: float) -> None:
    sound = join([speech(seconds, rate, seed=3), silence(0.7, rate), speech(seconds, rate, seed=4, level=0.03)])
    meter = pyloudnorm.Meter(rate, filter_class="DeMan")
    assert loudness(sound) == pytest.approx(meter.integrated_loudness(sound.samples.astype(np.float64)), abs=0.1)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.4, 4), st.floats(-30, 10))
def test_twice_the_gain_is_that_much_louder(seconds: float, gain_db: float) -> None:
    sound = speech(seconds)
    louder = Audio(sound.samples * np.float32(10 ** (gain_db / 20)), sound.rate)
    assert loudness(louder) - loudness(sound) == pytest.approx(gain_db, abs=0.01)


def test_the_windows_of_the_filter_leave_no_seam() -> None:
    """Weighting a stretch with what stands before it is weighting the whole."""
    sound = speech(6)
    whole, late = k_weighted(sound), k_weighted(Audio(sound.samples[10000:], sound.rate))
    assert np.abs(whole[14000:] - late[4000:]).max() < 1e-5


def test_stretches_are_gated_as_one() -> None:
    loud, soft = (mean_squares(k_weighted(speech(4, level=level)), 2400) for level in (0.1, 0.001))
    assert gated(np.concatenate([loud, soft])) == pytest.approx(gated(loud), abs=0.4)
    assert gated(soft) == pytest.approx(gated(loud) - 40, abs=0.1)


@pytest.mark.parametrize("sound", [silence(0, 24000), silence(0.3, 24000), silence(5, 24000), speech(0.39)])
def test_what_cannot_be_measured_has_no_loudness(sound: Audio) -> None:
    assert loudness(sound) == -inf


def test_a_peak_between_the_samples_is_found() -> None:
    """A quarter of the rate at 45 degrees: every sample is 3 dB below the wave."""
    wave = np.sin(2 * np.pi * np.arange(4800) / 4 + np.pi / 4).astype(np.float32) * np.float32(0.5)
    assert 20 * np.log10(np.abs(wave).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(Audio(wave, 24000)) == pytest.approx(-6.02, abs=0.2)


def test_peaks_never_lie_below_the_samples() -> None:
    sound = speech(1.013)
    found = peaks(sound, 24)
    padded = np.pad(np.abs(sound.samples), (0, -len(sound) % 24)).reshape(-1, 24)
    assert found.shape == (len(padded),)
    assert (found >= padded.max(axis=1)).all()


def test_true_peak_hardly_depends_on_the_rate() -> None:
    sound = speech(2)
    assert true_peak(resample(sound, 48000)) == pytest.approx(true_peak(sound), abs=0.2)
    assert true_peak(silence(1, 24000)) == true_peak(silence(0, 24000)) == -inf
