"""Sound in memory: mono samples and their rate, and the few things done to them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """A stretch of mono sound."""

    samples: Samples
    """float32 in [-1, 1], shape (n,)."""
    rate: int
    """Samples a second, above 0."""

    def __len__(self) -> int:
        return len(self.samples)

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def silence(seconds: float, rate: int) -> Audio:
    """Digital silence of `seconds`, rounded to whole samples."""
    return Audio(np.zeros(round(seconds * rate), dtype=np.float32), rate)


def join(parts: Iterable[Audio]) -> Audio:
    """The parts one after the other. Raises ValueError when there are none or their rates differ."""
    parts = tuple(parts)
    rates = {part.rate for part in parts}
    if len(rates) != 1:
        raise ValueError(f"cannot join sounds of rates {sorted(rates)}")
    return Audio(np.concatenate([part.samples for part in parts]), rates.pop())


def resample(audio: Audio, rate: int) -> Audio:
    """The same sound at another rate (soxr, high quality)."""
    if audio.rate == rate:
        return audio
    import soxr  # loaded by the workers that need it, not by every command

    return Audio(soxr.resample(audio.samples, audio.rate, rate).astype(np.float32), rate)


def sounding(audio: Audio, floor_db: float = -50.0, window_s: float = 0.005) -> tuple[int, int] | None:
    """First and one-past-last sample of what is louder than `floor_db` (dBFS, RMS of `window_s`), or None."""
    window = max(1, round(window_s * audio.rate))
    windows = np.pad(audio.samples, (0, -len(audio) % window)).reshape(-1, window)
    power = np.einsum("ij,ij->i", windows, windows) / window
    loud = np.flatnonzero(power > 10 ** (floor_db / 10))
    if not len(loud):
        return None
    return int(loud[0]) * window, min(len(audio), (int(loud[-1]) + 1) * window)


def trim(audio: Audio, floor_db: float = -50.0, keep_s: float = 0.0) -> Audio:
    """Without the silence at both ends, but for `keep_s` seconds of it; empty if nothing sounds."""
    found = sounding(audio, floor_db)
    if found is None:
        return Audio(audio.samples[:0], audio.rate)
    keep = round(keep_s * audio.rate)
    return Audio(audio.samples[max(0, found[0] - keep) : found[1] + keep], audio.rate)
