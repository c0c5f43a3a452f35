import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import tone

from audiobook.pcm import Audio, join, resample, silence, sounding


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(0, 3000))
def test_what_sounds_is_found_to_5_ms(before: int, length: int, after: int) -> None:
    samples = np.concatenate([np.zeros(before), np.full(length, 0.5), np.zeros(after)]).astype(np.float32)
    found = sounding(Audio(samples, 24000))
    assert found is not None
    assert before - 120 < found[0] <= before
    assert before + length <= found[1] < before + length + 120


@pytest.mark.parametrize("sound", [silence(0, 24000), silence(1, 24000), tone(1, 300, 24000, 0.001)])
def test_nothing_sounds_below_the_floor(sound: Audio) -> None:
    assert sounding(sound, -50) is None


def test_joined_parts_keep_their_order_and_length() -> None:
    joined = join([tone(0.1, 300, 24000, 0.5), silence(0.2, 24000)])
    assert joined.seconds == pytest.approx(0.3)
    assert joined.samples[:2400].any()
    assert not joined.samples[2400:].any()


def test_sounds_of_different_rates_are_not_joined() -> None:
    with pytest.raises(ValueError, match=r"\[22050, 24000\]"):
        join([silence(1, 24000), silence(1, 22050)])


@pytest.mark.parametrize("rate", [22050, 24000, 48000])
def test_resampling_keeps_the_sound(rate: int) -> None:
    there = resample(tone(1, 300, 24000, 0.5), rate)
    assert (there.rate, len(there)) == (rate, rate)
    assert np.sqrt(np.mean(there.samples**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)
    assert there.samples.dtype == np.float32
