"""Bring one take to level, peak ceiling and padding: decided from this take alone, so that no other changes it."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import EngineError
from audiobook.loudness import STEP_S, gated, k_weighted, mean_squares, peaks
from audiobook.mp3.frames import Format
from audiobook.pcm import Audio, Samples, resample, sounding

_WINDOW_S = 0.005
_ENOUGH_MS = 1000
_STEP_MS = round(STEP_S * 1000)
_BLOCK_REST_MS = 300
_CLOSE_LU = 0.05
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Mastering:
    """Every setting that shapes a mastered take; its digest is part of the key of encoded takes."""

    lufs: float = -16.0
    """Integrated loudness of each take (ITU-R BS.1770-4)."""
    ceiling_dbtp: float = -2.5
    """True peak before encoding, which adds up to 1.4 dB at 64 kbit/s (360 takes of 12 voices)."""
    floor_db: float = -50.0
    """dBFS, RMS of 5 ms: what is louder in the mastered take is audible speech."""
    silence_db: float = -60.0
    """dBFS: a take whose peak is lower has no sound in it."""
    trim_db: float = 48.0
    """How far below the take's peak silence begins, RMS of 5 ms."""
    lead_ms: int = 15
    """Kept before the speech."""
    tail_ms: int = 60
    """Kept after it, so that the last sound dies away."""
    fade_in_ms: int = 10
    """Not longer than `lead_ms`: a fade never touches the speech."""
    fade_out_ms: int = 45
    """Not longer than `tail_ms`."""
    max_gain_db: float = 30.0
    """A take that would need more is left too quiet: it is rather noise than speech."""
    max_limiting_db: float = 15.0
    """How much the limiter may take off the highest peak; a take that would need more is left too quiet."""
    look_ahead_ms: int = 5
    """The limiter begins so long before a peak."""
    hold_ms: int = 15
    """And holds so long after it: longer than a period of a low voice, so that it does not follow the wave."""
    settling_frames: int = 4
    """Of digital silence at the end, after which the next take decodes as if it were alone (measured)."""
    version: int = 1
    """Of this module's arithmetic: to be raised with any change that is heard."""


@dataclass(frozen=True, slots=True, eq=False)
class Mastered:
    """A take ready to be encoded."""

    audio: Audio
    """At the format's rate, whole frames, the last of them digital silence."""
    onset: int
    """First sample of the audible speech, honest to 5 ms."""
    offset: int
    """One past its last sample."""
    cut_s: float = 0.0
    """Seconds of the recording that were cut off before it; negative where silence was put there."""


def master(audio: Audio, settings: Mastering, format: Format) -> Mastered:
    """Trim, level, limit, fade and pad one take. The same sound gives the same samples.

    Raises EngineError when nothing sounds, or samples are not numbers.
    """
    if not np.isfinite(audio.samples).all():
        raise EngineError("the engine gave samples that are not numbers; record it again or choose another voice")
    cut, start = _cut(resample(audio, format.rate), settings)
    finished = _finished(_levelled(cut, settings), settings, format)
    span = sounding(finished, settings.floor_db, _WINDOW_S)
    if span is None:
        raise _no_sound(audio)
    return Mastered(finished, *span, start / format.rate)


def _cut(audio: Audio, settings: Mastering) -> tuple[Audio, int]:
    """What sounds, with exactly the lead and the tail the settings ask for, in whole milliseconds; and its start."""
    peak_db = _decibels(float(np.abs(audio.samples).max(initial=0.0)))
    span = sounding(audio, peak_db - settings.trim_db, _WINDOW_S)
    if span is None or peak_db < settings.silence_db:
        raise _no_sound(audio)
    a_ms = audio.rate // 1000
    start, end = span[0] - settings.lead_ms * a_ms, span[1] + settings.tail_ms * a_ms
    end += (start - end) % a_ms
    kept = audio.samples[max(0, start) : end]
    return Audio(np.pad(kept, (max(0, -start), max(0, end - len(audio)))), audio.rate), start


def _levelled(audio: Audio, settings: Mastering) -> Audio:
    """At the loudness asked for, no peak above the ceiling.

    The gain changes so slowly that weighting and gain can be swapped: the sound is weighted once, and what the limiter
    takes away is given back by measuring again. All of it is decided millisecond by millisecond.
    """
    a_ms = audio.rate // 1000
    speech = slice(settings.lead_ms, len(audio) // a_ms - settings.tail_ms)
    power, highest = mean_squares(k_weighted(audio), a_ms)[speech], peaks(audio, a_ms)
    most_db = min(settings.max_gain_db, settings.ceiling_dbtp + settings.max_limiting_db - _decibels(highest.max()))
    gain_db, curve = 0.0, np.ones_like(highest)
    for _ in range(_ROUNDS):
        missing_db = min(settings.lufs - _level(power * np.square(curve[speech])), most_db - gain_db)
        if abs(missing_db) < _CLOSE_LU:
            break
        gain_db += missing_db
        curve = _gain_curve(highest, gain_db, settings)
    return Audio(audio.samples * _drawn(curve, a_ms), audio.rate)


def _level(power: NDArray[np.float64]) -> float:
    """LUFS of a take (its K-weighted power, ms by ms) as it counts in an edition, where pauses stand around it.

    Gating blocks that begin in one sentence and end in a pause lower the whole by 0.2 LU with sentences of 7 s, 0.7 LU
    with 2 s: so they are counted here. A word or two is repeated up to a second: it would come out too loud.
    """
    speech = np.resize(power, max(len(power), _ENOUGH_MS))
    stretch = np.pad(speech, (_BLOCK_REST_MS, _BLOCK_REST_MS + -len(speech) % _STEP_MS))
    return gated(stretch.reshape(-1, _STEP_MS).mean(axis=1))


def _gain_curve(highest: Samples, gain_db: float, settings: Mastering) -> Samples:
    """The factor for each millisecond, shape (ms,): the gain, and less around what would pass the ceiling."""
    gain, ceiling = 10 ** (gain_db / 20), 10 ** (settings.ceiling_dbtp / 20)
    allowed = np.minimum(gain, ceiling / np.maximum(highest, ceiling / gain))
    ahead = settings.look_ahead_ms
    # Two averages that reach half the look-ahead either way stay below a minimum that reaches all of it.
    lowest = _lowest(allowed, max(settings.hold_ms, ahead), ahead)
    return _averaged(_averaged(lowest, ahead), ahead).astype(np.float32)


def _lowest(values: NDArray[Any], before: int, after: int) -> NDArray[Any]:
    """The minimum from `before` places earlier to `after` places later."""
    padded = np.pad(values, (before, after), mode="edge")
    lowest: NDArray[Any] = np.lib.stride_tricks.sliding_window_view(padded, before + after + 1).min(axis=1)
    return lowest


def _averaged(values: NDArray[Any], width: int) -> NDArray[Any]:
    """The mean of `width` values around each."""
    padded = np.pad(values, (width // 2, (width - 1) // 2), mode="edge")
    return np.convolve(padded, np.full(width, 1 / width), "valid")


def _drawn(curve: Samples, a_ms: int) -> Samples:
    """The curve sample by sample: straight lines that nowhere rise above either millisecond they join."""
    joints = np.minimum(np.append(curve[0], curve), np.append(curve, curve[-1]))
    ramp = np.arange(a_ms, dtype=np.float32) / a_ms
    factors: Samples = (joints[:-1, None] + np.diff(joints)[:, None] * ramp).reshape(-1)
    return factors


def _finished(audio: Audio, settings: Mastering, format: Format) -> Audio:
    """16 bits, faded in the silence at its ends, padded with digital silence to whole frames."""
    kind = _audio_segment()
    pcm = np.clip(np.rint(audio.samples * 32768.0), -32768, 32767).astype(np.int16)
    segment = kind(pcm.tobytes(), sample_width=2, frame_rate=audio.rate, channels=1)
    segment = segment.fade_in(settings.fade_in_ms).fade_out(settings.fade_out_ms)
    length_ms = len(audio) * 1000 // audio.rate
    padding_ms = -length_ms % format.frame_ms + settings.settling_frames * format.frame_ms
    segment = segment + kind.silent(padding_ms, frame_rate=audio.rate)
    return Audio(np.frombuffer(segment.raw_data, np.int16).astype(np.float32) / np.float32(32768), audio.rate)


def _audio_segment() -> Any:
    """pydub's class. Importing it warns that ffmpeg is missing, which is never called here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


def _decibels(amplitude: float) -> float:
    return 20 * float(np.log10(max(amplitude, 1e-9)))


def _no_sound(audio: Audio) -> EngineError:
    return EngineError(f"the engine gave no sound in {audio.seconds:.1f} s; change the words or choose another voice")
