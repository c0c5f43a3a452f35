"""Small sounds to test with, and decoders of other makes than our encoder."""

import io

import av
import miniaudio
import numpy as np

from audiobook.pcm import Audio


def speech(seconds: float, rate: int = 24000, seed: int = 0, level: float = 0.1) -> Audio:
    """Something like speech: harmonics of a gliding pitch in syllables, hisses between them, RMS about `level`."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    pitch = 120 * (1 + 0.2 * np.sin(2 * np.pi * 0.7 * time + seed))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    voiced = sum((np.sin(n * phase + rng.uniform(0, 6)) / n for n in range(1, 25)), np.zeros_like(time))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * time - 1.5)
    hiss = rng.standard_normal(len(time)) * (syllables < 0.2)
    sound = voiced * syllables + 0.3 * hiss
    scale = level / max(1e-9, float(np.sqrt(np.mean(sound**2)))) if len(time) else 1.0
    return Audio((sound * scale).astype(np.float32), rate)


def tone(seconds: float, hertz: float, rate: int, level: float) -> Audio:
    """A sine of peak `level`."""
    time = np.arange(round(seconds * rate)) / rate
    return Audio((level * np.sin(2 * np.pi * hertz * time)).astype(np.float32), rate)


def decoded(mp3: bytes) -> Audio:
    """As FFmpeg's libraries play it, gapless."""
    with av.open(io.BytesIO(mp3), "r") as container:
        stream = container.streams.audio[0]
        samples = [frame.to_ndarray().ravel() for frame in container.decode(stream)]
        return Audio(np.concatenate(samples).astype(np.float32), stream.rate)


def decoded_by_miniaudio(mp3: bytes) -> Audio:
    """As dr_mp3 plays it, gapless."""
    rate = miniaudio.mp3_get_info(mp3).sample_rate
    sound = miniaudio.decode(mp3, miniaudio.SampleFormat.FLOAT32, 1, rate)
    return Audio(np.array(sound.samples, dtype=np.float32), rate)
