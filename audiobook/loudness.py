"""How loud a sound is, and how high its peaks: ITU-R BS.1770-4, in numpy alone (importing scipy costs 1.5 s)."""

from functools import lru_cache
from math import inf, log10, pi, tan

import numpy as np
from numpy.typing import NDArray

from audiobook.pcm import Audio, Samples, resample

STEP_S = 0.1
"""Seconds from one gating block to the next."""
_STEPS_A_BLOCK = 4
"""Gating blocks are 400 ms long and overlap by 75 % (annex 1)."""
_STEPS_A_WINDOW = 12
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LUFS = -0.691
OVERSAMPLING = 4
"""Times the rate at which true peaks are looked for (annex 2)."""


def loudness(audio: Audio) -> float:
    """Integrated loudness in LUFS; -inf when nothing passes the gate, or when it is shorter than 400 ms."""
    return gated(mean_squares(k_weighted(audio), round(STEP_S * audio.rate)))


def true_peak(audio: Audio) -> float:
    """The highest peak, also between the samples, in dBTP; -inf for digital silence."""
    highest = float(peaks(audio, max(1, len(audio))).max(initial=0.0))
    return 20 * log10(highest) if highest else -inf


def peaks(audio: Audio, width: int) -> Samples:
    """The highest absolute value in each `width` samples, looked for at `OVERSAMPLING` times the rate.

    float32, shape (ceil(n / width),); a stretch at the end that is not whole counts.
    """
    fine = resample(audio, audio.rate * OVERSAMPLING).samples[: len(audio) * OVERSAMPLING]
    return np.maximum(_highest(fine, width * OVERSAMPLING, len(audio) * OVERSAMPLING),
                      _highest(audio.samples, width, len(audio)))


def k_weighted(audio: Audio) -> Samples:
    """The sound as the ear weighs it (annex 1, both filter stages), float32, shape (n,).

    The filters run as one multiplication of spectra over windows of 1.3 s, of which the first 0.1 s only warms them up:
    by then the slower of them (38 Hz) has forgotten all but a millionth.
    """
    warm_up = round(STEP_S * audio.rate)
    hop = _STEPS_A_WINDOW * warm_up
    rest = -len(audio) % hop
    padded = np.pad(audio.samples, (warm_up, rest))
    windows = np.lib.stride_tricks.sliding_window_view(padded, warm_up + hop)[::hop] if len(audio) else padded[None, :]
    spectra = np.fft.rfft(windows) * _k_response(audio.rate, windows.shape[1])
    weighted = np.fft.irfft(spectra, windows.shape[1])[:, warm_up:]
    return weighted.reshape(-1)[: len(audio)].astype(np.float32)


def mean_squares(weighted: Samples, width: int) -> NDArray[np.float64]:
    """The power of each whole `width` samples, shape (n // width,)."""
    stretches = weighted[: len(weighted) // width * width].reshape(-1, width)
    powers: NDArray[np.float64] = np.einsum("ij,ij->i", stretches, stretches).astype(np.float64) / width
    return powers


def gated(powers: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS, gated twice (annex 1, equations 3 to 7); -inf when nothing passes.

    `powers` are K-weighted mean squares of 100 ms each, shape (n,). Those of several stretches can be gated as one.
    """
    if len(powers) < _STEPS_A_BLOCK:
        return -inf
    blocks = np.convolve(powers, np.full(_STEPS_A_BLOCK, 1 / _STEPS_A_BLOCK), "valid")
    blocks = blocks[blocks > 10 ** ((_ABSOLUTE_GATE_LUFS - _OFFSET_LUFS) / 10)]
    if not len(blocks):
        return -inf
    blocks = blocks[blocks > blocks.mean() * 10 ** (_RELATIVE_GATE_LU / 10)]
    return _OFFSET_LUFS + 10 * log10(blocks.mean())


def _highest(samples: Samples, width: int, length: int) -> Samples:
    padded = np.pad(np.abs(samples), (0, length - len(samples) + -length % width))
    highest: Samples = padded.reshape(-1, width).max(axis=1, initial=0.0)
    return highest


@lru_cache(maxsize=4)
def _k_response(rate: int, size: int) -> NDArray[np.complex64]:
    """Of both stages at the frequencies of a real FFT of `size`. Constants: BS.1770's tables, made free of the rate."""
    delay = np.exp(-2j * pi * np.arange(size // 2 + 1) / size)  # z to the power of -1
    return (_shelf(rate, delay) * _high_pass(rate, delay)).astype(np.complex64)


def _shelf(rate: int, delay: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Stage 1: the head's lift of 4 dB above 1.7 kHz."""
    k, q, high = tan(pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    above = high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k
    return _polynomial(above, delay) / _polynomial((1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k), delay)


def _high_pass(rate: int, delay: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Stage 2: what lies below 38 Hz counts for little."""
    k, q = tan(pi * 38.13547087602444 / rate), 0.5003270373238773
    below = 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k
    return _polynomial((1.0, -2.0, 1.0), delay) * below[0] / _polynomial(below, delay)


def _polynomial(factors: tuple[float, float, float], delay: NDArray[np.complex128]) -> NDArray[np.complex128]:
    return factors[0] + factors[1] * delay + factors[2] * delay * delay
